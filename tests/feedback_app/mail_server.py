"""A real mail server on this machine: it keeps what it takes, refuses, encrypts or dawdles as it is told."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from feedback_app.smtp import Security, Smtp
from tests.until import until

SENDER = Address("Oficio", "acceso", "oficio.example")
USER, PASSWORD = "luz", "una clave: larga"
PATIENCE = 20.0


@dataclass
class Postman:
    """What the server does with each mail: gives its `answers` first, then takes all, once it is free."""

    answers: list[str] = field(default_factory=list)
    refused: str = ""
    hangs_up: bool = False
    free: threading.Event = field(default_factory=threading.Event)
    envelopes: list[Envelope] = field(default_factory=list)
    hosts: list[str | None] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    signed_in_as: list[bytes] = field(default_factory=list)
    tried: list[Envelope] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.free.set()

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address == self.refused:
            return f"550 5.1.1 <{address}> unknown"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.tried.append(envelope)
        if self.answers:
            return self.answers.pop(0)
        await asyncio.get_running_loop().run_in_executor(None, self.free.wait, PATIENCE)
        self.hosts.append(session.host_name)
        assert server.transport is not None
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        self.envelopes.append(envelope)
        return "250 OK"

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.hangs_up and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return "221 Bye"

    def knows(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
    ) -> AuthResult:
        """Whether somebody is our user; the answer to an unknown one is the server's own."""
        self.signed_in_as.append(data.login)
        known = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=known, handled=False)

    @property
    def messages(self) -> list[EmailMessage]:
        """The mails that were taken, as a mail program reads them."""
        return [read(envelope.original_content or b"") for envelope in self.envelopes]

    def awaited(self, number: int) -> list[EmailMessage]:
        """The mails, once so many have been taken."""
        until(lambda: len(self.envelopes) >= number, PATIENCE)
        return self.messages


def read(content: bytes) -> EmailMessage:
    message = message_from_bytes(content.replace(b"\r\n", b"\n"), policy=default)
    assert isinstance(message, EmailMessage)
    return message


@dataclass(frozen=True)
class Certificate:
    """A certificate that we made ourselves, with its key."""

    folder: Path

    @classmethod
    def made(cls, folder: Path, name: str) -> Certificate:
        """For a name such as `IP:127.0.0.1`, made anew each time: a key in a repository looks lost."""
        command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
        names = ["-subj", "/CN=correo.oficio.example", "-addext", f"subjectAltName={name}"]
        files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
        subprocess.run([*command.split(), *names, *files], check=True, capture_output=True)
        return cls(folder)

    def shown(self) -> ssl.SSLContext:
        """What the server needs to show it."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / "certificate.pem", self.folder / "key.pem")
        return context

    def trusted(self) -> ssl.SSLContext:
        """What we need to trust it, and no other."""
        return ssl.create_default_context(cafile=str(self.folder / "certificate.pem"))


@contextmanager
def mail_server(
    postman: Postman,
    security: Security = Security.NONE,
    certificate: Certificate | None = None,
    *,
    port: int = 0,
    signs_in: bool = False,
    utf8: bool = True,
) -> Iterator[Smtp]:
    """Run a server until the end of the block; yield the settings with which it is reached."""
    context = certificate.shown() if certificate else None
    upgraded = security == Security.STARTTLS
    options: dict[str, Any] = {
        "hostname": "correo.oficio.example",
        "enable_SMTPUTF8": utf8,
        "tls_context": context if upgraded else None,
        "require_starttls": upgraded,
    }
    if signs_in:
        options |= {"authenticator": postman.knows, "auth_required": upgraded, "auth_require_tls": upgraded}
    loop = asyncio.new_event_loop()

    def serving() -> SMTP:
        return SMTP(postman, loop=loop, **options)

    encrypted = context if security == Security.TLS else None
    # In a thread of its own: a browser of other tests may keep a loop running in this one.
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    opening = loop.create_server(serving, "127.0.0.1", port, ssl=encrypted)
    server = asyncio.run_coroutine_threadsafe(opening, loop).result(PATIENCE)
    user, password = (USER, PASSWORD) if signs_in else ("", "")
    try:
        number = server.sockets[0].getsockname()[1]
        yield Smtp("127.0.0.1", SENDER, number, security, user, password)
    finally:
        asyncio.run_coroutine_threadsafe(_over(server), loop).result(PATIENCE)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _over(server: asyncio.AbstractServer) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
