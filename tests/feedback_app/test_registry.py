"""What is published becomes rows that answers refer to, and a view that a manager can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from feedback_app import registry
from feedback_app.answers import Answers
from feedback_app.registry import Registry, Unregistered, registered
from feedback_app.storage import Storage, new_receipt
from tests.builders import a_library, both
from tests.feedback_app.asked import (
    DAY,
    QUESTIONS,
    a_draft,
    a_response,
    a_submission,
    asking_library,
    every_kind,
    published_in,
)


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    storage = Storage(tmp_path / "feedback.db")
    yield storage
    storage.close()


def register(storage: Storage, folder: Path, library: Any = None) -> Any:
    published = published_in(folder, library)
    with storage.transaction():
        storage.register(published, DAY)
    return published


def asked(storage: Storage, query: str) -> list[tuple[object, ...]]:
    return storage.connection.execute(query).fetchall()


def reworded(text: str, version: int = 1) -> Any:
    first: dict[str, Any] = {**QUESTIONS[0], "text": both(text, text)}
    return asking_library(every_kind(questions=[first, *QUESTIONS[1:]], version=version))


def test_what_is_published_twice_is_registered_once(storage: Storage, tmp_path: Path) -> None:
    register(storage, tmp_path)
    before = list(storage.connection.iterdump())

    register(storage, tmp_path)

    assert list(storage.connection.iterdump()) == before


def test_a_product_keeps_its_number_when_it_is_renamed(storage: Storage, tmp_path: Path) -> None:
    register(storage, tmp_path)
    before = asked(storage, "select product_id from product where slug = 'olmo-tienda'")

    register(storage, tmp_path, asking_library(name="La tienda"))

    after = asked(storage, "select product_id, name from product where slug = 'olmo-tienda'")
    assert after == [(*before[0], "La tienda")]


def test_another_wording_is_another_questionnaire_even_under_the_same_version(
    storage: Storage, tmp_path: Path
) -> None:
    register(storage, tmp_path)
    register(storage, tmp_path, reworded("¿Qué tal la web?"))

    assert asked(storage, "select version, count(distinct sha256) from questionnaire group by 1") == [(1, 2)]


def test_answers_to_two_wordings_are_counted_apart(storage: Storage, tmp_path: Path) -> None:
    for library in (None, reworded("¿Qué tal la web?", version=2)):
        published = register(storage, tmp_path, library)
        with storage.transaction():
            storage.add_response(a_response(published), new_receipt())

    counts = """
        select version, n from rollup_month join questionnaire using (questionnaire_id)
        join question using (question_id) where key = 'satisfaction' order by 1
    """
    assert asked(storage, counts) == [(1, 1), (2, 1)]


def test_an_answer_to_the_wording_before_the_last_still_fits(storage: Storage, tmp_path: Path) -> None:
    old = register(storage, tmp_path)
    register(storage, tmp_path, reworded("¿Qué tal la web?", version=2))

    with storage.transaction():
        storage.add_response(a_response(old), new_receipt())

    assert asked(storage, "select version from response join questionnaire using (questionnaire_id)") == [
        (1,)
    ]


def test_what_the_file_knows_is_what_was_registered_in_it(storage: Storage, tmp_path: Path) -> None:
    told = Registry()
    without_score = every_kind(id="otra", questions=[QUESTIONS[-1]])
    for library in (asking_library(), reworded("¿Qué tal la web?", version=2), asking_library(without_score)):
        with storage.transaction():
            registry.register(storage.connection, published_in(tmp_path, library), DAY, told)

    assert registered(storage.connection) == told


def test_an_answer_to_a_wording_published_no_longer_fits_after_a_restart(
    storage: Storage, tmp_path: Path
) -> None:
    old = register(storage, tmp_path)
    later = Storage(tmp_path / "feedback.db")
    register(later, tmp_path, a_library())

    with later.transaction():
        later.add_response(a_response(old), new_receipt())

    assert asked(later, "select slug from response join product using (product_id)") == [("olmo-tienda",)]
    later.close()


@pytest.mark.parametrize(
    "changes",
    [
        {"product": "otra-tienda"},
        {"fingerprint": "0" * 64},
        {"answers": Answers(single={"otra-pregunta": "1"})},
        {"answers": Answers(single={"satisfaction": "3"})},
        {"answers": Answers(multiple={"reasons": ("reason:search", "reason:otra")})},
        {"answers": Answers(texts={"otra-pregunta": "Bien"})},
    ],
    ids=["product", "wording", "question", "option", "reason", "words"],
)
def test_what_answers_something_unknown_leaves_nothing_behind(
    storage: Storage, tmp_path: Path, changes: dict[str, Any]
) -> None:
    published = register(storage, tmp_path)
    with pytest.raises(Unregistered), storage.transaction():
        storage.add_response(a_response(published, **changes), new_receipt())

    with storage.transaction():
        with pytest.raises(Unregistered):
            storage.add(replace(a_submission(published), response=a_response(published, **changes)))
        storage.add(a_submission(published))
    assert asked(storage, "select count(*) from response") == [(1,)]


def test_a_version_is_a_view_with_a_row_per_response_and_a_column_per_question(
    storage: Storage, tmp_path: Path
) -> None:
    published = register(storage, tmp_path)
    with storage.transaction():
        storage.add_response(a_response(published), new_receipt())
        storage.add_response(a_response(published, {"satisfaction": ["1"]}, language="en"), new_receipt())

    cursor = storage.connection.execute("select * from v_opinion_1 order by response")
    columns = [column[0] for column in cursor.description]
    shown = [dict(zip(columns, row, strict=True)) for row in cursor]
    receipts = [row.pop("receipt") for row in shown]
    assert len(set(receipts)) == 2
    assert shown == [
        {
            "response": 1, "day": "2026-11-21", "product": "Tienda de Olmo", "language": "es",
            "channel": "web", "satisfaction": 4, "satisfaction__label": "Bien", "found_it": "En parte",
            "reasons": "La búsqueda; Otra cosa", "recommend": 10,
            "recommend__label": "10 · Muy probable", "comment": "La atención fue buena",
        },
        {
            "response": 2, "day": "2026-11-21", "product": "Tienda de Olmo", "language": "en",
            "channel": "web", "satisfaction": 1, "satisfaction__label": "Muy mal", "found_it": None,
            "reasons": None, "recommend": None, "recommend__label": None, "comment": None,
        },
    ]  # fmt: skip


def views(storage: Storage) -> dict[str, str]:
    """The name of every view, by the questionnaire it shows."""
    names = [
        str(name)
        for (name,) in asked(
            storage, "select name from sqlite_schema where type = 'view' and name glob 'v_*'"
        )
    ]
    shown = "join response using (receipt) join questionnaire n using (questionnaire_id)"
    titles = [asked(storage, f'select n.name from "{name}" {shown}')[0][0] for name in names]
    return dict(zip(map(str, titles), names, strict=True))


def test_the_answers_to_each_draft_of_a_version_have_a_view_and_a_name_of_their_own(
    storage: Storage, tmp_path: Path
) -> None:
    marks = []
    for library in (a_draft(asking_library()), a_draft(reworded("¿Qué tal la web?"))):
        published = register(storage, tmp_path, library)
        marks.append(published.questionnaires[0].fingerprint()[:6])
        with storage.transaction():
            storage.add_response(a_response(published), new_receipt())

    assert views(storage) == {f"Su opinión · v1 · borrador {mark}": f"v_opinion_1__{mark}" for mark in marks}


def test_the_draft_that_is_frozen_takes_the_plain_name_with_its_answers(
    storage: Storage, tmp_path: Path
) -> None:
    for library in (a_draft(reworded("¿Qué tal la web?")), a_draft(asking_library())):
        published = register(storage, tmp_path, library)
        with storage.transaction():
            storage.add_response(a_response(published), new_receipt())

    register(storage, tmp_path, asking_library())

    mark = reworded("¿Qué tal la web?").questionnaires[0].fingerprint()[:6]
    assert views(storage) == {
        "Su opinión · v1": "v_opinion_1",
        f"Su opinión · v1 · borrador {mark}": f"v_opinion_1__{mark}",
    }
    assert asked(storage, "select response from v_opinion_1") == [(2,)]


def test_what_was_frozen_since_it_was_asked_is_known_for_it_under_a_later_version(
    storage: Storage, tmp_path: Path
) -> None:
    first, second = asking_library(), reworded("¿Qué tal la web?", version=2)
    register(storage, tmp_path, a_draft(first))

    register(storage, tmp_path, second.model_copy(update={"frozen": (*first.frozen, *second.frozen)}))

    names = "select name from sqlite_schema where type = 'view' and name glob 'v_*' order by 1"
    assert asked(storage, names) == [("v_opinion_1",), ("v_opinion_2",)]


def test_a_view_that_mixed_drafts_is_laid_anew(storage: Storage, tmp_path: Path) -> None:
    register(storage, tmp_path, a_draft(asking_library()))
    storage.connection.execute("create view v_opinion_1 as select * from response")

    register(storage, tmp_path, a_draft(asking_library(name="La tienda")))

    assert asked(storage, "select count(*) from sqlite_schema where name = 'v_opinion_1'") == [(0,)]


def test_a_question_called_like_a_column_of_the_response_gets_a_column_of_its_own(
    storage: Storage, tmp_path: Path
) -> None:
    product: dict[str, Any] = {**QUESTIONS[4], "id": "product"}
    published = register(storage, tmp_path, asking_library(every_kind(questions=[product])))
    with storage.transaction():
        storage.add_response(a_response(published, {"product": ["el ratón"]}), new_receipt())

    assert asked(storage, "select product, product_ from v_opinion_1") == [("Tienda de Olmo", "el ratón")]


def test_a_reason_belongs_to_its_product(storage: Storage, tmp_path: Path) -> None:
    register(storage, tmp_path)

    owners = "select code, slug from option join product using (product_id) order by 1, 2"
    assert asked(storage, owners) == [
        ("reason:payment-step", "oficio-web"),
        ("reason:payment-step", "olmo-tienda"),
        ("reason:search", "olmo-tienda"),
    ]
