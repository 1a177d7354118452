"""What is compared is the same page: same bytes, same kind, and only one of them behind the gate."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.serving import nginx
from benchmarks.serving.contestants import contestants
from benchmarks.serving.house import opened_pages, served, settings_on_a_free_port
from luz.published import PublishedState
from tests.feedback_app.published_house import a_published_house
from tests.feedback_app.served import Answer, Served


def test_protected_and_unprotected_are_the_same_bytes_and_only_the_first_needs_a_session(
    tmp_path: Path,
) -> None:
    settings = settings_on_a_free_port(a_published_house(tmp_path).data)
    today = PublishedState(settings.published).current().company.today()
    pages = opened_pages(settings, today)

    with served(settings) as app:
        asked = contestants(pages, app, app)
        answers = {name: answered(one.url, **one.headers) for name, one in asked.items()}
        without = {name: answered(one.url).status for name, one in asked.items()}

    for page in ("portal", "intranet"):
        protected, unprotected = answers[f"{page}.protected"], answers[f"{page}.unprotected"]
        assert (protected.status, unprotected.status) == (200, 200)
        assert protected.body == unprotected.body
        assert len(protected.body) == asked[f"{page}.protected"].bytes
        assert (without[f"{page}.protected"], without[f"{page}.unprotected"]) == (302, 200)
    assert answers["portal.anonymous"].status == 302
    assert answers["portal.protected"].body != answers["intranet.protected"].body


@pytest.mark.skipif(
    nginx.program() is None, reason="nginx is not installed: sudo apt-get install nginx-light"
)
def test_nginx_serves_the_files_of_a_folder(tmp_path: Path) -> None:
    page = tmp_path / "site" / "portal" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>una página</p>")

    with nginx.serving(tmp_path / "site", tmp_path) as server:
        answer = answered(f"{server.url}/portal/")

    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html")
    assert answer.body == page.read_bytes()


def answered(url: str, **headers: str) -> Answer:
    parts = urlsplit(url)
    assert parts.port is not None
    return Served(parts.port).get(parts.path, **headers)
