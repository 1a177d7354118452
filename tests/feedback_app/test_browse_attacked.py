"""What visitors type and what questionnaires say, full of attacks, on every page of Datasette in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from feedback_app.storage import Storage, new_receipt
from tests.builders import both
from tests.feedback_app.asked import QUESTIONS, a_response, asking_library, every_kind, published_in
from tests.feedback_app.browsed import Browsed, app_of, datasette
from tests.feedback_app.served import Served, served
from tests.feedback_app.test_browse import PAGES
from tests.leaks.hostile import PAYLOADS
from tests.leaks.opened import Window, window

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("datasette")]

ATTACK = " ".join(PAYLOADS)
SAID = quote(ATTACK)
SQL = f"""select '{ATTACK.replace("'", "''")}' as "{ATTACK.replace('"', '""')}\""""
FAILING = (
    f"/feedback/{SAID}",
    f"/feedback/comment/{SAID}",
    f"/feedback?sql={SAID}",
    f"/feedback/comment?_sort={SAID}",
    "/-/metadata",
)
TYPED = (
    f"/feedback/comment?_search={SAID}&_facet=product_id",
    f"/feedback/comment?body__contains={SAID}&_facet=body&_facet=product_id",
    f"/feedback/comments?words={SAID}&product={SAID}",
    f"/feedback?sql={quote(SQL)}",
    f"/feedback?sql=select+:{quote('x')}&x={SAID}",
)
"""Pages that repeat what somebody typed into them."""


def attacked(question: dict[str, Any]) -> dict[str, Any]:
    """A question with the attack in every text of it."""
    armed = {**question, "text": both(ATTACK, ATTACK), "hint": both(ATTACK, ATTACK)}
    if "max_length" in question:
        armed["max_length"] = len(ATTACK)
    for name in ("points", "options"):
        if name in question:
            armed[name] = [
                {**one, "label": both(f"{number} {ATTACK}", f"{number} {ATTACK}")}
                for number, one in enumerate(question[name])
            ]
    return armed


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browsed]:
    folder: Path = tmp_path_factory.mktemp("attacked")
    questions = [attacked(question) for question in QUESTIONS]
    texts = {name: both(ATTACK, ATTACK) for name in ("title", "introduction", "thanks", "notice")}
    reasons = [
        {"code": code, "label": both(f"{code} {ATTACK}", f"{code} {ATTACK}")}
        for code in ("payment-step", "search")
    ]
    library = asking_library(every_kind(questions=questions, **texts), name=ATTACK, reasons=reasons)
    published = published_in(folder, library)
    storage = Storage(folder / "feedback.db")
    with storage.transaction():
        storage.register(published, a_response(published).day)
        for language in ("es", "en"):
            typed = {"satisfaction": ["1"], "comment": [ATTACK]}
            storage.add_response(a_response(published, typed, language=language, sample=True), new_receipt())
    storage.close()
    with served(app_of(folder)) as app, datasette(folder, app.port) as data:
        yield Browsed(app, data)


@pytest.fixture(scope="module")
def manager(house: Browsed) -> Served:
    return house.manager


def test_no_page_runs_anything_and_none_breaks_its_policy(manager: Served, chromium: Browser) -> None:
    reader = window(chromium, manager)
    addresses = (*PAGES, *TYPED, *FAILING)

    faults = {address[:80]: found for address in addresses if (found := seen(reader, address))}

    assert faults == {}


def seen(reader: Window, address: str) -> list[str]:
    """What is wrong with a page; one of Datasette's holds no script, style, frame or picture but the logo."""
    found = reader.faults(address)
    strange = reader.page.locator(
        "script, style, iframe, object, embed, base, svg, img:not([src^='/brand/'])"
    )
    styled = reader.page.locator("[style]")
    return [*found, *(["strange elements"] * strange.count()), *(["styles"] * styled.count())]


def test_the_attack_is_there_to_be_read(manager: Served, chromium: Browser) -> None:
    reader = window(chromium, manager)
    for address in ("/feedback/comment", "/feedback/v_opinion_1", "/feedback/comments?words=&product="):
        reader.page.goto(address)

        assert PAYLOADS[0] in reader.page.locator("main").inner_text()
