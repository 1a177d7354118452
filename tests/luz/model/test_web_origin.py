"""Origins are those that a real browser gives, and an address that no server can have has none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from luz.model.web_origin import web_origin

ORIGINS = {
    "https://SEÑAL.example/x?y#z": "https://xn--seal-hqa.example",
    "https://straße.taxiribera.example:8443": "https://xn--strae-oqa.taxiribera.example:8443",
    "https://ς.example": "https://xn--3xa.example",
    "https://a。b.example": "https://a.b.example",
    "https://a\u00adb.example": "https://ab.example",
    "https://a%2eexample": "https://a.example",
    "https://%C3%B1.example": "https://xn--ida.example",
    "https://a_b.r3---sn.example.": "https://a_b.r3---sn.example.",
    "https://u:p@a.example\\@b.example": "https://a.example",
    "https://a.example?@b.example": "https://a.example",
    "HTTPS://a.example:443/": "https://a.example",
    "http://a.example:443": "http://a.example:443",
    "http://a.example:080": "http://a.example",
    "https://a.example:": "https://a.example",
    "https://[2001:DB8:0::7]:8443/": "https://[2001:db8::7]:8443",
    "https://127.1:0": "https://127.0.0.1:0",
    "https://0x7f.1.": "https://127.0.0.1",
}
NOT_READ = [
    "https://", "https://?x", "https://a:b@", "https://a.example:99999", "https://a.example:puerto", "https://[::1",
    "https://[::1%25eth0]", "https://[::1]x", "https://[1:2:3]", "https://1.2.3.4.5", "https://256.1.1.1",
    "https://a.1", "https://a.0x", "https://a|b.example", "https://a%00.example", "https://%FF.example",
    "https://\u200d.example", "https://\u0301a.example", "https://١٢٣.example", "https://℀.example",
]  # fmt: skip
NO_NAMES = [
    "https://volante..taxiribera.example", "https://.a.example", "https://a.example..", "https://.",
    f"https://{'a' * 64}.example", f"https://{'ñ' * 60}.example", f"https://{'a.' * 130}example", "https://a,b.example",
    "https://☕.example", "ftp://a.example", "a.example", "",
]  # fmt: skip
"""What browsers read as an address, or as one within a page, and no name leads to."""


@pytest.mark.parametrize("address", ORIGINS)
def test_an_origin_is_written_as_browsers_do(address: str) -> None:
    assert web_origin(address) == ORIGINS[address]


@pytest.mark.parametrize("address", [*NOT_READ, *NO_NAMES])
def test_what_no_server_can_have_has_no_origin(address: str) -> None:
    assert web_origin(address) is None


@pytest.mark.browser
def test_a_real_browser_reads_them_alike(chromium: Browser) -> None:
    page = chromium.new_page()
    read = "a => { try { return new URL(a).origin } catch { return null } }"
    found = {address: page.evaluate(read, address) for address in (*ORIGINS, *NOT_READ)}
    page.close()

    assert found == {**ORIGINS, **dict.fromkeys(NOT_READ)}


@given(
    st.text(st.sampled_from("aZ0x.:/\\?#@%[]-_ \t\ud800\u0301\u200d٪ñß。")).map("https://".__add__)
    | st.text()
)
def test_whatever_is_written_is_read_or_has_none(address: str) -> None:
    origin = web_origin(address)

    assert origin is None or web_origin(origin) == origin
