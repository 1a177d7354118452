"""Who answers for a matter or a level."""

from __future__ import annotations

import pytest

from luz.checks.people import answering
from luz.model.escalation import Assignment


@pytest.mark.parametrize(
    ("named", "answers"),
    [
        ([("ana", False)], ["ana"]),
        ([("ana", False), ("bruno", True)], ["bruno"]),
        ([("ana", False), ("bruno", False)], ["ana", "bruno"]),
        ([], []),
    ],
)
def test_those_marked_answer_or_everybody(named: list[tuple[str, bool]], answers: list[str]) -> None:
    contacts = tuple(Assignment(person=person, accountable=accountable) for person, accountable in named)

    assert answering(contacts) == answers
