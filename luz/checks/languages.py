"""Languages: a site or a questionnaire is written in those of which Luz has the words for its frame."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import luz
from luz import wording
from luz.checks.context import Records
from luz.model.client import Client
from luz.model.company import Company
from luz.model.questionnaire import Questionnaire
from luz.problems import Problem
from luz.reading import Source
from luz.yaml_tree import Loc

SPOKEN = frozenset(wording.languages(Path(luz.__file__).parent))
"""A further one is a catalogue in each room, beside those there are."""


def unspoken(context: Records) -> Iterator[Problem]:
    """LANGUAGE_NOT_SPOKEN: said once where the language is named, not of every text that lacks it."""
    for language, source, loc in _named(context):
        if language not in SPOKEN:
            message = "Luz does not speak «{value}»; it speaks: {choices}"
            choices = ", ".join(sorted(SPOKEN))
            yield source.problem(loc, "LANGUAGE_NOT_SPOKEN", message, value=language, choices=choices)


def _named(context: Records) -> Iterator[tuple[str, Source, Loc]]:
    for client, source in context.records(Client):
        yield client.language, source, ("language",)
    lists = [(company.languages, source) for company, source in context.records(Company)]
    lists += [(asked.languages, source) for asked, source in context.records(Questionnaire)]
    for languages, source in lists:
        for position, language in enumerate(languages):
            yield language, source, ("languages", position)
