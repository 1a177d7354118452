"""Published checklists held against plans: what each item finds, and what is said of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import luz
from luz import wording
from luz.model.catalogue import Catalogue
from luz.model.library import Library
from luz.model.profile import Profile
from luz.profiles import CHECKLISTS, Dossier, Finding, State, findings
from luz.profiles.told import told
from tests.builders import a_client, a_client_folder, a_commitment, a_company, a_library, a_plan, people

TODAY = dt.date(2026, 11, 21)
LUZ = Path(luz.__file__).parent
ITEMS = [(profile, item.id) for profile, one in CHECKLISTS.items() for item in one.items]


def dossier(library: Library | None = None, **plan: Any) -> Dossier:
    """The first client of a library, its plan replaced by one with these fields."""
    folder = a_client_folder(plan=a_plan(**plan))
    return Dossier(library or a_library(), folder, TODAY)


def finding(profile: Profile, item: str, held: Dossier) -> Finding:
    return next(one for one in findings(profile, held) if one.item.id == item)


def test_a_plan_is_held_against_every_item_of_a_checklist_in_its_order() -> None:
    found = findings(Profile.UNE_93200, dossier())

    assert [one.item for one in found] == list(CHECKLISTS[Profile.UNE_93200].items)


def test_what_is_missing_is_named_and_met_once_it_is_written() -> None:
    before = finding(Profile.ISO_20000, "ending", dossier())
    after = finding(
        Profile.ISO_20000,
        "ending",
        dossier(validity={"starts": "2026-01-01", "ends": "2026-12-31", "ending": "Con un mes de aviso."}),
    )

    assert (before.state, before.lacking) == (State.MISSING, ("ending",))
    assert (after.state, after.lacking) == (State.MET, ())


def test_of_many_commitments_those_that_lack_something_are_named() -> None:
    held = dossier()
    names = tuple(one.name for one in held.plan.commitments.items if not one.workload_limits)

    assert finding(Profile.ISO_20000, "workload_limits", held).lacking == names


def test_what_an_editor_says_of_an_item_of_this_checklist_stands_with_its_reason() -> None:
    said = [{"profile": "iso20000", "item": "catalogue", "reason": "Se contrata por horas."}]
    held = dossier(not_concerned=said)

    assert finding(Profile.ISO_20000, "catalogue", held) == Finding(
        CHECKLISTS[Profile.ISO_20000].items[0], State.NOT_CONCERNED, reason="Se contrata por horas."
    )
    assert finding(Profile.UNE_93200, "services", held).state is not State.NOT_CONCERNED


def test_what_the_company_says_of_an_item_holds_for_all_its_plans() -> None:
    said = [{"profile": "ley10_2025", "item": "phone_wait", "reason": "Solo vendemos a empresas."}]
    library = a_library().model_copy(update={"company": a_company(not_concerned=said)})

    assert finding(Profile.LEY_10_2025, "phone_wait", dossier(library)).reason == "Solo vendemos a empresas."


def test_who_answers_no_phone_is_not_asked_how_soon() -> None:
    company = a_company(channels=[{"kind": "mail", "value": "hola@oficio.example"}])
    held = dossier(a_library(company=company))

    found = finding(Profile.LEY_10_2025, "phone_wait", held)

    assert (found.state, found.reason) == (State.NOT_CONCERNED, "")


@pytest.mark.parametrize(
    ("promised", "state"),
    [
        ("15 días laborables", State.MET),
        ("16 días laborables", State.MISSING),
        ("19 días", State.MET),
        ("20 días", State.MISSING),
        ("2 semanas", State.MET),
        ("1 mes", State.MISSING),
        ("48 h", State.MET),
        ("121 h", State.MISSING),
    ],
)
def test_an_answer_to_a_complaint_takes_fifteen_working_days_at_most(promised: str, state: State) -> None:
    complaints = a_company().complaints.model_dump(mode="json") | {"answered_within": promised}
    library = a_library().model_copy(update={"company": a_company(complaints=complaints)})

    assert finding(Profile.LEY_10_2025, "answered_in_time", dossier(library)).state is state


def test_a_protocol_meets_what_its_steps_and_promises_say() -> None:
    without, with_one = a_library(complaint_protocol=None), a_library()

    assert finding(Profile.UNE_93200, "rights", dossier(without)).state is State.MISSING
    assert finding(Profile.UNE_93200, "rights", dossier(with_one)).state is State.MET


def test_a_guardian_who_has_left_attends_nobody() -> None:
    staff = people()
    staff[1]["date_out"] = "2020-01-01"
    library = a_library(company=a_company(people=staff))

    assert finding(Profile.LEY_10_2025, "a_person", dossier()).state is State.MET
    assert finding(Profile.LEY_10_2025, "a_person", dossier(library)).lacking == ("guardian",)


def test_only_a_commitment_about_the_phone_says_how_soon_it_is_answered() -> None:
    promise = {"comparator": "at_least", "value": "95", "unit": "percent", "within": "1 min"}
    gate, phone = (a_commitment(id=name, **promise) for name in ("gate", "phone"))
    phone["channel"] = "phone"

    def state(*items: dict[str, Any]) -> State:
        return finding(Profile.LEY_10_2025, "phone_wait", dossier(commitments={"items": items})).state

    assert (state(gate), state(gate, phone)) == (State.MISSING, State.MET)


def test_a_signature_of_the_future_and_an_overdue_review_agree_to_nothing() -> None:
    late = {"owner": "ana-rivas", "reviewed_on": "2020-01-01", "review_by": "2021-01-01"}
    signature = {"name": "Julia Vega", "position": "Gerente", "signed_on": "2031-01-01"}
    signed = [{"party": "client", **signature}]
    commitments = a_plan().commitments.model_dump(mode="json", exclude_none=True) | {"review": late}
    held = dossier(signatures=signed, commitments=commitments)

    assert finding(Profile.ISO_20000, "agreed", held).lacking == (
        "signatures: provider",
        "signatures: client",
    )
    assert "commitments.review" in finding(Profile.ISO_20000, "reviewed", held).lacking


def test_what_is_only_told_beforehand_is_lacking_during_and_after() -> None:
    before = {
        "moment": "before", "content": "El día.", "technique": "Aviso.", "channel": "mail",
        "form": "Un párrafo.", "when": "Siempre.", "by": "ana-rivas",
    }  # fmt: skip
    procedures = a_plan().procedures.model_dump(mode="json", exclude_none=True) | {"communication": [before]}

    lacking = finding(Profile.UNE_93200, "information", dossier(procedures=procedures)).lacking

    assert lacking == ("communication: during", "communication: after")


def test_an_empty_catalogue_leaves_every_service_of_the_plan_without_one() -> None:
    library = a_library().model_copy(update={"catalogue": Catalogue()})
    services = [{"name": "Alojamiento", "description": "Alojamos el sitio."}]
    definition = a_plan().definition.model_dump(mode="json", exclude_none=True) | {"services": services}

    found = finding(Profile.ISO_20000, "catalogue", dossier(library, definition=definition))

    assert found.lacking == ("Alojamiento",)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(("profile", "item"), ITEMS)
def test_every_item_says_what_it_asks(profile: Profile, item: str, language: str) -> None:
    assert wording.load(LUZ, language).label(profile, item) != item


def test_every_plan_is_told_under_its_client_with_where_to_write_what_is_missing() -> None:
    client = a_client(name="Olmo", products=[])
    library = a_library(complaint_protocol=None, clients=(a_client_folder(client=client),))

    _, text = told(Profile.UNE_93200, library, TODAY, wording.load(LUZ, "es"))

    heading, *lines = text.splitlines()
    assert heading == "Olmo · UNE 93200:2008"
    assert lines[2:5] == [
        "  ✗ rights · Los derechos concretos de quien recibe el servicio"
        " [UNE 93200:2008; RD 951/2005, art. 9]",
        "      se escribe en complaint_protocol.yml: promises",
        "  ✗ participation · Cómo puede participar en la mejora quien recibe el servicio"
        " [UNE 93200:2008; RD 951/2005, art. 9]",
    ]
