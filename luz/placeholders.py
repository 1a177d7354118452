"""The mark of a text that a draft leaves to be written, and how to recognise one that still stands.

`⟨…⟩` stand on no keyboard, so that nobody types them by accident as people do `<<`, `***` or «pendiente»;
YAML reads them as plain text, without quotes; and they stand out in any editor.
"""

from __future__ import annotations

OPENS, CLOSES = "⟨⟩"


def placeholder(what: str) -> str:
    """The place of a text still to be written, saying what goes there."""
    return f"{OPENS}{what}{CLOSES}"


def is_left(text: str) -> bool:
    """Whether something in a text is still to be written: half a mark, left by a hasty hand, counts too."""
    return OPENS in text or CLOSES in text
