"""The words of an erased answer, looked for wherever they can have gone: files, copies, logs, pages."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from click.testing import CliRunner, Result

from feedback_app import create_app
from feedback_app.settings import Settings
from feedback_app.suspects.judge import TRAP
from feedback_app.upkeep.backup import back_up
from feedback_app.upkeep.restoring import restore
from feedback_app.upkeep.tombstones import KEPT_DAYS
from luz.cli import main
from tests.feedback_app.asked import (
    FILLED,
    QUESTIONS,
    asking_library,
    every_kind,
    published_in,
    receipts_in,
    sent,
)
from tests.feedback_app.browsed import datasette
from tests.feedback_app.served import DEMO_KEY, Served, served
from tests.feedback_app.stepped_clock import MinuteHand
from tests.feedback_app.surveyed import PAGE
from tests.feedback_app.upkeep.traces import new_word, traces

pytestmark = pytest.mark.xdist_group("datasette")

CLOSED = [one for one in QUESTIONS if one["kind"] != "text"]
[TEXT] = [one | {"max_length": 4000} for one in QUESTIONS if one["kind"] == "text"]
ASKED = [*CLOSED, TEXT, TEXT | {"id": "another"}]
TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    data = tmp_path / "var"
    published_in(data, asking_library(every_kind(questions=ASKED)))
    return Settings(data, demo=True, demo_key=DEMO_KEY)


@contextmanager
def the_app(settings: Settings) -> Iterator[Served]:
    with served(create_app(settings, clock=MinuteHand())) as app:
        yield app


def answer(app: Served, first: str, second: str, **more: str) -> str:
    """Answer with two comments; the receipt."""
    form = {**FILLED, "comment": [first], "another": [second], **more}
    page = app.ask("POST", PAGE, urlencode(sent(app.get(PAGE).text, form), doseq=True))
    found = re.search(r"([0-9A-Z]{4}-){2}[0-9A-Z]{4}", page.text)
    assert found, page.text
    return found[0]


def erased(settings: Settings, receipt: str) -> Result:
    return CliRunner().invoke(main, ["feedback", "erase", receipt, "--data", str(settings.data)])


def test_the_words_of_an_erased_answer_are_nowhere_any_more(
    settings: Settings, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    short, accented, long, held = new_word(), new_word(beginning="Ñañá-Ü"), new_word(3000), new_word()
    words = [short, accented, long, held]
    with the_app(settings) as app:
        for _ in range(20):
            answer(app, "La atención fue buena", "Todo se encuentra a la primera")
        receipt = answer(app, f"La atención fue {short} y {accented}", f"Falta {long}")
        suspect = answer(app, f"Compre {held}", "Barato", **{TRAP: "x"})
        copy = f"backups/{back_up(settings, TODAY).folder.name}"
        with datasette(settings.data, app.port) as data:
            manager = Served(data.port, app.being("employee:elena-robles").cookie)
            before, found = traces(settings.data, words), browsed(manager, short)

            results = [erased(settings, one) for one in (receipt, suspect)]

            assert [one.exit_code for one in results] == [0, 0], [one.output for one in results]
            in_copies = {f"{copy}/feedback.db": words[:3], f"{copy}/guardian.db": [held]}
            assert traces(settings.data, words) == in_copies
            assert (found, browsed(manager, short)) == ([True] * 3, [False] * 3)
    assert {word for here in (before.keys() - in_copies.keys()) for word in before[here]} == set(words)
    told = caplog.text + "".join(capfd.readouterr())
    assert [word for word in words if word in told] == []


def browsed(manager: Served, word: str) -> list[bool]:
    """Whether a manager finds a word: by searching, in an export, among the comments."""
    pages = [manager.get(path) for path in (
        f"/feedback/comment.json?_shape=array&_search={quote(word)}",
        "/feedback/comment.csv?_size=max",
        "/feedback/comments.json?_shape=array",
    )]  # fmt: skip
    assert [page.status for page in pages] == [200] * 3
    return [word in page.text for page in pages]


def test_no_copy_brings_them_back_and_none_outlives_the_promise(settings: Settings) -> None:
    words = [new_word(), new_word(), new_word()]
    with the_app(settings) as app:
        kept = answer(app, "La atención fue buena", "Nada")
        receipt = answer(app, *words[:2])
        suspect = answer(app, words[2], "Barato", **{TRAP: "x"})
        copy = back_up(settings, TODAY).folder
        for one in (receipt, suspect):
            assert erased(settings, one).exit_code == 0

    restored = restore(settings, copy, TODAY)

    assert restored.erased == 2
    assert receipts_in(settings.answers) == [kept]
    assert {Path(file).parts[:2] for file in traces(settings.data, words)} == {("backups", copy.name)}
    back_up(settings, TODAY + dt.timedelta(days=KEPT_DAYS))
    assert traces(settings.data, words) == {}
