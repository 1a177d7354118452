"""The sample is believable, the same each time, known for what it is, and never beside a real answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feedback_app.sample import RealResponses, generate
from feedback_app.storage import Storage, new_receipt
from luz.model.frozen import FrozenVersion
from luz.model.library import Library
from luz.published import Published
from tests.builders import a_client, a_client_folder, a_library, a_product
from tests.feedback_app.asked import DAY, QUESTIONS, REASONS, a_response, every_kind, published_in


def some_products(**first: Any) -> Library:
    """A client with two products, and a third of the company's own, whose visitors may write at length."""
    spanish = a_product(reasons=REASONS, **first)
    other = a_product(id="olmo-club", name="Club de Olmo", reasons=REASONS)
    client = a_client(products=[spanish, other])
    at_length = [*QUESTIONS[:-1], {**QUESTIONS[-1], "max_length": 1250}]
    questionnaire = every_kind(questions=at_length)
    return a_library(
        questionnaires=(questionnaire,),
        frozen=(FrozenVersion.of(questionnaire, DAY),),
        clients=(a_client_folder(client=client),),
    )


@pytest.fixture
def published(tmp_path: Path) -> Published:
    return published_in(tmp_path, some_products())


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    storage = Storage(tmp_path / "feedback.db")
    yield storage
    storage.close()


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    """A sample of four hundred days, only to be read."""
    folder: Path = tmp_path_factory.mktemp("year")
    storage = Storage(folder / "feedback.db")
    generate(published_in(folder, some_products()), storage, days=400, today=DAY)
    yield storage
    storage.close()


def asked(storage: Storage, query: str) -> list[tuple[Any, ...]]:
    return storage.connection.execute(query).fetchall()


def test_four_hundred_days_hold_five_thousand_responses_each_known_as_a_sample(year: Storage) -> None:
    assert asked(year, "select count(*), sum(sample) from response") == [(5000, 5000)]


def test_the_days_are_those_before_today(storage: Storage, published: Published) -> None:
    generate(published, storage, days=60, today=DAY)

    assert asked(storage, "select min(day), max(day) from response") == [("2026-09-22", "2026-11-20")]


def test_the_same_seed_gives_the_same_answers_and_another_seed_others(
    tmp_path: Path, published: Published
) -> None:
    def dump(name: str, seed: int) -> list[str]:
        storage = Storage(tmp_path / name)
        generate(published, storage, days=20, seed=seed, today=DAY)
        lines = [line for line in storage.connection.iterdump() if "_sqlite_migrations" not in line]
        storage.close()
        return lines

    assert dump("one.db", 1) == dump("two.db", 1)
    assert dump("one-again.db", 1) != dump("three.db", 3)


def test_a_second_run_keeps_what_is_there(storage: Storage, published: Published) -> None:
    generate(published, storage, days=20, today=DAY)
    before = list(storage.connection.iterdump())

    assert generate(published, storage, days=400, seed=2, today=DAY) == 250
    assert list(storage.connection.iterdump()) == before


@pytest.mark.parametrize("samples_first", [True, False])
def test_a_file_with_a_real_response_is_refused(
    storage: Storage, published: Published, *, samples_first: bool
) -> None:
    if samples_first:
        generate(published, storage, days=5, today=DAY)
    with storage.transaction():
        storage.register(published, DAY)
        storage.add_response(a_response(published), new_receipt())
    before = list(storage.connection.iterdump())

    with pytest.raises(RealResponses):
        generate(published, storage, today=DAY)

    assert list(storage.connection.iterdump()) == before


def test_the_counts_of_the_sample_are_those_of_its_answers(storage: Storage, published: Published) -> None:
    generate(published, storage, days=40, today=DAY)

    answers = "select count(*) from (select 1 from answer union all select 1 from answer_multi)"
    assert asked(storage, "select sum(n) from rollup_day") == asked(storage, answers)
    assert asked(storage, "select sum(n) from rollup_month") == asked(storage, answers)


def test_no_comment_is_said_twice_and_each_fits_its_language(year: Storage) -> None:
    total, distinct = asked(year, "select count(*), count(distinct rtrim(body, '.')) from comment")[0]
    assert total > 500
    assert distinct == total
    assert asked(
        year,
        "select count(*) from comment where language = 'en' and (body like '%ción%' or body like '%¿%')",
    ) == [(0,)]


def test_what_went_wrong_is_told_only_by_those_it_was_asked(year: Storage) -> None:
    told = "select distinct found_it from v_opinion_1 where reasons is not null order by 1"
    assert asked(year, told) == [("En parte",), ("No",)]


def test_the_discontented_rate_and_recommend_lower(year: Storage) -> None:
    average = "select avg(recommend) from v_opinion_1 where satisfaction "
    content, discontented = (asked(year, average + which)[0][0] for which in ("= 5", "= 1"))
    assert content - discontented > 3


def test_a_product_is_visited_only_while_it_is_asked_about(tmp_path: Path, storage: Storage) -> None:
    published = published_in(tmp_path, some_products(active_from="2026-11-01", active_until="2026-11-10"))
    generate(published, storage, days=60, today=DAY)

    days = (
        "select min(day), max(day) from response join product using (product_id) where slug = 'olmo-tienda'"
    )
    assert asked(storage, days) == [("2026-11-01", "2026-11-10")]


def test_where_no_product_is_asked_about_there_is_no_sample(tmp_path: Path, storage: Storage) -> None:
    published = published_in(tmp_path)

    assert generate(published, storage, days=5, today=dt.date(2001, 1, 1)) == 0
