"""Whatever a form holds: kept as typed, or given back with a page that says why; nothing in between."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.hostile.corpus import BODIES, FIELDS, READABLE, TEXTS, TOO_LONG
from tests.hostile.house import (
    HONEST,
    HONEST_SINGLE,
    LONGEST_COMMENT,
    Kept,
    as_kept,
    attacked_app,
    body_of,
    count,
    kept,
    own_fields,
    post,
    receipt,
)

MADE_UP = (
    "0" * 32, "f" * 32, "' or '1'='1", "../../x", "\0" * 32, "0" * 33, f"{'0' * 32}.", f"{'0' * 32}.x.y",
    f"{'0' * 32}.é😀.\0", f"{'0' * 32}.AAAA.{'_' * 27}", "0" * 32 + "." * 30_000,
    f"{'0' * 32}.{'A' * 30_000}.x",
    f"{'0' * 32}.9999999999.x", "." * 32, "０" * 32,
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("forms")


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[FlaskClient]:
    yield attacked_app(folder).test_client()


def assert_given_back(answer: TestResponse) -> None:
    """A page that says that nothing is sent yet, with a form to send."""
    assert answer.status_code == 422
    assert "<title>Falta enviarlo: " in answer.text
    assert len(re.findall(r'name="_key" value="[0-9a-f]{32}[.][^"]+"', answer.text)) == 1


def typed_on(page: str) -> str:
    """The words in the text area of a page, as a browser would send them again."""
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert found
    return html.unescape(found[1])


def filled_in_on(page: str) -> list[tuple[str, str]]:
    """What is marked in the form of a page, and the words in it, if there are any."""
    marked = re.findall(r'name="([^"]+)" value="([^"]*)" checked', page)
    assert len(marked) == page.count(" checked")
    return [*marked, *[("comment", words) for words in [typed_on(page)] if words]]


@pytest.mark.parametrize("name", TEXTS)
def test_words_are_kept_as_they_were_typed(folder: Path, client: FlaskClient, name: str) -> None:
    answer = post(client, body_of([*own_fields(client), *HONEST, ("comment", TEXTS[name])]))

    number = receipt(answer.text)
    assert (answer.status_code, number is not None) == (200, True)
    assert kept(folder, str(number)) == Kept(HONEST_SINGLE, comment=as_kept(TEXTS[name]) or None)
    assert "alert(1)" not in answer.text


@pytest.mark.parametrize("name", [*TEXTS, *TOO_LONG])
def test_words_come_back_as_they_were_typed(folder: Path, client: FlaskClient, name: str) -> None:
    before = count(folder)
    typed = {**TEXTS, **TOO_LONG}[name]

    answer = post(client, body_of([*own_fields(client), *HONEST[1:], ("comment", typed)]))

    assert_given_back(answer)
    assert typed_on(answer.text) == as_kept(typed)
    assert count(folder) == before


@pytest.mark.parametrize("name", TOO_LONG)
def test_words_that_are_too_long_are_never_cut(folder: Path, client: FlaskClient, name: str) -> None:
    before = count(folder)

    answer = post(client, body_of([*own_fields(client), *HONEST, ("comment", TOO_LONG[name])]))

    assert_given_back(answer)
    excess = re.findall(r"</a> El texto es demasiado largo. Caracteres que sobran: ([0-9.]+)\.<", answer.text)
    assert [int(one.replace(".", "")) for one in excess] == [len(TOO_LONG[name]) - LONGEST_COMMENT]
    assert count(folder) == before


@pytest.mark.parametrize("name", FIELDS)
def test_fields_are_kept_as_they_were_sent_or_given_back(
    folder: Path, client: FlaskClient, name: str
) -> None:
    fields, expected = FIELDS[name]
    before = count(folder)

    answer = post(client, body_of([*own_fields(client), *fields]))

    if expected is None:
        assert_given_back(answer)
        assert count(folder) == before
    else:
        assert answer.status_code == 200
        assert kept(folder, str(receipt(answer.text))) == expected
        assert count(folder) == before + 1


@pytest.mark.parametrize("name", BODIES)
def test_of_another_body_than_a_form_what_can_be_read_is_given_back(
    folder: Path, client: FlaskClient, name: str
) -> None:
    kind, body = BODIES[name]
    before = count(folder)

    answer = post(client, body, kind)

    assert_given_back(answer)
    assert filled_in_on(answer.text) == list(READABLE.get(name, ()))
    assert count(folder) == before


@pytest.mark.parametrize("fields", [[("comment", "x" * 70_000)], [("satisfaction", "4")] * 10_000])
def test_more_than_a_form_can_hold_is_refused_with_a_page(
    folder: Path, client: FlaskClient, fields: list[tuple[str, str]]
) -> None:
    before = count(folder)

    answer = post(client, body_of([*own_fields(client), *HONEST, *fields]))

    assert answer.status_code == 413
    assert "<h1>Lo enviado es demasiado grande</h1>" in answer.text
    assert count(folder) == before


@pytest.mark.parametrize("key", MADE_UP)
def test_a_key_that_somebody_made_up_harms_nobody(folder: Path, client: FlaskClient, key: str) -> None:
    before = count(folder)
    own = dict(own_fields(client)) | {"_key": key}

    first = post(client, body_of([*own.items(), *HONEST]))
    again = post(client, body_of([*own.items(), *HONEST, ("comment", "otra cosa")]))

    assert (first.status_code, again.status_code) == (422, 422)
    assert count(folder) == before
