"""Anything at all, made up by hypothesis, for any address of the collector: an answer, never a fault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests.hostile.house import (
    FORM,
    HONEST_SINGLE,
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
from tests.hostile.test_forms import assert_given_back, typed_on

ADDRESSES = (
    "/survey/{}", "/survey/olmo-tienda", "/survey/olmo-tienda{}", "/survey/{}/olmo-tienda", "/healthz",
    "/brand/logo", "/brand/colours.css", "/static/page.css", "/static/survey/survey.js", "/static/{}",
    "/static/../{}", "/{}", "//{}", "/%2e%2e/{}",
)  # fmt: skip
METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "X")
HEADERS = (
    "ACCEPT_LANGUAGE", "ACCEPT_ENCODING", "ACCEPT", "COOKIE", "RANGE", "IF_RANGE", "IF_MODIFIED_SINCE",
    "IF_NONE_MATCH", "IF_MATCH", "IF_UNMODIFIED_SINCE", "REFERER", "ORIGIN", "SEC_FETCH_SITE", "USER_AGENT",
    "AUTHORIZATION", "X_FORWARDED_FOR", "X_FORWARDED_HOST", "FORWARDED", "X_HTTP_METHOD_OVERRIDE", "DATE",
    "CACHE_CONTROL", "CONTENT_ENCODING", "TE", "UPGRADE", "HOST",
)  # fmt: skip
KINDS = (
    FORM, f"{FORM}; charset=utf-16", "application/json", "multipart/form-data; boundary=x", "text/plain", "",
)  # fmt: skip
BITS = (
    "..", "/", "%", "%00", "%2e%2e%2f", "\\", ";", "\0", "\n", "\r\n", "=", "&", "é", "\xff", '"', "'", ",",
    "q=0.5", "es", "en", "bytes=0-", "-1", "99999999999999999999", "Mon, 01 Jan 2020 00:00:00 GMT", "W/",
    "olmo-tienda", "lang", "channel", "qr", "{{7*7}}", "<script>", "http://[", "null", "same-origin", "*",
)  # fmt: skip

# As a server hands it on: every character stands for one byte.
octets = st.lists(st.one_of(st.sampled_from(BITS), st.characters(max_codepoint=255)), max_size=8).map("".join)
visible = octets.map(lambda text: text.replace("\r", "").replace("\n", "").replace("\0", ""))
words = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("anything")


@pytest.fixture(scope="module")
def app(folder: Path) -> Iterator[Flask]:
    yield attacked_app(folder)


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def assert_decent(answer: TestResponse) -> None:
    """No fault of ours, and the headers of a strict site."""
    assert answer.status_code < 500, answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers
    if answer.status_code >= 400 and answer.mimetype == "text/html" and answer.data:
        assert answer.text.startswith("<!doctype html>")


def check_any_request(
    folder: Path, client: FlaskClient, method: str, path: str, query: str, headers: dict[str, str],
    kind: str, body: bytes,
) -> None:  # fmt: skip
    before = count(folder)
    environ = {"PATH_INFO": path, "QUERY_STRING": query, "CONTENT_TYPE": kind, "REQUEST_METHOD": method}
    environ |= {f"HTTP_{name}": value for name, value in headers.items()}

    answer = client.open("/", environ_overrides=environ, data=body, buffered=True)

    assert_decent(answer)
    # No key, so nothing is kept.
    assert count(folder) == before


paths = st.builds(lambda place, text: place.replace("{}", text), st.sampled_from(ADDRESSES), octets)
any_request = given(
    method=st.sampled_from(METHODS),
    path=paths,
    query=visible,
    headers=st.dictionaries(st.sampled_from(HEADERS), visible, max_size=4),
    kind=st.one_of(st.sampled_from(KINDS), visible),
    body=st.one_of(st.binary(max_size=200), words.map(lambda text: text.encode("utf-8", "surrogatepass"))),
)
SHARED = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)


@settings(max_examples=200, deadline=None, suppress_health_check=SHARED)
@any_request
def test_any_request_is_answered(folder: Path, client: FlaskClient, **sent: object) -> None:
    check_any_request(folder, client, **sent)  # type: ignore[arg-type]  # as the strategies above make them


@pytest.mark.slow
@settings(max_examples=1_500, deadline=None, suppress_health_check=SHARED)
@any_request
def test_any_of_many_requests_is_answered(folder: Path, client: FlaskClient, **sent: object) -> None:
    check_any_request(folder, client, **sent)  # type: ignore[arg-type]  # as above


def check_any_words(folder: Path, client: FlaskClient, typed: str, more: list[tuple[str, str]]) -> None:
    before = count(folder)
    fields = [*own_fields(client), *HONEST_SINGLE.items(), ("comment", typed), *more]

    answer = post(client, body_of(fields))

    assert_decent(answer)
    said = "".join(name + value for name, value in fields)
    if any("\ud800" <= one <= "\udfff" for one in said):
        assert_given_back(answer)
        assert count(folder) == before
        assert typed_on(answer.text) == as_kept(shown(typed))
    else:
        assert answer.status_code == 200
        assert kept(folder, str(receipt(answer.text))) == Kept(HONEST_SINGLE, comment=as_kept(typed) or None)


def shown(typed: str) -> str:
    """What a page shows of words whose bytes are not all UTF-8."""
    return typed.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


# Names that questions do not have, so that only the words decide.
strange_fields = st.lists(st.tuples(words.map("x".__add__), words), max_size=5)


@settings(max_examples=80, deadline=None, suppress_health_check=SHARED)
@example("\ud83d", [])
@example("a\0b", [("x\0", "\udfff")])
@given(typed=words, more=strange_fields)
def test_any_words_are_kept_or_given_back(
    folder: Path, client: FlaskClient, typed: str, more: list[tuple[str, str]]
) -> None:
    check_any_words(folder, client, typed, more)


@pytest.mark.slow
@settings(max_examples=1_500, deadline=None, suppress_health_check=SHARED)
@given(typed=words, more=strange_fields)
def test_any_of_many_words_are_kept_or_given_back(
    folder: Path, client: FlaskClient, typed: str, more: list[tuple[str, str]]
) -> None:
    check_any_words(folder, client, typed, more)


values = st.one_of(
    st.sampled_from(("1", "4", "5", "2", "3", "9", "10", "0", "reason:search", "", " ", "4 ", "04")), words
)
questions = st.sampled_from(("satisfaction", "found-it", "reasons", "recommend", "comment", "_channel"))


@settings(max_examples=80, deadline=None, suppress_health_check=SHARED)
@given(fields=st.lists(st.tuples(questions, values), max_size=8))
def test_any_answers_are_kept_as_they_are_or_not_at_all(
    folder: Path, client: FlaskClient, fields: list[tuple[str, str]]
) -> None:
    before = count(folder)

    answer = post(client, body_of([*own_fields(client), *fields]))

    assert_decent(answer)
    if answer.status_code != 200:
        assert_given_back(answer)
        assert count(folder) == before
        return
    response = kept(folder, str(receipt(answer.text)))
    given_of = {name: {as_kept(value) for one, value in fields if one == name} - {""} for name, _ in fields}
    for question in ("satisfaction", "found-it", "recommend"):
        said = response.single.get(question)
        assert given_of.get(question, set()) == ({said} if said else set())
    assert given_of.get("reasons", set()) == response.multiple
    assert given_of.get("comment", set()) == ({response.comment} if response.comment else set())
