"""The glossary: the words of the house, explained once for every employee."""

from __future__ import annotations

from luz.audience import Audience
from luz.model.base import Id, Model, Text


class Term(Model, audience=Audience.INTERNAL):
    """A word as we use it, what it means, and other words people say for it."""

    id: Id
    term: Text
    meaning: Text
    also: tuple[Text, ...] = ()
    example: Text | None = None


class Glossary(Model, audience=Audience.INTERNAL):
    """`glossary.yml`."""

    terms: tuple[Term, ...] = ()
