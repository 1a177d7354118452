"""A date that is none does not decide, or break, anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.feedback_app.surveyed import an_app

IMPOSSIBLE = (
    "Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
    "Mon, 01 Jan 2020 00:00:00 +99999999999999999999",
    "Mon, 99999999999999999999 Jan 2020 00:00:00 GMT",
)


@pytest.mark.parametrize("date", IMPOSSIBLE)
@pytest.mark.parametrize("name", ["If-Modified-Since", "If-Unmodified-Since", "If-Range"])
@pytest.mark.parametrize("path", ["/brand/logo", "/brand/colours.css", "/static/page.css"])
def test_a_date_in_no_calendar_is_as_good_as_not_there(
    tmp_path: Path, path: str, name: str, date: str
) -> None:
    client = an_app(tmp_path).test_client()
    plain = client.get(path, buffered=True)

    answer = client.get(path, headers={name: date}, buffered=True)

    assert (answer.status_code, answer.data) == (200, plain.data)


def test_a_real_date_still_decides(tmp_path: Path) -> None:
    client = an_app(tmp_path).test_client()
    changed = client.get("/static/page.css", buffered=True).headers["Last-Modified"]

    answer = client.get("/static/page.css", headers={"If-Modified-Since": changed}, buffered=True)

    assert answer.status_code == 304
