"""What a mail becomes on its way: one header each, our own names in them, nothing slipped in."""

from __future__ import annotations

import datetime as dt
import socket
from email.headerregistry import Address

import pytest

from feedback_app.mail import Mail, addressed, message, one_line
from tests.feedback_app.mail_server import SENDER, read

WRITTEN = dt.datetime(2026, 11, 22, 8, 30, tzinfo=dt.UTC)
HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]

INJECTIONS = [
    "\r\nBcc: eva@olmo.example",
    "\nBcc: eva@olmo.example",
    "\rBcc: eva@olmo.example",
    "\r\n\r\n<p>Otro cuerpo</p>",
    "\u2028Bcc: eva@olmo.example",
    "\x85Bcc: eva@olmo.example",
    "\x00\x0b\x0cBcc: eva@olmo.example",
    "=?utf-8?q?=0D=0ABcc:_eva=40olmo.example?=",
    " =?utf-8?b?DQpCY2M6IGV2YUBvbG1vLmV4YW1wbGU=?=",
    "=?=?utf-8?q?=0D=0ABcc:_eva=40olmo.example?=",
]


def a_mail(to: str = "ana@oficio.example", subject: str = "Su acceso", text: str = "Hola\n") -> Mail:
    return Mail(to, subject, text, "<p>Hola</p>\n")


def test_the_headers_say_who_when_and_that_no_answer_is_expected() -> None:
    mail = a_mail(subject="Entrar en Año Nuevo")
    arrived = read(bytes(message(mail, SENDER, WRITTEN)))

    assert dict(arrived.items()) == {
        "From": "Oficio <acceso@oficio.example>",
        "To": "ana@oficio.example",
        "Subject": "Entrar en Año Nuevo",
        "Date": "Sun, 22 Nov 2026 08:30:00 +0000",
        "Message-ID": f"<{mail.id}@oficio.example>",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Type": arrived["Content-Type"],
    }


def test_nothing_names_the_machine_and_all_of_it_is_seven_bits() -> None:
    sent = bytes(message(a_mail(subject="Añada", text="Mañana, 10 €\n"), SENDER, WRITTEN))

    assert socket.gethostname().encode() not in sent
    assert max(sent) < 128
    assert max(map(len, sent.split(b"\r\n"))) <= 78


def test_two_mails_have_different_ids() -> None:
    assert a_mail().id != a_mail().id


@pytest.mark.parametrize("injected", INJECTIONS)
def test_a_subject_adds_no_header_and_no_body(injected: str) -> None:
    arrived = read(bytes(message(a_mail(subject=f"Entrar en Olmo{injected}"), SENDER, WRITTEN)))

    plain, html = arrived.iter_parts()
    assert arrived.keys() == HEADERS
    assert (plain.get_content(), html.get_content()) == ("Hola\n", "<p>Hola</p>\n")


@pytest.mark.parametrize("injected", [one for one in INJECTIONS if not {"\r", "\n"} & set(one)])
def test_the_name_of_the_sender_adds_no_header(injected: str) -> None:
    sender = Address(f"Olmo{injected}", "acceso", "oficio.example")

    assert read(bytes(message(a_mail(), sender, WRITTEN))).keys() == HEADERS


@pytest.mark.parametrize("injected", INJECTIONS)
def test_the_text_adds_no_header_and_no_part(injected: str) -> None:
    arrived = read(bytes(message(a_mail(text=f"Hola{injected}\n.\n--=\nFrom: x\n"), SENDER, WRITTEN)))

    assert arrived.keys() == HEADERS
    assert [part.get_content_type() for part in arrived.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize(
    "address",
    [
        *(f"ana{injected}@oficio.example" for injected in INJECTIONS),
        *(f"ana@oficio.example{injected}" for injected in INJECTIONS),
        "",
        "ana",
        "@oficio.example",
        "ana@",
        "ana@olmo.example@oficio.example",
        "ana ruiz@oficio.example",
        "ana@oficio..example",
        f"ana@{'o' * 64}.example",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError):
        addressed(address)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ana@oficio.example", "ana@oficio.example"),
        ("ana+luz@oficio.example", "ana+luz@oficio.example"),
        ("josé@oficio.example", "josé@oficio.example"),
        ("ana@añada.example", "ana@xn--aada-gqa.example"),
        ("(ana)@oficio.example", '"(ana)"@oficio.example'),
    ],
)
def test_an_address_is_written_as_servers_read_it(text: str, address: str) -> None:
    assert addressed(text).addr_spec == address


@pytest.mark.parametrize(
    ("text", "line"),
    [("a b", "a b"), (" a \r\n\t b ", "a b"), ("a\x1b[31m\x07b", "a[31mb"), ("a\u202eb", "ab"), ("", "")],
)
def test_one_line_is_one_line(text: str, line: str) -> None:
    assert one_line(text) == line
