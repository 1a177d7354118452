"""By what an answer is suspected: the field nobody sees, haste, words that came before; else by nothing."""

from __future__ import annotations

import secrets
from types import MappingProxyType

import pytest

from feedback_app.answers import Answers, Form
from feedback_app.form_key import FormKey
from feedback_app.suspects.judge import TRAP, Judge
from feedback_app.suspects.quarantine import Reason
from tests.feedback_app.stepped_clock import DAY, SteppedClock

NOTHING: Form = MappingProxyType({})
SENTENCE = "La página de pago se queda en blanco en mi teléfono."
SHORT = "Todo muy bien, muchas gracias."


def reasons(
    judge: Judge, text: str = "", form: Form = NOTHING, *, age: int | None = 60, key: bytes | None = None
) -> tuple[Reason, ...]:
    form_key = FormKey(key or secrets.token_bytes(16), age, "")
    return judge.reasons(form, form_key, Answers(texts={"comment": text} if text else {}))


@pytest.mark.parametrize(
    ("filled", "suspected"),
    [([], ()), ([""], ()), ([" \r\n\0 "], ()), (["x"], (Reason.TRAP,)), (["", "x"], (Reason.TRAP,))],
)
def test_whoever_fills_the_field_that_nobody_sees_is_suspected(
    filled: list[str], suspected: tuple[Reason, ...]
) -> None:
    assert reasons(Judge(), form={TRAP: filled}) == suspected


@pytest.mark.parametrize(
    ("age", "suspected"), [(0, True), (2, True), (3, False), (500_000, False), (-1, False), (-3600, False)]
)
def test_whoever_answers_sooner_than_anybody_reads_is_suspected(age: int, suspected: bool) -> None:
    assert reasons(Judge(), age=age) == ((Reason.HASTE,) if suspected else ())


@pytest.mark.parametrize(
    "again",
    [
        SENTENCE,
        "  la pagina de PAGO se queda en blanco,\nen mi telefono!!  ",
        "La página de pago se queda en blanco en mi teléfono",
    ],
)
def test_the_same_sentence_in_another_form_is_suspected_the_second_time(again: str) -> None:
    judge = Judge()

    assert [reasons(judge, SENTENCE), reasons(judge, again)] == [(), (Reason.REPEATED,)]


def test_what_many_people_say_in_a_few_words_is_not_suspected() -> None:
    judge = Judge()

    assert [reasons(judge, SHORT) for _ in range(50)] == [()] * 50


def test_the_same_form_sent_again_does_not_repeat_itself() -> None:
    judge, key = Judge(), secrets.token_bytes(16)

    assert [reasons(judge, SENTENCE, key=key) for _ in range(3)] == [()] * 3


def test_what_could_not_be_stored_is_said_in_another_form_for_the_first_time() -> None:
    judge, first = Judge(), FormKey(secrets.token_bytes(16), 60, "")
    said = Answers(texts={"comment": SENTENCE})
    told = [judge.reasons(NOTHING, first, said)]
    with pytest.raises(OSError), judge.storing(first, said):
        raise OSError

    told += [reasons(judge, SENTENCE), reasons(judge, SENTENCE)]

    assert told == [(), (), (Reason.REPEATED,)]


def test_what_another_form_has_brought_in_stays_known_where_a_repetition_cannot_be_stored() -> None:
    judge, second = Judge(), FormKey(secrets.token_bytes(16), 60, "")
    said = Answers(texts={"comment": SENTENCE})
    reasons(judge, SENTENCE)
    with pytest.raises(OSError), judge.storing(second, said):
        assert judge.reasons(NOTHING, second, said) == (Reason.REPEATED,)
        raise OSError

    assert reasons(judge, SENTENCE) == (Reason.REPEATED,)


def test_the_next_day_nobody_remembers_what_was_said() -> None:
    clock = SteppedClock()
    judge = Judge(clock)
    first = reasons(judge, SENTENCE)
    clock.step(DAY)

    assert (first, reasons(judge, SENTENCE)) == ((), ())


def test_every_reason_is_told() -> None:
    judge = Judge()
    reasons(judge, SENTENCE)

    found = reasons(judge, SENTENCE, {TRAP: ["https://compre.example"]}, age=0)

    assert found == (Reason.TRAP, Reason.HASTE, Reason.REPEATED)
