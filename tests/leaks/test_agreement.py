"""What a contact is asked to confirm is their own and all they read of it: no more enters it, and no less."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from feedback_app import create_app
from feedback_app.acknowledgements import Acknowledgements, Confirmed
from feedback_app.demo_links import link
from feedback_app.settings import Settings
from hooks.places import Paths, Places
from hooks.plan_pages import plan_pages
from hooks.rendering import Rendering
from luz import agreeable
from luz.agreeable import AgreeablePlan, agreeable_plans
from luz.audience import Audience, Edition
from luz.editions import for_edition
from luz.model.calendar import Calendar
from luz.model.catalogue import CatalogueService, MaintenanceTier
from luz.model.company import IncidentClass, Matter, Phase, Role
from luz.model.contingency import Contingency
from luz.model.library import Library
from luz.model.procedure import Procedure
from luz.model.service_plan import ServicePlan
from luz.published import PublishedState, publish
from luz.walk import nouns_within
from tests.leaks.built import OCCASION, Sites
from tests.leaks.change import Change
from tests.leaks.interference import culprits, grown, hidden_from
from tests.leaks.oracle import committed_table, may_see
from tests.leaks.places import COMPANY, Place
from tests.leaks.reviewed import HAVE_NO_OTHER_VALUE, SELECTS
from tests.leaks.traces import found_in

pytestmark = pytest.mark.xdist_group("leaks")

ALBA, BRISA = "client:alba", "client:brisa"
AS_ALBA = Edition(Audience.CLIENT, "alba", "es")
AGREED = (
    ServicePlan,
    Calendar,
    CatalogueService,
    Contingency,
    IncidentClass,
    MaintenanceTier,
    Matter,
    Phase,
    Procedure,
    Role,
)
"""Records whose every field, as far as the client reads it, is confirmed with the plan."""
KEY = "una-clave"
READ = {"ServicePlan.title", "ClientContact.name", "ClientContact.does", "ClientContact.phone", "Duty.what"}
"""Some of what stands on the page of a contact."""

NOT_PROMISED = {
    "CatalogueService.owner": "who of ours answers for what all clients share",
    "Contingency.owner": "as above",
    "Contingency.test_by": "moves on with every trial",
    "ContingencyTest.on": "written down after a trial; what is ready is promised",
    "ContingencyTest.outcome": "as above",
    "ContingencyTest.tried": "as above",
    "ProcedureChange.on": "tells of an earlier version",
    "ProcedureChange.version": "as above",
    "ProcedureChange.what": "as above",
    "Agreement.name": "who agreed to a version is written down once they have",
    "Agreement.party": "as above",
    "Agreement.position": "as above",
    "ClientSide.confirmed_by": "written down once they have confirmed",
    "ClientSide.confirmed_on": "as above",
    "PlanChange.on": "the history of a plan tells of the promise and is none",
    "PlanChange.version": "as above",
    "PlanChange.what": "as above",
    "Review.owner": "who reads a block through, and when, without a word of it changing",
    "Review.review_by": "as above",
    "Review.reviewed_on": "as above",
    "Signature.name": "a version is signed once it is agreed to",
    "Signature.party": "as above",
    "Signature.position": "as above",
    "Signature.signed_on": "as above",
    "WorkDone.done": "written every week; the task and how often are promised",
    "WorkDone.on": "as above",
}
"""Fields of a plan and of what it names that a client reads and that ask nobody again, with the reason."""

NOT_OF_THE_PLAN = {
    "ClientContact": "their own organisation, which has a fingerprint of its own",
    "Person": "whom the plan names counts, not what they are called, their telephone or their deputy",
}
"""Nouns of which the page of the plan tells something that its fingerprint does not cover."""


def plan_of(library: Library, edition: str) -> AgreeablePlan:
    """What the contacts of one client are asked to confirm."""
    (found,) = (one for one in agreeable_plans(library) if f"client:{one.client}" == edition)
    return found


@pytest.mark.parametrize("absent", [False, True], ids=["replaced", "left out"])
@pytest.mark.parametrize("edition", [ALBA, BRISA])
def test_what_a_client_may_not_see_has_no_part_in_what_they_confirm(edition: str, absent: bool) -> None:
    change = Change(hidden_from(edition), absent)

    same = plan_of(grown(change), edition) == plan_of(grown(), edition)

    assert (same, [] if same else culprits(edition, change, plan_of)) == (True, [])


def read_of_a_plan() -> list[str]:
    """The fields of a plan, and of what it names, that a client reads and of which another value is known."""
    table = committed_table()
    nouns = {noun.__name__ for top in AGREED for noun in nouns_within(top)}
    unknown = {*HAVE_NO_OTHER_VALUE, *SELECTS}
    return [
        name
        for name, audience in table.items()
        if name.partition(".")[0] in nouns and audience is not Audience.INTERNAL and name not in unknown
    ]


def told(library: Library) -> dict[str, Any]:
    """What the first client agrees to."""
    folder = next(folder for folder in library.clients if folder.id == "alba")
    return agreeable.agreed_text(library, folder, AS_ALBA)


def fingerprints(said: dict[str, Any]) -> tuple[str, str]:
    """Those of a plan and of its client's organisation."""
    of_the_plan = agreeable.NOT_PROMISED | agreeable.OF_THE_ORGANISATION
    organisation = agreeable.fingerprint(said["plan"].organisation.client, agreeable.NOT_PROMISED)
    return agreeable.fingerprint(said, of_the_plan), organisation


def with_another(field: str) -> dict[str, Any]:
    """What the first client agrees to, with another value in one field wherever the client may read it."""

    def chosen(place: Place, language: str | None) -> bool:
        return place.fields[-1] == field and place.owner in ("alba", COMPANY)

    return told(grown(Change(chosen)))


@pytest.mark.slow
def test_all_that_a_client_reads_of_the_plan_is_part_of_what_they_confirm() -> None:
    before = told(grown())
    read = {name: with_another(name) for name in read_of_a_plan()}

    # A field that only holds further records differs where theirs do.
    differing = {name: said for name, said in read.items() if said != before}
    unheeded = {name for name, said in differing.items() if fingerprints(said) == fingerprints(before)}
    assert sorted(unheeded ^ set(NOT_PROMISED)) == []


def page_of_the_plan(library: Library) -> str:
    """The page that gives the annex when printed, without the frame around it."""
    shown = for_edition(library, AS_ALBA)
    anywhere: Places = defaultdict(lambda: "#")
    rendering = Rendering(shown, anywhere, OCCASION.today, "", "es")
    return next(plan_pages(rendering, shown.client, Paths(rendering.wording))).html


def test_every_value_on_the_page_of_the_plan_is_confirmed_but_for_what_is_named_here(sites: Sites) -> None:
    left_out = agreeable.NOT_PROMISED | agreeable.OF_THE_ORGANISATION
    confirmed = found_in(agreeable.written_out(told(sites.library), left_out).encode())
    beside = found_in(page_of_the_plan(sites.library).encode()) - confirmed

    fields = {token.fields[-1] for token in sites.garden.tokens if token.word in beside}
    unnamed = {name for name in fields - set(NOT_PROMISED) if name.partition(".")[0] not in NOT_OF_THE_PLAN}
    assert sorted(unnamed) == []
    assert {name.partition(".")[0] for name in fields} >= set(NOT_OF_THE_PLAN)


@pytest.fixture(scope="module")
def settings(sites: Sites, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(tmp_path_factory.mktemp("agreement"), demo=True, demo_key=KEY)
    publish(sites.library, settings.published, sites.workshop.plans)
    return settings


def page_of(settings: Settings, client: str) -> bytes:
    """The page of the first contact of a client, who has confirmed what the page before asked."""
    published = PublishedState(settings.published).current()
    contact = next(one for one in published.access.contacts if one.client == client)
    browser = create_app(settings).test_client()
    browser.post(link(contact.person, KEY))
    plan = published.plan(client)
    assert plan is not None
    browser.post(f"/agreement/{client}", data={"confirm": "plan", "fingerprint": plan.fingerprint})
    page: bytes = browser.get(f"/agreement/{client}").data
    return page


def test_the_page_of_a_contact_holds_nothing_they_may_not_see(sites: Sites, settings: Settings) -> None:
    table = committed_table()
    for client in ("brisa", "alba"):
        found = found_in(page_of(settings, client))
        tokens = [token for token in sites.garden.tokens if token.word in found]

        assert [" ".join(one.fields) for one in tokens if not may_see(one, f"client:{client}", table)] == []
        assert READ - {token.fields[-1] for token in tokens} == set()


def test_one_client_s_contact_neither_reads_nor_confirms_for_another(settings: Settings) -> None:
    published = PublishedState(settings.published).current()
    contact = next(one for one in published.access.contacts if one.client == "alba")
    plan = published.plan("brisa")
    assert plan is not None
    browser = create_app(settings).test_client()
    browser.post(link(contact.person, KEY))

    read = browser.get("/agreement/brisa")
    written = browser.post("/agreement/brisa", data={"confirm": "plan", "fingerprint": plan.fingerprint})

    kept = Acknowledgements(settings.acknowledgements).about(Confirmed.PLAN, "brisa")
    assert (read.status_code, written.status_code) == (404, 404)
    assert found_in(read.data) == found_in(browser.get("/agreement/nobody").data)
    assert [one.person for one in kept if one.person.startswith("contact:alba:")] == []
