"""The scripts that the theme writes into every page: the only ones a build lets stand and the app lets run.

Taken from a build without any content, so that nothing somebody wrote can ever be among them.
"""

from __future__ import annotations

import base64
import hashlib

THEME_SCRIPTS = (
    "sha256-exqRXrW/0laiImCrTE8a70vxyyY10FJVIppytLf/dbY=",
    "sha256-DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4=",
    "sha256-/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8=",
)
"""Each as a content policy names it. They change with the version of the theme alone."""


def script_hash(script: str) -> str:
    """What stands between the tags of a script, as a content policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
