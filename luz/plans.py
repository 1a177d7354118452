"""The door to `plans/`: read, check, and say what can be published and what is held back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from luz.checks import check
from luz.grants import Grants, granted
from luz.library import Reading, read
from luz.model.library import Library
from luz.problems import Problem


@dataclass(frozen=True)
class Plans:
    """The state of `plans/` on one day.

    `library` holds what can be published: all of it but the clients in `held_back`. A problem in a client's
    folder holds back that client alone; one in the company's own data holds back everything (None).
    `still_granted` says whom the plan of each client held back grants its portal; None: it cannot be read.
    """

    library: Library | None
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    held_back: Mapping[str, tuple[Problem, ...]]
    still_granted: Mapping[str, Grants | None] = field(default_factory=dict)


def load(folder: Path, today: date) -> Plans:
    """Read and check everything below `folder` as of a day; never raises for what an editor wrote."""
    return judged(read(folder), today)


def judged(reading: Reading, today: date) -> Plans:
    """What was read, checked as of a day."""
    whole = reading.library()
    found = reading.problems + check(reading, whole, today)
    problems = tuple(sorted(problem for problem in found if not problem.warning))
    warnings = tuple(sorted(problem for problem in found if problem.warning))
    held_back = {
        client: tuple(problem for problem in problems if problem.client == client)
        for client in sorted({problem.client for problem in problems if problem.client is not None})
    }
    company_is_sound = all(problem.client is not None for problem in problems)
    library = reading.library(without=frozenset(held_back)) if company_is_sound else None
    still_granted = {client: granted(reading.plans.get(client)) for client in held_back}
    return Plans(library, problems, warnings, held_back, still_granted)
