"""The mail with which somebody signs in: a link and a code for each way in that their address has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from feedback_app.current import PACKAGE
from feedback_app.links import VALID_SECONDS
from feedback_app.mail import Mail, one_line
from luz import wording
from luz.brand import palette_of
from luz.published import PublishedCompany
from luz.wording import Wording

_WHERE = (
    "Open the link in the browser in which you asked for it: it works in no other. If you read this mail on "
    "another device, type the code into the page from which you asked."
)
_NOT_YOU = (
    "If it was not you, you need do nothing: without this mail nobody gets in. Do not pass it on, and tell "
    "nobody the code: none of us will ask you for it by phone or by mail."
)


@dataclass(frozen=True)
class WayIn:
    """One way in: what it leads to, such as «Intranet», a link of our own, and a code of six digits."""

    label: str
    link: str = field(repr=False)
    code: str = field(repr=False)

    @property
    def readable_code(self) -> str:
        """The code as one reads it aloud: «123 456»."""
        return f"{self.code[:3]} {self.code[3:]}"


def sign_in_mail(to: str, ways: Sequence[WayIn], company: PublishedCompany, language: str) -> Mail:
    """The mail for one address, in a language that `feedback_app` speaks."""
    words = wording.load(PACKAGE, language)
    subject = words.text("Signing in to {company}: your link and your code", company=company.name)
    before, after = _before(words, to, ways, company), _after(words)
    html = _environment().get_template("mail/sign_in.html")
    return Mail(
        to=to,
        subject=subject,
        text=_text(words, ways, company, before, after),
        html=html.render(
            wording=words,
            say=words.text,
            subject=subject,
            company=company,
            palette=palette_of(company.brand),
            before=before,
            ways=ways,
            after=after,
        ),
    )


def _before(words: Wording, to: str, ways: Sequence[WayIn], company: PublishedCompany) -> list[str]:
    asked = "Somebody, most likely you, has asked to sign in to {company} with the address {address}."
    several = "This address has several ways in, each with its link and its code: use the one you need."
    who = words.text(asked, company=company.name, address=to)
    return [who, words.text(several)] if len(ways) > 1 else [who]


def _after(words: Wording) -> list[str]:
    lives = words.text("A link and its code work once, and for {number} minutes.", number=VALID_SECONDS // 60)
    return [words.text(_WHERE), lives, words.text(_NOT_YOU)]


def _text(
    words: Wording, ways: Sequence[WayIn], company: PublishedCompany, before: list[str], after: list[str]
) -> str:
    entries = (
        "\n".join((
            words.text("Sign in: {label}", label=one_line(way.label)),
            way.link,
            words.text("Code: {code}", code=way.readable_code),
        ))
        for way in ways
    )  # fmt: skip
    return "\n\n".join((*before, *entries, *after, f"-- \n{company.name}")) + "\n"


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(PACKAGE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
