"""The mail server that an installation sends with: its settings in the environment, and one delivery."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from functools import lru_cache
from typing import Any

from feedback_app.current import DEFAULT_LANGUAGE, PACKAGE
from luz import wording

PREFIX = "LUZ_SMTP_"
SETTINGS = ("HOST", "PORT", "USER", "PASSWORD", "SENDER", "SECURITY")
PATIENCE_SECONDS = 10.0
"""How long the server may take for each of its answers."""

_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
_FIRST_LASTING_CODE = 500


class Security(StrEnum):
    """How the way to the server is encrypted."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
"""Where a server listens for each, unless told otherwise (RFC 8314, RFC 6409, RFC 5321)."""


class WrongSetting(ValueError):
    """A variable of the environment cannot be used; the text says which and why, in Spanish."""

    def __init__(self, name: str, message: str, /, **params: object) -> None:
        say = wording.load(PACKAGE, DEFAULT_LANGUAGE).text
        super().__init__(f"{PREFIX}{name}: {say(message, **params)}")


class NotDelivered(Exception):
    """The server has not taken a message; `lasting` where it makes no sense to try again.

    The text names no address and nothing of the message.
    """

    def __init__(self, reason: str, *, lasting: bool) -> None:
        super().__init__(reason)
        self.lasting = lasting


@dataclass(frozen=True)
class Smtp:
    """A mail server and who we are to it. Without `user` there is no signing in."""

    host: str
    sender: Address
    port: int
    security: Security = Security.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Smtp | None:
        """The server that the variables `LUZ_SMTP_…` name; None where there are none.

        An empty variable counts as none. Raises WrongSetting.
        """
        given = {
            name.removeprefix(PREFIX): value
            for name, value in environment.items()
            if name.startswith(PREFIX) and value.strip()
        }
        for name in sorted(given.keys() - set(SETTINGS)):
            raise WrongSetting(name, "there is no such setting; there are {names}", names=", ".join(SETTINGS))
        if not given:
            return None
        security = _security(given.get("SECURITY", Security.STARTTLS).strip())
        user, password = _credentials(given)
        host = _host(given)
        if user and security == Security.NONE and host not in _THIS_MACHINE:
            raise WrongSetting("SECURITY", "without encryption, anybody on the way could read the password")
        return cls(host, _sender(given), _port(given, security), security, user, password)

    def deliver(self, message: EmailMessage, context: ssl.SSLContext | None = None) -> None:
        """Hand a message to the server; back when the server has taken it. Raises NotDelivered.

        `context` says which certificates are trusted: those that the system trusts, unless given.
        """
        try:
            server = self._connected(context)
            try:
                if self.user:
                    server.login(self.user, self.password)
                to = message["To"].addresses[0].addr_spec
                server.send_message(message, self.sender.addr_spec, [to])
            finally:
                # The message is taken: whatever the farewell is like, it must not be sent again.
                with suppress(OSError):
                    server.quit()
                server.close()
        except OSError as error:
            raise NotDelivered(_reason(error), lasting=_lasting(error)) from None

    def _connected(self, context: ssl.SSLContext | None) -> smtplib.SMTP:
        options: dict[str, Any] = {
            "host": self.host,
            "port": self.port,
            "timeout": PATIENCE_SECONDS,
            # The machine's name concerns nobody, and looking it up may take long.
            "local_hostname": self.sender.domain,
        }
        if self.security == Security.TLS:
            return smtplib.SMTP_SSL(**options, context=context or _trusted())
        server = smtplib.SMTP(**options)
        if self.security == Security.STARTTLS:
            try:
                server.starttls(context=context or _trusted())
            except OSError:
                server.close()
                raise
        return server


@lru_cache
def _trusted() -> ssl.SSLContext:
    """What trusts the certificates that the system trusts: reading them takes longer than a delivery."""
    return ssl.create_default_context()


def _security(text: str) -> Security:
    try:
        return Security(text.lower())
    except ValueError:
        choices = ", ".join(Security)
        message = "«{value}» is not one of these: {choices}"
        raise WrongSetting("SECURITY", message, value=text, choices=choices) from None


def _credentials(given: Mapping[str, str]) -> tuple[str, str]:
    user, password = given.get("USER", "").strip(), given.get("PASSWORD", "")
    if user and not password:
        raise WrongSetting("PASSWORD", "it is missing, though there is a user")
    if password and not user:
        raise WrongSetting("USER", "it is missing, though there is a password")
    for name, value in (("USER", user), ("PASSWORD", password)):
        if not (value.isascii() and value.isprintable()):
            raise WrongSetting(name, "only letters without accents, digits and signs can be sent")
    return user, password


def _host(given: Mapping[str, str]) -> str:
    host = given.get("HOST", "").strip()
    if not host:
        raise WrongSetting("HOST", "the name of the mail server is missing")
    try:
        host.encode("idna")
    except UnicodeError:
        raise WrongSetting("HOST", "«{value}» is not the name of a server", value=host) from None
    if any(not c.isprintable() or c in " /@" for c in host):
        raise WrongSetting("HOST", "«{value}» is not the name of a server", value=host)
    return host


def _port(given: Mapping[str, str], security: Security) -> int:
    text = given.get("PORT", str(PORTS[security])).strip()
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:6]) < 2**16):
        raise WrongSetting("PORT", "«{value}» is not a port, a number from 1 to 65535", value=text)
    return int(text)


def _sender(given: Mapping[str, str]) -> Address:
    text = given.get("SENDER", "").strip()
    if not text:
        raise WrongSetting("SENDER", "the address that our mails come from is missing")
    message = "«{value}» is no address such as «Oficio <acceso@oficio.example>»"
    if not text.isprintable() or "=?" in text:
        raise WrongSetting("SENDER", message, value=text)
    header = SMTP.header_factory("From", text)
    addresses: tuple[Address, ...] = header.addresses
    if len(addresses) == 1 and addresses[0].domain and not addresses[0].addr_spec.isascii():
        raise WrongSetting("SENDER", "write the address itself without accents; the name may have them")
    if header.defects or len(addresses) != 1 or not addresses[0].username or "." not in addresses[0].domain:
        raise WrongSetting("SENDER", message, value=text)
    return addresses[0]


def _codes(error: OSError) -> list[int]:
    """The codes with which the server said no."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, text in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []


def _lasting(error: OSError) -> bool:
    unable = isinstance(error, smtplib.SMTPNotSupportedError)
    return unable or any(code >= _FIRST_LASTING_CODE for code in _codes(error))


def _reason(error: OSError) -> str:
    """What went wrong. What the server says is left out, as it likes to repeat addresses."""
    kind = type(error).__name__
    if isinstance(error, smtplib.SMTPException):
        return " ".join([kind, *map(str, _codes(error))])
    return f"{kind}: {error.strerror or error}"
