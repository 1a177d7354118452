"""What people read, in their language: messages of the catalogues, names of choices, dates, numbers, hours.

Pages, forms and messages ask here, so that a further language is a catalogue and not a change of code.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Literal

import holidays
from babel import Locale
from babel.dates import format_date, get_timezone_location
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal

from luz.model.money import Sum
from luz.model.scalars import Length, Span, clock

DateStyle = Literal["short", "long", "full"]

# A company in Europe writes «21 November 2026», which plain `en` would turn round.
_TERRITORIES = {"en": "en_GB"}
_FIRST_GROUPED_NUMBER = 10_000
# «Carmen e Inés», but «agua y hielo».
_SOUNDS_AS_I = re.compile(r"h?[ií](?![aeoáéó])", re.IGNORECASE)


@dataclass(frozen=True)
class Wording:
    """The words of one language; `load` makes it."""

    language: str
    locale: Locale
    translations: NullTranslations

    def text(self, message: str, /, **params: object) -> str:
        """A message in this language, its `{names}` filled in."""
        return self.translations.gettext(message).format(**params)

    def text_in(self, context: str, message: str, /, **params: object) -> str:
        """A message that means different things in different places: the context says which."""
        return self.translations.pgettext(context, message).format(**params)

    def count(self, singular: str, plural: str, number: int | Decimal, /, **params: object) -> str:
        """A message about a number of things, which it may name as `{number}`."""
        # Only a whole number can be one: «1 hora», but «1,5 horas».
        amount = int(number) if number == int(number) else 2
        message = self.translations.ngettext(singular, plural, amount)
        return message.format(number=self.number(number), **params)

    def label(self, choice: str, value: str) -> str:
        """What people call a value of an enumeration: `label("ProjectStatus", "closed")` → «Cerrado»."""
        return self.translations.pgettext(choice, value)

    def date(self, day: dt.date, style: DateStyle = "long") -> str:
        """«21/11/2026», «21 de noviembre de 2026» or «sábado, 21 de noviembre de 2026»."""
        pattern = "dd/MM/y" if style == "short" else style
        return format_date(day, pattern, locale=self.locale)

    def month(self, number: int) -> str:
        """The name of a month, 1 to 12, as it stands within a sentence."""
        return str(self.locale.months["format"]["wide"][number])

    def weekday(self, number: int) -> str:
        """The name of a day of the week, 0 for Monday, as it stands within a sentence."""
        return str(self.locale.days["format"]["wide"][number])

    def number(self, value: int | Decimal) -> str:
        """A number with its decimals; four digits are not grouped, as «1.000» reads as one to some."""
        return str(
            format_decimal(
                value,
                locale=self.locale,
                decimal_quantization=False,
                group_separator=abs(Decimal(value)) >= _FIRST_GROUPED_NUMBER,
            )
        )

    def percentage(self, value: int | Decimal) -> str:
        """A share from 0 to 100 with its sign, which no line break parts from it."""
        return self.text("{number}%", number=self.number(value))

    def money(self, price: Sum) -> str:
        """An amount with the sign of its currency: «150 €», «99,50 €»; cents only where there are any."""
        whole = price.amount == price.amount.to_integral_value()
        return str(
            format_currency(
                price.amount,
                price.currency,
                format="¤#,##0" if whole and self.language == "en" else "#,##0 ¤" if whole else None,
                locale=self.locale,
                currency_digits=not whole,
                group_separator=price.amount >= _FIRST_GROUPED_NUMBER,
            )
        )

    def duration(self, length: Length) -> str:
        """A length of time as it was promised: «4 horas», «1 día laborable»."""
        singular, plural = DURATIONS[length.unit.value]
        return self.count(singular, plural, length.amount)

    def hours(self, openings: Sequence[Span]) -> str:
        """The openings of one day: «9:00–14:00 y 16:00–19:00», «24 horas» or «cerrado»."""
        if not openings:
            return self.text("closed")
        if [str(span) for span in openings] == ["0:00-24:00"]:
            return self.text("24 hours")
        return self.listing(f"{clock(span.start)}–{clock(span.end)}" for span in openings)

    def place_of_zone(self, zone: str) -> str:
        """Where the clocks show a zone of the IANA list: «Madrid» for `Europe/Madrid`."""
        return str(get_timezone_location(zone, locale=self.locale, return_city=True))

    def place_of_holidays(self, country: str, region: str | None) -> str:
        """Whose public holidays they are: «Madrid (España)»; a region keeps the name it gives itself."""
        land = str(self.locale.territories.get(country, country))
        if region is None:
            return land
        names = holidays.country_holidays(country).get_subdivision_aliases().get(region)
        return f"{names[0] if names else region} ({land})"

    def listing(self, items: Iterable[str]) -> str:
        """Several things as one reads them out: «a, b y c»."""
        words = list(items)
        if self.language == "es" and len(words) > 1 and _SOUNDS_AS_I.match(words[-1]):
            return f"{', '.join(words[:-1])} e {words[-1]}"
        return format_list(words, locale=self.locale) if words else ""


DURATIONS = {
    "minutes": ("{number} minute", "{number} minutes"),
    "hours": ("{number} hour", "{number} hours"),
    "working_days": ("{number} working day", "{number} working days"),
    "days": ("{number} day", "{number} days"),
    "weeks": ("{number} week", "{number} weeks"),
    "months": ("{number} month", "{number} months"),
    "years": ("{number} year", "{number} years"),
}
"""The messages for an amount of each unit of time, one and several."""

_OWN_CATALOGUES = Path(__file__).parent / "locale"


@lru_cache
def load(package: Path, language: str) -> Wording:
    """The words of a package (a folder with `locale/<language>/LC_MESSAGES/messages.po`) and of `luz`.

    Raises FileNotFoundError where the package does not speak the language.
    """
    translations = catalogue(package / "locale", language)
    if package / "locale" != _OWN_CATALOGUES:
        translations.add_fallback(catalogue(_OWN_CATALOGUES, language))
    return Wording(language, Locale.parse(_TERRITORIES.get(language, language)), translations)


@cache
def languages(package: Path) -> tuple[str, ...]:
    """The languages in which a package has a catalogue."""
    return tuple(
        sorted(path.parents[1].name for path in (package / "locale").glob("*/LC_MESSAGES/messages.po"))
    )


def catalogue(folder: Path, language: str, name: str = "messages") -> GNUTranslations:
    """One catalogue of a `locale` folder, as it was written; FileNotFoundError where there is none."""
    compiled = BytesIO()
    with (folder / language / "LC_MESSAGES" / f"{name}.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
