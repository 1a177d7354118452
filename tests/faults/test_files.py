"""A disk that is full, a file that is read-only, damaged or held: visitors are told, and pages are served."""

from __future__ import annotations

import http.client
import os
import re
import resource
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from feedback_app.access_file import access_file
from feedback_app.database import looked_into
from feedback_app.intake import MOST_AT_SUSPECTS
from feedback_app.serving import THREADS
from feedback_app.sessions import Sessions
from feedback_app.settings import Settings
from feedback_app.suspects.quarantine import Quarantine
from feedback_app.writer import Writer
from luz.published import PublishedState
from tests.faults.running import Running, a_house, running
from tests.faults.visitors import Visitor, send_again
from tests.feedback_app.asked import FILLED, a_submission, receipts_held, receipts_in, rows
from tests.feedback_app.damages import ANOTHER_THING, DAMAGES, Damage, another_thing, unreadable
from tests.feedback_app.published_house import SECRETS
from tests.feedback_app.waiting_for_file import held
from tests.until import until

UNAVAILABLE = {
    "es": "Ahora mismo no hemos podido guardar su respuesta",
    "en": "We could not keep your answer just now",
}
CALL = {
    "es": "Si vuelve a fallar, llámenos: +34\u00a0910\u00a0000\u00a0000.",
    "en": "If it fails again, call us: +34\u00a0910\u00a0000\u00a0000.",
}
ROOM = 60_000
"""Bytes by which the file of answers may grow on a disk that is nearly full."""
ROOT_LIKE_OTHERS = ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override")
"""Root may write what is read-only, unless it gives that up."""
LIKE_OTHERS = ROOT_LIKE_OTHERS if os.getuid() == 0 else ()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A data folder with an answer in it."""
    settings = a_house(tmp_path)
    writer = Writer(settings.answers)
    writer.store(a_submission(PublishedState(settings.published).current()))
    writer.close()
    return settings


def sent(app: Running, visitor: Visitor, language: str = "es") -> str:
    connection = http.client.HTTPConnection("127.0.0.1", app.server.port, timeout=30)
    with closing(connection):
        return visitor.send(connection, language)


def is_told_what_to_do(app: Running, visitor: Visitor, language: str) -> None:
    """The visitor gets the form back, in one language, with all that was typed, and a way on."""
    page = sent(app, visitor, language)

    assert visitor.statuses[-1] == 503, page
    assert visitor.headers["Retry-After"] == "30"
    assert visitor.headers["Content-Language"] == language
    assert UNAVAILABLE[language] in page
    assert CALL[language] in page
    assert f'name="_key" value="{visitor.key}"' in page
    chosen = re.findall(r'name="([a-z-]+)" value="([^"]+)" checked', page)
    assert chosen == [
        (name, value) for name, values in FILLED.items() for value in values if name != "comment"
    ]
    assert f">\n{visitor.comment}</textarea>" in page


def everybody_is_told_and_pages_stay(app: Running) -> list[Visitor]:
    """While nothing can be stored; return those who were turned away."""
    visitors = []
    for language in UNAVAILABLE:
        visitors.append(Visitor(app.settings.data))
        is_told_what_to_do(app, visitors[-1], language)
    assert app.server.get("/survey/olmo-tienda").status == 200
    answer = app.server.get("/")
    assert (answer.status, SECRETS["public"] in answer.text) == (200, True)
    return visitors


def are_counted_once(app: Running, visitors: list[Visitor]) -> None:
    """Once all is well again, those who send the form that came back."""
    for visitor in visitors:
        for _ in range(2):
            sent(app, visitor)
    there = receipts_in(app.settings.answers)
    assert [there.count(str(one.receipt)) for one in visitors] == [1] * len(visitors)
    assert rows(app.settings.answers, "pragma integrity_check") == [("ok",)]


def signed_in(settings: Settings) -> str:
    """The cookie of somebody who came in long enough ago that it is noted anew."""
    file = access_file(settings.access)
    secret = Sessions(file).begin("employee:elena-robles", "elena.robles@oficio.example", "Firefox")
    with file.writing() as connection:
        connection.execute("update session set seen_at = seen_at - 3600")
    file.close()
    return f"{settings.cookie('luz')}={secret}"


def test_on_a_full_disk(settings: Settings) -> None:
    cookie = signed_in(settings)

    largest = settings.answers.stat().st_size + ROOM

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    with running(settings, prepare=fill) as app:
        visitors: list[Visitor] = []
        # Its log is full before the file is; folded into the file, it takes some more.
        while len(visitors) < 3 or any(one.receipt for one in visitors[-3:]):
            visitors.append(Visitor(settings.data))
            sent(app, visitors[-1])
        visitors += everybody_is_told_and_pages_stay(app)
        employee = replace(app.server, cookie=cookie)
        intranet = employee.get("/intranet/")
        assert (intranet.status, SECRETS["internal"] in intranet.text) == (200, True)
        assert app.server.get("/healthz").status == 503
    with running(settings) as app:
        are_counted_once(app, visitors)


@contextmanager
def read_only(*paths: Path) -> Iterator[None]:
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(modes[path] & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


@pytest.mark.parametrize("folder_too", [False, True], ids=["the file", "its folder too"])
def test_what_cannot_be_written_to_until_it_can_again(settings: Settings, folder_too: bool) -> None:
    paths = [settings.answers, *([settings.data] if folder_too else [])]
    with ExitStack() as meanwhile:
        meanwhile.enter_context(read_only(*paths))
        with running(settings, before=LIKE_OTHERS, looked_at_every=0.2) as app:
            # Nobody has tried yet.
            until(lambda: "feedback.db cannot be" in app.server.get("/healthz").text)
            visitors = everybody_is_told_and_pages_stay(app)
            assert app.server.get("/healthz").status == 503
            meanwhile.close()
            are_counted_once(app, visitors)
            until(lambda: app.server.get("/healthz").status == 200)
    with running(settings, before=LIKE_OTHERS) as app:
        are_counted_once(app, visitors)


def test_suspects_that_cannot_be_kept_until_they_can_again(settings: Settings) -> None:
    with closing(Quarantine(settings.guardian)) as suspects:
        suspects.waiting()
    program = Visitor(settings.data, is_program=True)
    with ExitStack() as meanwhile:
        meanwhile.enter_context(read_only(settings.guardian))
        with running(settings, before=LIKE_OTHERS) as app:
            sent(app, program)
            meanwhile.close()
            sent(app, program)
    assert program.statuses == [503, 200]
    assert receipts_held(settings.guardian) == [program.receipt]


def test_what_was_left_read_only_beside_a_file_does_no_harm(settings: Settings) -> None:
    with read_only(settings.answers), looked_into(settings.answers) as connection:
        connection.execute("select * from response").fetchall()
    assert Path(f"{settings.answers}-shm").stat().st_mode & 0o777 == 0o400
    with running(settings, before=LIKE_OTHERS) as app:
        are_counted_once(app, [Visitor(settings.data)])


def test_a_file_damaged_before_the_start(settings: Settings) -> None:
    good, bad = settings.answers.read_bytes(), ANOTHER_THING
    settings.answers.write_bytes(bad)
    with running(settings) as app:
        until(lambda: app.server.get("/healthz").status == 503)
        visitors = everybody_is_told_and_pages_stay(app)
    assert settings.answers.read_bytes() == bad
    settings.answers.write_bytes(good)
    with running(settings) as app:
        are_counted_once(app, visitors)


def lost(file: Path) -> None:
    file.unlink()


def emptied(file: Path) -> None:
    os.truncate(file, 0)


@pytest.mark.parametrize(
    ("befalls", "problem"),
    [
        (unreadable, "is damaged"),
        (lost, "is missing"),
        (emptied, "is missing"),
        *(
            pytest.param(one, "is damaged", marks=pytest.mark.slow)
            for one in DAMAGES
            if one is not unreadable
        ),
    ],
)
def test_what_befalls_a_file_while_it_is_served_is_noticed_and_it_is_not_made_anew(
    settings: Settings, befalls: Damage, problem: str
) -> None:
    with running(settings, looked_at_every=0.2) as app:
        are_counted_once(app, [Visitor(settings.data) for _ in range(20)])
        assert app.server.get("/healthz").text == '{"status":"ok"}\n'
        # What is only in the log of the last commits is not damaged with the file.
        rows(settings.answers, "pragma wal_checkpoint(truncate)")
        befalls(settings.answers)

        until(lambda: f"feedback.db {problem}" in app.server.get("/healthz").text)
        everybody_is_told_and_pages_stay(app)
    left = settings.answers.read_bytes() if settings.answers.exists() else None
    with running(settings, looked_at_every=0.2) as app:
        until(lambda: f"feedback.db {problem}" in app.server.get("/healthz").text)
        everybody_is_told_and_pages_stay(app)
    assert (settings.answers.read_bytes() if settings.answers.exists() else None) == left


def test_a_file_held_by_another_for_long(settings: Settings) -> None:
    with running(settings) as app:
        with held(settings.answers):
            visitors = everybody_is_told_and_pages_stay(app)
        are_counted_once(app, visitors)


def test_suspects_that_cannot_be_kept_keep_nobody_else_waiting(settings: Settings) -> None:
    programs = [Visitor(settings.data, is_program=True) for _ in range(40)]
    with running(settings) as app:
        sent(app, programs[0])
        threads = [threading.Thread(target=sent, args=[app, one]) for one in programs[1:]]
        with held(settings.guardian):
            for thread in threads:
                thread.start()
            until(lambda: sum(1 for one in programs if one.statuses) >= len(programs) - MOST_AT_SUSPECTS)
            people = [Visitor(settings.data) for _ in range(5)]
            are_counted_once(app, people)
            waiting = [one for one in programs if not one.statuses]
        for thread in threads:
            thread.join()
        assert waiting != []
        assert {status for one in programs for status in one.statuses} <= {200, 503}
        send_again(app.server.port, programs)
    assert sorted(receipts_held(settings.guardian)) == sorted(str(one.receipt) for one in programs)


def test_with_more_visitors_waiting_than_may_wait_pages_come_at_once(settings: Settings) -> None:
    """Some more at a time than the server has threads."""
    visitors = [Visitor(settings.data) for _ in range(THREADS + 30)]
    with running(settings) as app:
        threads = [threading.Thread(target=sent, args=[app, one]) for one in visitors]
        with held(settings.answers):
            for thread in threads:
                thread.start()
            until(lambda: sum(1 for one in visitors if one.statuses) >= 30)
            page = app.server.get("/")
            waiting = [one for one in visitors if not one.statuses]
        for thread in threads:
            thread.join()
        assert (page.status, SECRETS["public"] in page.text) == (200, True)
        assert waiting != []
        assert {status for one in visitors for status in one.statuses} <= {200, 503}
        are_counted_once(app, visitors)


def test_without_the_file_of_the_sessions_all_that_is_open_to_everybody_stays(settings: Settings) -> None:
    cookie = signed_in(settings)
    another_thing(settings.access)
    with running(settings) as app:
        protected = replace(app.server, cookie=cookie).get("/intranet/", Accept_Language="en")
        public = app.server.get("/")
        are_counted_once(app, [Visitor(settings.data)])

    assert (protected.status, protected.headers["Retry-After"]) == (503, "30")
    assert "<h1>Not available at the moment</h1>" in protected.text
    assert (public.status, SECRETS["public"] in public.text) == (200, True)
