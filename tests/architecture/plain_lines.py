"""Which text files have spaces at the end of a line, or no line end of their own: for the pre-commit hook."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path


def faults(path: Path) -> Iterator[str]:
    """Every fault of a file, as a line with its place."""
    text = path.read_bytes()
    for number, line in enumerate(text.split(b"\n"), start=1):
        # In Markdown two spaces are a line break, which nobody sees; a backslash says it.
        if line != line.rstrip(b" \t\r"):
            yield f"{path}:{number}: espacios al final de la línea"
    if text and (not text.endswith(b"\n") or text.endswith(b"\n\n")):
        yield f"{path}: debe acabar en un solo final de línea"


def main() -> None:
    """Print the faults of the files that are named; fails if there are any."""
    found = [fault for name in sys.argv[1:] for fault in faults(Path(name))]
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
