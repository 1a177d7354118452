"""What a build publishes for people to confirm, and a state from before there was anything to confirm."""

from __future__ import annotations

import json
from pathlib import Path

from luz.agreeable import agreeable_plans, agreeable_procedures
from luz.published import STATE_FILE, PublishedState
from tests.builders import a_library
from tests.luz.test_published import published

NEWER = {"plans", "procedures"}
"""What a published state did not have at first."""


def test_a_state_of_before_there_were_plans_to_confirm_is_read_all_the_same(tmp_path: Path) -> None:
    published(tmp_path, a_library())
    file = tmp_path / "published" / STATE_FILE
    before = {name: value for name, value in json.loads(file.read_bytes()).items() if name not in NEWER}
    file.write_text(json.dumps(before))

    state = PublishedState(tmp_path / "published").current()

    assert (state.plans, state.procedures, len(state.products)) == ((), (), 2)


def test_plans_and_procedures_come_back_as_they_are_asked_about(tmp_path: Path) -> None:
    state, library = published(tmp_path, a_library()), a_library()

    assert (state.plans, state.procedures) == (agreeable_plans(library), agreeable_procedures(library))
    plan, procedure = state.plan("north-pier"), state.procedure("scope-extension")
    assert (plan, procedure) == (agreeable_plans(library)[1], agreeable_procedures(library)[0])
    assert (state.plan("nobody"), state.procedure("nothing")) == (None, None)
