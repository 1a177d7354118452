"""The server is who it says, hears the password encrypted or not at all; its refusals name nobody."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import replace
from email.headerregistry import Address
from email.message import EmailMessage

import pytest

from feedback_app.mail import Mail, message
from feedback_app.smtp import NotDelivered, Security, Smtp, WrongSetting
from tests.feedback_app.mail_server import PASSWORD, SENDER, USER, Certificate, Postman, mail_server

FULL = {
    "LUZ_SMTP_HOST": "correo.oficio.example",
    "LUZ_SMTP_PORT": "2525",
    "LUZ_SMTP_USER": "luz",
    "LUZ_SMTP_PASSWORD": " ábrete no, abracadabra ".replace("á", "a"),
    "LUZ_SMTP_SENDER": "Año Nuevo <acceso@oficio.example>",
    "LUZ_SMTP_SECURITY": "TLS",
}
LEAST = {"LUZ_SMTP_HOST": "correo.oficio.example", "LUZ_SMTP_SENDER": "acceso@oficio.example"}


def a_message(to: str = "ana@oficio.example") -> EmailMessage:
    written = dt.datetime(2026, 11, 22, 8, 30, tzinfo=dt.UTC)
    return message(Mail(to, "Su acceso", "Hola\n", "<p>Hola</p>\n"), SENDER, written)


def refusal(
    smtp: Smtp, certificate: Certificate | None = None, to: str = "ana@oficio.example"
) -> NotDelivered:
    with pytest.raises(NotDelivered) as refused:
        smtp.deliver(a_message(to), certificate.trusted() if certificate else None)
    return refused.value


@pytest.fixture
def postman() -> Postman:
    return Postman()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return Certificate.made(tmp_path_factory.mktemp("server"), "IP:127.0.0.1")


@pytest.fixture(scope="module")
def anothers_certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return Certificate.made(tmp_path_factory.mktemp("another"), "DNS:correo.olmo.example")


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_user_and_password_are_said_encrypted(
    security: Security, postman: Postman, certificate: Certificate
) -> None:
    with mail_server(postman, security, certificate, signs_in=True) as smtp:
        smtp.deliver(a_message(), certificate.trusted())

    assert [envelope.rcpt_tos for envelope in postman.envelopes] == [["ana@oficio.example"]]
    assert postman.hosts == ["oficio.example"]
    assert (postman.encrypted, postman.signed_in_as) == ([True], [USER.encode()])


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_server_that_nobody_vouches_for_gets_nothing(
    security: Security, postman: Postman, certificate: Certificate
) -> None:
    with mail_server(postman, security, certificate, signs_in=True) as smtp:
        refused = refusal(smtp)

    assert str(refused).startswith("SSLCertVerificationError: ")
    assert (refused.lasting, postman.signed_in_as, postman.tried) == (False, [], [])


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_the_certificate_of_another_server_is_not_enough(
    security: Security, postman: Postman, anothers_certificate: Certificate
) -> None:
    with mail_server(postman, security, anothers_certificate, signs_in=True) as smtp:
        refused = refusal(smtp, anothers_certificate)

    assert str(refused).startswith("SSLCertVerificationError: ")
    assert (postman.signed_in_as, postman.tried) == ([], [])


def test_a_server_that_cannot_encrypt_gets_nothing(postman: Postman, certificate: Certificate) -> None:
    with mail_server(postman, signs_in=True) as smtp:
        refused = refusal(replace(smtp, security=Security.STARTTLS), certificate)

    assert (str(refused), refused.lasting) == ("SMTPNotSupportedError", True)
    assert (postman.signed_in_as, postman.tried) == ([], [])


def test_a_wrong_password_is_not_tried_again_and_not_told(
    postman: Postman, certificate: Certificate, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "feedback_app")
    with mail_server(postman, Security.STARTTLS, certificate, signs_in=True) as smtp:
        wrong = replace(smtp, password="otra clave")
        refused = refusal(wrong, certificate)

    assert (str(refused), refused.lasting) == ("SMTPAuthenticationError 535", True)
    assert repr(wrong) == repr(smtp)
    assert PASSWORD not in repr(smtp) and "otra clave" not in repr(wrong)


def test_letters_beyond_ascii_in_an_address_arrive(postman: Postman) -> None:
    with mail_server(postman) as smtp:
        smtp.deliver(a_message("josé@añada.example"))

    assert postman.envelopes[0].rcpt_tos == ["josé@xn--aada-gqa.example"]
    assert postman.messages[0]["To"] == "josé@xn--aada-gqa.example"


def test_a_server_that_knows_ascii_alone_refuses_that_mail(postman: Postman) -> None:
    with mail_server(postman, utf8=False) as smtp:
        refused = refusal(smtp, to="josé@oficio.example")
        smtp.deliver(a_message())

    assert (str(refused), refused.lasting) == ("SMTPNotSupportedError", True)
    assert [message["To"] for message in postman.messages] == ["ana@oficio.example"]


@pytest.mark.parametrize(
    ("answer", "reason", "lasting"),
    [
        ("451 4.7.1 ana@oficio.example later", "SMTPDataError 451", False),
        ("554 5.7.1 ana@oficio.example never", "SMTPDataError 554", True),
    ],
)
def test_a_no_for_now_is_told_from_a_no_for_good(
    answer: str, reason: str, lasting: bool, postman: Postman
) -> None:
    postman.answers = [answer]

    with mail_server(postman) as smtp:
        refused = refusal(smtp)

    assert (str(refused), refused.lasting) == (reason, lasting)


def test_what_is_taken_is_taken_even_if_the_server_hangs_up_without_a_farewell(postman: Postman) -> None:
    postman.hangs_up = True

    with mail_server(postman) as smtp:
        smtp.deliver(a_message())

    assert len(postman.messages) == 1


def test_nobody_there_may_be_there_later() -> None:
    with mail_server(Postman()) as smtp:
        pass

    refused = refusal(smtp)

    assert (str(refused), refused.lasting) == ("ConnectionRefusedError: Connection refused", False)


def test_the_environment_names_the_server() -> None:
    sender = Address("Año Nuevo", "acceso", "oficio.example")
    password = FULL["LUZ_SMTP_PASSWORD"]

    assert Smtp.from_environment(FULL) == Smtp(
        "correo.oficio.example", sender, 2525, Security.TLS, "luz", password
    )
    assert password not in repr(Smtp.from_environment(FULL))


@pytest.mark.parametrize(
    ("security", "port"), [("", 587), ("starttls", 587), ("tls", 465), ("none", 25), (" None ", 25)]
)
def test_each_kind_of_security_has_its_port(security: str, port: int) -> None:
    smtp = Smtp.from_environment(LEAST | {"LUZ_SMTP_SECURITY": security})

    assert smtp is not None
    assert (smtp.port, smtp.user, smtp.password) == (port, "", "")


@pytest.mark.parametrize("environment", [{}, {"PATH": "/bin"}, {"LUZ_SMTP_HOST": "", "LUZ_SMTP_PORT": " "}])
def test_no_server_is_no_mistake(environment: dict[str, str]) -> None:
    assert Smtp.from_environment(environment) is None


WRONG = [
    (
        {"PASS": "x"},
        "PASS: no existe ese ajuste; los que hay son HOST, PORT, USER, PASSWORD, SENDER, SECURITY",
    ),
    ({"HOST": ""}, "HOST: falta el nombre del servidor de correo"),
    ({"HOST": "https://x.example"}, "HOST: «https://x.example» no es el nombre de un servidor"),
    ({"HOST": "x..example"}, "HOST: «x..example» no es el nombre de un servidor"),
    ({"PORT": "mail"}, "PORT: «mail» no es un puerto, un número del 1 al 65535"),
    ({"PORT": "0"}, "PORT: «0» no es un puerto, un número del 1 al 65535"),
    ({"PORT": "65536"}, "PORT: «65536» no es un puerto, un número del 1 al 65535"),
    ({"PORT": "5870000"}, "PORT: «5870000» no es un puerto, un número del 1 al 65535"),
    ({"PORT": "٥٨٧"}, "PORT: «٥٨٧» no es un puerto, un número del 1 al 65535"),
    ({"SECURITY": "ssl"}, "SECURITY: «ssl» no es ninguno de estos valores: starttls, tls, none"),
    ({"USER": "luz"}, "PASSWORD: falta, aunque hay un usuario"),
    ({"PASSWORD": "x"}, "USER: falta, aunque hay una contraseña"),
    (
        {"USER": "luz", "PASSWORD": "clavé"},
        "PASSWORD: solo se pueden enviar letras sin acentos, cifras y signos",
    ),
    (
        {"USER": "luz", "PASSWORD": "x", "SECURITY": "none"},
        "SECURITY: sin cifrado, cualquiera podría leer la contraseña por el camino; use «starttls» o «tls»",
    ),
    ({"SENDER": ""}, "SENDER: falta la dirección de la que salen los correos"),
    ({"SENDER": "Oficio"}, "SENDER: «Oficio» no es una dirección como «Oficio <acceso@oficio.example>»"),
    (
        {"SENDER": "acceso@oficio"},
        "SENDER: «acceso@oficio» no es una dirección como «Oficio <acceso@oficio.example>»",
    ),
    (
        {"SENDER": "a@x.example, b@x.example"},
        "SENDER: «a@x.example, b@x.example» no es una dirección como «Oficio <acceso@oficio.example>»",
    ),
    (
        {"SENDER": "Oficio <accesó@oficio.example>"},
        "SENDER: escriba la dirección misma sin acentos; el nombre sí puede llevarlos",
    ),
]


@pytest.mark.parametrize(("changes", "complaint"), WRONG)
def test_a_wrong_setting_is_named_and_explained(changes: dict[str, str], complaint: str) -> None:
    environment = LEAST | {f"LUZ_SMTP_{name}": value for name, value in changes.items()}

    with pytest.raises(WrongSetting) as wrong:
        Smtp.from_environment(environment)

    assert str(wrong.value) == f"LUZ_SMTP_{complaint}"


@pytest.mark.parametrize("between", ["\n", "\r\n", "\x00", "\u2028", "=?utf-8?q?=0D=0A?="])
def test_a_sender_cannot_bring_a_header_of_its_own(between: str) -> None:
    sender = f"Oficio{between}Bcc: eva@olmo.example <acceso@oficio.example>"

    with pytest.raises(WrongSetting):
        Smtp.from_environment(LEAST | {"LUZ_SMTP_SENDER": sender})


def test_a_password_may_be_said_in_clear_to_this_machine_alone() -> None:
    here = {"LUZ_SMTP_HOST": "localhost", "LUZ_SMTP_SECURITY": "none"}
    smtp = Smtp.from_environment(LEAST | here | {"LUZ_SMTP_USER": USER, "LUZ_SMTP_PASSWORD": PASSWORD})

    assert smtp is not None
    assert (smtp.host, smtp.security, smtp.user) == ("localhost", Security.NONE, USER)
