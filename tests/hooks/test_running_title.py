"""What stands at the head of every printed sheet."""

from __future__ import annotations

import pytest

from hooks.rendering import wording
from hooks.running_title import print_rules, running_title
from luz.audience import Audience, Edition
from luz.editions import for_edition
from tests.builders import a_library


@pytest.mark.parametrize(
    ("edition", "title"),
    [
        (Edition(Audience.CLIENT, "olmo", "es"), "Plan de servicio · versión 2 · 01/01/2026–31/12/2026"),
        (Edition(Audience.CLIENT, "north-pier", "en"), "Service plan · version 2 · 01/01/2026–31/12/2026"),
        (Edition(Audience.INTERNAL), "Oficio"),
        (Edition(Audience.PUBLIC), "Oficio"),
    ],
    ids=["portal", "English portal", "intranet", "public site"],
)
def test_each_edition_says_what_is_printed(edition: Edition, title: str) -> None:
    assert running_title(for_edition(a_library(), edition), wording(edition.language)) == title


def test_no_text_can_end_the_rule_it_stands_in() -> None:
    assert print_rules('Plan "x"; } * { color: red; /* \\ \n') == (
        '@page { @top-left { color: #444; content: "Plan \\22 x\\22 \\3b  \\7d  \\2a  \\7b  color\\3a  red'
        '\\3b  \\2f \\2a  \\5c  \\a "; font: 8pt sans-serif; } }\n'
    )
