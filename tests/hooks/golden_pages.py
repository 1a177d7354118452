"""Whole pages kept as files: what a reader would see changed, a reviewer sees changed.

`LUZ_RENEW_GOLDEN=1 pytest tests/hooks` writes them anew; the difference is then read before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

from hooks.page import Page

FOLDER = Path(__file__).parent / "golden"


def golden(page: Page, name: str) -> str:
    """The page as it was approved. Where renewal is asked for, the page as it is now becomes that."""
    path = FOLDER / f"{name}.html"
    if os.environ.get("LUZ_RENEW_GOLDEN"):
        path.write_text(page.html, encoding="utf-8")
    return path.read_text(encoding="utf-8")
