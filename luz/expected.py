"""What the model expects at a place: the types behind an annotation, so that the reader can name them."""

from __future__ import annotations

from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel


def _unwrapped(annotation: Any) -> list[Any]:
    """The plain types an annotation allows: `X | None` and `Annotated[X, …]` give X."""
    if get_origin(annotation) is Annotated:
        return _unwrapped(get_args(annotation)[0])
    members = get_args(annotation) if _is_union(annotation) else ()
    if not members:
        return [annotation]
    return [plain for member in members if member is not type(None) for plain in _unwrapped(member)]


def _is_union(annotation: Any) -> bool:
    return get_origin(annotation) in (Union, UnionType)


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """The records an annotation allows."""
    return [kind for kind in _unwrapped(annotation) if isinstance(kind, type) and issubclass(kind, BaseModel)]


def field_type(annotation: Any, name: str) -> Any:
    """What is expected in a field of what an annotation allows; None where no such field is."""
    for kind in _unwrapped(annotation):
        if get_origin(kind) is dict:
            return get_args(kind)[1]
    for model in models_in(annotation):
        if issubclass(model, RootModel):
            return str
        if name in model.model_fields:
            return model.model_fields[name].rebuild_annotation()
    return None


def key_type(annotation: Any) -> Any:
    """What the keys of a mapping must be; None where no mapping is expected."""
    return next((get_args(kind)[0] for kind in _unwrapped(annotation) if get_origin(kind) is dict), None)


def item_type(annotation: Any) -> Any:
    """What the items of a list must be; None where no list is expected."""
    return next(
        (get_args(kind)[0] for kind in _unwrapped(annotation) if get_origin(kind) in (tuple, list)), None
    )


def _kinds(model: type[BaseModel]) -> tuple[str, ...]:
    kind = model.model_fields.get("kind")
    return get_args(kind.annotation) if kind is not None and get_origin(kind.annotation) is Literal else ()


def tags_of(annotation: Any) -> list[str]:
    """The kinds among which a record is chosen."""
    return [tag for model in models_in(annotation) for tag in _kinds(model)]


def tagged(annotation: Any, tag: str) -> Any:
    """The member of a union that is told by this kind; None for a single record, whose fields come next."""
    members = models_in(annotation)
    return next((model for model in members if tag in _kinds(model)), None) if len(members) > 1 else None


def choices_of(annotation: Any) -> list[str]:
    """The words a value may be, where they are counted."""
    choices: list[str] = []
    for kind in _unwrapped(annotation):
        if isinstance(kind, type) and issubclass(kind, Enum):
            choices += [str(member.value) for member in kind]
        elif get_origin(kind) is Literal:
            choices += [str(getattr(value, "value", value)) for value in get_args(kind)]
    return choices


def is_local_text(annotation: Any) -> bool:
    """Whether a text per language is expected."""
    return any(issubclass(model, RootModel) for model in models_in(annotation))
