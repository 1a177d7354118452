"""Every page says whose it is, how to reach the company, and how to report that it looks wrong."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from hooks.frame import Frame, Notice, channel_href
from luz.audience import Audience, Edition
from luz.editions import for_edition
from tests.builders import a_company, a_library

PUBLIC = Edition(Audience.PUBLIC)
PORTAL = Edition(Audience.CLIENT, "olmo")
ENGLISH_PORTAL = Edition(Audience.CLIENT, "north-pier", "en")


def frame(edition: Edition, **more: object) -> Frame:
    return Frame(for_edition(a_library(), edition), "https://luz.example/", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("edition", "label", "name"),
    [
        (PUBLIC, "Sitios web que se cuidan solos", "Oficio"),
        (Edition(Audience.INTERNAL), "Intranet", "Oficio · Intranet"),
        (PORTAL, "Portal de Bodegas Olmo", "Oficio · Portal de Bodegas Olmo"),
        (ENGLISH_PORTAL, "Portal of North Pier Freight", "Oficio · Portal of North Pier Freight"),
    ],
)
def test_each_site_says_which_it_is(edition: Edition, label: str, name: str) -> None:
    assert (frame(edition).label, frame(edition).site_name) == (label, name)


def test_the_foot_holds_every_channel_with_a_link_where_one_can_be_opened() -> None:
    foot = frame(PUBLIC).foot(".", "", "Oficio")

    assert [channel.value for channel in a_company().channels if channel.value not in foot] == []
    assert 'href="tel:+34910000000"' in foot
    assert 'href="https://oficio.example/contacto"' in foot


@pytest.mark.parametrize(
    ("edition", "ways_out"), [(PUBLIC, 0), (Edition(Audience.INTERNAL), 1), (PORTAL, 1), (ENGLISH_PORTAL, 1)]
)
def test_the_foot_leads_out_whoever_had_to_sign_in(edition: Edition, ways_out: int) -> None:
    foot = frame(edition).foot(".", "", "Oficio")

    assert foot.count('<form method="post" action="/sign-out">') == ways_out


@pytest.mark.parametrize(
    ("kind", "value", "href"),
    [
        ("mail", "a@b.example", "mailto:a@b.example"),
        ("phone", "+34 910 000 000", "tel:+34910000000"),
        ("fax", "+34 910 000 099", ""),
        ("post", "Apartado 7", ""),
        ("meeting", "https://sala.example/a", "https://sala.example/a"),
    ],
)
def test_a_channel_opens_as_what_it_is(kind: str, value: str, href: str) -> None:
    assert channel_href(kind, value) == href


def test_a_page_fault_is_reported_with_the_address_of_the_page() -> None:
    mail = urlsplit(frame(PORTAL).page_fault("plan/", "El plan & más"))

    asked = parse_qs(mail.query)
    assert (mail.scheme, mail.path) == ("mailto", "web@oficio.example")
    assert asked["subject"] == ["Página que se ve mal: El plan & más"]
    assert asked["body"][0].startswith("Esta página se ve mal: https://luz.example/plan/")


def test_a_page_fault_is_reported_in_the_language_of_the_site() -> None:
    assert "This page looks wrong" in frame(ENGLISH_PORTAL).foot(".", "", "Home")


def test_names_are_escaped() -> None:
    library = a_library(company=a_company(name='A & "B" <i>'))
    shown = Frame(for_edition(library, PUBLIC))

    assert shown.site_name == "A &amp; &#34;B&#34; &lt;i&gt;"
    assert "<i>" not in shown.head(".") + shown.foot(".", "", "")


def test_notices_stand_above_every_page_and_link_what_says_more() -> None:
    shown = frame(PUBLIC, notices=(Notice("Datos de ejemplo"), Notice("Algo va mal", "clientes/olmo/")))

    lines = [line for line in shown.announcement("..").splitlines() if line]
    assert lines == [
        "<p>Datos de ejemplo</p>",
        '<p><a href="../clientes/olmo/">Algo va mal</a></p>',
    ]


def test_without_notices_there_is_no_announcement() -> None:
    assert frame(PUBLIC).announcement(".") == ""


def test_the_small_print_is_linked_from_the_foot() -> None:
    foot = frame(PUBLIC, small_print=(("Aviso legal", "publico/aviso/"),)).foot("../..", "a/b/", "B")

    assert '<a href="../../publico/aviso/">Aviso legal</a>' in foot


INTRANET = Edition(Audience.INTERNAL)
OUT = ["/session", "/sign-out"]


@pytest.mark.parametrize(
    ("edition", "places"), [(PUBLIC, ["/sign-in"]), (PORTAL, OUT), (ENGLISH_PORTAL, OUT), (INTRANET, OUT)]
)
def test_one_comes_in_from_the_public_site_and_out_from_every_other(
    edition: Edition, places: list[str]
) -> None:
    unserved = Frame(for_edition(a_library(), edition))

    found = [re.findall(r'"(/[a-z-]+)"', one.foot(".", "", "")) for one in (frame(edition), unserved)]

    assert found == [places, []]
