"""A planted value is found however pages write it and however a file packs or encodes it."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import html
import io
import json
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import get_args
from urllib.parse import quote

import pytest

from hooks.rendering import wording
from luz.model.money import Sum
from luz.model.scalars import Length, Span, TimeUnit
from luz.wording import DateStyle
from tests.leaks.traces import LANGUAGES, found_in

DAY = dt.date(1703, 9, 3)
NUMBER = Decimal("71.900237")
KEYS = {"zqbcdfqz", "+34 900 000123", ".900237", "7100023", "9:13-14:27", "1703-09-03"}
SAID = "zqbcdfqz; +34 900 000123; 71,900237; 7.100.023; 9:13–14:27; 3 de septiembre de 1703"


def forms() -> Iterator[tuple[str, str]]:
    """Every form in which a language writes each kind of value, with its key."""
    for language in LANGUAGES:
        words = wording(language)
        for style in get_args(DateStyle):
            yield words.date(DAY, style), "1703-09-03"
        yield words.number(NUMBER), ".900237"
        yield words.percentage(NUMBER), ".900237"
        yield words.duration(Length(NUMBER, TimeUnit.HOURS)), ".900237"
        yield words.number(7_100_023), "7100023"
        yield words.money(Sum(Decimal(7_100_023), "EUR")), "7100023"
        yield words.hours([Span(553, 867)]), "9:13-14:27"
    yield DAY.isoformat(), "1703-09-03"
    yield f"{DAY:%Y%m%d}", "1703-09-03"
    yield f"{DAY.isoformat()}T09:13:00Z", "1703-09-03"
    yield str(NUMBER), ".900237"
    yield "7100023", "7100023"
    yield str(Span(553, 867)), "9:13-14:27"
    yield "tel:+34900000123", "+34 900 000123"
    yield "3 sept 1703", "1703-09-03"


@pytest.mark.parametrize(("written", "key"), list(forms()))
def test_a_value_is_found_in_every_form_it_is_written_in(written: str, key: str) -> None:
    assert found_in(f"<td>{written}</td>".encode()) == {key}


def packed() -> dict[str, bytes]:
    """The same line as different files and addresses would hold it."""
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", SAID)
    return {
        "as it stands": SAID.encode(),
        "in an address": quote(SAID).encode(),
        "as HTML": "".join(f"&#{ord(sign)};" for sign in SAID).encode(),
        "as XML": html.escape(SAID.replace(" ", "\u00a0")).encode(),
        "as JSON": json.dumps(SAID).encode(),
        "as JSON of nothing but escapes": "".join(f"\\u{ord(sign):04x}" for sign in SAID).encode(),
        "in base64": b"data:text/plain;base64," + base64.b64encode(SAID.encode()),
        "in base64, begun one byte later": b'"' + base64.b64encode(b"x" + SAID.encode()) + b'"',
        "in an address in base64": b"?to=" + base64.urlsafe_b64encode(SAID.encode()),
        "folded as in a calendar file": "\r\n ".join(
            SAID[n : n + 5] for n in range(0, len(SAID), 5)
        ).encode(),
        "compressed": gzip.compress(SAID.encode()),
        "in a document of an office": inside.getvalue(),
        "in an archive, compressed": gzip.compress(inside.getvalue()),
    }


@pytest.mark.parametrize("how", packed())
def test_a_value_is_found_however_it_is_packed(how: str) -> None:
    assert KEYS - found_in(packed()[how]) == set()


def test_a_mail_address_is_found_in_the_body_of_another() -> None:
    link = f'href="mailto:x@y.example?body={quote("A zqbcdfqz@correo.example, https://zqbcdgqz.example/")}"'

    assert found_in(link.encode()) == {"zqbcdfqz", "zqbcdgqz"}


def test_other_numbers_and_days_are_not_taken_for_planted_ones() -> None:
    assert found_in(b"71.93 710002 97100023 34900 9:13 2026-13-45 31 de febrero de 2026 zqabcqz") == set()
