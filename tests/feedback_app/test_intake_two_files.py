"""One form has one receipt, whatever becomes of either file, and is never held and counted side by side."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from feedback_app.allowance import SUSPECTS_A_DAY
from feedback_app.answers import Form
from feedback_app.form_key import FormKey
from feedback_app.intake import Intake, TooMany
from feedback_app.settings import Settings
from feedback_app.storage import KeyUsed, Stored, Submission
from feedback_app.suspects.deciding import Desk, Fate
from feedback_app.suspects.judge import TRAP
from feedback_app.suspects.quarantine import Outcome, Reason
from feedback_app.upkeep.erasure import erase
from feedback_app.upkeep.tombstones import Tombstones
from feedback_app.writer import Unavailable, Writer
from luz.access_list import Employee
from luz.published import Published
from tests.feedback_app.asked import DAY, FILLED, a_submission, receipts_held, receipts_in, rows
from tests.feedback_app.damages import ANOTHER_THING
from tests.feedback_app.waiting_for_file import held

TRAPPED: Form = {**FILLED, TRAP: ["https://compre.example"]}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


@pytest.fixture
def intake(settings: Settings, published: Published) -> Iterator[Intake]:
    intake = Intake.of(settings, Writer(settings.answers, patience=0.3))
    intake.writer.register(published, DAY)
    yield intake
    intake.writer.close()
    intake.quarantine.close()


@pytest.fixture
def submission(published: Published) -> Submission:
    return a_submission(published)


def take(intake: Intake, submission: Submission, form: Form = FILLED) -> Stored:
    return intake.take(submission, form, FormKey(submission.key, 60, ""), "203.0.113.7")


def kept(settings: Settings) -> tuple[list[str], list[str]]:
    """The receipts of what is counted, and of what waits for the guardian."""
    return receipts_in(settings.answers), receipts_held(settings.guardian)


def execute(intake: Intake, statement: str) -> None:
    """Something done to the file of answers, on the writer's own connection."""

    def do(connection: sqlite3.Connection) -> None:
        connection.execute(statement)
        connection.commit()

    intake.writer.ask(do)


def guardian(published: Published) -> Employee:
    found = published.access.employee("ana-rivas", DAY)
    assert found
    return found


NO_FORM_IS_NOTED = """
    create trigger full before insert on submission_key begin select raise(abort, 'the disk is full'); end
"""


def test_a_form_that_is_held_keeps_its_receipt_while_the_file_of_suspects_is_written_by_another(
    intake: Intake, settings: Settings, submission: Submission
) -> None:
    first = take(intake, submission, TRAPPED)

    with held(settings.guardian):
        again = [take(intake, submission, form) for form in (FILLED, TRAPPED)]

    assert again == [Stored(first.receipt, again=True)] * 2
    assert kept(settings) == ([], [first.receipt])


@pytest.mark.parametrize("damage", [ANOTHER_THING, None], ids=["damaged", "missing"])
def test_a_form_that_was_held_keeps_its_receipt_without_the_file_of_suspects(
    intake: Intake, settings: Settings, submission: Submission, damage: bytes | None
) -> None:
    first = take(intake, submission, TRAPPED)
    intake.quarantine.close()
    settings.guardian.unlink()
    if damage:
        settings.guardian.write_bytes(damage)

    again = [take(intake, submission, form) for form in (FILLED, TRAPPED)]
    with pytest.raises(KeyUsed):
        take(intake, replace(submission, content=b"other"))

    assert again == [Stored(first.receipt, again=True)] * 2
    assert rows(settings.answers, "select count(*) from response") == [(0,)]


@pytest.mark.parametrize("forms", [(TRAPPED,), (FILLED,), (TRAPPED, FILLED)])
@pytest.mark.parametrize("lock", [True, False], ids=["locked", "full"])
def test_what_could_not_be_noted_is_given_back_and_comes_in_once_when_sent_again(
    intake: Intake, settings: Settings, submission: Submission, forms: tuple[Form, ...], lock: bool
) -> None:
    if lock:
        execute(intake, "pragma busy_timeout = 10")
        with held(settings.answers), pytest.raises(Unavailable):
            take(intake, submission, TRAPPED)
    else:
        execute(intake, NO_FORM_IS_NOTED)
        with pytest.raises(Unavailable):
            take(intake, submission, TRAPPED)
        execute(intake, "drop trigger full")
    before = kept(settings)

    receipts = {take(intake, submission, form).receipt for form in (*forms, FILLED, TRAPPED)}

    counted, waiting = kept(settings)
    assert (before[0], len(before[1]), len(receipts)) == ([], 1, 1)
    assert (set(counted), waiting) == ((set(), before[1]) if forms[0] is TRAPPED else (receipts, before[1]))
    assert waiting == list(receipts) or counted == list(receipts)


def test_what_was_held_and_never_noted_and_came_in_with_other_words_is_held_no_more(
    intake: Intake, settings: Settings, submission: Submission
) -> None:
    intake.quarantine.hold(submission, [Reason.HASTE])
    changed = replace(submission, content=b"other")
    stored = take(intake, changed)

    with pytest.raises(KeyUsed):
        take(intake, submission, TRAPPED)

    assert take(intake, changed, TRAPPED) == Stored(stored.receipt, again=True)
    assert kept(settings)[0] == [stored.receipt]


@pytest.mark.parametrize("round_", range(3))
def test_sent_twenty_times_at_once_and_not_always_suspected_it_has_one_receipt(
    settings: Settings, published: Published, submission: Submission, round_: int
) -> None:
    intake = Intake.of(settings)
    intake.writer.register(published, DAY)
    intake.quarantine.waiting()
    receipts: list[str] = []
    ready = threading.Barrier(20)

    def send(form: Form) -> None:
        ready.wait()
        receipts.append(take(intake, submission, form).receipt)

    threads = [threading.Thread(target=send, args=[(TRAPPED, FILLED)[number % 2]]) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    intake.writer.close()

    assert len(receipts) == 20
    counted, waiting = kept(settings)
    assert counted + waiting == [receipts[0]] == sorted(set(receipts))


def a_desk(intake: Intake, settings: Settings) -> Desk:
    return Desk(intake.quarantine, intake.writer, Tombstones(settings.backups))


@pytest.mark.parametrize("keys", ["known", "forgotten"])
def test_what_is_held_and_noted_counts_once_released_under_the_receipt_that_was_shown(
    intake: Intake, settings: Settings, published: Published, submission: Submission, keys: str
) -> None:
    first = take(intake, submission, TRAPPED)
    if keys == "forgotten":
        execute(intake, "delete from submission_key")
    desk = a_desk(intake, settings)

    assert desk.decide(1, Outcome.RELEASED, guardian(published), published) == Fate.RELEASED

    assert kept(settings) == ([first.receipt], [])
    assert [take(intake, submission, form) for form in (FILLED, TRAPPED)] == [replace(first, again=True)] * 2
    assert kept(settings) == ([first.receipt], [])


@pytest.mark.parametrize(
    ("outcome", "fate"), [(Outcome.RELEASED, Fate.RELEASED), (Outcome.DROPPED, Fate.COUNTED)]
)
def test_what_is_counted_under_another_receipt_is_not_counted_again(
    intake: Intake,
    settings: Settings,
    published: Published,
    submission: Submission,
    outcome: Outcome,
    fate: Fate,
) -> None:
    intake.quarantine.hold(submission, [Reason.HASTE])
    counted = take(intake, submission)
    desk = a_desk(intake, settings)

    assert desk.decide(1, outcome, guardian(published), published) == fate

    assert kept(settings) == ([counted.receipt], [])


def test_what_was_dropped_or_erased_comes_back_neither_counted_nor_held(
    intake: Intake, settings: Settings, published: Published
) -> None:
    dropped, erased = a_submission(published), a_submission(published)
    receipts = [take(intake, one, TRAPPED).receipt for one in (dropped, erased)]
    a_desk(intake, settings).decide(1, Outcome.DROPPED, guardian(published), published)
    erase(settings, receipts[1], DAY)

    for form in (FILLED, TRAPPED):
        assert [take(intake, one, form).receipt for one in (dropped, erased)] == receipts
    assert kept(settings) == ([], [])


def test_what_is_held_counts_against_the_limit_once_however_often_it_is_sent(
    intake: Intake, published: Published, submission: Submission
) -> None:
    execute(intake, NO_FORM_IS_NOTED)
    for _ in range(2):
        with pytest.raises(Unavailable):
            take(intake, submission, TRAPPED)
    execute(intake, "drop trigger full")
    take(intake, submission, TRAPPED)
    for _ in range(SUSPECTS_A_DAY.times - 1):
        take(intake, a_submission(published), TRAPPED)

    with pytest.raises(TooMany):
        take(intake, a_submission(published), TRAPPED)
