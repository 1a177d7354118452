"""Answers counted anew, apart from the triggers: what histograms say and the answers do not."""

from __future__ import annotations

from pathlib import Path

from tests.feedback_app.asked import rows

_BY = "product_id, questionnaire_id, question_id, option_id, language, channel"
_ANSWERS = "(select * from answer union all select * from answer_multi) join response using (response_id)"


def drift(file: Path) -> list[tuple[object, ...]]:
    """Every count that is not that of the answers, of days and of months; none is as it should be."""
    return [*_of(file, "day", "day"), *_of(file, "month", "substr(day, 1, 7)")]


def _of(file: Path, period: str, day: str) -> list[tuple[object, ...]]:
    kept = f"select {period}, {_BY}, n from rollup_{period}"
    counted = f"select {day}, {_BY}, count(*) from {_ANSWERS} group by 1, 2, 3, 4, 5, 6, 7"
    return rows(
        file,
        f"select * from (select * from ({kept}) except select * from ({counted}))"
        f" union all select * from (select * from ({counted}) except select * from ({kept}))",
    )
