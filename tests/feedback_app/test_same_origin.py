"""A form is taken from our own page and from the site that is asked about, and from no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from luz.published import STATE_FILE
from tests.feedback_app.asked import asking_library, sent
from tests.feedback_app.surveyed import PAGE, an_app, assert_filled_in, count, republish


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    return an_app(tmp_path).test_client()


ELSEWHERE = [
    {"Origin": "https://other.example"},
    {"Origin": "https://other.example", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Origin": "http://tienda.olmo.example"},
    {"Origin": "https://tienda.olmo.example.other.example"},
    {"Origin": "https://tienda.olmo.example:8443"},
]
FROM_HERE: list[dict[str, str]] = [
    {},
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://localhost"},
    {"Origin": "https://tienda.olmo.example", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "https://tienda.olmo.example"},
]
"""No such header: no browser; then our own page, one typed in by hand, and the site that is asked about."""


@pytest.mark.parametrize("headers", FROM_HERE)
def test_our_own_page_and_the_site_asked_about_may_send(
    tmp_path: Path, client: FlaskClient, headers: dict[str, str]
) -> None:
    assert client.post(PAGE, data=sent(client.get(PAGE).text), headers=headers).status_code == 200
    assert count(tmp_path) == 1


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_what_comes_from_any_other_page_is_given_back_to_be_sent_from_ours(
    tmp_path: Path, client: FlaskClient, headers: dict[str, str]
) -> None:
    form = sent(client.get(PAGE).text)

    given_back = client.post(PAGE, data=form, headers=headers)

    assert given_back.status_code == 403
    assert "Envíelo desde esta página, por favor" in given_back.text
    assert_filled_in(given_back)
    assert count(tmp_path) == 0
    assert not (tmp_path / "var" / "guardian.db").exists()
    assert client.post(PAGE, data=sent(given_back.text)).status_code == 200
    assert count(tmp_path) == 1


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://Año.example:443/tienda", "https://xn--ao-zja.example"),
        ("https://straße.example:8443", "https://xn--strae-oqa.example:8443"),
        ("https://[2001:db8::7]:8443/", "https://[2001:db8::7]:8443"),
    ],
)
def test_the_site_asked_about_may_have_any_address(
    tmp_path: Path, client: FlaskClient, address: str, origin: str
) -> None:
    republish(tmp_path, asking_library(address=address))

    sent_back = client.post(PAGE, data=sent(client.get(PAGE).text), headers={"Origin": origin})

    assert (sent_back.status_code, count(tmp_path)) == (200, 1)


@pytest.mark.parametrize("wrong", ["https://tienda..olmo.example", "https://tienda.olmo.example:99999"])
@pytest.mark.parametrize("headers", ELSEWHERE)
def test_an_address_published_by_an_earlier_luz_that_nobody_can_have_is_nobodys(
    tmp_path: Path, client: FlaskClient, wrong: str, headers: dict[str, str]
) -> None:
    state = tmp_path / "var" / "published" / STATE_FILE
    beside = state.with_suffix(".beside")
    beside.write_text(state.read_text().replace("https://tienda.olmo.example", wrong))
    beside.replace(state)

    assert client.post(PAGE, data=sent(client.get(PAGE).text), headers=headers).status_code == 403
