"""YAML text → plain lists, mappings and strings with the line of each, for the reader alone.

Scalars stay text: what `no`, `12:30` or `0034` mean is for the model to say. Depth, size, anchors,
aliases and tags are refused on the stream of events, before anything is composed: composing deep input kills.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from luz.yaml_complaints import ONE_DOCUMENT, explained

MAX_DEPTH = 50
MAX_BYTES = 1_000_000
MAX_VALUES = 50_000
MAX_ACCENTS = 30
"""On one letter, as in the stream-safe text of Unicode (UAX #15); with more, normalizing takes for ever."""

Loc = tuple[str | int, ...]
"""Where a value stands: keys and positions from the top of its file."""

_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_HARMFUL_CATEGORIES = frozenset({"Cf", "Cc", "Co", "Cs", "Zl", "Zp"})
_HARMFUL = frozenset("\ufffe\uffff")
_HARMLESS = frozenset("\n\t\r\u00ad\u200d")
# Before a field, after its colon and at the end of a line, a space pasted from a word processor is a space.
_BETWEEN_WORDS_OF_YAML = re.compile(
    r"(?m)^[ \u00a0]*(-[ \u00a0]+)*([\w-]+:[ \u00a0]+)?|(?<![ \u00a0])[ \u00a0]+$"
)
_CUT_OFF = re.compile(r"[ \t]+(#\S[^\n]*)")


@dataclass(frozen=True)
class Flaw:
    """Something wrong with the text itself: line, name of the check, message id and its values."""

    line: int
    check: str
    message: str
    params: dict[str, object] = field(default_factory=dict)
    loc: Loc = ()


@dataclass
class Tree:
    """What a file says, as plain values, and the line of every key and item."""

    text: str = ""
    data: Any = None
    lines: dict[Loc, int] = field(default_factory=dict)
    empty: list[Loc] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)


def parse(raw: bytes) -> Tree:
    """Read one YAML document; where it has flaws, `data` may be missing what they touch."""
    text, flaw = _decode(raw)
    if flaw is None:
        flaw = _first_flaw(text)
    if flaw is not None:
        return Tree(flaws=[flaw])
    tree = Tree(text)
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    if not isinstance(node, yaml.MappingNode):
        tree.flaws.append(Flaw(1, "YAML_SYNTAX", "the file must hold fields, one per line: «field: value»"))
    else:
        data = _value(node, (), tree)
        if all(flaw.check != "YAML_SYNTAX" for flaw in tree.flaws):
            tree.data = data  # else part of it stands under no name, and would be reported as missing
    return tree


def _decode(raw: bytes) -> tuple[str, Flaw | None]:
    if len(raw) > MAX_BYTES:
        return "", Flaw(1, "FILE_TOO_LARGE", "the file is larger than 1 MB; split it")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return "", Flaw(line, "NOT_UTF8", "the file is not in UTF-8; save it again with the encoding UTF-8")
    for number, content in enumerate(text.split("\n"), start=1):
        if _is_piled_up(content):
            message = "one letter has more than 30 accents; delete it and type the text again"
            return "", Flaw(number, "TEXT_UNREADABLE", message)
    text = unicodedata.normalize("NFC", text)
    if "\u00a0" in text:
        text = _BETWEEN_WORDS_OF_YAML.sub(lambda found: found[0].replace("\u00a0", " "), text)
    for number, content in enumerate(text.split("\n"), start=1):
        flaw = _invisible(content, number)
        if flaw is not None:
            return "", flaw
    return text, None


def _is_piled_up(text: str) -> bool:
    accents = 0
    for char in "" if text.isascii() else text:
        accents = accents + 1 if unicodedata.combining(char) else 0
        if accents > MAX_ACCENTS:
            return True
    return False


def _invisible(text: str, line: int) -> Flaw | None:
    if text.isprintable():  # nearly every line, and quickly told
        return None
    for char in text:
        harmful = unicodedata.category(char) in _HARMFUL_CATEGORIES or char in _HARMFUL
        if harmful and char not in _HARMLESS:
            name = unicodedata.name(char, f"U+{ord(char):04X}")
            message = "there is an invisible character ({name}); delete it and type the text again"
            return Flaw(line, "INVISIBLE_CHARACTER", message, {"name": name})
    return None


def _first_flaw(text: str) -> Flaw | None:
    depth = documents = 0
    try:
        for count, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
            if count > MAX_VALUES:
                return Flaw(_line(event), "FILE_TOO_LARGE", "the file has more than 50 000 values; split it")
            documents += isinstance(event, yaml.DocumentStartEvent)
            flaw = Flaw(_line(event), "YAML_SYNTAX", ONE_DOCUMENT) if documents > 1 else _refused(event)
            if flaw is not None:
                return flaw
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                return Flaw(_line(event), "TOO_DEEP", "more than 50 levels inside one another; simplify it")
    except yaml.MarkedYAMLError as error:
        return _syntax_flaw(error, text)
    return None


def _line(event: yaml.Event) -> int:
    return int(event.start_mark.line) + 1 if event.start_mark else 1


def _refused(event: yaml.Event) -> Flaw | None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        message = (
            "«&» and «*» at the start of a value are not used here; write the value out, or put it in quotes"
        )
        return Flaw(_line(event), "ANCHOR_REFUSED", message)
    if getattr(event, "tag", None) not in (None, "!"):
        message = "«!» at the start of a value is not used here; put the value in quotes"
        return Flaw(_line(event), "TAG_REFUSED", message)
    if isinstance(event, yaml.ScalarEvent):
        return _invisible(event.value, _line(event))  # one may also be written as a code: "\u202e"
    return None


_OPENED_EARLIER = re.compile("a simple key|a quoted scalar|a flow (sequence|mapping)")
"""Where the mistake stands at the beginning of what YAML was reading, not where it gave up."""


def _syntax_flaw(error: yaml.MarkedYAMLError, text: str) -> Flaw:
    opened = error.context_mark if _OPENED_EARLIER.search(error.context or "") else None
    mark: yaml.Mark | None = opened or error.problem_mark
    lines = text.splitlines()
    line = min(int(mark.line) + 1, len(lines)) if mark else 1
    found = explained(f"{error.problem} {error.context}", lines, line, int(mark.column) if mark else 0)
    return Flaw(found.line or line, "YAML_SYNTAX", found.message, found.params)


def _value(node: yaml.Node, loc: Loc, tree: Tree) -> Any:
    tree.lines.setdefault(loc, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, loc, tree)
    if isinstance(node, yaml.SequenceNode):
        return list(_items(node, loc, tree))
    return _text(node, loc, tree)


def _text(node: yaml.Node, loc: Loc, tree: Tree) -> str:
    cut_off = _CUT_OFF.match(tree.text, node.end_mark.index) if not getattr(node, "style", "") else None
    if cut_off:
        message = (
            "after a space, «#» begins a comment, and «{lost}» is not read; "
            "put the whole value in quotes, or a space after the «#» of a comment"
        )
        params = {"lost": cut_off[1].rstrip()}
        tree.flaws.append(Flaw(node.end_mark.line + 1, "TEXT_CUT_OFF", message, params, loc))
    return str(node.value)


def _absent(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and (not node.value if node.style else node.value in _EMPTY)


def _mapping(node: yaml.MappingNode, loc: Loc, tree: Tree) -> dict[str, Any]:
    values: dict[str, Any] = {}
    twice: list[Flaw] = []
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            tree.flaws.append(Flaw(line, "YAML_SYNTAX", "the name of a field must be a word", loc=loc))
            continue
        key = str(key_node.value)
        where = (*loc, key)
        if _has_no_colon(key_node, value_node, tree.text):
            message = (
                "«{name}» is no field: between «{{» and «}}» a comma ends a value; "
                "put decimals in quotes, and a space after each colon"
            )
            tree.flaws.append(Flaw(line, "YAML_SYNTAX", message, {"name": key}, loc))
            continue
        if where in tree.lines:
            message = "the field «{name}» stands twice, first in line {first}; keep one"
            params = {"name": key, "first": tree.lines[where]}
            twice.append(Flaw(line, "DUPLICATE_KEY", message, params, where))
            continue
        tree.lines[where] = line
        if _absent(value_node):
            tree.empty.append(where)
        else:
            values[key] = _value(value_node, where, tree)
    tree.flaws += _as_one_mistake(twice, loc, values)
    return values


def _as_one_mistake(twice: list[Flaw], loc: Loc, values: dict[str, Any]) -> list[Flaw]:
    """Fields of a list's item that all come again, from its first one on, are an item without its dash."""
    first = next(iter(values), None)
    if len(twice) < 2 or not loc or not isinstance(loc[-1], int) or twice[0].loc[-1] != first:
        return twice
    message = (
        "from here on the fields of the item above come again: if another item begins here, "
        "«{name}» needs «- » before it"
    )
    return [Flaw(twice[0].line, "DUPLICATE_KEY", message, {"name": first}, twice[0].loc)]


def _has_no_colon(key: yaml.Node, value: yaml.Node, text: str) -> bool:
    """Whether it only looks like a field to YAML, as the «5» in `{above: 92,5}` does."""
    between = text[key.end_mark.index : value.start_mark.index]
    return value.end_mark.index == value.start_mark.index and ":" not in between


def _items(node: yaml.SequenceNode, loc: Loc, tree: Tree) -> Iterator[Any]:
    present = (item for item in node.value if not _absent(item))
    for position, item in enumerate(present):
        yield _value(item, (*loc, position), tree)
