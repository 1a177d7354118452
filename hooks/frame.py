"""What surrounds every page of an edition: whose it is, how to reach the company, how to report a bad page.

The theme asks here for ready HTML, since MkDocs' own templates escape nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from hooks.files import logo_path
from hooks.places import Paths
from hooks.rendering import environment, mailto, tel, wording
from luz.audience import Audience, Edition, Record
from luz.editions import Shown
from luz.wording import Wording


@dataclass(frozen=True)
class Way:
    """One way to reach the company: its name, the address as people read it, and the link, if any."""

    kind: str
    name: str
    value: str
    href: str
    note: str | None


@dataclass(frozen=True)
class Door:
    """Where one comes in or sees that one is in: its address, what it is called, whether one can go out."""

    href: str
    name: Markup
    leads_out: bool = False


@dataclass(frozen=True)
class Notice:
    """Something every page of an edition tells its reader, with the page that says more, if there is one."""

    text: str
    path: str = ""


@dataclass(frozen=True)
class Frame:
    """The frame of one edition. `address` is where it is served, empty while nobody has said so."""

    shown: Shown
    address: str = ""
    notices: tuple[Notice, ...] = ()
    small_print: tuple[tuple[str, str], ...] = ()
    """Titles and paths of the pages that only the foot of each page links."""

    @property
    def edition(self) -> Edition:
        return self.shown.edition

    @property
    def wording(self) -> Wording:
        return wording(self.edition.language)

    @property
    def company(self) -> Record:
        company: Record = self.shown.library.company
        return company

    @property
    def site_name(self) -> Markup:
        """What the browser's tab shows behind each title."""
        if self.edition.audience is Audience.PUBLIC:
            return escape(self.company.name)
        return escape(f"{self.company.name} · {self.label}")

    @property
    def label(self) -> str:
        """Which of the company's sites this is, in a word or two."""
        if self.edition.audience is Audience.PUBLIC:
            return str(self.company.tagline)
        if self.edition.audience is Audience.INTERNAL:
            return self.wording.text("Intranet")
        return self.wording.text("Portal of {client}", client=self.shown.client.client.name)

    @property
    def ways(self) -> tuple[Way, ...]:
        """Every way to reach the company."""
        return tuple(
            Way(
                channel.kind,
                self.wording.label("ChannelKind", channel.kind),
                channel.value,
                channel_href(channel.kind, channel.value),
                channel.note,
            )
            for channel in self.company.channels
        )

    @property
    def door(self) -> Door | None:
        """By which door readers may come in, or have come in; None where no app serves this edition."""
        if not self.address:
            return None
        if self.edition.audience is Audience.PUBLIC:
            return Door("/sign-in", escape(self.wording.text("Sign in, for clients and employees")))
        return Door("/session", escape(self.wording.text("My session")), leads_out=True)

    @property
    def kept(self) -> str:
        """Where a portal says what is kept of its readers; empty where nobody comes in, so nothing is."""
        if self.edition.audience is not Audience.CLIENT or not self.address:
            return ""
        return f"{Paths(self.wording).of('contact')}#kept"

    def page_fault(self, page_path: str, title: str) -> str:
        """The mail that reports a page which looks wrong, its address already in it."""
        words = self.wording
        where = f"{self.address}{page_path}"
        lines = (
            words.text("This page looks wrong: {where}", where=where),
            words.text("What I see:"),
            "",
            words.text("Device and browser:"),
        )
        subject = words.text("Page that looks wrong: {title}", title=title)
        return mailto(self.company.page_fault_mail, subject, lines)

    def head(self, base: str) -> str:
        """The name and logo at the top of a page whose way to the edition's root is `base`."""
        return self._render("frame/brand.html", base)

    def announcement(self, base: str) -> str:
        """The notices above a page; empty where there are none."""
        return self._render("frame/announcement.html", base) if self.notices else ""

    def foot(self, base: str, page_path: str, title: str) -> str:
        """The foot of one page."""
        return self._render("frame/foot.html", base, fault=self.page_fault(page_path, title))

    def nothing_here(self, base: str) -> str:
        """What stands where no page is."""
        return self._render("frame/nothing_here.html", base)

    def _render(self, template: str, base: str, **values: Any) -> str:
        def below_root(path: str) -> str:
            return f"{base.rstrip('/')}/{quote(path, safe='/#')}"

        return (
            environment()
            .get_template(template)
            .render(
                frame=self,
                company=self.company,
                logo=logo_path(self.company),
                t=self.wording.text,
                below_root=below_root,
                **values,
            )
        )


def channel_href(kind: str, value: str) -> str:
    """The link that opens a channel; empty for those that a machine cannot open."""
    if kind == "mail":
        return mailto(value)
    if kind == "phone":
        return tel(value)
    return value if value.startswith(("http://", "https://")) else ""
