"""Suspects wait whole and uncounted until the guardian decides; their words go, their receipt stands."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from feedback_app.storage import KeyUsed, Storage, Stored
from feedback_app.suspects.quarantine import Decision, Full, Outcome, Quarantine, Reason, Suspect
from luz.published import Published
from tests.feedback_app.asked import DAY, a_submission, published_in, rows

NEXT_DAY = DAY + dt.timedelta(days=1)


def dropped(suspect: Suspect) -> Outcome:
    return Outcome.DROPPED


def released(suspect: Suspect) -> Outcome:
    return Outcome.RELEASED


@pytest.fixture
def published(tmp_path: Path) -> Published:
    return published_in(tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "guardian.db"


@pytest.fixture
def quarantine(file: Path) -> Quarantine:
    return Quarantine(file)


def test_what_is_held_comes_back_whole(quarantine: Quarantine, published: Published) -> None:
    submission = a_submission(published)

    stored = quarantine.hold(submission, [Reason.TRAP, Reason.HASTE])

    (suspect,) = quarantine.held()
    assert suspect.response == submission.response
    assert (suspect.key, suspect.content) == (submission.key, submission.content)
    assert (suspect.receipt, suspect.reasons) == (stored.receipt, (Reason.HASTE, Reason.TRAP))
    assert quarantine.one(suspect.number) == suspect


def test_the_file_is_its_owners_alone(quarantine: Quarantine, file: Path, published: Published) -> None:
    quarantine.hold(a_submission(published), [Reason.TRAP])

    assert file.stat().st_mode & 0o777 == 0o600


def test_held_twice_it_is_one_with_the_receipt_of_the_first(
    quarantine: Quarantine, published: Published
) -> None:
    submission = a_submission(published)

    first, second = (quarantine.hold(submission, [Reason.TRAP]) for _ in range(2))

    assert second == Stored(first.receipt, again=True)
    assert len(quarantine.held()) == 1


def test_held_by_many_threads_at_once_it_is_one(quarantine: Quarantine, published: Published) -> None:
    submission, receipts = a_submission(published), []
    threads = [
        threading.Thread(target=lambda: receipts.append(quarantine.hold(submission, [Reason.TRAP]).receipt))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert receipts == [receipts[0]] * 8
    assert len(quarantine.held()) == 1


def test_the_same_key_with_other_content_is_refused(quarantine: Quarantine, published: Published) -> None:
    submission = a_submission(published)
    quarantine.hold(submission, [Reason.TRAP])
    other = replace(submission, content=b"other")

    with pytest.raises(KeyUsed):
        quarantine.hold(other, [Reason.TRAP])

    assert len(quarantine.held()) == 1


def test_when_it_is_full_nothing_more_is_kept_and_what_is_held_still_answers(
    file: Path, published: Published
) -> None:
    quarantine = Quarantine(file, most=2)
    first, *_ = submissions = [a_submission(published) for _ in range(3)]
    receipts = [quarantine.hold(one, [Reason.TRAP]) for one in submissions[:2]]

    with pytest.raises(Full):
        quarantine.hold(submissions[2], [Reason.TRAP])

    assert rows(file, "select count(*) from form_key") == [(2,)]
    assert quarantine.hold(first, [Reason.TRAP]) == replace(receipts[0], again=True)


def test_suspects_are_found_and_counted_by_reason_the_latest_first(
    quarantine: Quarantine, published: Published
) -> None:
    for reasons in ([Reason.TRAP], [Reason.HASTE], [Reason.TRAP, Reason.HASTE]):
        quarantine.hold(a_submission(published), reasons)

    numbers = {of: [one.number for one in quarantine.held(of)] for of in (None, *Reason)}
    assert numbers == {None: [3, 2, 1], Reason.TRAP: [3, 1], Reason.HASTE: [3, 2], Reason.REPEATED: []}
    assert quarantine.counted() == {Reason.TRAP: 2, Reason.HASTE: 2}


@pytest.mark.parametrize("outcome", Outcome)
def test_once_decided_the_words_are_gone_and_who_decided_is_kept(
    quarantine: Quarantine, file: Path, published: Published, outcome: Outcome
) -> None:
    submission = a_submission(published)
    stored = quarantine.hold(submission, [Reason.REPEATED])

    assert quarantine.decide(1, lambda _: outcome, "ana", NEXT_DAY) == outcome

    assert (quarantine.held(), quarantine.one(1), quarantine.counted()) == ((), None, {})
    assert quarantine.decisions() == (
        Decision(outcome, "ana", NEXT_DAY, DAY, "olmo-tienda", (Reason.REPEATED,)),
    )
    assert quarantine.hold(submission, [Reason.TRAP]) == replace(stored, again=True)
    quarantine.close()
    assert "La atención fue buena".encode() not in file.read_bytes()


def test_who_decides_second_decides_nothing(quarantine: Quarantine, published: Published) -> None:
    quarantine.hold(a_submission(published), [Reason.TRAP])
    quarantine.decide(1, dropped, "ana", DAY)

    assert quarantine.decide(1, released, "luis", DAY) is None
    assert [one.outcome for one in quarantine.decisions()] == [Outcome.DROPPED]


def test_whoever_judges_sees_it_and_may_leave_it_waiting(
    quarantine: Quarantine, published: Published
) -> None:
    quarantine.hold(a_submission(published), [Reason.TRAP])
    before = quarantine.held()
    seen: list[Suspect] = []

    assert quarantine.decide(1, seen.append, "ana", DAY) is None

    assert tuple(seen) == quarantine.held() == before
    assert quarantine.decisions() == ()


def test_a_judgement_that_fails_decides_nothing(quarantine: Quarantine, published: Published) -> None:
    quarantine.hold(a_submission(published), [Reason.TRAP])

    def failing(suspect: Suspect) -> Outcome:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        quarantine.decide(1, failing, "ana", DAY)

    assert (len(quarantine.held()), quarantine.decisions()) == (1, ())


def test_what_was_decided_leaves_the_log_of_the_file_too(
    quarantine: Quarantine, file: Path, published: Published
) -> None:
    quarantine.hold(a_submission(published), [Reason.TRAP])
    log, words = file.with_name("guardian.db-wal"), "La atención fue buena".encode()
    before = words in log.read_bytes()
    quarantine.decide(1, dropped, "ana", DAY)

    assert quarantine.leave_no_trace()

    assert (before, words in log.read_bytes() + file.read_bytes()) == (True, False)


def test_a_number_is_never_given_to_another(quarantine: Quarantine, published: Published) -> None:
    quarantine.hold(a_submission(published), [Reason.TRAP])
    quarantine.decide(1, dropped, "ana", DAY)
    quarantine.hold(a_submission(published), [Reason.TRAP])

    assert [one.number for one in quarantine.held()] == [2]


def test_released_it_has_the_receipt_it_had_and_counts_once_however_often(
    quarantine: Quarantine, published: Published, tmp_path: Path
) -> None:
    quarantine.hold(a_submission(published), [Reason.TRAP])
    (suspect,) = quarantine.held()
    submission = replace(
        a_submission(published, key=suspect.key),
        response=replace(suspect.response, day=NEXT_DAY),
        receipt=suspect.receipt,
    )
    storage = Storage(tmp_path / "feedback.db")
    with storage.transaction():
        first = storage.add(submission)
        again = storage.add(submission)
        storage.connection.execute("delete from submission_key")
        without_key = storage.add(submission)

    assert (first, again, without_key) == (
        Stored(suspect.receipt),
        *[Stored(suspect.receipt, again=True)] * 2,
    )
    found = rows(tmp_path / "feedback.db", "select receipt, day from response")
    assert found == [(suspect.receipt, NEXT_DAY.isoformat())]


def test_erased_by_its_receipt_it_is_gone_without_a_decision(
    quarantine: Quarantine, file: Path, published: Published
) -> None:
    stored = quarantine.hold(a_submission(published), [Reason.TRAP])

    erased = [quarantine.erase(receipt) for receipt in ("0000-0000-0000", stored.receipt, stored.receipt)]

    assert erased == [False, True, False]
    assert (quarantine.held(), quarantine.decisions()) == ((), ())
    quarantine.close()
    assert "La atención fue buena".encode() not in file.read_bytes()


def test_what_is_past_its_time_goes_and_a_suspect_takes_its_key_along(
    quarantine: Quarantine, file: Path, published: Published
) -> None:
    for number in range(2):
        quarantine.hold(a_submission(published), [Reason.TRAP])
        if number == 0:
            quarantine.decide(1, dropped, "ana", DAY)

    left = {}
    for days in (7, 8, 30, 31, 365, 366):
        gone = quarantine.expire(DAY + dt.timedelta(days=days))
        counts = [
            rows(file, f"select count(*) from {table}")[0][0] for table in ("form_key", "suspect", "decision")
        ]
        left[days] = (gone, *counts)

    assert left == {
        7: (0, 2, 1, 1), 8: (0, 1, 1, 1), 30: (0, 1, 1, 1),
        31: (1, 0, 0, 1), 365: (0, 0, 0, 1), 366: (0, 0, 0, 0),
    }  # fmt: skip
