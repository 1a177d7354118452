"""How to reach somebody: channels, mail and phone, on either side of a contract."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from luz.audience import Audience
from luz.model.base import LocalText, Model, Text
from luz.model.web_origin import web_origin

MAIL_PATTERN = r"^[^@\s<>,;:]+@[^@\s<>,;:]+\.[A-Za-z]{2,}$"
PHONE_PATTERN = "^\\+?[0-9][0-9 \u00a0]{5,20}$"
"""With the spaces that word processors and web pages put into numbers: they look like any other."""
WEB_ADDRESS_PATTERN = r"""^https?://[^\s<>"']+$"""

Mail = Annotated[str, StringConstraints(strip_whitespace=True, pattern=MAIL_PATTERN, max_length=200)]
"""A mail address."""

Phone = Annotated[str, StringConstraints(strip_whitespace=True, pattern=PHONE_PATTERN)]
"""A phone number as people dial it, kept as text: `+34 910 000 000`."""


def _can_be_opened(address: str) -> str:
    if web_origin(address) is None:
        raise PydanticCustomError("leads_nowhere", "no server has the address «{value}»", {"value": address})
    return address


WebAddress = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=WEB_ADDRESS_PATTERN, max_length=300),
    AfterValidator(_can_be_opened),
]
"""A whole web address, with http:// or https://, that some server could have."""


class ChannelKind(StrEnum):
    """The ways in which somebody can be reached (S3.31)."""

    MAIL = "mail"
    PHONE = "phone"
    FAX = "fax"
    POST = "post"
    WEB = "web"
    IN_PERSON = "in_person"
    MEETING = "meeting"


class Channel(Model, audience=Audience.PUBLIC):
    """One way to reach the company: `value` is the address, number or place itself."""

    kind: ChannelKind
    value: Text
    note: LocalText | None = None
