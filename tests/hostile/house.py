"""A collector to be attacked: what it asks, what it has stored, and what of a form may be stored at all."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from feedback_app.answers import Response
from feedback_app.suspects.quarantine import Quarantine, Suspect
from luz.model.library import Library
from tests.feedback_app.asked import QUESTIONS, asking_library, every_kind, hidden_fields, rows
from tests.feedback_app.surveyed import PAGE, an_app, database

LONGEST_COMMENT = 4000
FORM = "application/x-www-form-urlencoded"

Fields = Sequence[tuple[str, str]]

_networks = itertools.count(1)


@dataclass(frozen=True)
class Kept:
    """One response as the file has it."""

    single: Mapping[str, str] = field(default_factory=dict)
    multiple: frozenset[str] = frozenset()
    comment: str | None = None
    channel: str = "web"


HONEST: Fields = (("satisfaction", "4"), ("found-it", "3"), ("recommend", "10"))
HONEST_SINGLE = {"satisfaction": "4", "found-it": "3", "recommend": "10"}


def a_long_questionnaire() -> Library:
    """The questionnaire with a question of every kind, and room for long words."""
    *closed, words = QUESTIONS
    return asking_library(every_kind(questions=[*closed, {**words, "max_length": LONGEST_COMMENT}]))


def attacked_app(folder: Path) -> Flask:
    """The collector alone, which asks that questionnaire."""
    return an_app(folder, a_long_questionnaire())


def own_fields(client: FlaskClient) -> Fields:
    """What a form of ours, new, brings along by itself."""
    return own_fields_of(client.get(PAGE).text)


def own_fields_of(page: str) -> Fields:
    """What the form of a page brings along by itself."""
    return tuple(hidden_fields(page).items())


def body_of(fields: Fields, errors: str = "surrogatepass") -> bytes:
    """The fields as a browser would send them; lone surrogates in bytes that are no UTF-8."""
    return "&".join(
        f"{quote_plus(name.encode('utf-8', errors))}={quote_plus(value.encode('utf-8', errors))}"
        for name, value in fields
    ).encode()


def post(client: FlaskClient, body: bytes, kind: str = FORM) -> TestResponse:
    """Send a body, each time from another network: what one may send is limited."""
    low = next(_networks)
    address = f"10.{low >> 16 & 255}.{low >> 8 & 255}.{low & 255}"
    return client.post(PAGE, data=body, content_type=kind, environ_base={"REMOTE_ADDR": address})


def count(folder: Path) -> int:
    """How many responses are in the files."""
    query = "select count(*) from response"
    counted = int(rows(database(folder), query)[0][0]) if database(folder).exists() else 0
    return counted + len(_held(folder))


def receipt(page: str) -> str | None:
    """The receipt a page shows, if any."""
    found = re.search(r"\b(?:[0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}\b", page)
    return found[0] if found else None


def kept(folder: Path, number: str) -> Kept:
    """What is kept under a receipt; of who says the same again, by the guardian."""
    held = [one.response for one in _held(folder) if one.receipt == number]
    return _kept_apart(held[0]) if held else _counted(folder, number)


def _held(folder: Path) -> tuple[Suspect, ...]:
    quarantine = Quarantine(folder / "var" / "guardian.db")
    try:
        return quarantine.held()
    finally:
        quarantine.close()


def _kept_apart(response: Response) -> Kept:
    said = response.answers
    several = frozenset(said.multiple.get("reasons", ()))
    return Kept(said.single, several, said.texts.get("comment"), response.channel)


def _counted(folder: Path, number: str) -> Kept:
    where = f"where response_id = (select response_id from response where receipt = '{number}')"
    said: list[tuple[Any, ...]] = rows(
        database(folder),
        f"select q.key, o.code from answer join question q using (question_id) "
        f"join option o using (option_id) {where}",
    )
    several = rows(database(folder), f"select code from answer_multi join option using (option_id) {where}")
    words = rows(database(folder), f"select body from comment {where}")
    ((channel,),) = rows(database(folder), f"select channel from response {where}")
    assert len(words) <= 1
    return Kept(
        {key: str(value) for key, value in said},
        frozenset(str(one) for (one,) in several),
        words[0][0] if words else None,
        channel,
    )


def as_kept(typed: str) -> str:
    """Words as promised: line ends of one kind, nothing around, nothing unseen or that turns them round."""
    lines = re.sub(r"\r\n?", "\n", typed)
    left_out = "\u202d\u202e"
    return "".join(
        one for one in lines if one in "\n\t" or (unicodedata.category(one) != "Cc" and one not in left_out)
    ).strip()
