"""What every request works with: the settings, what is published now, its clocks, the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g, request

from feedback_app.settings import Settings
from luz import wording
from luz.published import Published, PublishedState
from luz.wording import Wording

PACKAGE = Path(__file__).parent
DEFAULT_LANGUAGE = "es"

_SETTINGS = "luz.settings"
_STATE = "luz.state"


def provide(app: Flask, settings: Settings) -> None:
    """Give an app the settings and the published state that its requests work with."""
    app.extensions[_SETTINGS] = settings
    app.extensions[_STATE] = PublishedState(settings.published)


def settings() -> Settings:
    """What this app was told when it started."""
    return cast(Settings, current_app.extensions[_SETTINGS])


def published() -> Published:
    """What is published, the same for a whole request. Raises NothingPublished before the first build."""
    if "published" not in g:
        g.published = cast(PublishedState, current_app.extensions[_STATE]).current()
    return cast(Published, g.published)


def moment(at: int) -> dt.datetime:
    """A time that a file keeps, in seconds since 1970 UTC, as the company's clocks show it."""
    return dt.datetime.fromtimestamp(at, ZoneInfo(published().company.time_zone))


def readers_wording() -> Wording:
    """The words of the language the reader prefers, as far as we speak it."""
    return wording.load(PACKAGE, readers_language(wording.languages(PACKAGE), DEFAULT_LANGUAGE))


def readers_language(spoken: Container[str], otherwise: str) -> str:
    """The language the address asks for (`?lang=`), or the first spoken here of the reader's list.

    «en-GB» is content with `en`.
    """
    listed = (tag for tag, weight in request.accept_languages if weight > 0)
    wanted = (tag.partition("-")[0].lower() for tag in (request.args.get("lang", ""), *listed))
    return next((language for language in wanted if language in spoken), otherwise)
