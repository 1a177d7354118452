"""Mails meet a real server: taken once, tried again, given up, and never waited for."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from feedback_app.mail import Mail
from feedback_app.outbox import Outbox
from feedback_app.smtp import Smtp
from tests.feedback_app.mail_server import PATIENCE, Postman, mail_server, read
from tests.until import until

LINK = "https://luz.oficio.example/sign-in/0123456789abcdef"
CODE = "123 456"
SOON = (0.05,) * 100

Opened = Callable[..., Outbox]


def a_mail(to: str = "ana.rivas@oficio.example", subject: str = "Su acceso") -> Mail:
    text = f"Entrar: Intranet\n{LINK}\nCódigo: {CODE}\n"
    return Mail(to, subject, text, f'<a href="{LINK}">Entrar: Intranet</a>\n')


@pytest.fixture
def postman() -> Postman:
    return Postman()


@pytest.fixture
def outbox_of() -> Iterator[Opened]:
    """Opens outboxes that are closed at the end of the test."""
    opened: list[Outbox] = []

    def open_one(smtp: Smtp | None, **options: object) -> Outbox:
        opened.append(Outbox(smtp, **options))  # type: ignore[arg-type]  # as many kinds as options
        return opened[-1]

    yield open_one
    for outbox in opened:
        outbox.close()


def a_server_that_is_down() -> Smtp:
    """The settings of a server that was there a moment ago."""
    with mail_server(Postman()) as smtp:
        return smtp


def test_a_mail_arrives_as_text_and_as_html(postman: Postman, outbox_of: Opened) -> None:
    mail = a_mail()

    with mail_server(postman) as smtp:
        outbox_of(smtp).send(mail)
        (message,) = postman.awaited(1)

    plain, html = message.iter_parts()
    assert message.get_content_type() == "multipart/alternative"
    assert (plain.get_content_type(), plain.get_content()) == ("text/plain", mail.text)
    assert (html.get_content_type(), html.get_content()) == ("text/html", mail.html)
    assert (message["From"], message["To"]) == ("Oficio <acceso@oficio.example>", mail.to)
    assert postman.envelopes[0].mail_from == "acceso@oficio.example"
    assert postman.envelopes[0].rcpt_tos == [mail.to]


def test_without_a_server_the_text_is_written_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    outbox = Outbox(None)
    outbox.send(a_mail(subject="Su acceso\r\nOtra línea \x1b[31men rojo"))
    outbox.close()

    rule = "─" * 72
    head = "ana.rivas@oficio.example · Su acceso Otra línea [31men rojo"
    expected = ["", rule, head, "", "Entrar: Intranet", LINK, f"Código: {CODE}", rule, "", ""]
    assert capsys.readouterr().out == "\n".join(expected)


def test_a_server_that_comes_back_gets_the_mail_once(
    postman: Postman, outbox_of: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    smtp = a_server_that_is_down()
    outbox = outbox_of(smtp, pauses=SOON)
    outbox.send(a_mail())
    until(lambda: len(caplog.messages) >= 2, PATIENCE)

    with mail_server(postman, port=smtp.port):
        postman.awaited(1)
        outbox.close()

    assert len(postman.messages) == 1


def test_what_the_server_puts_off_is_tried_again_as_the_same_mail(
    postman: Postman, outbox_of: Opened
) -> None:
    postman.answers = ["451 4.7.1 busy", "421 4.3.2 restarting"]

    with mail_server(postman) as smtp:
        outbox_of(smtp, pauses=SOON).send(a_mail())
        (message,) = postman.awaited(1)

    tried = [read(envelope.original_content or b"") for envelope in postman.tried]
    assert [(one["Message-ID"], one["Date"]) for one in tried] == [
        (message["Message-ID"], message["Date"])
    ] * 3
    assert len(postman.messages) == 1


def test_a_mail_that_is_put_off_too_often_is_given_up(
    postman: Postman, outbox_of: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    postman.answers = ["451 4.7.1 busy"] * 3
    mail = a_mail()

    with mail_server(postman) as smtp:
        outbox_of(smtp, pauses=(0.01, 0.02)).send(mail)
        until(lambda: len(caplog.messages) == 3, PATIENCE)

    who = f"mail {mail.id[:8]} to …@oficio.example"
    assert caplog.messages == [
        f"{who} is tried again in 0.01 s: SMTPDataError 451",
        f"{who} is tried again in 0.02 s: SMTPDataError 451",
        f"{who} is given up: SMTPDataError 451",
    ]
    assert postman.messages == []


def test_an_address_that_is_refused_stops_no_other(
    postman: Postman, outbox_of: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    postman.refused = "nadie@oficio.example"
    refused = a_mail(postman.refused)

    with mail_server(postman) as smtp:
        outbox = outbox_of(smtp, pauses=SOON)
        for mail in (a_mail(), refused, a_mail("elena@oficio.example")):
            outbox.send(mail)
        messages = postman.awaited(2)

    assert [message["To"] for message in messages] == ["ana.rivas@oficio.example", "elena@oficio.example"]
    given_up = f"mail {refused.id[:8]} to …@oficio.example is given up: SMTPRecipientsRefused 550"
    assert caplog.messages == [given_up]


def test_a_mail_that_cannot_be_written_stops_no_other(
    postman: Postman, outbox_of: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    odd = a_mail("ana\r\nBcc: eva@olmo.example@oficio.example")

    with mail_server(postman) as smtp:
        outbox = outbox_of(smtp)
        outbox.send(odd)
        outbox.send(a_mail())
        postman.awaited(1)

    assert caplog.messages == [f"mail {odd.id[:8]} to …@oficio.example is given up: ValueError"]
    assert [envelope.rcpt_tos for envelope in postman.envelopes] == [["ana.rivas@oficio.example"]]


def test_whoever_sends_does_not_wait_for_the_server(postman: Postman, outbox_of: Opened) -> None:
    postman.free.clear()

    with mail_server(postman) as smtp:
        outbox = outbox_of(smtp)
        for number in range(8):
            outbox.send(a_mail(f"p{number}@oficio.example"))
        taken_meanwhile = list(postman.envelopes)
        postman.free.set()
        messages = postman.awaited(8)

    assert taken_meanwhile == []
    assert [message["To"] for message in messages] == [f"p{number}@oficio.example" for number in range(8)]


def test_a_mail_that_waits_for_its_next_try_keeps_no_other_waiting(
    postman: Postman, outbox_of: Opened
) -> None:
    postman.answers = ["451 4.7.1 busy"]

    with mail_server(postman) as smtp:
        outbox = outbox_of(smtp, pauses=(100.0,))
        outbox.send(a_mail("first@oficio.example"))
        until(lambda: postman.answers == [], PATIENCE)
        outbox.send(a_mail("second@oficio.example"))
        postman.awaited(1)
        outbox.close()

    assert [message["To"] for message in postman.messages] == [
        "second@oficio.example",
        "first@oficio.example",
    ]


def test_a_queue_that_is_full_takes_no_more(
    postman: Postman, outbox_of: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    postman.free.clear()
    late = a_mail("late@oficio.example")

    with mail_server(postman) as smtp:
        outbox = outbox_of(smtp, longest_queue=2)
        outbox.send(a_mail("first@oficio.example"))
        until(lambda: len(postman.tried) == 1, PATIENCE)
        for mail in (a_mail("second@oficio.example"), a_mail("third@oficio.example"), late):
            outbox.send(mail)
        postman.free.set()
        outbox.close()

    assert [message["To"].partition("@")[0] for message in postman.messages] == ["first", "second", "third"]
    assert caplog.messages == [f"mail {late.id[:8]} to …@oficio.example is not sent: the outbox is full"]


def test_closing_does_not_wait_for_ever(postman: Postman, caplog: pytest.LogCaptureFixture) -> None:
    postman.free.clear()

    with mail_server(postman) as smtp:
        outbox = Outbox(smtp)
        outbox.send(a_mail())
        until(lambda: len(postman.tried) == 1, PATIENCE)
        outbox.close(seconds=0.05)
        outbox.send(a_mail())
        said = list(caplog.messages)
        postman.free.set()
        postman.awaited(1)

    assert said[0] == "the outbox closes with mails that were not delivered"
    assert said[1].endswith("to …@oficio.example is not sent: the outbox is closed")


def test_what_is_queued_when_the_process_ends_is_still_sent(postman: Postman) -> None:
    program = (
        "import sys; from feedback_app.mail import Mail; from feedback_app.outbox import Outbox;"
        "from tests.feedback_app.mail_server import SENDER; from feedback_app.smtp import Security, Smtp;"
        "box = Outbox(Smtp('127.0.0.1', SENDER, int(sys.argv[1]), Security.NONE));"
        "[box.send(Mail(f'p{n}@oficio.example', 'Su acceso', 'Hola', '<p>Hola</p>')) for n in range(5)]"
    )
    with mail_server(postman) as smtp:
        subprocess.run([sys.executable, "-c", program, str(smtp.port)], check=True)

    assert [message["To"] for message in postman.messages] == [f"p{n}@oficio.example" for n in range(5)]


def test_neither_log_nor_repr_tells_link_code_or_whose_mail_it_is(
    postman: Postman, outbox_of: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    postman.answers = [f"451 {LINK} {CODE}", f"554 {LINK} {CODE}"]
    postman.refused = "ana.rivas@olmo.example"
    mails = [a_mail(), a_mail(postman.refused), a_mail("ana.rivas@"), a_mail("last@oficio.example")]

    with mail_server(postman) as smtp:
        outbox = outbox_of(smtp, pauses=SOON)
        for mail in mails:
            outbox.send(mail)
        postman.awaited(1)
        outbox.close()

    ours = [record.getMessage() for record in caplog.records if record.name.startswith("feedback_app")]
    assert len(ours) == 4
    said = "\n".join(ours)
    assert [secret for secret in (LINK, CODE, "ana.rivas", "Su acceso") if secret in said] == []
    assert repr(mails[0]) == f"Mail(to='ana.rivas@oficio.example', id='{mails[0].id}')"
