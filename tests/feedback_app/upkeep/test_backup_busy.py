"""Copies made while visitors answer as fast as the app can take it: nobody is lost, each copy is whole."""

from __future__ import annotations

from pathlib import Path

from feedback_app.settings import Settings
from feedback_app.upkeep.backup import Backup, back_up
from feedback_app.writer import Writer
from luz.published import Published
from tests.feedback_app.answering import answering
from tests.feedback_app.asked import DAY, a_submission, receipts_in, rows
from tests.feedback_app.upkeep.counted import drift

VISITORS, COPIES = 8, 5


def test_copies_made_at_full_speed_lose_nobody_and_are_each_one_moment(
    tmp_path: Path, published: Published
) -> None:
    settings = Settings(tmp_path)
    writer = Writer(settings.answers)
    known: list[tuple[set[str], Backup]] = []

    writer.store(a_submission(published))
    with answering(writer, lambda: a_submission(published), VISITORS) as crowd:
        for _ in range(COPIES):
            # Who was thanked before the copy began is in it.
            thanked = set(crowd.receipts)
            known.append((thanked, back_up(settings, DAY)))

    assert crowd.failures == []
    assert set(crowd.receipts) - {*receipts_in(settings.answers)} == set()
    sizes = [one.files[0].rows for _, one in known]
    assert sizes == sorted(set(sizes)), "each copy holds more than the one before: they did answer meanwhile"
    for thanked, backup in known:
        copy = backup.folder / "feedback.db"
        assert thanked - {*receipts_in(copy)} == set()
        assert drift(copy) == {}
        assert rows(copy, "pragma integrity_check") == [("ok",)]
