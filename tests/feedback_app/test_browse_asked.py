"""Datasette asked for everything it has and in every spelling, by everybody, over real connections."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from feedback_app.storage import Storage, new_receipt
from tests.feedback_app.asked import a_response, a_submission, published_in
from tests.feedback_app.browsed import Browsed, browsed
from tests.feedback_app.served import Answer, Served

pytestmark = pytest.mark.xdist_group("datasette")

SIGN_IN = "http://127.0.0.1:9/sign-in"

OPEN = {"/look/browse.css": 200, "/look/nothing.css": 404, "/brand/colours.css": 200, "/brand/logo": 200}
"""What everybody may ask for, and what they hear."""

READ = (
    "/feedback", "/~66eedback", "/.json", "/feedback.json", "/feedback?sql=select+1",
    "/feedback.json?sql=select+1", "/feedback.csv?sql=select+1", "/feedback/response",
    "/feedback/response.json", "/feedback/response.csv", "/feedback/comment.csv?_stream=on",
    "/feedback/response/1", "/feedback/response/1.json", "/feedback/v_opinion_1",
    "/feedback/comments?words=atencion&product=", "/feedback/comments.json?words=&product=",
    "/feedback/comments.csv",
)  # fmt: skip
"""What a manager reads."""

GONE = (
    # Other databases and the whole file.
    "/_internal", "/_internal.json", "/_internal/databases", "/_INTERNAL", "/~5Finternal",
    "/~5Finternal/databases", "/%5finternal", "/_memory", "/_memory.json?sql=select+1", "/~5Fmemory",
    "/:memory:", "/:memory:/x", "/nothing", "/feedback.db", "/feedback.db?_x=1", "/Feedback.db",
    "/_internal.db",
    # Tables that are kept back.
    "/feedback/submission_key", "/feedback/SUBMISSION_KEY", "/feedback/submission~5Fkey",
    "/feedback/submission_key.json", "/feedback/submission_key.csv", "/feedback/submission_key/1",
    "/feedback/_sqlite_migrations", "/feedback/comment_fts", "/feedback/comment_fts_data",
    "/feedback/comment_fts_data/1", "/feedback/sqlite_master", "/feedback/nothing",
    # Datasette's workings.
    "/-", "/-/", "/-/metadata", "/-/metadata.json", "/-/versions.json", "/-/plugins.json?all=1",
    "/-/settings.json", "/-/config", "/-/config.json", "/-/threads.json", "/-/databases.json",
    "/-/actor.json", "/-/auth-token?token=x", "/-/logout", "/-/permissions", "/-/messages", "/-/allow-debug",
    "/-/patterns", "/-/nothing", "/-//metadata", "/%2d/metadata", "/~2D/metadata", "/-/%6detadata",
    "/-/static/app.css", "/-/static/../app.css", "/-/static/../../../../../../../../etc",
    "/-/static-plugins/luz/browse.css", "/favicon.ico", "/robots.txt",
    # Other spellings and ways out.
    "//", "//feedback", "/feedback/", "/feedback//", "/Feedback", "/FEEDBACK", "/feedback.", "/feedback..",
    "/feedback/response.", "/feedback%2fresponse", "/feedback%00", "/feedback%20", "/feedback;x=1",
    "/%66eedback", "/feedback%2Ejson", "/./feedback", "/../feedback", "/feedback/../feedback",
    "/feedback/./response", "/feedback~2Ejson", "/look", "/look/", "/look/../browse.css",
    "/look/../../../../../../etc", "/look//etc/passwd", "/look/%2e%2e/plugin.py", "/look/..%2fplugin.py",
    "/look/..%5cplugin.py", "/look/browse.css/", "/look/BROWSE.CSS", "/look%2fbrowse.css",
    "/brand/logo/../x", "/brand/colours.cssx", "/" + "x" * 3000, "/feedback/" + "y" * 3000,
)  # fmt: skip
"""What is nobody's to see."""

FORGED = (
    "luz=forged",
    "__Host-luz=forged",
    "ds_actor=forged",
    "=; ;=",
    "luz=" + "x" * 4000,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("asked")
    published = published_in(folder)
    storage = Storage(folder / "feedback.db")
    with storage.transaction():
        storage.register(published, a_response(published).day)
        storage.add_response(a_response(published), new_receipt())
        storage.add(a_submission(published))
    storage.close()
    return folder


@pytest.fixture(scope="module")
def house(folder: Path) -> Iterator[Browsed]:
    with browsed(folder, sign_in=SIGN_IN) as house:
        yield house


@pytest.fixture(scope="module")
def manager(house: Browsed) -> Served:
    return house.manager


def statuses(server: Served, paths: tuple[str, ...] = (*READ, *GONE)) -> dict[str, int]:
    return {path: server.get(path).status for path in paths}


def is_program(path: str) -> bool:
    """Whether the address is one that programs ask for: they are refused instead of sent to sign in."""
    return path.partition("?")[0].lower().replace("%2e", ".").endswith((".json", ".csv"))


def test_a_manager_reads_the_answers_and_nothing_else(manager: Served) -> None:
    assert statuses(manager) == dict.fromkeys(READ, 200) | dict.fromkeys(GONE, 404)
    assert [manager.get("/").status, manager.get("/").headers["Location"]] == [302, "/feedback"]


@pytest.mark.parametrize("person", ["employee:bruno-leal", "contact:olmo:jefa"])
def test_for_others_who_are_known_there_is_nothing_at_all(house: Browsed, person: str) -> None:
    assert statuses(house.being(person), ("/", *READ, *GONE)) == dict.fromkeys(("/", *READ, *GONE), 404)


@pytest.mark.parametrize("cookie", ["", *FORGED])
def test_whoever_is_unknown_hears_the_same_of_all_of_it(house: Browsed, cookie: str) -> None:
    asking = replace(house.data, cookie=cookie)

    answers = {path: asking.get(path) for path in ("/", *READ, *GONE)}

    assert {path: answer.status for path, answer in answers.items()} == {
        path: 401 if is_program(path) else 302 for path in answers
    }
    assert {answer.headers["Location"] for answer in answers.values()} == {None, SIGN_IN}
    assert {answer.body for answer in answers.values()} == {b"", b'{"ok": false, "status": 401}'}


@pytest.mark.parametrize(
    "person", ["nobody", "employee:bruno-leal", "contact:olmo:jefa", "employee:elena-robles"]
)
def test_style_sheets_and_the_logo_are_open_to_everybody(house: Browsed, person: str) -> None:
    asking = house.data if person == "nobody" else house.being(person)

    assert statuses(asking, tuple(OPEN)) == OPEN


REFUSED_STATEMENTS = (
    "select * from submission_key", "select KEY from main.SUBMISSION_KEY",
    "select (select receipt from submission_key)", "select/**/receipt/**/from/**/submission_key",
    "with a as (select * from submission_key) select * from a",
    "select 1 from submission_key where receipt > ''",
    "select p.slug from product p join submission_key s on s.receipt",
    "explain query plan select receipt from submission_key", "select * from _sqlite_migrations",
    "select * from comment_fts_data", "select rowid from comment_fts_data",
    # Other files and databases.
    "attach '/etc/passwd' as x", "select 1; attach 'x' as y", "select * from _internal.databases",
    "select readfile('/etc/passwd')", "select writefile('x', 'y')", "select edit('x')",
    "select load_extension('x')", "select * from pragma_database_list",
    "select file from pragma_database_list()", "pragma database_list", "select * from dbstat",
    "select * from sqlite_stmt", "select * from sqlite_dbpage", "select * from fsdir('/')",
    "select * from pragma_function_list", "select * from pragma_table_info('submission_key')",
    # Memory, of code and of the machine.
    "select fts3_tokenizer('simple')", "select fts3_tokenizer('x', x'4141414141414141')",
    "select length(zeroblob(900000000))", "select length(hex(zeroblob(3000000)))", "select randomblob(9)",
    # Writing.
    "delete from response", "with x as (select 1) delete from response", "explain delete from response",
    "with x as (select 1) insert into product (slug, name) select 'a', 'b'", "create temp table x (y)",
    "with x as (select 1) update comment set body = ''", "pragma query_only = 0", "vacuum into 'x'",
)  # fmt: skip


@pytest.mark.parametrize("statement", REFUSED_STATEMENTS)
def test_free_sql_reaches_nothing_but_the_answers(folder: Path, manager: Served, statement: str) -> None:
    before = sorted(path.name for path in folder.rglob("*"))

    answers = [manager.get(f"/feedback{kind}?sql={quote(statement)}") for kind in ("", ".json")]

    assert [answer.status for answer in answers] == [400, 400]
    assert [str(folder) in answer.text or "root:" in answer.text for answer in answers] == [False, False]
    assert sorted(path.name for path in folder.rglob("*")) == before


def test_a_condition_written_in_sql_reaches_no_further(manager: Served) -> None:
    hidden = quote("1 in (select 1 from submission_key where receipt > '')")

    assert manager.get(f"/feedback/response.json?_where={hidden}").status == 400
    assert manager.get("/feedback/response.json?_where=response_id+%3E+0").status == 200


def test_the_keys_of_forms_are_in_the_file_and_in_no_answer(folder: Path, manager: Served) -> None:
    with closing(sqlite3.connect(folder / "feedback.db")) as connection:
        keys = [key.hex() for (key,) in connection.execute("select key from submission_key")]

    pages = [manager.get(path).text for path in READ]
    assert keys != []
    assert [key for key in keys for page in pages if key in page.lower()] == []


def without_moment(answer: Answer) -> tuple[int, Mapping[str, str], str]:
    """An answer without what differs each time it is given."""
    varying = {"date", "content-length"}
    headers = {name: value for name, value in answer.headers.items() if name.lower() not in varying}
    return answer.status, headers, "".join(part for part in answer.text.split() if not part.isdigit())


FORGED_HEADERS = {
    "X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "https", "X_Forwarded_For": "9.9.9.9",
    "X_Forwarded_Prefix": "/evil", "Forwarded": "for=9.9.9.9;host=evil.example;proto=https",
    "X_Original_URL": "/_internal", "X_Rewrite_URL": "/_internal", "X_HTTP_Method_Override": "DELETE",
    "Authorization": "Bearer forged",
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED_HEADERS)
def test_no_header_changes_what_is_answered(house: Browsed, manager: Served, name: str) -> None:
    forged = {name: FORGED_HEADERS[name]}
    for path in ("/feedback/response/1", "/feedback/nothing", "/-/actor", "/"):
        for asking in (manager, house.data):
            assert without_moment(asking.get(path, **forged)) == without_moment(asking.get(path))
    assert (
        f"http://127.0.0.1:{manager.port}/feedback/response/1.json"
        in manager.get("/feedback/response/1", **forged).text
    )


def test_another_host_is_not_answered(house: Browsed, manager: Served) -> None:
    for asking in (house.data, manager):
        answer = asking.get("/feedback", Host="evil.example")

        assert (answer.status, "evil" in answer.text, answer.headers["Location"]) == (400, False, None)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "BREW"])
def test_nothing_is_done_to_the_answers_but_read(house: Browsed, manager: Served, method: str) -> None:
    assert house.data.ask(method, "/feedback/response").status == 302
    assert house.being("employee:bruno-leal").ask(method, "/feedback/response").status == 404
    assert manager.ask(method, "/feedback/response").status == 405
    assert manager.ask(method, "/-/messages").status == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Range": "bytes=0-10"}, {"Range": "bytes=-1"}, {"If_None_Match": "*"},
        {"If_Modified_Since": "Fri, 01 Jan 2100 00:00:00 GMT"}, {"Accept": "application/json"},
    ],
)  # fmt: skip
def test_asking_for_a_part_or_for_news_tells_strangers_nothing(
    house: Browsed, headers: dict[str, str]
) -> None:
    refused = 401 if "Accept" in headers else 302

    assert {house.data.get(path, **headers).status for path in ("/feedback", "/-/metadata", "/nothing")} == {
        refused
    }
