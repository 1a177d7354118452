"""A file is sent whole, compressed, in part or not at all, as the request says, over a real connection."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from feedback_app import create_app
from feedback_app.settings import Settings
from tests.feedback_app.published_house import a_published_house, build_edition
from tests.feedback_app.served import DEMO_KEY, Answer, Served, served

PAGE = "/clients/olmo/plan/"
FILE = "clients/olmo/plan/index.html"
TEXT = "palabra-de-olmo plan/index.html first\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = a_published_house(tmp_path)
    pack(settings.site / FILE)
    return settings


@pytest.fixture
def contact(settings: Settings) -> Iterator[Served]:
    with served(create_app(settings)) as server:
        yield server.being("contact:olmo:jefa")


def pack(file: Path) -> None:
    file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))


def plain(answer: Answer) -> str:
    packed = answer.headers["Content-Encoding"] == "gzip"
    return (gzip.decompress(answer.body) if packed else answer.body).decode()


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "gzip"),
        ("br", None),
        ("identity", None),
        ("*", "gzip"),
        ("*;q=0", None),
        ("gzip;q=0", None),
        ("gzip;q=0, *", None),
        ("gzip;q=0.001", "gzip"),
        ("identity;q=1, gzip;q=0.5", None),
        ("identity;q=0.5, gzip;q=1", "gzip"),
        ("GZIP;q=0.8", "gzip"),
        ("gzip;q=nonsense", None),
        (";;,=", None),
    ],
)
def test_the_copy_is_sent_to_whoever_takes_it(contact: Served, accepted: str, encoding: str | None) -> None:
    answer = contact.get(PAGE, Accept_Encoding=accepted)

    assert (answer.status, answer.headers["Content-Encoding"], plain(answer)) == (200, encoding, TEXT)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.headers["Vary"] == "Accept-Encoding, Cookie"


def test_a_file_without_a_copy_does_not_vary(contact: Served) -> None:
    answer = contact.get("/clients/olmo/assets/stylesheets/main.css", Accept_Encoding="gzip")

    assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == (None, "Cookie")


def test_what_the_browser_has_is_not_sent_again_in_either_form(contact: Served) -> None:
    for accepted in ("gzip", "identity"):
        first = contact.get(PAGE, Accept_Encoding=accepted)
        again = contact.get(PAGE, Accept_Encoding=accepted, If_None_Match=first.headers["ETag"])

        assert (again.status, again.body) == (304, b"")
        kept = ("ETag", "Cache-Control", "Vary", "Content-Security-Policy")
        assert [again.headers[name] for name in kept] == [first.headers[name] for name in kept]
        assert [again.headers[name] for name in ("Content-Encoding", "Content-Type")] == [None, None]


def test_each_form_has_a_mark_of_its_own(contact: Served) -> None:
    whole, packed = (contact.get(PAGE, Accept_Encoding=one).headers["ETag"] for one in ("identity", "gzip"))

    crossed = contact.get(PAGE, Accept_Encoding="gzip", If_None_Match=whole)

    assert whole != packed
    assert (crossed.status, crossed.headers["ETag"]) == (200, packed)


def test_the_mark_is_of_the_content_and_outlives_a_build(settings: Settings, contact: Served) -> None:
    before = contact.get(PAGE).headers["ETag"]
    build = build_edition(settings.data, "clients/olmo", "second")
    another = contact.get(PAGE).headers["ETag"]

    (build / "plan/index.html").write_text(TEXT)

    assert before != another
    assert contact.get(PAGE).headers["ETag"] == before
    assert contact.get(PAGE, If_None_Match=f'"other", W/{before}').status == 304


def test_a_part_is_a_part_of_the_file_and_not_of_the_copy(contact: Served) -> None:
    mark = contact.get(PAGE).headers["ETag"]
    packed_mark = contact.get(PAGE, Accept_Encoding="gzip").headers["ETag"]
    part = {"Range": "bytes=0-6", "Accept_Encoding": "gzip"}

    answers = [
        contact.get(PAGE, **part),
        *(contact.get(PAGE, **part, If_Range=one) for one in (mark, packed_mark)),
    ]

    assert [(answer.status, answer.text) for answer in answers] == [
        (206, "palabra"),
        (206, "palabra"),
        (200, TEXT),
    ]
    assert answers[0].headers["Content-Range"] == f"bytes 0-6/{len(TEXT)}"
    assert {answer.headers["Content-Encoding"] for answer in answers} == {None}


def test_a_part_beyond_the_end_is_refused(contact: Served) -> None:
    answer = contact.get(PAGE, Range="bytes=999-")

    assert (answer.status, answer.headers["Content-Range"]) == (416, f"bytes */{len(TEXT)}")
    assert answer.headers["Cache-Control"] == "no-store"


def test_head_tells_of_the_copy_and_sends_nothing(contact: Served) -> None:
    got = contact.get(PAGE, Accept_Encoding="gzip")
    asked = contact.ask("HEAD", PAGE, headers={"Accept_Encoding": "gzip"})

    told = ("Content-Length", "Content-Encoding", "ETag", "Vary", "Cache-Control")
    assert asked.body == b""
    assert [asked.headers[name] for name in told] == [got.headers[name] for name in told]


def test_the_copy_under_its_own_name_is_a_packed_file_behind_the_same_gate(contact: Served) -> None:
    answer = contact.get(f"/{FILE}.gz")
    anonymous = Served(contact.port).get(f"/{FILE}.gz")

    assert (answer.headers["Content-Type"], answer.headers["Content-Encoding"]) == ("application/gzip", None)
    assert gzip.decompress(answer.body).decode() == TEXT
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert (anonymous.status, anonymous.body) == (401, b'{"error":"sign-in required"}\n')


def test_neither_mark_nor_part_opens_what_is_not_theirs(contact: Served) -> None:
    mark = contact.get(PAGE).headers["ETag"]
    other = contact.being("contact:north-pier:jefa")
    for asked in ({"If_None_Match": mark}, {"If_None_Match": "*"}, {"Range": "bytes=0-3"}):
        assert (other.get(PAGE, **asked).status, Served(contact.port).get(PAGE, **asked).status) == (404, 302)


def test_while_somebody_edits_pages_are_sent_as_they_are_written(settings: Settings) -> None:
    edited = replace(settings, demo=True, demo_key=DEMO_KEY, edited=True)
    with served(create_app(edited)) as server:
        answer = server.being("contact:olmo:jefa").get(PAGE, Accept_Encoding="gzip", Range="bytes=0-3")

    assert (answer.status, answer.headers["Content-Encoding"]) == (200, None)
    assert "/mending/reload.js" in answer.text
