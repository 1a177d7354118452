"""The ways to reach the company: each value is the address or number that its kind promises (S3.31)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luz.checks.context import Records
from luz.model.company import Company
from luz.model.contact import MAIL_PATTERN, PHONE_PATTERN, WEB_ADDRESS_PATTERN, Channel, ChannelKind
from luz.model.web_origin import web_origin
from luz.problems import Problem
from luz.refusals import REFUSALS, pattern_message

_PATTERNS = {
    ChannelKind.MAIL: MAIL_PATTERN,
    ChannelKind.PHONE: PHONE_PATTERN,
    ChannelKind.FAX: PHONE_PATTERN,
    ChannelKind.WEB: WEB_ADDRESS_PATTERN,
}
"""What a link is made of; the other kinds are for people to read."""


def opening(context: Records) -> Iterator[Problem]:
    """INVALID_VALUE: a channel of which the link would open nothing."""
    for company, source in context.records(Company):
        for position, channel in enumerate(company.channels):
            message = _refused(channel)
            if message:
                where = ("channels", position, "value")
                yield source.problem(where, "INVALID_VALUE", message, value=channel.value)


def _refused(channel: Channel) -> str | None:
    """What there is to say against the value of a channel."""
    pattern = _PATTERNS.get(channel.kind)
    if pattern is not None and not re.fullmatch(pattern, channel.value):
        return pattern_message(pattern)
    if channel.kind is ChannelKind.WEB and not web_origin(channel.value):
        return REFUSALS["leads_nowhere"][1]
    return None
