"""Dates that are none and bytes that are no text decide, and break, nothing."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.feedback_app.surveyed import an_app

PATHS = ("/survey/olmo-tienda", "/healthz", "/nothing", "/static/nothing", "/brand/logo")
IMPOSSIBLE = (
    "Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
    "Mon, 01 Jan 2020 00:00:00 +99999999999999999999",
    "Mon, 99999999999999999999 Jan 2020 00:00:00 GMT",
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return an_app(tmp_path_factory.mktemp("house")).test_client()


@pytest.mark.parametrize("date", IMPOSSIBLE)
@pytest.mark.parametrize("name", ["If-Modified-Since", "If-Unmodified-Since", "If-Range"])
@pytest.mark.parametrize("path", ["/brand/logo", "/brand/colours.css", "/static/page.css"])
def test_a_date_in_no_calendar_is_as_good_as_not_there(
    client: FlaskClient, path: str, name: str, date: str
) -> None:
    plain = client.get(path, buffered=True)

    answer = client.get(path, headers={name: date}, buffered=True)

    assert (answer.status_code, answer.data) == (200, plain.data)


def test_a_real_date_still_decides(client: FlaskClient) -> None:
    changed = client.get("/static/page.css", buffered=True).headers["Last-Modified"]

    answer = client.get("/static/page.css", headers={"If-Modified-Since": changed}, buffered=True)

    assert answer.status_code == 304


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("query", ["\xe9", "lang=\xff", "\x80\xfe=%ff&lang=en", "lang=en&x=\xe2\x82"])
def test_bytes_that_are_no_text_change_nothing(client: FlaskClient, path: str, query: str) -> None:
    language = "?lang=en" if "lang=en" in query else ""
    plain = client.get(path + language, buffered=True)

    answer = client.get(path, environ_overrides={"QUERY_STRING": query}, buffered=True)

    assert (answer.status_code, answer.headers.get("Content-Language")) == (
        plain.status_code,
        plain.headers.get("Content-Language"),
    )


def test_text_that_was_not_escaped_is_read_all_the_same(client: FlaskClient) -> None:

    answer = client.get(
        "/survey/olmo-tienda", environ_overrides={"QUERY_STRING": "\xc3\xb1=\xc3\xa9&lang=en"}
    )

    assert '<html lang="en">' in answer.text
