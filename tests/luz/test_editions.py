"""What each edition shows: never more than its readers may see, nor than their plan reaches."""

from __future__ import annotations

from pathlib import Path

import pytest

from luz.audience import Audience, Edition, Record, fields_of
from luz.editions import Shown, editions_of, for_edition
from luz.model.library import Library
from luz.plans import load
from tests.cases.case import SAMPLE_PLANS, TODAY, Change, lay_out

INTERNAL = Edition(Audience.INTERNAL)
PUBLIC = Edition(Audience.PUBLIC)
ALBA = Edition(Audience.CLIENT, "alba", "es")
BRISA = Edition(Audience.CLIENT, "brisa", "en")

DRAFT = Change(file="clients/brisa/plan.yml", find="version: 1", put="version: 1\ndraft: sí")
SPECIMEN = Change(file="clients/brisa/plan.yml", find="version: 1", put="version: 1\nspecimen: sí")
A_NEWCOMER = Change(
    file="company.yml",
    find="  - id: bruno-leal\n",
    put="  - {id: carla-soto, name: Carla Soto, roles: [account_manager], mail: carla@oficio.example}\n"
    "  - id: bruno-leal\n",
)


def library_with(folder: Path, *changes: Change) -> Library:
    plans = load(lay_out(folder, *changes), TODAY)
    assert plans.library is not None, plans.problems
    return plans.library


def held(shown: Shown, kind: str, key: str) -> Record:
    found = shown.find(kind, key)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def library() -> Library:
    sample = load(SAMPLE_PLANS, TODAY).library
    assert sample is not None
    return sample


@pytest.fixture(scope="module")
def alba(library: Library) -> Shown:
    return for_edition(library, ALBA)


@pytest.fixture(scope="module")
def brisa(library: Library) -> Shown:
    return for_edition(library, BRISA)


@pytest.fixture(scope="module")
def public(library: Library) -> Shown:
    return for_edition(library, PUBLIC)


def test_there_is_an_intranet_a_public_site_and_a_portal_per_client(library: Library) -> None:
    assert editions_of(library) == (INTERNAL, PUBLIC, ALBA, BRISA)


@pytest.mark.parametrize("change", [DRAFT, SPECIMEN, Change(file="clients/brisa/plan.yml", remove=True)])
def test_a_draft_a_specimen_and_a_client_without_plan_have_no_portal(change: Change, tmp_path: Path) -> None:
    assert editions_of(library_with(tmp_path, change)) == (INTERNAL, PUBLIC, ALBA)


def test_a_portal_holds_the_folder_of_its_own_client_only(alba: Shown, brisa: Shown) -> None:
    assert [folder.id for folder in alba.library.clients] == ["alba"]
    assert brisa.client.id == "brisa"


@pytest.mark.parametrize("name", ["internal_notes", "waivers", "draft"])
def test_a_field_for_employees_does_not_exist_in_a_portal(alba: Shown, name: str) -> None:
    with pytest.raises(AttributeError, match=f"ServicePlan has no field '{name}' in this edition"):
        getattr(alba.client.plan, name)


def test_an_employee_sees_what_a_client_does_not(library: Library) -> None:
    plan = held(for_edition(library, INTERNAL), "client", "alba").plan

    assert [note.text for note in plan.internal_notes] == ["Pide una rebaja cada año."]


def test_a_visible_field_without_a_value_is_none_or_empty(brisa: Shown) -> None:
    assert brisa.client.plan.summary is None
    assert brisa.client.plan.signatures == ()
    assert brisa.client.plan.silent_work is None


def test_texts_come_in_the_language_of_the_edition(alba: Shown, brisa: Shown) -> None:
    assert held(alba, "matter", "billing").name == "Facturas"
    assert held(brisa, "matter", "billing").name == "Invoices"


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("matter", "system_failure"),
        ("phase", "maintenance"),
        ("incident_class", "provider_fault"),
        ("calendar", "always"),
        ("questionnaire", "opinion"),
        ("procedure", "staff-complaint-guide"),
        ("client", "alba"),
        ("matter", "no-such-thing"),
    ],
)
def test_a_portal_lacks_what_its_plan_does_not_reach(brisa: Shown, kind: str, key: str) -> None:
    assert brisa.find(kind, key) is None


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("person", "ana-rivas"),
        ("person", "elena-robles"),
        ("role", "managing_director"),
        ("matter", "system_failure"),
        ("phase", "maintenance"),
        ("incident_class", "provider_fault"),
        ("calendar", "office"),
        ("questionnaire", "opinion"),
        ("procedure", "scope-extension"),
    ],
)
def test_a_portal_holds_what_its_plan_reaches(alba: Shown, kind: str, key: str) -> None:
    assert held(alba, kind, key).id == key


def test_somebody_named_nowhere_in_a_plan_is_not_in_its_portal(tmp_path: Path) -> None:
    library = library_with(tmp_path, A_NEWCOMER)

    assert for_edition(library, ALBA).find("person", "carla-soto") is None
    assert for_edition(library, INTERNAL).find("person", "carla-soto") is not None


def test_the_deputy_of_somebody_reached_is_reached(tmp_path: Path) -> None:
    deputy = Change(file="company.yml", find="deputy: bruno-leal", put="deputy: carla-soto")

    library = library_with(tmp_path, A_NEWCOMER, deputy)

    assert for_edition(library, ALBA).find("person", "carla-soto") is not None


def test_the_owner_of_the_companys_own_product_is_not_reached_by_it(tmp_path: Path) -> None:
    owner = Change(
        file="company.yml",
        find="    questionnaire: opinion\n    owner: ana-rivas",
        put="    questionnaire: opinion\n    owner: carla-soto",
    )

    library = library_with(tmp_path, A_NEWCOMER, owner)

    assert for_edition(library, ALBA).find("person", "carla-soto") is None


def test_holders_of_a_role_are_those_shown(tmp_path: Path) -> None:
    library = library_with(tmp_path, A_NEWCOMER)

    def holders(edition: Edition) -> list[str]:
        return [person.id for person in for_edition(library, edition).holders("account_manager")]

    assert holders(ALBA) == ["ana-rivas"]
    assert holders(INTERNAL) == ["ana-rivas", "carla-soto"]
    assert holders(PUBLIC) == []


def test_a_document_for_employees_is_in_no_portal(tmp_path: Path) -> None:
    internal = Change(
        file="clients/alba/projects/nueva-web.yml",
        find="    audience: client\n",
        put="    audience: internal\n",
    )

    library = library_with(tmp_path, internal)

    assert [project.documents for project in for_edition(library, ALBA).client.projects] == [()]
    (work,) = held(for_edition(library, INTERNAL), "client", "alba").projects
    assert [document.file for document in work.documents] == ["acta-de-entrega.txt"]


def test_the_public_site_names_a_client_only_where_a_project_is_public(public: Shown) -> None:
    assert [folder.client.name for folder in public.library.clients] == ["Hotel Alba"]


def test_the_public_site_shows_of_a_project_what_was_written_for_it(public: Shown) -> None:
    (folder,) = public.library.clients
    (work,) = folder.projects

    assert dict(fields_of(work)) == {
        "id": "nueva-web",
        "status": "closed",
        "started_on": TODAY.replace(month=1, day=10),
        "finished_on": TODAY.replace(month=5, day=20),
        "documents": (),
        "public_title": "Reservas para un hotel",
        "public_summary": "Una web en la que se reserva en tres pasos.",
        "public_address": None,
    }


@pytest.mark.parametrize("name", ["plan", "proposals"])
def test_the_public_site_has_no_plan_of_a_client(public: Shown, name: str) -> None:
    (folder,) = public.library.clients

    with pytest.raises(AttributeError, match=f"ClientFolder has no field '{name}' in this edition"):
        getattr(folder, name)


@pytest.mark.parametrize("name", ["organisation", "procedures"])
def test_the_public_site_has_no_organisation_and_no_procedures(public: Shown, name: str) -> None:
    with pytest.raises(AttributeError, match=f"Library has no field '{name}' in this edition"):
        getattr(public.library, name)


def test_the_public_site_has_nobody_by_name(public: Shown) -> None:
    with pytest.raises(AttributeError, match="Company has no field 'people' in this edition"):
        _ = public.library.company.people

    assert public.find("person", "ana-rivas") is None


def test_a_specimen_is_shown_to_everybody_as_its_client_would_see_it(tmp_path: Path) -> None:
    (specimen,) = for_edition(library_with(tmp_path, SPECIMEN), PUBLIC).specimens

    assert specimen.client.plan.title == "Service plan of the school"
    assert specimen.find("person", "elena-robles") is not None
    assert specimen.edition == Edition(Audience.CLIENT, "brisa", "es")
    with pytest.raises(AttributeError, match="ServicePlan has no field 'internal_notes' in this edition"):
        _ = specimen.client.plan.internal_notes


def test_a_specimen_that_is_a_draft_is_not_shown_to_everybody(tmp_path: Path) -> None:
    draft = Change(
        file="clients/brisa/plan.yml", find="version: 1", put="version: 1\ndraft: sí\nspecimen: sí"
    )

    assert for_edition(library_with(tmp_path, draft), PUBLIC).specimens == ()


def test_a_draft_is_shown_on_the_intranet(tmp_path: Path) -> None:
    intranet = for_edition(library_with(tmp_path, DRAFT), INTERNAL)

    assert held(intranet, "client", "brisa").plan.draft is True


def test_a_project_or_proposal_that_is_a_draft_is_for_employees_alone(tmp_path: Path) -> None:
    library = library_with(
        tmp_path,
        Change(file="clients/alba/projects/nueva-web.yml", find="public: sí", put="public: sí\ndraft: sí"),
        Change(
            file="clients/alba/proposals/app-movil.yml", find="kind: project", put="kind: project\ndraft: sí"
        ),
    )
    alba, public = for_edition(library, ALBA).client, for_edition(library, PUBLIC)
    employees = held(for_edition(library, INTERNAL), "client", "alba")

    assert (alba.projects, alba.proposals, public.library.clients) == ((), (), ())
    assert [one.draft for one in (*employees.projects, *employees.proposals)] == [True, True]
