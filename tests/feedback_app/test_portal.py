"""Every file of every edition, asked for by everybody, over a real connection."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from feedback_app import create_app
from tests.feedback_app.published_house import ADDRESSES, FILES, SECRETS, a_published_house, build_edition
from tests.feedback_app.served import Served, served

ACTORS = {
    "anonymous": None,
    "contact of olmo": "contact:olmo:jefa",
    "contact of north-pier": "contact:north-pier:jefa",
    "employee": "employee:bruno-leal",
    "manager": "employee:elena-robles",
}
MAY_SEE = {
    "anonymous": {"public"},
    "contact of olmo": {"public", "clients/olmo"},
    "contact of north-pier": {"public", "clients/north-pier"},
    "employee": set(SECRETS),
    "manager": set(SECRETS),
}
PARTS_OF_PAGES = {".json", ".xml", ".css", ".js", ".pdf", ".txt"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    a_published_house(folder)
    return folder / "var"


@pytest.fixture(scope="module")
def people(house: Path) -> Iterator[dict[str, Served]]:
    with served(create_app(a_published_house(house.parent))) as server:
        yield {name: server.being(actor) if actor else server for name, actor in ACTORS.items()}


@pytest.mark.parametrize("edition", SECRETS)
@pytest.mark.parametrize("name", [*FILES, "nothing/index.html", "nothing.json"])
@pytest.mark.parametrize("actor", ACTORS)
def test_each_file_is_seen_by_those_who_may_and_by_nobody_else(
    people: dict[str, Served], actor: str, edition: str, name: str
) -> None:
    answer = people[actor].get(ADDRESSES[edition] + quote(name))

    sees = edition in MAY_SEE[actor]
    if sees:
        expected = 200 if name in FILES else 404
    elif actor == "anonymous":
        expected = 401 if Path(name).suffix in PARTS_OF_PAGES else 302
    else:
        expected = 404
    assert answer.status == expected
    leaked = [secret for secret in SECRETS.values() if secret in answer.text]
    assert leaked == ([SECRETS[edition]] if sees else [])


@pytest.mark.parametrize(
    "name", ["", "plan/", "nothing/", "plan", "index.html", "x" * 300, "/plan/", "../olmo/"]
)
def test_somebody_unknown_cannot_tell_what_exists(people: dict[str, Served], name: str) -> None:
    answers = [
        people["anonymous"].get(f"{start}{name}")
        for start in ("/intranet/", "/clients/olmo/", "/clients/nobody/")
    ]

    assert [answer.status for answer in answers] == [302, 302, 302]
    assert [answer.headers["Location"] for answer in answers] == [
        f"/sign-in?next=/intranet/{name}",
        f"/sign-in?next=/clients/olmo/{name}",
        f"/sign-in?next=/clients/nobody/{name}",
    ]


@pytest.mark.parametrize("name", ["", "/", "/plan/", "/nothing", "/assets/stylesheets/main.css"])
def test_another_clients_portal_looks_as_if_it_did_not_exist(people: dict[str, Served], name: str) -> None:
    somebody_elses = people["contact of olmo"].get(f"/clients/north-pier{name}")
    nobodys = people["contact of olmo"].get(f"/clients/north-pole{name}")

    assert somebody_elses.status == nobodys.status == 404
    assert somebody_elses.text == nobodys.text.replace("north-pole", "north-pier")
    assert sorted(somebody_elses.headers.keys()) == sorted(nobodys.headers.keys())


@pytest.mark.parametrize("start", ADDRESSES.values())
@pytest.mark.parametrize(
    "path",
    [
        "../internal/index.html",
        "%2e%2e/internal/index.html",
        "..%2finternal%2findex.html",
        "%2e%2e%2finternal/index.html",
        "..%5cinternal%5cindex.html",
        "plan/../../internal/index.html",
        "plan/%2e%2e/index.html",
        "%252e%252e/internal/index.html",
        "..;/internal/index.html",
        "%c0%ae%c0%ae/internal/index.html",
        "%00index.html",
        "index.html%00.css",
        "plan//index.html",
        "plan/%2findex.html",
        "./index.html",
        ".hidden/index.html",
        "index.html/",
        "INDEX.HTML",
        "way-out.html",
        "way-out/index.html",
        "way-out",
        "assets",
        "assets/",
    ],
)
def test_no_spelling_of_a_path_leads_out_of_an_edition(
    house: Path, people: dict[str, Served], start: str, path: str
) -> None:
    outside = house.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "index.html").write_text("outside")
    for edition in SECRETS:
        build = (house / "site" / edition).resolve()
        _link(build / "way-out.html", house.parent / "plans" / "company.yml")
        _link(build / "way-out", outside)
        (build / ".hidden").mkdir(exist_ok=True)
        (build / ".hidden" / "index.html").write_text("hidden")

    answer = people["manager"].get(start + path)

    own_page_not_found = next(secret for edition, secret in SECRETS.items() if ADDRESSES[edition] == start)
    assert answer.status == 404
    assert answer.text == f"{own_page_not_found} 404.html first\n"


def _link(link: Path, target: Path) -> None:
    if not link.is_symlink():
        link.symlink_to(target)


def test_the_server_takes_several_slashes_before_an_address_for_one(people: dict[str, Served]) -> None:
    assert people["anonymous"].get("//index.html").body == people["anonymous"].get("/index.html").body
    assert people["anonymous"].get("//intranet/").status == 302


def test_a_folder_without_its_slash_is_redirected_only_for_those_who_may_see_it(
    people: dict[str, Served],
) -> None:
    paths = ("/clients/olmo", "/clients/olmo/plan", "/clients/olmo/assets")
    seen = [people["contact of olmo"].get(path) for path in paths]
    hidden = [people["contact of north-pier"].get(path) for path in paths]

    assert [(answer.status, answer.headers["Location"]) for answer in seen] == [
        (302, "./olmo/"),
        (302, "./plan/"),
        (404, None),
    ]
    assert [answer.status for answer in hidden] == [404, 404, 404]


def test_protected_pages_are_kept_by_nobody_and_public_ones_asked_again(people: dict[str, Served]) -> None:
    contact = people["contact of olmo"]
    caching = {
        path: contact.get(path).headers["Cache-Control"]
        for path in (
            "/clients/olmo/",
            "/clients/olmo/404.html",
            "/clients/olmo/nothing",
            "/clients/olmo/search/search_index.json",
            "/clients/olmo/files/acta%20de%20entrega.pdf",
            "/clients/olmo/assets/stylesheets/main.css",
            "/plan/",
        )
    }

    assert caching == {
        "/clients/olmo/": "private, no-store",
        "/clients/olmo/404.html": "private, no-store",
        "/clients/olmo/nothing": "private, no-store",
        "/clients/olmo/search/search_index.json": "private, no-store",
        "/clients/olmo/files/acta%20de%20entrega.pdf": "private, no-store",
        "/clients/olmo/assets/stylesheets/main.css": "private, no-cache",
        "/plan/": "public, no-cache",
    }


def test_an_unchanged_file_is_not_sent_twice_but_asked_for_anew_each_time(people: dict[str, Served]) -> None:
    path = "/clients/olmo/assets/stylesheets/main.css"
    first = people["contact of olmo"].get(path)

    again = people["contact of olmo"].get(path, If_None_Match=first.headers["ETag"])
    by_somebody_else = people["contact of north-pier"].get(path, If_None_Match=first.headers["ETag"])
    by_nobody = people["anonymous"].get(path, If_None_Match=first.headers["ETag"], Range="bytes=0-3")

    assert (again.status, again.body) == (304, b"")
    assert by_somebody_else.status == 404
    assert by_nobody.status == 401


def test_part_of_a_file_is_sent_to_those_who_may_see_it(people: dict[str, Served]) -> None:
    answer = people["employee"].get("/clients/olmo/files/acta%20de%20entrega.pdf", Range="bytes=0-6")

    assert (answer.status, answer.text) == (206, "palabra")


def test_head_says_the_same_as_get_and_sends_nothing(people: dict[str, Served]) -> None:
    statuses = [people[actor].ask("HEAD", "/clients/olmo/plan/").status for actor in ACTORS]
    bodies = {people[actor].ask("HEAD", "/clients/olmo/plan/").body for actor in ACTORS}

    assert statuses == [302, 200, 404, 200, 200]
    assert bodies == {b""}


def test_an_edition_answers_with_its_own_page_not_found(people: dict[str, Served]) -> None:
    answer = people["contact of olmo"].get("/clients/olmo/nothing/at/all")

    assert (answer.status, answer.text) == (404, "palabra-de-olmo 404.html first\n")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_new_build_is_served_from_the_next_request_on(tmp_path: Path) -> None:
    settings = a_published_house(tmp_path)
    with served(create_app(settings)) as server:
        before = server.get("/plan/").text
        build_edition(settings.data, "public", "second")
        after = server.get("/plan/").text

    assert before == "palabra-de-todos plan/index.html first\n"
    assert after == "palabra-de-todos plan/index.html second\n"


def test_an_edition_that_was_never_built_is_not_found(tmp_path: Path) -> None:
    settings = a_published_house(tmp_path)
    (settings.site / "public").unlink()

    with served(create_app(settings)) as server:
        assert server.get("/").status == 404
