"""Where an answer goes: counted once, held once, or refused for a while, whatever file or limit fails."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from feedback_app.allowance import ANSWERS_AN_HOUR, SUSPECTS_A_DAY, Allowances
from feedback_app.answers import Form
from feedback_app.form_key import FormKey
from feedback_app.intake import Intake, TooMany
from feedback_app.settings import Settings
from feedback_app.storage import KeyUsed, Stored, Submission
from feedback_app.suspects.judge import TRAP
from feedback_app.suspects.quarantine import Quarantine, Reason
from feedback_app.writer import Unavailable
from luz.published import Published
from tests.feedback_app.asked import FILLED, a_submission, rows
from tests.feedback_app.damages import another_thing
from tests.feedback_app.stepped_clock import SteppedClock

HERE, THERE = "203.0.113.7", "203.0.113.8"
TRAPPED: Form = {**FILLED, TRAP: ["https://compre.example"]}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


@pytest.fixture
def intake(settings: Settings) -> Intake:
    return Intake.of(settings)


def take(intake: Intake, submission: Submission, form: Form = FILLED, network: str = HERE) -> Stored:
    return intake.take(submission, form, FormKey(submission.key, 60, ""), network)


def counted(settings: Settings) -> int:
    return int(rows(settings.answers, "select count(*) from response")[0][0])


def test_held_and_sent_again_without_what_gave_it_away_it_stays_held(
    intake: Intake, settings: Settings, published: Published
) -> None:
    submission = a_submission(published)
    first = take(intake, submission, TRAPPED)

    again = [take(intake, submission, form) for form in (FILLED, TRAPPED)]

    assert again == [Stored(first.receipt, again=True)] * 2
    assert len(intake.quarantine.held()) == 1
    assert counted(settings) == 0


def test_counted_and_sent_again_with_what_looks_suspicious_it_stays_counted(
    intake: Intake, settings: Settings, published: Published
) -> None:
    submission = a_submission(published)
    first = take(intake, submission)

    assert take(intake, submission, TRAPPED) == Stored(first.receipt, again=True)
    assert (counted(settings), intake.quarantine.held()) == (1, ())


@pytest.mark.parametrize("forms", [(FILLED, TRAPPED), (TRAPPED, FILLED), (TRAPPED, TRAPPED)])
def test_the_same_key_with_other_content_is_refused_over_both_files(
    intake: Intake, published: Published, forms: tuple[Form, Form]
) -> None:
    submission = a_submission(published)
    take(intake, submission, forms[0])

    with pytest.raises(KeyUsed):
        take(intake, replace(submission, content=b"other"), forms[1])


def test_while_the_file_of_suspects_fails_everybody_else_is_counted(
    intake: Intake, settings: Settings, published: Published
) -> None:
    another_thing(settings.guardian)

    with pytest.raises(Unavailable):
        take(intake, a_submission(published), TRAPPED)
    take(intake, a_submission(published))
    settings.guardian.unlink()
    take(intake, a_submission(published), TRAPPED)

    assert (counted(settings), len(intake.quarantine.held())) == (1, 1)


def test_what_could_not_be_stored_and_is_typed_again_repeats_nothing(
    intake: Intake, settings: Settings, published: Published
) -> None:
    said = {**FILLED, "comment": ["La página de cobro se queda en blanco."]}
    settings.answers.mkdir()
    with pytest.raises(Unavailable):
        take(intake, a_submission(published, said), said)
    settings.answers.rmdir()

    for _ in range(2):
        take(intake, a_submission(published, said), said)

    assert counted(settings) == 1
    assert [one.reasons for one in intake.quarantine.held()] == [(Reason.REPEATED,)]


def test_when_no_more_can_be_held_a_suspect_is_not_thanked_and_everybody_else_is_counted(
    intake: Intake, settings: Settings, published: Published
) -> None:
    intake = replace(intake, quarantine=Quarantine(settings.guardian, most=1))
    take(intake, a_submission(published), TRAPPED)

    with pytest.raises(Unavailable):
        take(intake, a_submission(published), TRAPPED)
    take(intake, a_submission(published))

    assert (counted(settings), len(intake.quarantine.held())) == (1, 1)


def test_one_network_sends_so_many_and_another_as_many_again(
    intake: Intake, settings: Settings, published: Published
) -> None:
    intake = replace(intake, allowances=Allowances(clock=SteppedClock()))
    submissions = [a_submission(published) for _ in range(ANSWERS_AN_HOUR.times)]
    for submission in submissions:
        take(intake, submission)

    with pytest.raises(TooMany) as refused:
        take(intake, a_submission(published))
    known = take(intake, submissions[0])
    take(intake, a_submission(published), network=THERE)

    assert refused.value.seconds == ANSWERS_AN_HOUR.seconds + 1
    assert known.again
    assert counted(settings) == ANSWERS_AN_HOUR.times + 1


def test_one_network_fills_no_more_than_its_part_of_the_room_for_suspects(
    intake: Intake, settings: Settings, published: Published
) -> None:
    for _ in range(SUSPECTS_A_DAY.times):
        take(intake, a_submission(published), TRAPPED)

    with pytest.raises(TooMany):
        take(intake, a_submission(published), TRAPPED)
    take(intake, a_submission(published))
    take(intake, a_submission(published), TRAPPED, THERE)

    assert (counted(settings), len(intake.quarantine.held())) == (1, SUSPECTS_A_DAY.times + 1)


def test_what_was_not_stored_or_was_there_before_costs_nothing(
    intake: Intake, settings: Settings, published: Published
) -> None:
    submission = a_submission(published)
    take(intake, submission)
    for _ in range(ANSWERS_AN_HOUR.times):
        take(intake, submission)
        with pytest.raises(KeyUsed):
            take(intake, replace(submission, content=b"other"))
    full = replace(intake, quarantine=Quarantine(settings.guardian, most=0))
    for _ in range(ANSWERS_AN_HOUR.times):
        with pytest.raises(Unavailable):
            take(full, a_submission(published), TRAPPED)

    for _ in range(ANSWERS_AN_HOUR.times - 1):
        take(intake, a_submission(published))
    with pytest.raises(TooMany):
        take(intake, a_submission(published))
