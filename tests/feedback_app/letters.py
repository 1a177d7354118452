"""A house whose people are written real mails, and what they find in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

from feedback_app import create_app
from feedback_app.settings import Settings
from tests.feedback_app.mail_server import Postman, mail_server
from tests.feedback_app.published_house import a_published_house
from tests.feedback_app.served import Answer, Served, served

JULIA, ELENA = "julia@cliente.example", "elena.robles@oficio.example"
"""Julia is a contact of two clients; what is said of her here is said of the first."""
STRANGER = "nadie@olmo.example"
OLMO = "/clients/olmo/"


@dataclass(frozen=True)
class House:
    """An app, the mail server it sends with, and its data folder."""

    server: Served
    postman: Postman
    settings: Settings

    def ask(self, mail: str, wanted: str = "", **headers: str) -> Served:
        """A browser that has asked for a link."""
        form = f"mail={quote(mail)}&next={quote(wanted)}"
        return browser_of(self.server, self.server.ask("POST", "/sign-in", form, headers))

    def letter(self, number: int = 1) -> Letter:
        return Letter.of(self.postman.awaited(number)[number - 1])


@dataclass(frozen=True)
class Letter:
    """What somebody finds in a mail: the paths of its links, and its codes."""

    to: str
    paths: list[str]
    codes: list[str]
    text: str

    @classmethod
    def of(cls, message: EmailMessage) -> Letter:
        body = message.get_body(("plain",))
        assert body is not None
        text = body.get_content()
        codes = [code.replace(" ", "") for code in re.findall(r"\b(\d{3} \d{3})\b", text)]
        return cls(message["To"], re.findall(r"https?://[^/\s]+(/sign-in/\S+)", text), codes, text)


def browser_of(server: Served, answer: Answer) -> Served:
    """The browser that has got this answer, with its cookie."""
    assert answer.status == 303, answer.text
    cookies = [one.partition(";")[0] for one in answer.headers.get_all("Set-Cookie", [])]
    return replace(server, cookie="; ".join(one for one in cookies if not one.endswith("=")))


@contextmanager
def a_house_with_letters(folder: Path) -> Iterator[House]:
    """The app over a published house, sending real mails, until the end of the block."""
    postman = Postman()
    with mail_server(postman) as smtp:
        settings = replace(a_published_house(folder, demo=False), smtp=smtp)
        with served(create_app(settings)) as server:
            yield House(server, postman, settings)
