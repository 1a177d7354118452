"""Mails meet a real server: taken once, tried again, given up, and never waited for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from feedback_app.mail import Mail
from feedback_app.outbox import Outbox
from tests.feedback_app.mail_server import Postman, mail_server

LINK = "https://luz.oficio.example/sign-in/0123456789abcdef"
AT_ONCE = (0.05, 0.05, 0.05)


def a_mail(to: str = "ana.rivas@oficio.example", subject: str = "Su acceso") -> Mail:
    return Mail(to, subject, f"Entrar: Intranet\n{LINK}\n", f'<a href="{LINK}">Entrar: Intranet</a>\n')


@pytest.fixture
def postman() -> Postman:
    return Postman()


@pytest.fixture
def outboxes() -> Iterator[list[Outbox]]:
    """The outboxes of a test, closed at its end."""
    opened: list[Outbox] = []
    yield opened
    for outbox in opened:
        outbox.close()


def test_a_mail_arrives_as_text_and_as_html(postman: Postman) -> None:
    with mail_server(postman) as smtp:
        outbox = Outbox(smtp)
        mail = a_mail()
        outbox.send(mail)
        (message,) = postman.awaited(1)
        outbox.close()

    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    plain, html = message.iter_parts()
    assert (plain.get_content(), html.get_content()) == (mail.text, mail.html)
    assert (message["From"], message["To"]) == ("Oficio <acceso@oficio.example>", mail.to)
    assert postman.envelopes[0].mail_from == "acceso@oficio.example"
    assert postman.envelopes[0].rcpt_tos == [mail.to]


def test_without_a_server_the_text_is_written_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    outbox = Outbox(None)
    outbox.send(a_mail(subject="Su acceso\r\nOtra línea"))
    outbox.close()

    rule = "─" * 72
    address = "ana.rivas@oficio.example · Su acceso Otra línea"
    expected = ["", rule, address, "", "Entrar: Intranet", LINK, rule, "", ""]
    assert capsys.readouterr().out == "\n".join(expected)
