"""Templates → pages: escaped, strict about what is missing, with links only to what the edition holds.

The Jinja environment knows no edition: all that differs between editions is handed to each rendering, so
that nothing can be left over from one client's pages in another's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from hooks.files import client_file_path, logo_path
from hooks.page import Page, relative
from hooks.places import NotHere, Places
from luz import wording as words
from luz.audience import Audience, Record
from luz.editions import Shown
from luz.wording import DateStyle, Wording

PACKAGE = Path(__file__).parent


def wording(language: str) -> Wording:
    """The words of the pages in one language."""
    return words.load(PACKAGE, language)


@lru_cache
def environment() -> Environment:
    """Where templates are compiled, once for all editions."""
    return Environment(
        loader=FileSystemLoader(PACKAGE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True)
class Rendering:
    """All that the pages of one edition have in common.

    `content_language` is the language in which the texts shown were written, where it is not the edition's:
    on the intranet, a client's plan.
    """

    shown: Shown
    places: Places
    today: dt.date
    public_url: str
    content_language: str

    @property
    def wording(self) -> Wording:
        """The words of the edition's own language."""
        return wording(self.shown.edition.language)

    def page(
        self, path: str, template: str, title: str, looks: dict[str, Any] | None = None, **values: Any
    ) -> Page:
        """Render one page; `looks` are the fields of Page that say how it is listed and laid out."""
        html = environment().get_template(template).render(
            **_tools(self, path), **values, title=title, path=path
        )  # fmt: skip
        return Page(path, title, html, **(looks or {}))


def _tools(rendering: Rendering, path: str) -> dict[str, Any]:
    """What a template may call, each under the name it has there."""
    shown, local = rendering.shown, rendering.wording
    speaker = Speaker(local, wording(rendering.content_language))
    signposts = Signposts(rendering, path)
    return {
        "edition": shown.edition,
        "shown": shown,
        "company": shown.library.company,
        "find": shown.find,
        "today": rendering.today,
        "served": bool(rendering.public_url),
        "internal": Audience.INTERNAL,
        "wording": local,
        "content_wording": speaker.content,
        "t": speaker.text,
        "count": speaker.count,
        "label": local.label,
        "date": speaker.date,
        "own": speaker.own,
        "paragraphs": speaker.paragraphs,
        "own_paragraphs": speaker.own_paragraphs,
        "link": signposts.link,
        "href": signposts.href,
        "site_href": signposts.site_href,
        "client_file": signposts.client_file,
        "logo": signposts.logo,
        "mailto": mailto,
        "tel": tel,
    }


@dataclass(frozen=True)
class Speaker:
    """Texts on a page: messages in the page's language, and passages that were written in another."""

    local: Wording
    content: Wording

    def text(self, message: str, **params: object) -> Markup:
        """A message with its parameters, which may be links; whatever is no markup is escaped."""
        open_message = self.local.text(message, **{name: f"{{{name}}}" for name in params})
        return escape(open_message).format(**params)

    def count(self, singular: str, plural: str, number: int) -> str:
        """A message about a number of things."""
        return self.local.count(singular, plural, number)

    def date(self, day: dt.date, style: DateStyle = "long") -> Markup:
        """A day, marked so that machines read it too."""
        return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), self.local.date(day, style))

    def own(self, text: str) -> Markup:
        """A passage in the words of who wrote it, marked where it is in another language than the page."""
        if self.content.language == self.local.language:
            return escape(text)
        return Markup('<span lang="{}">{}</span>').format(self.content.language, text)

    def paragraphs(self, text: str) -> Markup:
        """A text of several lines: an empty line parts paragraphs, any other end of line is kept."""
        return _paragraphs(text, Markup("<p>"))

    def own_paragraphs(self, text: str) -> Markup:
        """As `paragraphs`, each marked where it is in another language than the page."""
        if self.content.language == self.local.language:
            return self.paragraphs(text)
        return _paragraphs(text, Markup('<p lang="{}">').format(self.content.language))


def _paragraphs(text: str, opening: Markup) -> Markup:
    blocks = (block.strip() for block in text.replace("\r\n", "\n").split("\n\n"))
    lines = (Markup("<br>\n").join(block.splitlines()) for block in blocks if block)
    return Markup("\n").join(opening + line + Markup("</p>") for line in lines)


@dataclass(frozen=True)
class Signposts:
    """Addresses as seen from one page."""

    rendering: Rendering
    path: str

    def href(self, kind: str, key: str) -> str:
        """The address of a thing. Raises NotHere where this edition has no place for it."""
        try:
            return relative(self.rendering.places[kind, key], self.path)
        except KeyError:
            raise NotHere(f"{self.path}: no {kind} {key!r} in {self.rendering.shown.edition.name}") from None

    def link(self, kind: str, key: str, text: str | None = None) -> Markup:
        """A link to a thing, under its own name or under the text given."""
        return Markup('<a href="{}">{}</a>').format(self.href(kind, key), text or self._name(kind, key))

    def site_href(self, address: str) -> str:
        """An address of the whole site, which no edition holds: the survey, the intranet's search."""
        return f"{self.rendering.public_url.rstrip('/')}/{address}"

    def client_file(self, client: str, name: str) -> str:
        """The address of a document or logo of a client."""
        return relative(client_file_path(client, name, self.rendering.wording), self.path)

    def logo(self) -> str:
        """The address of the company's logo."""
        return relative(logo_path(self.rendering.shown.library.company), self.path)

    def _name(self, kind: str, key: str) -> str:
        thing = self.rendering.shown.find(kind, key)
        if thing is None:
            raise NotHere(f"{self.path}: no {kind} {key!r} in {self.rendering.shown.edition.name}")
        return str(thing.title if kind in {"project", "questionnaire"} else thing.name)


def mailto(address: str, subject: str = "", body: Iterable[str] = ()) -> str:
    """The address of a new message, its subject and its lines filled in."""
    fields = {"subject": subject, "body": "\r\n".join(body)}
    query = urlencode({name: value for name, value in fields.items() if value}, quote_via=quote)
    return f"mailto:{quote(address, safe='@')}" + (f"?{query}" if query else "")


def tel(number: str) -> str:
    """The address that dials a phone number."""
    return f"tel:{''.join(character for character in number if character in '+0123456789')}"


def speaking_for(rendering: Rendering) -> Callable[[str, Record], Markup]:
    """Marks a client's words on a page about several clients with the language they are written in."""

    def said(text: str, folder: Record) -> Markup:
        if folder.client.language == rendering.shown.edition.language:
            return escape(text)
        return Markup('<span lang="{}">{}</span>').format(folder.client.language, text)

    return said
