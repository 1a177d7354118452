"""A mail to one person, for whoever writes one, and the message it becomes on its way."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

_ENCODED = "=?"
"""Opens an encoded word (RFC 2047): Python reads one wherever it stands, line breaks in it included."""


@dataclass(frozen=True)
class Mail:
    """The same words twice, as plain text and as HTML. `id` names the mail, however often it is tried.

    What it says is for its reader alone and stays out of its `repr`.
    """

    to: str
    subject: str = field(repr=False)
    text: str = field(repr=False)
    html: str = field(repr=False)
    id: str = field(default_factory=lambda: secrets.token_hex(16))


def message(mail: Mail, sender: Address, written: dt.datetime) -> EmailMessage:
    """The message of a mail, written at a time that has a zone. ValueError where `to` is no address."""
    made = EmailMessage(SMTP)
    made["From"] = Address(_header_text(sender.display_name), sender.username, sender.domain)
    made["To"] = addressed(mail.to)
    made["Subject"] = _header_text(mail.subject)
    made["Date"] = written
    # The machine's name, which would stand here otherwise, concerns no reader.
    made["Message-ID"] = f"<{mail.id}@{sender.domain}>"
    made["Auto-Submitted"] = "auto-generated"
    # Every server takes seven bits; eight only some.
    made.set_content(mail.text, cte="quoted-printable")
    made.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    return made


def addressed(text: str) -> Address:
    """An address such as `ana@oficio.example`, its domain as servers write it. ValueError if it is none."""
    user, at, domain = text.rpartition("@")
    odd = any(not c.isprintable() or c.isspace() for c in text) or "@" in user or _ENCODED in text
    if odd or not (user and domain):
        raise ValueError("no mail address")
    return Address(username=user, domain=domain.encode("idna").decode())


def one_line(text: str) -> str:
    """A text without line breaks and control characters: it cannot begin another header or line."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def _header_text(text: str) -> str:
    return one_line(text).replace(_ENCODED, "= ?")
