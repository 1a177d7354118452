"""The day it is where the company works, as commands beside the running app know it."""

from __future__ import annotations

import datetime as dt

from feedback_app.settings import Settings
from luz.published import NothingPublished, PublishedState


def company_day(settings: Settings) -> dt.date:
    """The company's present day; UTC's where nothing is published that would say where it works."""
    try:
        return PublishedState(settings.published).current().company.today()
    except NothingPublished:
        return dt.datetime.now(dt.UTC).date()
