"""What stands at the head of every printed sheet: in a portal, which plan it is, which version, until when.

A style sheet is the one place from which a browser repeats a line on every sheet.
"""

from __future__ import annotations

from luz.audience import Audience
from luz.editions import Shown
from luz.wording import Wording


def running_title(shown: Shown, wording: Wording) -> str:
    """The line for one edition: the plan of a portal, the company's name elsewhere."""
    if shown.edition.audience is not Audience.CLIENT:
        return str(shown.library.company.name)
    plan = shown.client.plan
    starts, ends = (wording.date(day, "short") for day in (plan.validity.starts, plan.validity.ends))
    version = wording.text("version {version}", version=plan.version)
    return " · ".join((str(plan.title), version, f"{starts}–{ends}"))


def print_rules(title: str) -> str:
    """The style sheet that puts the line on every sheet."""
    return f'@page {{ @top-left {{ color: #444; content: "{_quoted(title)}"; font: 8pt sans-serif; }} }}\n'


def _quoted(text: str) -> str:
    """A text as a CSS string may hold it: all but letters, digits and spaces is written by number."""
    return "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in text)
