"""What a visitor sent becomes answers, or a problem at the question it belongs to."""

from __future__ import annotations

from typing import Any

import pytest

from feedback_app.answers import Answers, Form, Problem, asked, content_hash, options_of, read_answers
from luz.model.product import Reason
from luz.model.questionnaire import Questionnaire
from tests.feedback_app.asked import FILLED, REASONS, every_kind

PRODUCT_REASONS = tuple(Reason.model_validate(reason) for reason in REASONS)
NONE_OFFERED = "This is none of the answers offered. Please choose one of them."


def read(form: Form, questionnaire: Questionnaire | None = None) -> Any:
    return read_answers(questionnaire or every_kind(), PRODUCT_REASONS, form)


def test_a_filled_form_becomes_answers_of_each_kind() -> None:
    assert read(FILLED) == Answers(
        single={"satisfaction": "4", "found-it": "2", "recommend": "10"},
        multiple={"reasons": ("reason:search", "9")},
        texts={"comment": "La atención fue buena"},
    )


def test_only_what_is_required_must_be_answered() -> None:
    assert read({"satisfaction": ["5"]}) == Answers(single={"satisfaction": "5"})


def test_a_required_question_without_an_answer_is_a_problem() -> None:
    assert read({"satisfaction": [""], "comment": ["hola"]}) == {
        "satisfaction": Problem("Please answer this question.")
    }


def test_every_problem_is_told_at_once() -> None:
    assert set(read({"satisfaction": ["7"], "found-it": ["x"], "comment": ["a" * 41]})) == {
        "satisfaction",
        "found-it",
        "comment",
    }


@pytest.mark.parametrize("value", ["6", "-1", "4.0", "٤", "4 OR 1=1", "reason:search", "4" * 5000])
def test_a_value_that_was_not_offered_is_refused(value: str) -> None:
    assert read({"satisfaction": [value]}) == {"satisfaction": Problem(NONE_OFFERED)}


def test_one_foreign_value_among_several_is_refused() -> None:
    answers = {"satisfaction": ["4"], "reasons": ["reason:search", "reason:unknown"]}

    assert read(answers) == {"reasons": Problem(NONE_OFFERED)}


def test_two_answers_where_one_is_asked_are_refused() -> None:
    assert read({"satisfaction": ["4", "5"]}) == {"satisfaction": Problem("Please choose only one answer.")}


def test_the_same_answer_twice_counts_as_one() -> None:
    assert read({"satisfaction": ["4", "4"]}) == Answers(single={"satisfaction": "4"})


def test_a_text_may_be_as_long_as_said_counting_a_line_end_once() -> None:
    text = "á" * 19 + "\r\n" + "ñ" * 20

    assert read({"satisfaction": ["4"], "comment": [text]}).texts == {"comment": "á" * 19 + "\n" + "ñ" * 20}


def test_a_longer_text_is_refused_and_never_cut() -> None:
    assert read({"satisfaction": ["4"], "comment": ["x" * 43]}) == {
        "comment": Problem("The text is too long. Characters to remove: {excess}.", {"excess": 3})
    }


def test_a_text_of_spaces_is_no_answer() -> None:
    assert read({"satisfaction": ["4"], "comment": [" \r\n\t "]}) == Answers(single={"satisfaction": "4"})


def test_invisible_control_characters_are_left_out_of_a_text() -> None:
    assert read({"satisfaction": ["4"], "comment": ["a\x00b\x1b[31mc\x85d\ud800e"]}).texts == {
        "comment": "ab[31mcde"
    }


def test_signs_that_turn_letters_round_are_left_out_and_what_right_to_left_needs_stays() -> None:
    typed = "a\u202egnp.exe\u202db \u2067\u05e9\u05dc\u2069 \u200f\u0639 \U0001f469\u200d\U0001f467"
    kept = "agnp.exeb \u2067\u05e9\u05dc\u2069 \u200f\u0639 \U0001f469\u200d\U0001f467"

    assert read({"satisfaction": ["4"], "comment": [typed]}).texts == {"comment": kept}


def test_a_conditional_question_is_required_only_where_it_applies() -> None:
    required = {"satisfaction": ["4"], "found-it": ["1"]}

    assert read(required) == {"reasons": Problem("Please answer this question.")}
    assert read(required | {"found-it": ["3"]}) == Answers(single={"satisfaction": "4", "found-it": "3"})


def test_what_was_answered_is_kept_though_the_question_does_not_apply() -> None:
    answers = read({"satisfaction": ["4"], "found-it": ["3"], "reasons": ["reason:search"]})

    assert answers.multiple == {"reasons": ("reason:search",)}


def test_fields_that_are_no_questions_are_left_aside() -> None:
    strange = {f"field-{number}": ["x"] for number in range(10_000)}

    assert read({"satisfaction": ["4"], **strange}) == Answers(single={"satisfaction": "4"})


def test_a_question_with_nothing_to_choose_from_is_not_asked() -> None:
    reasons_only: dict[str, Any] = {
        "kind": "multiple_choice", "id": "reasons", "text": {"es": "¿Qué falló?", "en": "What failed?"},
        "product_reasons": "sí", "required": "sí",
    }  # fmt: skip
    questionnaire = every_kind(questions=[reasons_only])

    assert list(asked(questionnaire, ())) == []
    assert read_answers(questionnaire, (), {}) == Answers()


def test_a_reason_is_told_apart_from_an_option_of_the_same_name() -> None:
    question = every_kind().questions[2]
    nine = Reason.model_validate({"code": "9", "label": {"es": "El nueve"}})

    assert [option.code for option in options_of(question, (nine,))] == ["reason:9", "9"]


def test_the_ends_of_a_recommendation_say_what_they_mean() -> None:
    labels = [option.label.in_language("es") for option in options_of(every_kind().questions[3], ())]

    assert labels[0] == "0 · Nada probable"
    assert labels[1:10] == list("123456789")
    assert labels[10] == "10 · Muy probable"


def test_the_same_form_has_the_same_hash_whatever_its_order_and_page() -> None:
    forward = {"a": ["1"], "b": ["dos\r\nlíneas"], "_key": ["x"], "_form": ["old"]}
    backward = {"_form": ["new"], "b": ["dos\nlíneas"], "a": ["1"]}

    assert content_hash("olmo-tienda", forward) == content_hash("olmo-tienda", backward)


@pytest.mark.parametrize("other", [{"a": ["2"]}, {"a": ["1", "1"]}, {"a": ["1"], "b": ["x"]}, {}])
def test_another_form_has_another_hash(other: Form) -> None:
    assert content_hash("olmo-tienda", {"a": ["1"]}) != content_hash("olmo-tienda", other)


def test_the_same_answers_about_another_product_have_another_hash() -> None:
    assert content_hash("olmo-tienda", FILLED) != content_hash("oficio-web", FILLED)
