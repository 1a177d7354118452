"""One case: a change to the sample plans and what Luz must answer, written by somebody who need not program.

The format is explained in LEAME.md, for people; it is read as plans are, with the same rules and messages.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path
from typing import Annotated

from pydantic import Field

import luz
from luz.audience import Audience
from luz.model.base import Model, Text
from luz.model.scalars import Date, Flag, WholeNumber
from luz.plans import Plans, load
from luz.problems import Problem
from luz.reading import read_record
from luz.wording import Wording
from luz.wording import load as load_wording

CASES = Path(__file__).parent
SAMPLE_PLANS = CASES.parent / "sample_plans"
TODAY = dt.date(2026, 11, 21)
SPANISH: Wording = load_wording(Path(luz.__file__).parent, "es")

_CHARACTER = re.compile(r"<U\+([0-9A-F]{4,6})>")


class Change(Model, audience=Audience.INTERNAL):
    """What is done to one file: a text replaced, a new text, a link put there, or the file removed."""

    file: Text
    find: str | None = None
    put: str = ""
    text: str | None = None
    times: WholeNumber = 1
    encoding: Text = "utf-8"
    link: Text | None = None
    remove: Flag = False

    def apply(self, plans: Path) -> None:
        """Change the file below `plans`; fails where the text to be found is not there exactly once."""
        path = plans / self.file
        if self.remove:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.link is not None:
            path.symlink_to(self.link)
            return
        path.write_bytes(self._content(path).encode(self.encoding))

    def _content(self, path: Path) -> str:
        if self.text is not None:
            return _with_characters(self.text) * self.times
        assert self.find is not None, f"{self.file}: say what to find, a text, a link, or «remove: sí»"
        before = path.read_text(encoding="utf-8")
        found = before.count(self.find)
        assert found == 1, f"{self.file}: «{self.find}» stands there {found} times, it must be once"
        return before.replace(self.find, _with_characters(self.put) * self.times)


def lay_out(folder: Path, *changes: Change, company: Path = SAMPLE_PLANS) -> Path:
    """Lay plans out below a folder, with changes made to them; return where they are."""
    plans = folder / "plans"
    shutil.copytree(company, plans)
    for change in changes:
        change.apply(plans)
    return plans


class Case(Model, audience=Audience.INTERNAL):
    """A sentence that says the rule, the changes, and every line that Luz prints because of them."""

    title: Text
    today: Date = TODAY
    change: Annotated[tuple[Change, ...], Field(min_length=1)]
    problems: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    def run(self, folder: Path) -> Plans:
        """The sample plans with the changes made, laid below `folder`, as Luz reads them."""
        return load(lay_out(folder, *self.change), self.today)


def read_case(path: Path) -> Case:
    """Read a case; one that is written wrongly fails with the messages an editor of plans would get."""
    entry, problems = read_record(path.read_bytes(), Case, path.name)
    assert problems == [], "\n".join(rendered(problems))
    assert entry is not None
    assert isinstance(entry.record, Case)
    return entry.record


def case_files() -> list[Path]:
    """Every case, in the order of their names."""
    return sorted(CASES.glob("*.yml"))


def rendered(problems: list[Problem] | tuple[Problem, ...]) -> list[str]:
    """Problems as `luz check` prints them in Spanish."""
    return [problem.render(SPANISH) for problem in problems]


def as_written(plans: Plans) -> str:
    """What Luz answered, in the form in which a case expects it."""
    lines = []
    for name, problems in (("problems", plans.problems), ("warnings", plans.warnings)):
        quoted = [line.replace("'", "''") for line in rendered(problems)]
        lines += [f"{name}:", *(f"  - '{line}'" for line in quoted)] if quoted else [f"{name}: []"]
    return "\n".join(lines)


def _with_characters(text: str) -> str:
    return _CHARACTER.sub(lambda written: chr(int(written[1], 16)), text)
