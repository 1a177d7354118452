"""Files made to kill or to stall a reader, read one after the other by a process that may take little."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import luz
from luz.model.base import Model
from luz.model.company import Company
from luz.model.questionnaire import Questionnaire
from luz.reading import read_record
from luz.wording import load

MEGABYTE = 900_000
CPU_SECONDS = 240
MEMORY = 1_500_000_000

HOSTILE = {
    "brackets within brackets": "[" * MEGABYTE,
    "braces within braces": "{" * MEGABYTE,
    "lists within lists": "- " * (MEGABYTE // 2),
    "keys within keys": "? " * (MEGABYTE // 2),
    "accents upon accents": "name: a" + "\u0301\u0327" * (MEGABYTE // 4),
    "spaces of two kinds": "name: \u00a0x" + " " * (MEGABYTE // 2) + "y",
    "unbreakable spaces": "name: " + "\u00a0" * (MEGABYTE // 3) + "x",
    "words between braces": "{" + "a," * (MEGABYTE // 2) + "}",
    "a field that nobody knows, many times": "".join(f"a{number}: b\n" for number in range(80_000)),
    "a field that nobody knows, nearly too often": "".join(f"a{number}: b\n" for number in range(24_000)),
    "empty fields that nobody knows": "".join(f"a{number}:\n" for number in range(24_000)),
    "one field, again and again": "a: b\n" * 24_000,
    "words in place of records": "people:\n" + "- x\n" * 49_000,
    "wrong ids": "people:\n" + "".join(f"- {{id: 'Ñ{number}'}}\n" for number in range(12_000)),
    "wrong kinds": "questions:\n" + "- kind: scal\n" * 12_000,
    "points without end": "questions:\n- kind: scale\n  points:\n"
    + "".join(f"  - {{value: {number}}}\n" for number in range(11_000)),
    "a long name": f"{'a' * 800}: b\n" + f"people: {'x' * MEGABYTE}",
    "a word of a megabyte": "channels:\n- kind: " + "x" * (MEGABYTE // 2),
    "a number of a megabyte": "version: " + "9" * MEGABYTE,
    "thousands upon thousands": "version: 1" + ".000" * (MEGABYTE // 5),
    "a quote that is never closed": "a: '" + "x" * MEGABYTE,
    "colons": "a: " + "b: " * (MEGABYTE // 3),
    "hashes": "a: b " + " #c" * (MEGABYTE // 3),
    "spaces before a comment": "a: b" + " " * MEGABYTE + "#c",
    "nothing but lines": "\n" * MEGABYTE,
    "lines of the old Macintosh": "a: b\r" * (MEGABYTE // 5),
    "a block of spaces": "a: |\n" + " \n" * (MEGABYTE // 2),
    "percents": "%" * MEGABYTE,
    "an anchor of a megabyte": "a: &" + "x" * MEGABYTE,
    "half a character": 'name: "' + "\\ud800" * 1000 + '"',
    "no character": 'name: "\\0\\x07\\u202e"',
    "marks of byte order": "\ufeff\ufeffname: a",
    "more than a megabyte": "a" * 3_000_000,
}
NOUNS: tuple[type[Model], ...] = (Company, Questionnaire)


def main() -> None:
    """Read each; say its name, and how many problems were said of it, once that is done."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    wording = load(Path(luz.__file__).parent, "es")
    for name, text in HOSTILE.items():
        said = [
            problem.render(wording)
            for noun in NOUNS
            for problem in read_record(text.encode(errors="surrogatepass"), noun, "plans/x.yml")[1]
        ]
        sys.stdout.write(f"{name}: {bool(said)}, {max(map(len, said)) < 3000}, {len(said) < 250}\n")


if __name__ == "__main__":
    main()
