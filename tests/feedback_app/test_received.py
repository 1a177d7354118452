"""A form is read as our pages send it, or it says that it could not be read whole."""

from __future__ import annotations

import pytest
from flask import Flask, Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.test import EnvironBuilder

from feedback_app.received import KIND, Received, received


def a_request(body: bytes, kind: str = KIND) -> Request:
    return Request(EnvironBuilder("/", method="POST", data=body, content_type=kind).get_environ())


def read(body: bytes, kind: str = KIND) -> Received:
    with Flask(__name__).app_context():
        return received(a_request(body, kind))


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (b"", {}),
        (b"a=1&a=2&b=", {"a": ["1", "2"], "b": [""]}),
        (b"a=%C3%A9+%2B%26&%C3%B1=\xc3\xa9", {"a": ["é +&"], "ñ": ["é"]}),
        (b"=x&y&%zz=%", {"": ["x"], "y": [""], "%zz": ["%"]}),
        (b"a=%00%E2%80%AE;b=2", {"a": ["\0\u202e;b=2"]}),
    ],
)
def test_every_field_is_read_as_it_was_typed(body: bytes, fields: dict[str, list[str]]) -> None:
    assert read(body) == Received(fields, whole=True)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (b"a=caf%E9&b=ok", {"a": ["caf�"], "b": ["ok"]}),
        (b"a=caf\xe9", {"a": ["caf�"]}),
        (b"%FFa=1", {"�a": ["1"]}),
        (b"a=%ED%A0%BD", {"a": ["���"]}),
        (b"a=%C3&b=%A9", {"a": ["�"], "b": ["�"]}),
    ],
)
def test_what_is_not_utf_8_is_told_and_not_guessed(body: bytes, fields: dict[str, list[str]]) -> None:
    assert read(body) == Received(fields, whole=False)


@pytest.mark.parametrize("kind", ["", "application/json", "text/plain", "multipart/form-data; boundary=x"])
def test_another_kind_of_body_brings_no_field(kind: str) -> None:
    assert read(b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--', kind) == Received(
        {}, whole=True
    )


def test_a_charset_that_is_claimed_changes_nothing() -> None:
    assert read("a=é".encode(), f"{KIND}; charset=utf-7") == Received({"a": ["é"]}, whole=True)


def test_a_body_that_is_too_large_is_refused_whatever_its_kind() -> None:
    for kind in (KIND, "application/json"):
        request = a_request(b"a=" + b"x" * 100, kind)
        request.max_content_length = 50

        with pytest.raises(RequestEntityTooLarge):
            received(request)
