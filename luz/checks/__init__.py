"""Named rules over the whole library: what the model alone cannot see, as it takes two records to see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from luz.checks import archive, commitments, leaks, people, questionnaires, references, time
from luz.checks.context import Context
from luz.library import Reading
from luz.model.library import Library
from luz.problems import Problem

Check = Callable[[Context], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    references.duplicate_ids,
    references.unknown_references,
    people.managing_director,
    people.circular_reports,
    people.one_accountable,
    people.escalation_ladder,
    commitments.definition_complete,
    commitments.breach_impacts,
    commitments.targets,
    commitments.bands,
    archive.projects,
    archive.proposals,
    archive.files,
    questionnaires.questions,
    leaks.hidden_references,
    leaks.missing_translations,
    leaks.other_clients_named,
    time.dates_in_order,
    time.plans,
    time.reviews,
    time.leavers,
    time.late_projects,
)


def check(reading: Reading, library: Library, today: date) -> list[Problem]:
    """Every problem and warning that the rules find in a library, in no particular order."""
    context = Context(reading, library, today)
    return [problem for rule in CHECKS for problem in rule(context)]
