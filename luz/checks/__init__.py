"""Named rules over the whole library: what the model alone cannot see, as it takes two records to see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from luz.checks import (
    agreed,
    archive,
    catalogue,
    channels,
    commitments,
    frozen,
    languages,
    leaks,
    manual,
    money,
    people,
    placeholders,
    profiles,
    questionnaires,
    references,
    time,
)
from luz.checks.context import Context, Records
from luz.library import Reading
from luz.model.library import Library
from luz.problems import Problem

ALWAYS: tuple[Callable[[Records], Iterator[Problem]], ...] = (
    references.duplicate_ids,
    references.listed_twice,
    references.words_twice,
    people.managing_director,
    people.circular_reports,
    people.one_accountable,
    people.matters_once,
    people.steps,
    people.roles,
    commitments.definition_complete,
    commitments.breach_impacts,
    commitments.targets,
    commitments.bands,
    agreed.history,
    agreed.explained_before_signing,
    agreed.clocks,
    channels.opening,
    archive.projects,
    archive.proposals,
    archive.files,
    questionnaires.questions,
    questionnaires.same_names,
    placeholders.left,
    frozen.changed,
    frozen.went_back,
    frozen.frozen_twice,
    catalogue.own_peoples_services,
    languages.unspoken,
    profiles.items,
    manual.protocol_steps,
    manual.keeping_rules,
    manual.versions_told,
    money.currencies,
    time.dates_in_order,
    time.peaks,
)
"""Rules that look at records as they stand, so that one unreadable file hides no problem of another."""

ONCE_JOINED: tuple[Callable[[Context], Iterator[Problem]], ...] = (
    references.unknown_references,
    people.escalation_ladder,
    agreed.essential_matters,
    manual.protocol_times,
    manual.guardians,
    leaks.hidden_references,
    leaks.missing_translations,
    leaks.other_clients_named,
    catalogue.stock,
    catalogue.capacity,
    catalogue.agreements,
    catalogue.trials,
    time.days_ahead,
    time.plans,
    time.reviews,
    time.leavers,
    time.late_projects,
    frozen.not_frozen,
)


def check(reading: Reading, library: Library | None, today: date) -> list[Problem]:
    """Every problem and warning that the rules find, in no particular order.

    Without a library, as the company's own files cannot be read, only the rules that do without one speak.
    """
    found = [problem for rule in ALWAYS for problem in rule(Records(reading))]
    if library is not None:
        context = Context(reading, library, today)
        found += [problem for rule in ONCE_JOINED for problem in rule(context)]
    return found
