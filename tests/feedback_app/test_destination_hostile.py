"""Links to us that would lead elsewhere, in every spelling browsers read as another site."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from feedback_app import create_app
from feedback_app.destination import local_address
from tests.feedback_app.published_house import a_published_house
from tests.feedback_app.served import Served, served

EVIL = "evil.example"

ELSEWHERE = (
    f"//{EVIL}", f"///{EVIL}", f"////{EVIL}", f"/\\{EVIL}", f"\\/{EVIL}", f"\\\\{EVIL}", f"/\\/{EVIL}",
    f"/\\\\{EVIL}", f"/\t/{EVIL}", f"/\n/{EVIL}", f"/\r/{EVIL}", f"\t//{EVIL}", f" //{EVIL}", f"\0//{EVIL}",
    f"\x0b//{EVIL}", f"\x1f//{EVIL}", f"https://{EVIL}", f"https:{EVIL}", f"https:/{EVIL}",
    f"https:///{EVIL}", f"HTTPS://{EVIL}", f"http:\\\\{EVIL}", f"//127.0.0.1@{EVIL}",
    f"//127.0.0.1:80@{EVIL}", f"//{EVIL}#127.0.0.1", f"//{EVIL}?127.0.0.1", f"//{EVIL}%2f..", f".{EVIL}",
    f"@{EVIL}", f";{EVIL}", f":{EVIL}", f"ftp://{EVIL}", f"x:/{EVIL}", f"/./\\{EVIL}", "javascript:alert(1)",
    "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x", f"／／{EVIL}",
    f"/\u2028/{EVIL}", f"/\u00a0/{EVIL}", f"\u00a0//{EVIL}", f"/\u200b/{EVIL}", f"/\ufeff/{EVIL}",
    "//evil。example", f"/ok\r\nLocation: https://{EVIL}", "/ok\r\n\r\n<script>", "//[::1]", "//[",
    "http://[", "//1249763844", "/\ud83d", "intranet/", "?x", "#x",
)  # fmt: skip

HERE = (
    f"/%2f{EVIL}", f"/%5c{EVIL}", f"/%09/{EVIL}", f"/.//{EVIL}", f"/..//{EVIL}", f"/;//{EVIL}", f"/@{EVIL}",
    f"/／{EVIL}", f"/x:{EVIL}", f"/x/..//{EVIL}", f"/intranet/?next=//{EVIL}", f"/intranet/#//{EVIL}",
)  # fmt: skip
"""Read by every browser as addresses of this site, whatever they look like."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(create_app(a_published_house(tmp_path_factory.mktemp("house")))) as server:
        yield server


@pytest.mark.parametrize("address", ELSEWHERE)
def test_no_address_elsewhere_is_taken_for_one_of_ours(address: str) -> None:
    assert local_address(address) == ""


@pytest.mark.parametrize("address", HERE)
def test_an_address_of_ours_is_one_whatever_it_looks_like(server: Served, address: str) -> None:
    assert local_address(address) == address
    # What stands there sends nobody on, either.
    sent_to = server.get(quote(address.partition("#")[0], safe="/%?=:;@.")).headers["Location"]
    assert sent_to is None or sent_to.startswith("/sign-in?next=/intranet/")


@pytest.mark.parametrize("address", [*ELSEWHERE, *HERE])
def test_the_page_to_sign_in_shows_and_leads_nowhere_else(server: Served, address: str) -> None:
    try:
        asked = quote(address)
    except UnicodeEncodeError:
        asked = "/%ED%A0%BD"

    answer = server.get(f"/sign-in?next={asked}")

    assert (answer.status, answer.headers["Location"]) == (200, None)
    assert [link for link in ("href", "action", "src") if f'{link}="{address}"' in answer.text] == []


@pytest.mark.parametrize(
    "path",
    [
        f"//{EVIL}/", f"///{EVIL}/intranet/", f"/%5C{EVIL}", f"/%2f%2f{EVIL}", f"//{EVIL}/%2e%2e",
        f"/intranet//{EVIL}", f"/intranet//{EVIL}/..", f"/intranet/%0d%0aLocation:%20https://{EVIL}",
        "/intranet/?x=%0d%0aX-Evil:%201", f"//{EVIL}/clients/olmo", "/clients//olmo", "//clients/olmo",
        "/clients/olmo/plan", f"/clients/{EVIL}", f"/clients/olmo?next=//{EVIL}", f"/sign-in/..//{EVIL}",
        "//plan", "/plan?//", f"/plan;//{EVIL}",
    ],
)  # fmt: skip
def test_no_redirect_of_ours_leads_to_another_host(server: Served, path: str) -> None:
    people = [server, server.being("contact:olmo:jefa"), server.being("employee:bruno-leal")]

    answers = [person.get(path) for person in people]

    wanted = [answer.headers["Location"] for answer in answers if answer.headers["Location"]]
    assert [to for to in wanted if not to.startswith(("/sign-in?next=/", "./olmo/", "./plan/"))] == []
    assert [answer.headers["X-Evil"] for answer in answers] == [None, None, None]
