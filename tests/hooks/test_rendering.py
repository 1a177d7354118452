"""Templates: escaped, strict, in the reader's language, with links only to what the edition holds."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import TemplateNotFound, UndefinedError
from markupsafe import Markup

from hooks.places import NotHere
from hooks.rendering import PACKAGE, Rendering, Signposts, Speaker, environment, mailto, tel, wording
from luz.audience import Audience, Edition
from luz.editions import for_edition
from tests.builders import a_library

TODAY = dt.date(2026, 11, 21)
ES, EN = wording("es"), wording("en")
PLACES = {("person", "ana-rivas"): "a-quien-me-dirijo/#person-ana-rivas", ("page", "contact"): "contacto/"}

_SAID = re.compile(r"""\bt\(\s*"((?:[^"\\]|\\.)*)"|\.text\(\s*"((?:[^"\\]|\\.)*)"|\bcount\(\s*"([^"]*)\"""")


def rendering() -> Rendering:
    shown = for_edition(a_library(), Edition(Audience.CLIENT, "olmo", "es"))
    return Rendering(shown, PLACES, TODAY, "https://oficio.example/", content_language="es")


def signposts(path: str = "plan/compromisos/") -> Signposts:
    return Signposts(rendering(), path)


def test_a_link_is_relative_to_the_page_it_stands_on() -> None:
    assert signposts().link("person", "ana-rivas") == Markup(
        '<a href="../../a-quien-me-dirijo/#person-ana-rivas">Ana Rivas</a>'
    )
    assert signposts("").href("page", "contact") == "contacto/"
    assert signposts("contacto/").href("page", "contact") == "./"


def test_a_link_may_have_a_text_of_its_own_which_is_escaped() -> None:
    assert signposts("").link("page", "contact", "<Aquí>") == Markup('<a href="contacto/">&lt;Aquí&gt;</a>')


@pytest.mark.parametrize("key", ["bruno-leal", "nadie"])
def test_a_link_to_what_the_edition_has_no_place_for_is_refused(key: str) -> None:
    with pytest.raises(NotHere):
        signposts().link("person", key)


def test_a_place_whose_thing_the_edition_does_not_show_is_not_named() -> None:
    places = {("person", "nadie"): "a-quien-me-dirijo/"}

    with pytest.raises(NotHere):
        Signposts(replace(rendering(), places=places), "").link("person", "nadie")


def test_an_address_of_the_whole_site_follows_the_public_address() -> None:
    assert signposts().site_href("survey/x") == "https://oficio.example/survey/x"
    assert Signposts(replace(rendering(), public_url=""), "").site_href("survey/x") == "/survey/x"


def test_what_is_missing_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nobody_gave_this }}").render()


def test_a_hidden_field_is_an_error_even_in_a_question() -> None:
    plan = rendering().shown.client.plan

    with pytest.raises(UndefinedError):
        environment().from_string("{% if plan.internal_notes %}x{% endif %}").render(plan=plan)


def test_what_a_template_shows_is_escaped() -> None:
    assert environment().from_string("{{ text }}").render(text="<b>&") == "&lt;b&gt;&amp;"


def test_templates_are_those_of_the_pages() -> None:
    with pytest.raises(TemplateNotFound):
        environment().get_template("../rendering.py")


def test_a_message_escapes_its_parameters_but_keeps_links() -> None:
    said = Speaker(ES, ES).text("Counted in {calendar}.", calendar=Markup("<a>x</a>"))
    raw = Speaker(ES, ES).text("Counted in {calendar}.", calendar="<a>x</a>")

    assert said == Markup("Según este calendario: <a>x</a>.")
    assert raw == Markup("Según este calendario: &lt;a&gt;x&lt;/a&gt;.")


def test_a_parameter_is_never_read_as_a_message() -> None:
    assert Speaker(ES, ES).text("Counted in {calendar}.", calendar="{x}") == ("Según este calendario: {x}.")


def test_foreign_words_are_marked_with_their_language() -> None:
    assert Speaker(ES, EN).own("Gate & barrier") == Markup('<span lang="en">Gate &amp; barrier</span>')
    assert Speaker(ES, ES).own("Puerta & valla") == Markup("Puerta &amp; valla")


def test_paragraphs_part_at_empty_lines() -> None:
    assert Speaker(ES, ES).paragraphs("a\r\nb\n\n\n<c>") == Markup("<p>a<br>\nb</p>\n<p>&lt;c&gt;</p>")
    assert Speaker(ES, EN).own_paragraphs("a") == Markup('<p lang="en">a</p>')


def test_a_date_can_be_read_by_people_and_machines() -> None:
    assert Speaker(ES, ES).date(TODAY) == Markup('<time datetime="2026-11-21">21 de noviembre de 2026</time>')


def test_a_prefilled_message_keeps_every_sign_of_its_text() -> None:
    assert mailto("a@b.example") == "mailto:a@b.example"
    assert mailto("a@b.example", "¿50 % & más?", ["uno", "dos+tres"]) == (
        "mailto:a@b.example?subject=%C2%BF50%20%25%20%26%20m%C3%A1s%3F&body=uno%0D%0Ados%2Btres"
    )


def test_a_number_is_dialled_without_its_spaces() -> None:
    assert tel("+34 910 000 000") == "tel:+34910000000"


def test_a_page_is_rendered_with_its_looks() -> None:
    page = replace(rendering(), places=dict(PLACES)).page(
        "x/", "plan/proposals.html", "Propuestas", {"nav_title": "P"},
        folder=a_client_with_nothing(), proposal_headings={},
    )  # fmt: skip

    assert (page.path, page.title, page.label) == ("x/", "Propuestas", "P")


def a_client_with_nothing() -> object:
    folder = rendering().shown.client
    return type("Folder", (), {"proposals": (), "plan": None, "id": folder.id})()


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_message_of_templates_and_pages_is_in_the_catalogue(language: str) -> None:
    path = PACKAGE / "locale" / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as source:
        known = {
            message.id if isinstance(message.id, str) else message.id[0]
            for message in read_po(source, locale=language)
        }

    sources = [*(PACKAGE / "templates").rglob("*.html"), *PACKAGE.glob("*.py")]
    said = {message for source in sources for message in messages_in(source)}

    assert sorted(said - known) == []


def messages_in(source: Path) -> set[str]:
    found = _SAID.findall(source.read_text(encoding="utf-8"))
    return {text.replace('\\"', '"') for groups in found for text in groups if text}
