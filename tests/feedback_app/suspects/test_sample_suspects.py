"""The demonstration has believable suspects for every reason, and gives back none that was decided about."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedback_app.answers import Answers, read_answers
from feedback_app.suspects.quarantine import Outcome, Quarantine, Reason
from feedback_app.suspects.sample_suspects import hold_samples
from luz.published import Published
from tests.feedback_app.asked import DAY, published_in


@pytest.fixture
def quarantine(tmp_path: Path) -> Quarantine:
    return Quarantine(tmp_path / "guardian.db")


@pytest.fixture
def published(tmp_path: Path) -> Published:
    return published_in(tmp_path)


def test_every_reason_has_some_and_each_is_known_as_a_sample(
    quarantine: Quarantine, published: Published
) -> None:
    assert hold_samples(published, quarantine, DAY) == 10

    held = quarantine.held()
    assert all(quarantine.counted()[reason] >= 3 for reason in Reason)
    assert {one.response.sample for one in held} == {True}
    assert all(one.response.day < DAY <= one.kept_until for one in held)


def test_each_could_have_been_sent_from_the_page(quarantine: Quarantine, published: Published) -> None:
    hold_samples(published, quarantine, DAY)
    product = published.product("olmo-tienda")
    assert product

    for suspect in quarantine.held():
        given = suspect.response.answers
        form = {**{key: [code] for key, code in given.single.items()}, **given.multiple}
        texts = {key: [words] for key, words in given.texts.items()}
        read = read_answers(published.questionnaires[0], product.reasons, {**form, **texts})
        assert isinstance(read, Answers), read


def test_what_was_decided_does_not_come_back(quarantine: Quarantine, published: Published) -> None:
    hold_samples(published, quarantine, DAY)
    for suspect in quarantine.held():
        quarantine.decide(suspect.number, lambda _: Outcome.DROPPED, "employee:ana", DAY)

    assert hold_samples(published, quarantine, DAY) == 0


def test_where_nothing_is_asked_none_is_invented(quarantine: Quarantine, published: Published) -> None:
    nothing = published.model_copy(update={"products": ()})

    assert hold_samples(nothing, quarantine, DAY) == 0
