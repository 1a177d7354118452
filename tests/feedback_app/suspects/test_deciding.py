"""What is decided is done in both files: counted once under the receipt its sender has, or gone for good."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from feedback_app.storage import Stored
from feedback_app.suspects.deciding import Desk, Fate
from feedback_app.suspects.quarantine import Outcome, Quarantine, Reason
from feedback_app.upkeep.tombstones import Tombstones
from feedback_app.writer import Unavailable, Writer
from luz.access_list import Employee
from luz.published import Published
from tests.builders import a_library
from tests.feedback_app.asked import FILLED, a_submission, asking_library, published_in, rows

WORDS = "La atención fue buena".encode()
LONG_AGO = dt.date(2026, 3, 2)


@pytest.fixture
def published(tmp_path: Path) -> Published:
    return published_in(tmp_path)


@pytest.fixture
def desk(tmp_path: Path, published: Published) -> Iterator[Desk]:
    desk = a_desk(tmp_path)
    desk.writer.register(published, LONG_AGO)
    yield desk
    desk.writer.close()
    desk.quarantine.close()


def a_desk(folder: Path) -> Desk:
    return Desk(
        Quarantine(folder / "guardian.db"),
        Writer(folder / "feedback.db", patience=0.2),
        Tombstones(folder / "backups"),
    )


def guardian(published: Published) -> Employee:
    found = published.access.employee("ana-rivas", published.company.today())
    assert found
    return found


def held(desk: Desk, published: Published, number: int = 1) -> list[Stored]:
    """Hold so many answers, all of one day and one reason; return their receipts."""
    submissions = [a_submission(published, day=LONG_AGO) for _ in range(number)]
    return [desk.quarantine.hold(one, [Reason.HASTE]) for one in submissions]


def decide(desk: Desk, published: Published, outcome: Outcome, number: int = 1) -> Fate:
    return desk.decide(number, outcome, guardian(published), published)


def counted(folder: Path) -> list[tuple[str, str]]:
    return rows(folder / "feedback.db", "select receipt, day from response order by 1")


def noted(desk: Desk) -> list[Outcome]:
    return [one.outcome for one in desk.quarantine.decisions()]


def test_released_it_counts_today_under_the_receipt_its_sender_has(
    desk: Desk, published: Published, tmp_path: Path
) -> None:
    (stored,) = held(desk, published)
    today = published.company.today()

    fate = decide(desk, published, Outcome.RELEASED)

    assert fate == Fate.RELEASED
    assert counted(tmp_path) == [(stored.receipt, today.isoformat())]
    days = rows(tmp_path / "feedback.db", "select distinct day, n from rollup_day")
    assert days == [(today.isoformat(), 1)]
    assert rows(tmp_path / "feedback.db", "select body from comment") == [("La atención fue buena",)]
    (decision,) = desk.quarantine.decisions()
    assert (decision.person, decision.day, decision.sent_on) == ("employee:ana-rivas", today, LONG_AGO)


@pytest.mark.parametrize("outcome", Outcome)
def test_decided_its_words_are_in_no_byte_of_the_guardians_file(
    desk: Desk, published: Published, tmp_path: Path, outcome: Outcome
) -> None:
    held(desk, published)
    files = [tmp_path / name for name in ("guardian.db", "guardian.db-wal")]
    before = [WORDS in file.read_bytes() for file in files]

    decide(desk, published, outcome)

    assert any(before)
    assert [WORDS in file.read_bytes() for file in files] == [False, False]


def test_dropped_it_counts_nowhere(desk: Desk, published: Published, tmp_path: Path) -> None:
    held(desk, published)

    assert decide(desk, published, Outcome.DROPPED) == Fate.DROPPED

    assert (counted(tmp_path), desk.quarantine.waiting(), noted(desk)) == ([], 0, [Outcome.DROPPED])


@pytest.mark.parametrize("second", Outcome)
@pytest.mark.parametrize("first", Outcome)
def test_who_decides_second_is_told_and_changes_nothing(
    desk: Desk, published: Published, tmp_path: Path, first: Outcome, second: Outcome
) -> None:
    held(desk, published)
    decide(desk, published, first)
    before = counted(tmp_path)

    assert decide(desk, published, second) == Fate.GONE

    assert (counted(tmp_path), noted(desk)) == (before, [first])


def test_of_many_who_decide_at_once_one_does(desk: Desk, published: Published, tmp_path: Path) -> None:
    held(desk, published)
    fates: list[Fate] = []
    threads = [
        threading.Thread(target=lambda outcome=one: fates.append(decide(desk, published, outcome)))
        for one in (*Outcome, *Outcome, *Outcome)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    (done,) = [fate for fate in fates if fate is not Fate.GONE]
    assert len(fates) == 6
    assert noted(desk) == [Outcome(done)]
    assert len(counted(tmp_path)) == (done == Fate.RELEASED)


def test_what_was_counted_before_the_machine_stopped_counts_once(
    desk: Desk, published: Published, tmp_path: Path
) -> None:
    (stored,) = held(desk, published)
    (suspect,) = desk.quarantine.held()
    content, response = suspect.content, suspect.response
    submission = replace(a_submission(published, key=suspect.key), content=content, response=response)
    desk.writer.store(replace(submission, receipt=stored.receipt))

    assert decide(desk, published, Outcome.RELEASED) == Fate.RELEASED

    assert counted(tmp_path) == [(stored.receipt, LONG_AGO.isoformat())]
    assert desk.quarantine.waiting() == 0


def test_what_was_counted_before_the_machine_stopped_cannot_be_dropped_and_stay(
    desk: Desk, published: Published, tmp_path: Path
) -> None:
    (stored,) = held(desk, published)
    (suspect,) = desk.quarantine.held()
    desk.writer.store(replace(a_submission(published, key=suspect.key), receipt=stored.receipt))

    assert decide(desk, published, Outcome.DROPPED) == Fate.COUNTED

    assert [receipt for receipt, _ in counted(tmp_path)] == [stored.receipt]
    assert (desk.quarantine.waiting(), noted(desk)) == (0, [Outcome.RELEASED])


def test_where_the_answers_cannot_be_written_it_waits_still(
    desk: Desk, published: Published, tmp_path: Path
) -> None:
    held(desk, published)
    desk.writer.close()
    (tmp_path / "feedback.db").rename(tmp_path / "kept.db")
    (tmp_path / "feedback.db").mkdir()

    for outcome in Outcome:
        with pytest.raises(Unavailable):
            decide(desk, published, outcome)

    assert (desk.quarantine.waiting(), noted(desk)) == (1, [])


def test_a_form_that_brought_in_other_answers_is_not_counted_again(
    desk: Desk, published: Published, tmp_path: Path
) -> None:
    key = b"k" * 16
    desk.quarantine.hold(a_submission(published, key=key), [Reason.TRAP])
    desk.writer.store(a_submission(published, FILLED | {"comment": ["otra"]}, key=key))

    assert decide(desk, published, Outcome.RELEASED) == Fate.CONTRADICTED

    assert (len(counted(tmp_path)), desk.quarantine.waiting()) == (1, 1)
    assert decide(desk, published, Outcome.DROPPED) == Fate.DROPPED


def test_what_is_published_no_longer_is_counted_after_a_restart(
    desk: Desk, published: Published, tmp_path: Path
) -> None:
    held(desk, published)
    desk.writer.close()
    later = published_in(tmp_path, a_library())
    restarted = a_desk(tmp_path)

    assert decide(restarted, later, Outcome.RELEASED) == Fate.RELEASED

    assert rows(tmp_path / "feedback.db", "select slug from response join product using (product_id)") == [
        ("olmo-tienda",)
    ]
    restarted.writer.close()


def test_what_nobody_knows_any_more_waits_and_can_be_dropped(tmp_path: Path) -> None:
    asked = published_in(tmp_path, asking_library(id="tienda-de-antes"))
    desk = a_desk(tmp_path)
    submission = a_submission(published_in(tmp_path))
    gone = replace(submission, response=replace(submission.response, product="olmo-tienda-2"))
    desk.quarantine.hold(gone, [Reason.TRAP])

    fates = [decide(desk, asked, outcome) for outcome in (Outcome.RELEASED, Outcome.DROPPED)]

    assert fates == [Fate.UNKNOWN, Fate.DROPPED]
    assert counted(tmp_path) == []
    desk.writer.close()


def test_all_are_decided_about_but_those_that_wait_no_longer(
    desk: Desk, published: Published, tmp_path: Path
) -> None:
    receipts = sorted(one.receipt for one in held(desk, published, 4))
    decide(desk, published, Outcome.DROPPED, number=2)

    fates = desk.decide_all([1, 2, 3, 4], Outcome.RELEASED, guardian(published), published)

    assert fates == {Fate.RELEASED: 3, Fate.GONE: 1}
    assert len(counted(tmp_path)) == 3
    assert {receipt for receipt, _ in counted(tmp_path)} < set(receipts)
