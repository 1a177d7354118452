"""The page that stands in for every other while somebody edits and the sites cannot be built.

It says what is wrong, where, and how to mend it. One file without any other: whoever serves it adds the
script that brings the site back.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hooks.rendering import environment, wording
from luz.faulty_lines import with_lines
from luz.model.base import SOURCE_LANGUAGE
from luz.problems import Problem


def problems_page(problems: Iterable[Problem], root: Path) -> str:
    """The list of problems, each with its lines; `root` is the folder that holds `plans/`."""
    found, words = with_lines(problems, root), wording(SOURCE_LANGUAGE)
    title = words.count("The plans have {number} problem", "The plans have {number} problems", len(found))
    return _page("mending/problems.html", title, found=found)


def failure_page(told: str) -> str:
    """The sites could not be built, and this is why, in one or more lines."""
    title = wording(SOURCE_LANGUAGE).text("The site could not be built")
    return _page("mending/failure.html", title, lines=told.splitlines())


def rebuilding_page() -> str:
    """What was wrong is mended, and the sites are on their way."""
    return _page("mending/rebuilding.html", wording(SOURCE_LANGUAGE).text("The site is being rebuilt"))


def _page(template: str, title: str, **values: Any) -> str:
    words = wording(SOURCE_LANGUAGE)
    made = environment().get_template(template)
    return made.render(wording=words, t=words.text, title=title, **values)
