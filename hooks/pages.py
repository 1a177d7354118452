"""The pages of an edition: which of the three kinds of site is made, and by whom."""

from __future__ import annotations

import datetime as dt

from hooks.intranet import intranet_pages
from hooks.page import Page
from hooks.portal import portal_pages
from hooks.public import public_pages
from luz.audience import Audience
from luz.editions import Shown

_MAKERS = {
    Audience.INTERNAL: intranet_pages,
    Audience.CLIENT: portal_pages,
    Audience.PUBLIC: public_pages,
}


def pages_of(shown: Shown, today: dt.date, public_url: str) -> tuple[Page, ...]:
    """Every page of an edition made from the plans, in the order of its navigation.

    `public_url` is where the whole site is served, empty for addresses that begin at the root.
    """
    return _MAKERS[shown.edition.audience](shown, today, public_url)
