"""Ways out of what is served, in every spelling of «up», of a slash and of a place outside."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from feedback_app import create_app
from tests.feedback_app.published_house import SECRETS, a_published_house
from tests.feedback_app.served import Served, served

OUTSIDE = "palabra-de-fuera"

UPS = (
    "..", "%2e%2e", "%2E%2E", ".%2e", "%2e.", "%252e%252e", "%25252e%25252e", "..;", "..;x=1", "..%00",
    "..%20", "..%09", "....", ".%00.", "..%3f", "%c0%ae%c0%ae", "%c0.%c0.", "%e0%80%ae%e0%80%ae",
    "%f0%80%80%ae%f0%80%80%ae", "%ef%bc%8e%ef%bc%8e", "%e2%80%a5", "%e2%80%a4%e2%80%a4", "%u002e%u002e",
    "%%32%65%%32%65", "..%c0%80", "%fe%fe",
)  # fmt: skip
"""Spellings of `..`: encoded once, twice, too long, with something behind it, in full width."""

SLASHES = (
    "/", "%2f", "%2F", "%252f", "\\", "%5c", "%255c", "//", "/./", "/%2e/", ";/", "%c0%af", "%e0%80%af",
    "%ef%bc%8f", "%e2%88%95", "%u2215", "%00/", "%0d%0a/",
)  # fmt: skip
"""Spellings of a slash."""

PLACES = (
    "/etc/passwd", "//etc/passwd", "%2fetc%2fpasswd", "%5cetc%5cpasswd", "etc/passwd%00.css",
    "file:///etc/passwd", "file:%2f%2f%2fetc/passwd", "C:/Windows/win.ini", "C:%5cWindows%5cwin.ini",
    "%5c%5chost%5cshare", "~root/", "~/", "proc/self/environ", "/proc/self/cwd/secret.txt", "dev/stdin",
    "CON", "NUL", "aux.html", "index.html::$DATA", "index.html%20", "index.html.", "index.html/.",
    "index.html/..", "index.html%00", "index.html%00.css", "index.html%0a", "INDEX.HTML", ".git/config",
    ".htaccess", "%2ehtaccess", "secret.txt", "feedback.db", "access.db",
    "%3f/../secret.txt", "%23/../secret.txt", "*", "%", "%zz", "%2", "a" * 5000, "a/" * 2000,
    "%f0%9f%92%a9", "%ed%a0%80", "index%E2%80%8B.html", "\u0069ndex.html%e2%80%ae",
)  # fmt: skip
"""Places outside, names that some systems take for devices or for others, and what is no name at all."""

WAYS_OUT = (
    *(
        slash.join([*[up] * depth, "secret.txt"])
        for up in UPS for slash in ("/", "%2f", "%5c") for depth in (1, 4)
    ),
    *(slash.join(["plan", "..", "..", "..", "secret.txt"]) for slash in SLASHES),
    *(slash.join([*[".."] * 12, "etc", "passwd"]) for slash in SLASHES),
    *(f"{up}/{place}/index.html" for up in UPS for place in ("internal", "north-pier")),
    *PLACES,
)  # fmt: skip

PROTECTED = ("/intranet/", "/clients/olmo/", "/clients/north-pier/", "/clients/../", "/clients/x")
OPEN = ("/", "/static/", "/brand/", "/survey/", "/mending/", "/access/", "/healthz/")
PEOPLE = {"anonymous": None, "contact": "contact:olmo:jefa", "employee": "employee:bruno-leal"}
SEES = {"anonymous": {"public"}, "contact": {"public", "clients/olmo"}, "employee": set(SECRETS)}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("house")
    settings = a_published_house(folder)
    for place in (
        folder,
        settings.data,
        settings.site,
        settings.site / "clients",
        settings.data / "builds" / "first",
    ):
        (place / "secret.txt").write_text(OUTSIDE)
    with served(create_app(settings)) as server:
        yield server


def heard(server: Served, paths: list[str]) -> Iterator[tuple[str, int, str]]:
    """The status and the text of each path, sent as written over connections that stay open."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    # The library would refuse to send some of it.
    connection._validate_path = lambda path: None  # type: ignore[attr-defined]
    for path in paths:
        connection.request("GET", path, headers={"Cookie": server.cookie} if server.cookie else {})
        answer = connection.getresponse()
        yield path, answer.status, answer.read().decode("latin-1")
    connection.close()


def leaks(text: str, person: str) -> list[str]:
    """The words in a text that this person may not read: of other editions, of other files of the machine."""
    hidden = [word for edition, word in SECRETS.items() if edition not in SEES[person]]
    return [word for word in (*hidden, OUTSIDE, "root:x:0", "LUZ_", "BEGIN", "SQLite format") if word in text]


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("start", [*PROTECTED, *OPEN])
def test_no_spelling_leads_out(server: Served, start: str, person: str) -> None:
    actor = PEOPLE[person]
    asking = server.being(actor) if actor else server
    refused = {302, 401} if start in PROTECTED and person == "anonymous" else {404}

    told = list(heard(asking, [start + way for way in WAYS_OUT]))

    assert [path for path, _, text in told if leaks(text, person)] == []
    assert {path: status for path, status, _ in told if status not in refused} == {}


LINKS = {
    "a page": "plan/index.html",
    "a document": "files/acta.pdf",
    "a folder": "assets/more",
    "the page not found": "404.html",
    "a compressed copy": "plan/page.html.gz",
}


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize(
    "leads", ["secret.txt", "site/clients/north-pier/index.html", "builds/first/clients/north-pier"]
)
def test_a_link_in_what_was_built_is_not_followed(tmp_path: Path, link: str, leads: str) -> None:
    settings = a_published_house(tmp_path)
    (settings.data / "secret.txt").write_text(OUTSIDE)
    build = (settings.site / "clients" / "olmo").resolve()
    (build / "plan" / "page.html").write_text("palabra-de-olmo")
    placed = build / LINKS[link]
    placed.unlink(missing_ok=True)
    placed.symlink_to(settings.data / leads)

    with served(create_app(settings)) as server:
        contact = server.being("contact:olmo:jefa")
        asked = [
            *LINKS.values(),
            "plan/",
            "plan/page.html",
            "assets/more/",
            "assets/more/index.html",
            "nothing",
        ]
        told = [contact.get(f"/clients/olmo/{path}", Accept_Encoding="gzip").text for path in asked]

    assert [path for path, text in zip(asked, told, strict=True) if leaks(text, "contact")] == []
