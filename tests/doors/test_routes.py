"""Every route of the app, asked by everybody in every way it takes: exact status each.

Editions are looked at file by file in their own tests; here stands one address of each.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.doors.knocking import knock
from tests.doors.people import TABLE
from tests.doors.sample_house import House

pytestmark = pytest.mark.xdist_group("doors")

GROUPS = {
    "contact of A": "A",
    "contact of B": "B",
    "employee": "employee",
    "account manager": "account_manager",
    "manager": "manager",
    "guardian": "guardian",
}
"""Everybody else is unknown to the app."""


def everybody(status: int) -> dict[str, int]:
    """The same for all."""
    return dict.fromkeys(("unknown", *GROUPS.values()), status)


def only(unknown: int, **known: int) -> dict[str, int]:
    """What those hear who are let in; others who are signed in hear of nothing."""
    return everybody(404) | {"unknown": unknown} | known


STAFF = dict.fromkeys(("employee", "account_manager", "manager", "guardian"), 200)
LED_ON = dict.fromkeys(STAFF, 302)
MEANWHILE_ANOTHER = dict.fromkeys(STAFF, 409)
# The guardian of the sample company is one of its managers too.
ACCOUNT_MANAGERS = {"account_manager": 200, "manager": 200, "guardian": 200}
ROUTES: Mapping[str, Mapping[tuple[str, str], Mapping[str, int]]] = {
    "/<rest:path>": {("GET", "/contacto/"): everybody(200)},
    "/intranet": {("GET", "/intranet"): only(302, **LED_ON)},
    "/intranet/<rest:path>": {("GET", "/intranet/personas/"): only(302, **STAFF)},
    "/clients/<client>": {
        ("GET", "/clients/vinoteca-duero"): only(302, A=302, **LED_ON),
        ("GET", "/clients/nadie"): only(302),
    },
    "/clients/<client>/<rest:path>": {
        ("GET", "/clients/taxi-ribera/plan/"): only(302, B=200, **STAFF),
        ("GET", "/clients/nadie/plan/"): only(302),
        ("GET", "/clients/nadie/search/search_index.json"): only(401),
    },
    "/access/check": {("GET", "/access/check?resource=data"): everybody(200) | {"unknown": 401}},
    "/brand/colours.css": {("GET", "/brand/colours.css"): everybody(200)},
    "/brand/logo": {("GET", "/brand/logo"): everybody(200)},
    "/sign-in": {
        ("GET", "/sign-in"): everybody(200),
        ("POST", "/sign-in"): everybody(400),
    },
    "/sign-in/code": {
        ("GET", "/sign-in/code"): everybody(303),
        ("POST", "/sign-in/code"): everybody(410),
    },
    "/sign-in/<token>": {
        ("GET", "/sign-in/nada"): everybody(303) | {"unknown": 410},
        ("POST", "/sign-in/nada"): everybody(303) | {"unknown": 410},
    },
    "/demo/<person>/<signature>": {
        ("GET", "/demo/employee:nadie/nada"): everybody(404),
        ("POST", "/demo/employee:nadie/nada"): everybody(404),
    },
    "/sign-out": {("POST", "/sign-out"): everybody(303)},
    "/session": {
        ("GET", "/session"): everybody(200) | {"unknown": 302},
        ("POST", "/session"): everybody(303) | {"unknown": 302},
    },
    "/agreement/<client>": {
        ("GET", "/agreement/vinoteca-duero"): only(302, A=200),
        ("POST", "/agreement/vinoteca-duero"): only(302, A=400),
        ("GET", "/agreement/nadie"): only(302),
        ("POST", "/agreement/nadie"): only(302),
    },
    "/procedures-read": {("GET", "/procedures-read"): only(302, **STAFF)},
    "/procedures-read/<procedure>": {
        ("POST", "/procedures-read/delivery"): only(302, **MEANWHILE_ANOTHER),
        ("POST", "/procedures-read/nada"): only(302),
    },
    "/who-agreed": {("GET", "/who-agreed"): only(302, **ACCOUNT_MANAGERS)},
    "/who-agreed/<client>": {
        ("GET", "/who-agreed/taxi-ribera"): only(302, **ACCOUNT_MANAGERS),
        ("GET", "/who-agreed/nadie"): only(302),
    },
    "/guardian": {
        ("GET", "/guardian"): only(302, guardian=200),
        ("POST", "/guardian"): only(302, guardian=400),
    },
    "/guardian/all/<reason>": {
        ("GET", "/guardian/all/trap?decide=dropped"): only(302, guardian=200),
        ("GET", "/guardian/all/nada?decide=dropped"): only(302),
        ("POST", "/guardian/all/trap"): only(302, guardian=400),
        ("POST", "/guardian/all/nada"): only(302),
    },
    "/healthz": {("GET", "/healthz"): everybody(200)},
    "/static/<path:filename>": {
        ("GET", "/static/page.css"): everybody(200),
        ("GET", "/static/nada.css"): everybody(404),
    },
    "/survey/<product>": {
        ("GET", "/survey/vinoteca-duero-tienda"): everybody(200),
        ("GET", "/survey/nada"): everybody(404),
        ("POST", "/survey/vinoteca-duero-tienda"): everybody(422),
        ("POST", "/survey/nada"): everybody(404),
    },
}
"""By route, what each address of it answers to whom. A POST here is empty: only who may send is looked at."""

ENDING = "/sign-out"
"""Asking for this ends the session that asks; what it does is told where sessions are."""

CASES = [(method, address) for rule, asked in ROUTES.items() for method, address in asked if rule != ENDING]


def test_every_route_and_every_way_of_asking_has_its_row(sample: House) -> None:
    routes = {
        (rule.rule, method)
        for rule in sample.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert {(rule, method) for rule, asked in ROUTES.items() for method, _ in asked} == routes


@pytest.mark.parametrize("rule", ROUTES)
def test_every_row_is_about_its_route(rule: str, sample: House) -> None:
    routes = sample.app.url_map.bind("127.0.0.1")

    matched = {
        routes.match(address.partition("?")[0], method, return_rule=True)[0].rule
        for method, address in ROUTES[rule]
    }

    assert matched == {rule}


@pytest.mark.parametrize("who", TABLE)
@pytest.mark.parametrize(("method", "address"), CASES)
def test_a_route_answers_everybody_as_the_table_says(
    method: str, address: str, who: str, sample: House
) -> None:
    (expected,) = (asked[method, address] for asked in ROUTES.values() if (method, address) in asked)
    methods = ["GET", "HEAD"] if method == "GET" else [method]

    statuses = [heard.status for one in methods for heard in knock(sample.people[who], [address], by=one)]

    assert statuses == [expected[GROUPS.get(who, "unknown")]] * len(methods)
