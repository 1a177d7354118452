"""The ways to reach the company: each value is the address or number that its kind promises (S3.31)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luz.checks.context import Records
from luz.model.company import Company
from luz.model.contact import MAIL_PATTERN, PHONE_PATTERN, WEB_ADDRESS_PATTERN, ChannelKind
from luz.problems import Problem
from luz.refusals import pattern_message

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
            pattern = _PATTERNS.get(channel.kind)
            if pattern is not None and not re.fullmatch(pattern, channel.value):
                where, message = ("channels", position, "value"), pattern_message(pattern)
                yield source.problem(where, "INVALID_VALUE", message, value=channel.value)
