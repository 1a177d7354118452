"""What is compared is the same page: same bytes, same kind, and only one of them behind the gate."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.serving import nginx
from benchmarks.serving.contestants import contestants
from benchmarks.serving.house import opened_pages, served, settings_on_a_free_port
from hooks.compression import compress
from luz.published import PublishedState
from tests.feedback_app.published_house import SECRETS, a_published_house, build_edition
from tests.feedback_app.served import Answer, Served

needs_nginx = pytest.mark.skipif(
    nginx.program() is None, reason="nginx is not installed: sudo apt-get install nginx-light"
)


@needs_nginx
def test_protected_and_unprotected_are_the_same_bytes_and_only_the_first_needs_a_session(
    tmp_path: Path,
) -> None:
    settings = settings_on_a_free_port(a_large_published_house(tmp_path))
    today = PublishedState(settings.published).current().company.today()
    pages = opened_pages(settings, today)

    with served(settings) as app, nginx.serving(settings.site / "public", tmp_path) as plain:
        asked = contestants(pages, app, plain)
        answers = {name: answered(one.url, one.headers) for name, one in asked.items()}
        without = {name: answered(one.url, {}).status for name, one in asked.items()}

    for page in ("portal", "intranet", "portal_whole"):
        protected, *others = (answers[f"{page}.{side}"] for side in ("protected", "unprotected", "nginx"))
        assert [one.status for one in (protected, *others)] == [200, 200, 200]
        assert [one.body == protected.body for one in others] == [True, True]
        assert len(protected.body) == asked[f"{page}.protected"].bytes
        assert (without[f"{page}.protected"], without[f"{page}.unprotected"]) == (302, 200)
    assert answers["portal.anonymous"].status == 302
    assert gzip.decompress(answers["portal.protected"].body) == answers["portal_whole.protected"].body
    assert answers["portal.protected"].body != answers["intranet.protected"].body


@pytest.mark.skipif(
    nginx.program() is None, reason="nginx is not installed: sudo apt-get install nginx-light"
)
def test_nginx_serves_the_files_of_a_folder(tmp_path: Path) -> None:
    page = tmp_path / "site" / "portal" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>una página</p>")

    with nginx.serving(tmp_path / "site", tmp_path) as server:
        answer = answered(f"{server.url}/portal/", {})

    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html")
    assert answer.body == page.read_bytes()


def a_large_published_house(folder: Path) -> Path:
    """A house whose pages are large enough to be worth compressing; its data folder."""
    data = a_published_house(folder).data
    for edition in SECRETS:
        page = build_edition(data, edition) / "index.html"
        page.write_text(page.read_text() * 100)
        compress(page.parent)
    return data


def answered(url: str, headers: Mapping[str, str]) -> Answer:
    parts = urlsplit(url)
    assert parts.port is not None
    return Served(parts.port).get(
        parts.path, **{name.replace("-", "_"): value for name, value in headers.items()}
    )
