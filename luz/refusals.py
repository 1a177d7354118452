"""What each refusal of the model says to an editor: the name of the check, and a message with its remedy.

The keys are pydantic's error types and those of our own scalars; the messages are ids of the catalogue.
"""

from __future__ import annotations

import re
import unicodedata

from luz.model.base import FILE_NAME_PATTERN, ID_PATTERN, LANGUAGE_PATTERN
from luz.model.company import COLOUR_PATTERN
from luz.model.contact import MAIL_PATTERN, PHONE_PATTERN, WEB_ADDRESS_PATTERN
from luz.model.frozen import FINGERPRINT_PATTERN

REFUSALS = {
    "string_type": ("TEXT_EXPECTED", "a text is expected here, not a list or a group of fields"),
    "string_too_long": ("INVALID_VALUE", "the text is longer than {max_length} characters; shorten it"),
    "string_too_short": ("INVALID_VALUE", "the text is empty; write it or remove the field"),
    "list_empty": ("LIST_EMPTY", "the list is empty; write at least one item, each starting with «- »"),
    "tuple_type": ("LIST_EXPECTED", "a list is expected here; start each item with «- »"),
    "dict_type": ("FIELDS_EXPECTED", "fields are expected here, one per line: «field: value»"),
    "model_type": ("FIELDS_EXPECTED", "fields are expected here, one per line: «field: value»"),
    "model_attributes_type": ("FIELDS_EXPECTED", "fields are expected here, one per line: «field: value»"),
    "local_text_expected": (
        "LANGUAGE_EXPECTED",
        "this text reaches several clients; write it per language: «{{es: …, en: …}}»",
    ),
    "source_language_missing": ("TRANSLATION_MISSING", "the text in Spanish is missing; add «es: …»"),
    "greater_than_equal": ("OUT_OF_RANGE", "«{value}» is too low; the lowest value allowed is {ge}"),
    "less_than_equal": ("OUT_OF_RANGE", "«{value}» is too high; the highest value allowed is {le}"),
    "not_above_zero": ("OUT_OF_RANGE", "«{value}» promises nothing; write more than zero"),
    "ambiguous_number": (
        "AMBIGUOUS_NUMBER",
        "«{value}» may mean thousands or decimals; write thousands without a separator ({plain}), "
        "decimals with another number of digits",
    ),
    "number_with_percent_sign": (
        "NOT_A_NUMBER",
        "«{value}» says its unit, which stands in a field of its own; write the number alone: {plain}",
    ),
    "not_a_number": ("NOT_A_NUMBER", "«{value}» is not a number; write for example 4, 99,5 or 1200"),
    "not_a_whole_number": ("NOT_A_NUMBER", "«{value}» is not a whole number; write for example 4"),
    "not_money": (
        "NOT_MONEY",
        "«{value}» is not an amount of money; write the amount and then its currency: 150 €, 1200 EUR",
    ),
    "not_a_flag": ("NOT_YES_OR_NO", "«{value}» is neither yes nor no; write «sí» or «no»"),
    "not_a_date": ("NOT_A_DATE", "«{value}» is not a date; write year, month and day: 2026-12-08"),
    "no_such_day": ("NOT_A_DATE", "the calendar has no day {value}; check month and day"),
    "not_a_duration": (
        "NOT_A_DURATION",
        "«{value}» is not a length of time; "
        "write a number and its unit: 30 min, 4 h, 2 días laborables, 3 meses",
    ),
    "duration_not_whole": ("NOT_A_DURATION", "«{value}»: only hours take decimals; use a smaller unit"),
    "not_kept_by_the_calendar": (
        "NOT_A_DURATION",
        "«{value}»: of an answer only the day is kept; write days, weeks, months or years",
    ),
    "not_a_time": ("NOT_A_TIME", "«{value}» is not a time of day; write for example 9:00 or 24:00"),
    "not_opening_hours": ("NOT_A_TIME", "«{value}» are not opening hours; write start and end: 9:00-14:00"),
    "opening_ends_before_it_starts": (
        "DATES_OUT_OF_ORDER",
        "«{value}» ends before it starts; hours past midnight belong to the next day",
    ),
    "openings_overlap": ("DATES_OUT_OF_ORDER", "{first} and {second} overlap or are out of order"),
    "leads_nowhere": (
        "INVALID_VALUE",
        "no server has the address «{value}»; check its name, whose parts between dots have 1 to 63 letters, "
        "digits or hyphens, and its port, at most 65535",
    ),
    "unknown_time_zone": (
        "UNKNOWN_CHOICE",
        "no time zone is called «{value}»; write for example Europe/Madrid",
    ),
    "unknown_country": (
        "UNKNOWN_CHOICE",
        "no country is called «{value}»; write its two letters, for example ES",
    ),
    "unknown_region": (
        "UNKNOWN_CHOICE",
        "no region of that country is called «{value}»; write for example MD",
    ),
}

_PATTERNS = {
    ID_PATTERN: (
        "«{value}» is not a valid id; use lower case letters without accents, digits and hyphens: {slug}"
    ),
    FILE_NAME_PATTERN: (
        "«{value}» is not a valid file name; use letters without accents, digits and hyphens, and an ending"
    ),
    LANGUAGE_PATTERN: "«{value}» is not a language; write its two letters, for example es",
    COLOUR_PATTERN: "«{value}» is not a colour; write # and six digits, for example #1b4d3e",
    MAIL_PATTERN: "«{value}» is not a mail address",
    PHONE_PATTERN: "«{value}» is not a phone number; write digits and spaces, for example +34 910 000 000",
    FINGERPRINT_PATTERN: "«{value}» is no fingerprint; «luz freeze» writes this file: put back what it wrote",
    WEB_ADDRESS_PATTERN: "«{value}» is not a web address; write it whole, beginning with https://",
}


def pattern_message(pattern: str) -> str:
    """What to say of a text that does not have the form its field asks for."""
    return _PATTERNS[pattern]


def id_like(text: str) -> str:
    """A text as an id: «Luis Prado» → `luis-prado`."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain)) or "id"
