"""What people call each field and record of the model, and the help on what to write in a field.

They lie in a catalogue of their own, `fields.po`: the contexts `record`, `field` and `help`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

from luz.model.base import Model
from luz.wording import catalogue


@dataclass(frozen=True)
class FieldWords:
    """The words about fields in one language; `load` makes it."""

    translations: NullTranslations

    def record(self, model: type[Model]) -> str:
        """A record as a noun within a sentence: «compromiso»."""
        return self.translations.pgettext("record", message_name(model))

    def label(self, model: type[Model], field: str) -> str:
        """A field as a noun within a sentence: «plazo»."""
        return self.translations.pgettext("field", message_id(model, field))

    def help(self, model: type[Model], field: str) -> str:
        """One or two sentences on what to write in a field."""
        return self.translations.pgettext("help", message_id(model, field))


def message_name(model: type[Model]) -> str:
    """How the catalogue names a record; what records of several kinds share has a name without underscore."""
    return model.__name__.removeprefix("_")


def message_id(model: type[Model], field: str) -> str:
    """How the catalogue names a field: by the class that declares it, which those below it share."""
    declaring = next(noun for noun in model.__mro__ if field in noun.__dict__.get("__annotations__", {}))
    return f"{message_name(declaring)}.{field}"


@lru_cache
def load(language: str) -> FieldWords:
    """The words about fields; raises FileNotFoundError for a language that luz does not speak."""
    return FieldWords(catalogue(Path(__file__).parent / "locale", language, "fields"))
