"""What the tests of the guardian's page share: who asks, what is held, and how a page is read."""

from __future__ import annotations

import re
from html import unescape

from feedback_app.settings import Settings
from feedback_app.suspects.quarantine import Quarantine, Reason
from luz.published import Published
from tests.feedback_app.asked import FILLED, a_submission, rows
from tests.feedback_app.served import Answer, Served

ANA, ELENA, BRUNO, JEFA = (
    "employee:ana-rivas",
    "employee:elena-robles",
    "employee:bruno-leal",
    "contact:olmo:jefa",
)
"""The guardian; a manager, an employee and a contact, who are not."""
TRAP, HASTE, REPEATED = Reason


def hold(quarantine: Quarantine, published: Published, *reasons: Reason, comment: str = "") -> None:
    form = FILLED | ({"comment": [comment]} if comment else {})
    quarantine.hold(a_submission(published, form), reasons or (TRAP,))


def counted(settings: Settings) -> int:
    return int(rows(settings.answers, "select count(*) from response")[0][0])


def shown(page: Answer) -> list[int]:
    """The numbers of the suspects on a page."""
    return [int(number) for number in re.findall(r'name="suspect" value="(\d+)"', page.text)]


def text(page: Answer) -> str:
    """What is read on a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2])).split())


def follow(who: Served, answer: Answer) -> Answer:
    assert answer.status == 303, answer.text
    return who.get(str(answer.headers["Location"]))
