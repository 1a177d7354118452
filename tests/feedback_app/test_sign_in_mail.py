"""The mail to sign in with: its words in each language, safe with any name, nothing in it from outside."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from feedback_app.current import PACKAGE
from feedback_app.mail import Mail, one_line
from feedback_app.sign_in_mail import WayIn, sign_in_mail
from luz import wording
from luz.published import PublishedCompany
from tests.builders import a_company

OURS = "https://luz.oficio.example/sign-in/"
INTRANET = WayIn("Intranet", f"{OURS}3fa9c2d1", "042907")
PORTAL = WayIn("Portal de Olmo", f"{OURS}b7e01f44", "815203")
TO = "ana.rivas@oficio.example"

SPANISH = f"""\
Alguien, seguramente usted, ha pedido entrar en Oficio con la dirección {TO}.

Esta dirección tiene varias entradas, cada una con su enlace y su código: use la que necesite.

Entrar: Intranet
{OURS}3fa9c2d1
Código: 042 907

Entrar: Portal de Olmo
{OURS}b7e01f44
Código: 815 203

Abra el enlace en el mismo navegador en que lo pidió: en otro no funciona. Si lee este correo en otro \
aparato, escriba el código en la página desde la que lo pidió.

Cada enlace y su código valen una sola vez y durante 10 minutos.

Si no ha sido usted, no tiene que hacer nada: sin este correo no entra nadie. No lo reenvíe ni diga el \
código a nadie: ninguno de nosotros se lo pedirá por teléfono ni por correo.

-- \nOficio
"""
ENGLISH = f"""\
Somebody, most likely you, has asked to sign in to Oficio with the address {TO}.

Sign in: Intranet
{OURS}3fa9c2d1
Code: 042 907

Open the link in the browser in which you asked for it: it works in no other. If you read this mail on \
another device, type the code into the page from which you asked.

A link and its code work once, and for 10 minutes.

If it was not you, you need do nothing: without this mail nobody gets in. Do not pass it on, and tell \
nobody the code: none of us will ask you for it by phone or by mail.

-- \nOficio
"""
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=https://olmo.example/a.png>',
    "' onmouseover='alert(1)",
    "{{ palette }}{% raw %}",
    "</style><link rel=stylesheet href=//olmo.example/a.css>",
    "{code} %s {0}",
]


def company(**changes: Any) -> PublishedCompany:
    ours = a_company(**changes)
    names = set(PublishedCompany.model_fields) - {"time_zone"}
    return PublishedCompany(time_zone="Europe/Madrid", **{name: getattr(ours, name) for name in names})


def a_mail(*ways: WayIn, language: str = "es", **changes: Any) -> Mail:
    return sign_in_mail(TO, ways or (INTRANET,), company(**changes), language)


class Read(HTMLParser):
    """What a mail program makes of the HTML: its text, its tags and their attributes, without styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if data.strip() and self.tags[-1][0] not in {"style", "title"}:
            self.texts.append(data.strip())


def test_the_text_in_spanish() -> None:
    mail = a_mail(INTRANET, PORTAL)

    assert (mail.to, mail.subject) == (TO, "Entrar en Oficio: su enlace y su código")
    assert mail.text == SPANISH


def test_the_text_in_english() -> None:
    mail = a_mail(INTRANET, language="en")

    assert (mail.to, mail.subject) == (TO, "Signing in to Oficio: your link and your code")
    assert mail.text == ENGLISH


@pytest.mark.parametrize("language", wording.languages(PACKAGE))
def test_the_page_says_what_the_text_says(language: str) -> None:
    mail = a_mail(INTRANET, PORTAL, language=language)
    said = wording.load(PACKAGE, language).text

    read = Read(mail.html)
    links = [attributes["href"] for tag, attributes in read.tags if tag == "a"]
    code = said("Code: {code}", code="")
    from_text = [line.removeprefix(code) for line in mail.text.splitlines() if line and line not in links]
    assert links == [INTRANET.link, PORTAL.link]
    assert [text for text in read.texts if text != said("Or type this code:")] == [
        "Oficio",
        *(line for line in from_text if line not in {"-- ", "Oficio"}),
    ]
    assert read.tags[0] == ("html", {"lang": language})


def test_nothing_is_fetched_and_nothing_leads_elsewhere() -> None:
    mail = a_mail(INTRANET, PORTAL)

    read = Read(mail.html)
    tags = {tag for tag, attributes in read.tags}
    addressing = {
        name for tag, attributes in read.tags for name in attributes if name in {"src", "srcset", "action"}
    }
    assert tags == {"html", "head", "meta", "title", "style", "body", "div", "h1", "p", "a"}
    assert addressing == set()
    assert re.findall(r"url\(|@import|@font-face|\bcid:", mail.html) == []
    assert set(re.findall(r"[a-z]+:?//[^/\"<\s]+/[^/]+/", mail.html + mail.text)) == {OURS}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_stays_a_name(name: str) -> None:
    mail = a_mail(WayIn(name, INTRANET.link, INTRANET.code), name=name)
    plain = a_mail()

    tags = [(tag, set(attributes)) for tag, attributes in Read(mail.html).tags]
    assert tags == [(tag, set(attributes)) for tag, attributes in Read(plain.html).tags]
    assert mail.text == plain.text.replace("Entrar: Intranet", f"Entrar: {name}").replace("Oficio", name)
    assert mail.subject == f"Entrar en {name}: su enlace y su código"


def test_a_label_cannot_pretend_to_be_another_line_of_the_text() -> None:
    label = "Portal\nhttps://olmo.example/\n\nCódigo: 000 000\u202e"
    mail = a_mail(WayIn(label, INTRANET.link, INTRANET.code))

    assert one_line(label) == "Portal https://olmo.example/ Código: 000 000"
    assert mail.text == a_mail().text.replace("Entrar: Intranet", f"Entrar: {one_line(label)}")


def test_neither_link_nor_code_is_in_a_repr() -> None:
    assert repr(INTRANET) == "WayIn(label='Intranet')"


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("primary", ["#1b4d3e", "#ffe000", "#0000ff"])
def test_it_can_be_read_on_a_phone_and_in_the_dark(
    width: int, colours: Any, primary: str, chromium: Browser
) -> None:
    brand = {"logo": "logo.svg", "primary": primary, "accent": "#b4532a"}
    long = WayIn("Portal de Transportes y Almacenes Hispanolusitanos", f"{OURS}{'a' * 64}", "123456")
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=colours)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.set_content(a_mail(INTRANET, long, brand=brand).html)
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth")

    page.close()
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in violations] == []
    assert (wide, asked) == (width, [])
