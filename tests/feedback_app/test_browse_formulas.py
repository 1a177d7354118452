"""Formulas that visitors type: stored and shown as typed, and text to every spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from feedback_app.browse.formulas import defused, defused_rows
from feedback_app.browse.readable import LARGEST_VALUE
from feedback_app.storage import Storage, new_receipt
from tests.feedback_app.asked import a_response, asking_library, every_kind, published_in
from tests.feedback_app.browsed import Browsed, app_of, datasette
from tests.feedback_app.served import Served, served

TYPED_AND_EXPORTED = {
    "=1+1": "'=1+1",
    "+cmd|' /C calc'!A0": "'+cmd|' /C calc'!A0",
    "-2+3": "'-2+3",
    "@SUM(1)": "'@SUM(1)",
    "＝1+1": "'＝1+1",
    '"=1+1"': '"\'=1+1"',
    "bien;=1+1": "bien;'=1+1",
    'bien; "=1+1': "bien; \"'=1+1",
    "bien\n=1+1": "bien\n'=1+1",
    "bien\t@x": "bien\t'@x",
    "- uno\n- dos": "'- uno\n'- dos",
    "\ufeff=1+1": "\ufeff'=1+1",
    "\u200b\u2060 +1+1": "\u200b\u2060 '+1+1",
    "bien;\u00ad@x": "bien;\u00ad'@x",
    "\ufe0f\u3164\U000e0020-2+3": "\ufe0f\u3164\U000e0020'-2+3",
    "\ufeff5": "\ufeff5",
    "1, 2 = 3; a-b": "1, 2 = 3; a-b",
    "-5": "-5",
    "+3,14": "+3,14",
    "2026-11-21": "2026-11-21",
    "": "",
}
COMMENTS = [typed for typed in TYPED_AND_EXPORTED if typed]

cells = st.text(st.one_of(st.sampled_from("=+-@＝;,\t\r\n\"' 5a\ufeff\u200b"), st.characters(codec="utf-8")))


@pytest.mark.parametrize("typed", TYPED_AND_EXPORTED)
def test_an_apostrophe_makes_text_of_a_formula_and_of_nothing_else(typed: str) -> None:
    assert defused(typed) == TYPED_AND_EXPORTED[typed]


@given(st.lists(cells, min_size=1))
def test_no_cell_of_a_row_is_a_formula_to_whatever_separates_cells_by_semicolons(row: list[str]) -> None:
    written = io.StringIO()
    csv.writer(written).writerow(row)

    rows = defused_rows(written.getvalue().encode()).decode()

    # Whoever separates by semicolons takes the commas, and quotation marks behind them, for text.
    in_spain = [cell for read in csv.reader(io.StringIO(rows, newline="")) for one in read
                for cell in re.split(r"[;\t\r\n]", one)]  # fmt: skip
    assert [cell for cell in in_spain if is_formula(cell)] == []


def is_formula(cell: str) -> bool:
    """What a spreadsheet would compute, written without the words of the code."""
    bare = "".join(sign for sign in cell if sign.isprintable() and sign not in ' "')
    return bare[:1] in set("=+-@＝＋－＠") and not re.fullmatch(
        r"[+-][0-9.,]+(?:[eE][+-]?[0-9]+)?", cell.strip()
    )


@given(st.lists(cells, min_size=1))
def test_nothing_is_lost_but_apostrophes_are_added(row: list[str]) -> None:
    written = io.StringIO()
    csv.writer(written).writerow(row)

    (read,) = csv.reader(io.StringIO(defused_rows(written.getvalue().encode()).decode(), newline=""))

    assert [cell.replace("'", "") for cell in read] == [cell.replace("'", "") for cell in row]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browsed]:
    folder: Path = tmp_path_factory.mktemp("formulas")
    published = published_in(folder, asking_library(every_kind()))
    storage = Storage(folder / "feedback.db")
    with storage.transaction():
        storage.register(published, a_response(published).day)
        for typed in COMMENTS:
            form = {"satisfaction": ["1"], "comment": [typed]}
            storage.add_response(a_response(published, form), new_receipt())
    storage.close()
    with served(app_of(folder)) as app, datasette(folder, app.port) as data:
        yield Browsed(app, data)


@pytest.fixture(scope="module")
def manager(house: Browsed) -> Served:
    return house.manager


SQL = "select body, 'x' as \"=1+1\" from comment order by comment_id"


@pytest.mark.xdist_group("datasette")
@pytest.mark.parametrize(
    "address",
    [
        "/feedback/comment.csv?_sort=comment_id&_size=max",
        "/feedback/comment.csv?_sort=comment_id&_stream=on&_labels=on&_dl=1",
        f"/feedback.csv?sql={quote(SQL)}&_size=max",
    ],
)
def test_every_export_says_the_words_and_runs_none(manager: Served, address: str) -> None:
    answer = manager.get(address)

    rows = list(csv.reader(io.StringIO(answer.text, newline="")))
    column = rows[0].index("body")
    assert answer.status == 200
    assert [row[column] for row in rows[1:]] == [TYPED_AND_EXPORTED[typed] for typed in COMMENTS]
    assert [cell for row in rows for cell in row if is_formula(cell)] == []


@pytest.mark.xdist_group("datasette")
def test_a_mark_at_the_beginning_of_a_file_hides_no_formula(manager: Served) -> None:
    sql = "select body from comment where unicode(body) = 65279 order by comment_id"

    answer = manager.get(f"/feedback.csv?_header=off&sql={quote(sql)}")

    read = io.StringIO(answer.body.decode("utf-8-sig"), newline="")
    assert [row[0].replace("\ufeff", "") for row in csv.reader(read)] == ["'=1+1", "5"]


@pytest.mark.xdist_group("datasette")
def test_pages_and_json_show_what_was_typed(manager: Served) -> None:
    page = manager.get("/feedback/comment?_sort=comment_id&_size=max")
    data = json.loads(manager.get("/feedback/comment.json?_sort=comment_id&_shape=objects&_size=max").body)

    assert [row["body"] for row in data["rows"]] == COMMENTS
    assert [typed for typed in COMMENTS if str(escape(typed)) not in page.text] == []
    assert "apóstrofo" in page.text


@pytest.mark.xdist_group("datasette")
def test_the_largest_cell_a_question_may_make_is_exported_whole(manager: Served) -> None:
    sql = "select '=' || replace(hex(zeroblob(500000)), '0', 'x') as big"
    # Of this process alone: Datasette has its own.
    csv.field_size_limit(LARGEST_VALUE)

    rows = list(csv.reader(io.StringIO(manager.get(f"/feedback.csv?sql={quote(sql)}").text, newline="")))

    assert (len(rows), rows[1] == ["'=" + "x" * 1_000_000]) == (2, True)
