"""Where one goes after signing in: nowhere but here, and only where one may."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedback_app import create_app
from feedback_app.destination import LONGEST, destination, local_address
from luz.published import PublishedState
from tests.feedback_app.published_house import a_published_house


@pytest.mark.parametrize(
    ("person", "wanted", "goes"),
    [
        ("contact:olmo:jefa", "", "/clients/olmo/"),
        ("contact:olmo:jefa", "/clients/olmo/plan/?block=2", "/clients/olmo/plan/?block=2"),
        ("contact:olmo:jefa", "/intranet/", "/clients/olmo/"),
        ("contact:olmo:jefa", "/clients/north-pier/", "/clients/olmo/"),
        ("contact:olmo:jefa", "/projects/", "/projects/"),
        ("contact:olmo:jefa", "https://evil.example/", "/clients/olmo/"),
        ("contact:olmo:jefa", "//evil.example", "/clients/olmo/"),
        ("contact:olmo:jefa", "/\\evil.example", "/clients/olmo/"),
        ("contact:olmo:jefa", "http://127.0.0.1:8001/", "/clients/olmo/"),
        ("employee:bruno-leal", "http://127.0.0.1:8001/", "/intranet/"),
        ("employee:elena-robles", "http://127.0.0.1:8001/", "http://127.0.0.1:8001/"),
        ("employee:elena-robles", "http://127.0.0.1:8001.evil.example/", "/intranet/"),
    ],
)
def test_one_goes_where_one_wanted_if_one_may_and_nowhere_else(
    tmp_path: Path, person: str, wanted: str, goes: str
) -> None:
    settings = a_published_house(tmp_path)
    published = PublishedState(settings.published).current()
    somebody = published.access.person(person, published.company.today())
    assert somebody is not None

    with create_app(settings).test_request_context("/"):
        assert destination(somebody, wanted) == goes


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("/intranet/", True),
        ("/clients/a/?x=1#y", True),
        ("", False),
        ("intranet", False),
        ("//evil.example/", False),
        ("///evil.example/", False),
        ("/\\evil.example/", False),
        ("\\/evil.example/", False),
        ("/\t/evil.example", False),
        ("/\n/evil.example", False),
        ("https://evil.example/", False),
        ("http://[evil.example/", False),
        ("javascript:alert(1)", False),
        ("/ok\r\nSet-Cookie: a=b", False),
        ("/" + "x" * LONGEST, False),
    ],
)
def test_only_an_address_of_this_site_is_gone_to(text: str, kept: bool) -> None:
    assert local_address(text) == (text if kept else "")
