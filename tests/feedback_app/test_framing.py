"""Requests that no browser sends: two lengths, two hosts, half a request, odd methods, a proxy's headers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from feedback_app import create_app
from tests.feedback_app.published_house import SECRETS, a_published_house
from tests.feedback_app.served import Served, served
from tests.feedback_app.spoken import spoken, statuses

PROTECTED_WORDS = [word for edition, word in SECRETS.items() if edition != "public"]
METHODS = ("PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "MOVE", "LOCK", "BREW", "X" * 300)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(create_app(a_published_house(tmp_path_factory.mktemp("house")))) as server:
        yield server


def heard(server: Served, request: str, cookie: str = "") -> bytes:
    """What is said to a request; `{host}` in it is our own, with the cookie, if there is one."""
    own = f"Host: 127.0.0.1:{server.port}" + (f"\r\nCookie: {cookie}" if cookie else "")
    return spoken(server.port, request.replace("\n", "\r\n").replace("{host}", own))


HEALTH = "POST /healthz HTTP/1.1\n{host}\n"
SURVEY = "POST /survey/oficio-web HTTP/1.1\n{host}\n"
UNREADABLE = {
    "two lengths that differ": HEALTH + "Content-Length: 5\nContent-Length: 50\n\nabcde",
    "one length said twice": HEALTH + "Content-Length: 5\nContent-Length: 5\n\nabcde",
    "a list of lengths": HEALTH + "Content-Length: 5, 5\n\nabcde",
    "a length with a sign": HEALTH + "Content-Length: +5\n\nabcde",
    "a negative length": HEALTH + "Content-Length: -5\n\nabcde",
    "a length in another base": HEALTH + "Content-Length: 0x5\n\nabcde",
    "a length with an underscore": HEALTH + "Content-Length: 1_0\n\nabcde",
    "chunks and a length": HEALTH + "Content-Length: 4\nTransfer-Encoding: chunked\n\n0\n\n",
    "a length and chunks": HEALTH + "Transfer-Encoding: chunked\nContent-Length: 4\n\n0\n\n",
    "chunks before there were any": "POST /healthz HTTP/1.0\n{host}\nTransfer-Encoding: chunked\n\n0\n\n",
    "a space before a colon": HEALTH + "Transfer-Encoding : chunked\n\n0\n\n",
    "a chunk without a size": SURVEY + "Transfer-Encoding: chunked\n\nZZ\nabc\n0\n\n",
    "a header without a colon": "GET /intranet/ HTTP/1.1\n{host}\nnothing\n\n",
    "a NUL in a header": "GET /intranet/ HTTP/1.1\n{host}\nX: a\0b\n\n",
    "a NUL in the method": "GET\0 /intranet/ HTTP/1.1\n{host}\n\n",
    "a method in small letters": "get /intranet/ HTTP/1.1\n{host}\n\n",
    "no address": "GET  HTTP/1.1\n{host}\n\n",
    "no version that exists": "GET /intranet/ HTTP/x\n{host}\n\n",
    "a full address elsewhere": "GET http://evil.example/intranet/ HTTP/1.1\n{host}\n\n",
    "a full address elsewhere in another way": "GET ftp://evil.example/intranet/ HTTP/1.1\n{host}\n\n",
    "HTTP/2 without asking": "PRI * HTTP/2.0\n\nSM\n\n",
}  # fmt: skip


MISADDRESSED = {
    "no host": "GET /intranet/ HTTP/1.1\n\n",
    "an old version without a host": "GET /intranet/ HTTP/1.0\n\n",
    "two hosts": "GET /intranet/ HTTP/1.1\n{host}\nHost: evil.example\n\n",
    "a list of hosts": "GET /intranet/ HTTP/1.1\nHost: 127.0.0.1, evil.example\n\n",
    "another host": "GET /intranet/ HTTP/1.1\nHost: evil.example\n\n",
    "another host behind our name": "GET /intranet/ HTTP/1.1\nHost: 127.0.0.1@evil.example\n\n",
    "our host with a path": "GET /intranet/ HTTP/1.1\nHost: 127.0.0.1/evil\n\n",
    "our host with no port": "GET /intranet/ HTTP/1.1\nHost: 127.0.0.1:evil\n\n",
    "our host with a dot behind": "GET /intranet/ HTTP/1.1\nHost: 127.0.0.1.\n\n",
    "an empty host": "GET /intranet/ HTTP/1.1\nHost:\n\n",
    "the oldest version": "GET /intranet/\n\n",
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_can_be_read_in_two_ways_or_in_none_is_refused(server: Served, name: str) -> None:
    employee = server.being("employee:bruno-leal").cookie
    smuggled = f"GET /intranet/ HTTP/1.1\n{{host}}\nCookie: {employee}\n\n"

    for cookie in ("", employee):
        answer = heard(server, UNREADABLE[name] + smuggled, cookie)

        # One answer, and nothing of what follows is taken for a request.
        assert statuses(answer) == [400]
        assert [word for word in (*PROTECTED_WORDS, "evil") if word.encode() in answer] == []
        assert b"\r\nX-Content-Type-Options: nosniff\r\n" in answer


@pytest.mark.parametrize("name", MISADDRESSED)
def test_what_is_not_addressed_to_us_is_refused(server: Served, name: str) -> None:
    employee = server.being("employee:bruno-leal").cookie

    answer = heard(server, MISADDRESSED[name].replace("\n\n", f"\nCookie: {employee}\n\n"))

    assert statuses(answer) == [400]
    assert [word for word in (*PROTECTED_WORDS, "evil") if word.encode() in answer] == []


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (HEALTH + "Transfer-Encoding: xchunked\n\n0\n\n", 501),
        (HEALTH + "Transfer-Encoding: chunked, identity\n\n0\n\n", 501),
        ("GET / HTTP/1.1\n{host}\nX: " + "a" * 300_000 + "\n\n", 431),
        (SURVEY + "Content-Length: 99999999999999999999\n\nabc", 413),
        ("GET /" + "a" * 40_000 + " HTTP/1.1\n{host}\nConnection: close\n\n", 431),
        ("GET /" + "a" * 30_000 + " HTTP/1.1\n{host}\nConnection: close\n\n", 404),
        ("GET /intranet/ HTTP/1.1\n{host}\nCookie: luz=" + "a" * 40_000 + "\n\n", 431),
        ("GET /intranet/ HTTP/1.1\n{host}\nCookie: luz=" + "a" * 30_000 + "\n\n", 302),
        ("GET /intranet/ HTTP/1.1\n{host}\n" + "X: a\n" * 5_000 + "\n", 302),
        ("GET http://{port}/intranet/ HTTP/1.1\n{host}\n\n", 302),
        ("GET /intranet/#/../../ HTTP/1.1\n{host}\n\n", 302),
    ],
)
def test_too_much_is_refused_and_what_is_only_odd_is_answered(
    server: Served, request_: str, status: int
) -> None:
    assert statuses(heard(server, request_.replace("{port}", f"127.0.0.1:{server.port}"))) == [status]


@pytest.mark.parametrize(
    "nonsense", ["", "\n\n\n", "\x16\x03\x01\x02\x00\x01", "GET / HTTP/1.1\n{host}\nX: a"]
)
def test_half_a_request_is_no_request(server: Served, nonsense: str) -> None:
    assert statuses(heard(server, nonsense)) == []


@pytest.mark.parametrize("method", METHODS)
def test_no_other_method_does_or_tells_anything(server: Served, method: str) -> None:
    people = [server, server.being("contact:olmo:jefa"), server.being("employee:bruno-leal")]
    for path in (
        "/",
        "/intranet/",
        "/clients/olmo/plan/",
        "/clients/nobody/",
        "/survey/oficio-web",
        "/access/check",
    ):
        answers = [person.ask(method, path) for person in people]

        assert [answer.status for answer in answers] == [405, 405, 405]
        assert len({answer.body for answer in answers}) == 1


@pytest.mark.parametrize(
    "path", ["/intranet/", "/clients/olmo/", "/clients/olmo/assets/stylesheets/main.css"]
)
def test_what_one_may_do_is_told_to_those_who_may(server: Served, path: str) -> None:
    asked = {
        person: server.being(person).ask("OPTIONS", path).status
        for person in ("contact:north-pier:jefa", "employee:bruno-leal")
    }

    assert asked == {"contact:north-pier:jefa": 404, "employee:bruno-leal": 200}
    assert server.ask("OPTIONS", path).status == (401 if path.endswith(".css") else 302)


OF_A_PROXY = {
    "X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "https", "X_Forwarded_For": "9.9.9.9",
    "X_Forwarded_Port": "1", "X_Forwarded_Prefix": "/evil", "X_Forwarded_By": "evil.example",
    "X_Forwarded_Server": "evil.example", "X_Host": "evil.example", "X_Real_IP": "9.9.9.9",
    "Forwarded": "for=9.9.9.9;host=evil.example;proto=https", "X_Original_URL": "/intranet/",
    "X_Rewrite_URL": "/intranet/", "X_HTTP_Method_Override": "DELETE", "Front_End_Https": "on",
    "X_Script_Name": "/evil", "Script_Name": "/evil", "X_Forwarded_User": "elena-robles",
    "Remote_User": "elena-robles",
    "Proxy": "http://evil.example", "Authorization": "Basic ZWxlbmE6eA==",
}  # fmt: skip


@pytest.mark.parametrize("name", OF_A_PROXY)
def test_no_proxy_is_believed(server: Served, name: str) -> None:
    forged = {name: OF_A_PROXY[name]}
    for person in (server, server.being("contact:olmo:jefa")):
        for path in (
            "/",
            "/plan",
            "/intranet/",
            "/clients/olmo",
            "/clients/olmo/",
            "/clients/north-pier/",
            "/access/check?resource=data",
            "/nothing",
        ):
            plain, answer = person.get(path), person.get(path, **forged)

            assert (answer.status, answer.body) == (plain.status, plain.body)
            assert without_date(answer.headers.items()) == without_date(plain.headers.items())


def without_date(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers if name != "Date"]


CONDITIONS: dict[str, dict[str, str]] = {
    "a part": {"Range": "bytes=0-3"},
    "the end": {"Range": "bytes=-4"},
    "several parts": {"Range": "bytes=0-1,3-4,6-7"},
    "a part beyond the end": {"Range": "bytes=999999-"},
    "a part backwards": {"Range": "bytes=9-1"},
    "an absurd part": {"Range": "bytes=--1,,x-"},
    "many parts": {"Range": "bytes=" + ",".join(["0-"] * 1300)},
    "a part of something else": {"Range": "lines=1-2"},
    "if there is anything": {"If_None_Match": "*"},
    "if it is as I know it": {"If_Match": '"x"'},
    "if newer than the future": {"If_Modified_Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    "if unchanged since long ago": {"If_Unmodified_Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
    "if newer than nonsense": {"If_Modified_Since": "mañana".encode().decode("latin-1")},
    "a part, if it is as I know it": {"If_Range": '"x"', "Range": "bytes=0-3"},
    "a part, if it is as it was": {"If_Range": "Fri, 01 Jan 2100 00:00:00 GMT", "Range": "bytes=0-3"},
}


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_condition_tells_nothing_to_those_who_may_not_see_the_page(server: Served, name: str) -> None:
    paths = (
        "/clients/olmo/",
        "/clients/olmo/files/acta%20de%20entrega.pdf",
        "/clients/olmo/assets/stylesheets/main.css",
        "/clients/olmo/nothing",
        "/intranet/search/search_index.json",
    )
    known = [server.being("employee:bruno-leal").get(path).headers["ETag"] for path in paths]
    for stranger in (server, server.being("contact:north-pier:jefa")):
        for path, etag in zip(paths, known, strict=True):
            # Even somebody who once knew the very file.
            conditions = {
                key: etag if value == '"x"' and etag else value for key, value in CONDITIONS[name].items()
            }
            plain, answer = stranger.get(path), stranger.get(path, **conditions)

            assert (answer.status, answer.body) == (plain.status, plain.body)
            assert without_date(answer.headers.items()) == without_date(plain.headers.items())


def test_whoever_may_call_the_check_is_told_of_nobody_else(server: Served) -> None:
    answers = {
        name: server.get(f"/access/check?resource={name}").body
        for name in ("data", "internal", "client:olmo", "client:nobody", "guardian", "nothing", "")
    }

    assert set(answers.values()) == {b'{"actor":null,"allowed":false}\n'}


def test_a_contact_cannot_ask_the_check_which_clients_there_are(server: Served) -> None:
    contact = server.being("contact:olmo:jefa")

    asked = [contact.get(f"/access/check?resource=client:{name}").body for name in ("north-pier", "nobody")]

    assert asked[0] == asked[1]
    assert b'"allowed":false' in asked[0]
