"""A complaint of YAML's about a text → what to do about it, said of the line as whoever typed it sees it.

YAML says what it was reading when it gave up; an editor wants to know which sign to type or delete. So the
line itself is looked at first: most files that cannot be read have one of a dozen mistakes in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

ONE_DOCUMENT = "a file holds one document; remove the line «---» or «...»"

_RESERVED = "«&», «*» and «!» at the start of a value are not used here; put the value in quotes"
_TWO_COLONS = 'a value holds «: »; put the whole value in straight quotes: "…"'
_GOES_ON = (
    "a value that begins with a quote or a bracket ends where that is closed, and this one goes on; "
    "put the whole value in quotes other than those within"
)
_MISALIGNED = (
    "this line does not fit in with those above: look at its hyphen, its colon and the spaces it begins with"
)
_TAB = "there is a tab here; delete it and type spaces, as many as the lines beside it begin with"
_SIGN = 'a value cannot begin with «{sign}»; put it in straight quotes: "…"'
_NO_SPACE = "a space is missing after the colon of «{name}»: write «{name}: » and then the value"
_DASH_STUCK = "a space is missing after the dash: write «- » and then the rest"
_OTHER_DASH = "«{sign}» begins no list here; delete it and type the hyphen of the keyboard and a space: «- »"
_TABLE = "this looks like a table pasted from a spreadsheet; write each row as the other items are written"
_NO_COLON = (
    "this line has no «: »; write a field as «field: value», and put a text that goes on "
    "from the line above further in than its field"
)
_INDENTED = (
    "this line begins with {here} spaces and fits in with none of those above; "
    "the nearest place for it is after {near} spaces"
)
_OTHER_DASHES = r"\s*(?P<sign>[•·▪●◦‣–—−*]).*"
_LINE_REMEDIES = {
    r"\s*(?:- +)*(?P<name>[A-Za-z_]\w*):(?!//)[^\s:].*": _NO_SPACE,
    r"\s*-[^\s-].*": _DASH_STUCK,
    _OTHER_DASHES: _OTHER_DASH,
    r"\s*[^\t:#]+\t.*": _TABLE,
    r"(?!.*:(\s|$)).*": _NO_COLON,
}
"""How a line that YAML cannot fit in looks → what to do about it; the first that fits counts."""

_REMEDIES = {
    "could not find expected ':'|did not find expected (key|'-' indicator)": _MISALIGNED,
    "block sequence entries are not allowed": (
        "a list starts on the line below its field, each item with «- »"
    ),
    "did not find expected ',' or|unexpected end": "a quote or bracket is opened and never closed",
    "expected comment or line break": (
        "«|» and «>» stand alone at the end of their line; begin the text in the next one, indented"
    ),
    "escape": "«\\» within double quotes begins a code; use single quotes",
    "alphabetic or numeric|tag URI": _RESERVED,
    "directive": "a line cannot start with «%», and a value that does needs quotes",
    "document start": ONE_DOCUMENT,
}
"""Words of YAML's own complaint → what to do about it."""


@dataclass(frozen=True)
class Complaint:
    """What to say: a message id of the catalogue, and its values."""

    message: str
    params: dict[str, object] = field(default_factory=dict)
    line: int | None = None
    """Where the mistake is, if not in the line YAML complains of."""


def explained(words: str, lines: list[str], number: int, column: int) -> Complaint:
    """What to do about a complaint of YAML's, by its words and where the mistake is (`number` from 1)."""
    line = lines[number - 1]
    before = line[:column].rstrip()
    if "cannot start any token" in words or "tab character" in words:
        return _sign(line[column : column + 1] or line[:1])
    if "mapping values are not allowed" in words:
        two = len(re.findall(r":(?:\s|$)", line)) > 1
        return Complaint(_TWO_COLONS) if two else _misaligned(lines, number)
    if "did not find expected" in words and before.endswith(('"', "'", "]", "}")):
        return Complaint(_GOES_ON)
    found = next((remedy for pattern, remedy in _REMEDIES.items() if re.search(pattern, words)), None)
    if found == _MISALIGNED:
        return _misaligned(lines, number)
    return Complaint(found or "this is not readable as YAML; compare it with the lines beside it")


def _sign(sign: str) -> Complaint:
    return Complaint(_TAB) if sign == "\t" else Complaint(_SIGN, {"sign": sign})


def _misaligned(lines: list[str], number: int) -> Complaint:
    """What is wrong with a line that fits in nowhere: a sign in it or, if none is, how far in it begins."""
    line = lines[number - 1]
    for pattern, remedy in _LINE_REMEDIES.items():
        if found := re.fullmatch(pattern, line):
            return Complaint(remedy, dict(found.groupdict()))
    told = [index for index, one in enumerate(lines[: number - 1]) if _says_something(one)]
    here = _column(line)
    if told and (found := re.fullmatch(_OTHER_DASHES, lines[told[-1]])):
        return Complaint(_OTHER_DASH, found.groupdict(), told[-1] + 1)
    if len(told) > 1 and _column(lines[told[-1]]) < here == _column(lines[told[-2]]):
        return Complaint(_INDENTED, {"here": _column(lines[told[-1]]), "near": here}, told[-1] + 1)
    places = _places([lines[index] for index in told], line)
    near = min(places, key=lambda place: abs(place - here), default=here)
    return Complaint(_INDENTED, {"here": here, "near": near}) if near != here else Complaint(_MISALIGNED)


def _places(above: list[str], line: str) -> list[int]:
    """After how many spaces a line could begin: where the lists, or the fields, open above it begin."""
    places: list[int] = []
    outermost = max(map(_column, above), default=0) + 1
    for one in reversed(above):
        if _column(one) < outermost:
            outermost = _column(one)
            places += [_column(one)] if _is_item(line) == _is_item(one) else []
            places += [_column(one) + 2] if _is_item(one) and not _is_item(line) else []
    return places


def _is_item(line: str) -> bool:
    return line.lstrip(" ").startswith("- ")


def _column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _says_something(line: str) -> bool:
    return line.strip() != "" and not line.lstrip().startswith("#")
