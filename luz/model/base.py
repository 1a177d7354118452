"""What every noun of the model is made of: the record, its audiences, ids, references, texts per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    RootModel,
    StringConstraints,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from luz.audience import Audience

SOURCE_LANGUAGE = "es"
"""The language in which every text per language must exist."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
"""Plain text, never Markdown and never HTML: whatever stands in it is shown as it was typed."""

T = TypeVar("T")


def _not_empty(items: tuple[T, ...]) -> tuple[T, ...]:
    if not items:
        raise PydanticCustomError("list_empty", "the list is empty")
    return items


class _AtLeastOne:
    """Says to editors what `_not_empty` says to the reader."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(core_schema), "minItems": 1}


# Not by `min_length`, which would also count the items that are refused as missing.
Some = Annotated[tuple[T, ...], AfterValidator(_not_empty), _AtLeastOne()]
"""A list of which there is at least one item, as nothing can be said without."""

ID_PATTERN = r"^[a-z0-9]+([-_][a-z0-9]+)*$"
FILE_NAME_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9]+)+$"
LANGUAGE_PATTERN = r"^[a-z]{2}$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=60)]
"""A name for machines: lower case letters and digits joined by single hyphens or underscores."""

Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
"""An ISO 639-1 code: `es`, `en`, `ca`."""

FileName = Annotated[str, StringConstraints(pattern=FILE_NAME_PATTERN, max_length=100)]
"""A file in the `files/` folder beside the YAML that names it; no folders, no spaces, no accents."""


@dataclass(frozen=True)
class Refers:
    """Marks a field that holds the id of another thing, so that checks find the ids which nobody has."""

    to: str


PersonId = Annotated[Id, Refers("person")]
RoleId = Annotated[Id, Refers("role")]
MatterId = Annotated[Id, Refers("matter")]
PhaseId = Annotated[Id, Refers("phase")]
CalendarId = Annotated[Id, Refers("calendar")]
ProcedureId = Annotated[Id, Refers("procedure")]
IncidentClassId = Annotated[Id, Refers("incident_class")]
QuestionnaireId = Annotated[Id, Refers("questionnaire")]
ProjectId = Annotated[Id, Refers("project")]
ContactId = Annotated[Id, Refers("contact")]
CommitmentId = Annotated[Id, Refers("commitment")]
ServiceId = Annotated[Id, Refers("service")]
SupplierId = Annotated[Id, Refers("supplier")]
MaintenanceTierId = Annotated[Id, Refers("maintenance_tier")]
ContingencyId = Annotated[Id, Refers("contingency")]


class Model(BaseModel):
    """A record of `plans/`: unknown keys are refused, values do not change, every field has an audience.

    A field states its audience as `Annotated[type, Audience.CLIENT]`; a class may state one for all of its
    fields: `class Step(Model, audience=Audience.CLIENT)`. A field that states none is internal.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    field_audiences: ClassVar[Mapping[str, Audience]] = {}
    unstated_audiences: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, audience: Audience | None = None, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)

    @classmethod
    def __pydantic_init_subclass__(cls, audience: Audience | None = None, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        stated = {name: _stated_audience(field.metadata) for name, field in cls.model_fields.items()}
        cls.field_audiences = {name: own or audience or Audience.INTERNAL for name, own in stated.items()}
        cls.unstated_audiences = tuple(name for name, own in stated.items() if not own and audience is None)

    key_field: ClassVar[str] = "id"
    """The field that tells one thing of a list from the others, in nouns that have it."""

    def own_audience(self) -> Audience:
        """How far this one record may go at most, whatever its fields allow; a noun may narrow itself."""
        return Audience.PUBLIC

    def own_key(self) -> str | None:
        """What no other of the same list may have too; None for a noun without names."""
        return str(getattr(self, self.key_field)) if self.key_field in type(self).model_fields else None


def _stated_audience(metadata: list[Any]) -> Audience | None:
    return next((mark for mark in metadata if isinstance(mark, Audience)), None)


class LocalText(RootModel[dict[Language, Text]]):
    """A text written once per language, for what reaches more than one client: `{es: …, en: …}`."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="after")
    def _has_the_source_language(self) -> LocalText:
        if SOURCE_LANGUAGE not in self.root:
            raise PydanticCustomError("source_language_missing", "the text in Spanish (es) is missing")
        return self

    def in_language(self, language: str) -> str:
        """The text in one language; KeyError where it was not written (the check TRANSLATION_MISSING)."""
        return self.root[language]
