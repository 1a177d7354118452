"""The public addresses that commands are told: what is refused, and in which words."""

from __future__ import annotations

import click
import pytest

from luz.cli.addresses import PublicAddress, check_together

HOST = "https://luz.oficio.example"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("", ""),
        (HOST, HOST),
        (f"{HOST}/", HOST),
        ("HTTPS://LUZ.oficio.example:8443/", f"{HOST}:8443"),
        (f"{HOST}:443", HOST),
        ("https://luz.año.example", "https://luz.xn--ao-zja.example"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost:8000/", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_address_is_read_in_one_spelling(given: str, read: str) -> None:
    assert PublicAddress().convert(given, None, None) == read


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("luz.oficio.example", "no es una dirección"),
        ("https://", "no es una dirección"),
        ("https://luz oficio.example", "no es una dirección"),
        ("https://a@luz.oficio.example", "no es una dirección"),
        ("https://luz.oficio.example:puerto", "no es una dirección"),
        (f"{HOST}/luz", "lleva algo detrás del nombre"),
        (f"{HOST}/?x=1", "lleva algo detrás del nombre"),
        ("http://luz.oficio.example", "tiene que empezar por https://"),
        ("ftp://luz.oficio.example", "no es una dirección"),
        ("https://luz..oficio.example", "no es una dirección"),
        (f"{HOST}:99999", "no es una dirección"),
    ],
)
def test_what_would_not_protect_is_refused(given: str, said: str) -> None:
    with pytest.raises(click.BadParameter, match=said):
        PublicAddress().convert(given, None, None)


@pytest.mark.parametrize(
    ("public_url", "data_url", "demo"),
    [
        ("", "", True),
        ("", "", False),
        (HOST, f"{HOST}:8443", False),
        ("http://localhost:8000", "http://localhost:8001", True),
    ],
)
def test_addresses_that_share_a_name_go_together(public_url: str, data_url: str, demo: bool) -> None:
    check_together(public_url, data_url, demo=demo)


@pytest.mark.parametrize(
    ("public_url", "data_url", "demo", "said"),
    [
        (HOST, "", False, "van juntas"),
        ("", HOST, False, "van juntas"),
        (HOST, "https://datos.oficio.example", False, "van juntas"),
        (HOST, f"{HOST}:8443", True, "solo para este ordenador"),
    ],
)
def test_addresses_that_cannot_work_together_are_refused(
    public_url: str, data_url: str, demo: bool, said: str
) -> None:
    with pytest.raises(click.ClickException, match=said):
        check_together(public_url, data_url, demo=demo)
