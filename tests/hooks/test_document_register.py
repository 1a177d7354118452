"""The register holds every controlled document, wherever it stands, under the rule by which it is kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hooks.document_register import Entry, Shelf, shelves
from luz.audience import Audience, Edition
from luz.editions import for_edition
from luz.model.document_control import DocumentKind
from tests.builders import (
    a_client,
    a_client_folder,
    a_company,
    a_controlled_document,
    a_document,
    a_document_control,
    a_keeping_rule,
    a_library,
    a_plan,
    a_product,
    a_project,
    a_proposal,
    a_review,
)

EVERY_KIND = {"rules": [a_keeping_rule(kind=kind) for kind in DocumentKind]}


def register(**changes: Any) -> dict[DocumentKind, Shelf]:
    library = a_library(
        **({"clients": (a_client_folder(),), "document_control": a_document_control()} | changes)
    )
    return {one.kind: one for one in shelves(for_edition(library, Edition(Audience.INTERNAL)))}


def with_documents(*documents: dict[str, Any], **folder: Any) -> dict[DocumentKind, Shelf]:
    project = a_project(documents=documents)
    return register(clients=(a_client_folder(**({"projects": (project,), "proposals": ()} | folder)),))


def titles(shelf: Shelf) -> list[str]:
    return [entry.title for entry in shelf.entries]


def test_every_kind_of_which_there_is_something_has_its_shelf_in_order() -> None:
    assert list(register()) == [
        DocumentKind.POLICY,
        DocumentKind.PROCEDURE,
        DocumentKind.SERVICE_PLAN,
        DocumentKind.COMPLAINT_PROTOCOL,
        DocumentKind.QUESTIONNAIRE,
        DocumentKind.PROJECT_DOCUMENT,
    ]


def test_a_kind_with_a_rule_and_nothing_in_it_has_its_shelf_too() -> None:
    found = register(document_control=a_document_control(**EVERY_KIND))

    assert list(found) == list(DocumentKind)
    assert found[DocumentKind.STUDY].entries == ()


def test_a_shelf_says_by_which_rule_it_is_kept_and_where_there_is_none() -> None:
    found = register()

    rules = {kind.value: shelf.rule and shelf.rule.then for kind, shelf in found.items() if shelf.entries}
    assert (rules["policy"], rules["procedure"]) == ("Se destruye con acta.", None)


def test_a_document_without_a_page_says_where_it_is_and_who_supplies_it() -> None:
    added = a_controlled_document(supplied_by="Gestoría Sol")

    (entry,) = register(document_control=a_document_control(documents=[added]))[DocumentKind.POLICY].entries

    assert entry == Entry(
        DocumentKind.POLICY,
        "Política de privacidad",
        "3",
        "ana-rivas",
        dt.date(2026, 9, 1),
        dt.date(2027, 3, 1),
        kept_at="carpeta «Políticas»",
        anchor="document-privacy-policy",
        supplied_by="Gestoría Sol",
    )


def test_procedures_and_protocol_are_those_of_their_pages() -> None:
    found = register()

    assert [entry.place for entry in found[DocumentKind.PROCEDURE].entries] == [
        ("procedure", "scope-extension"),
        ("procedure", "staff-complaint-guide"),
    ]
    assert [entry.place for entry in found[DocumentKind.COMPLAINT_PROTOCOL].entries] == [
        ("page", "complaint-protocol")
    ]


def test_a_company_without_a_protocol_has_no_shelf_for_it() -> None:
    assert DocumentKind.COMPLAINT_PROTOCOL not in register(complaint_protocol=None)


def test_a_plan_was_reviewed_when_its_last_part_was_and_is_due_when_its_first_is() -> None:
    plan = a_plan()
    early = a_review(reviewed_on="2025-01-15", review_by="2026-12-01")
    late = a_review(reviewed_on="2026-10-30", review_by="2028-01-01")
    parts = {
        name: getattr(plan, name).model_dump(mode="json", exclude_none=True) | {"review": review}
        for name, review in (("definition", early), ("escalation", late))
    }

    folders = (a_client_folder(plan=a_plan(**parts)),)
    (entry,) = register(clients=folders)[DocumentKind.SERVICE_PLAN].entries

    assert (entry.dated, entry.review_by) == (dt.date(2026, 10, 30), dt.date(2026, 12, 1))
    assert (entry.owner, entry.place) == ("ana-rivas", ("plan", "olmo"))


def test_a_questionnaire_is_owned_by_whoever_owns_the_first_product_that_asks_it() -> None:
    company = a_company(products=[a_product(id="oficio-web", owner="bruno-leal")])

    (entry,) = register(company=company)[DocumentKind.QUESTIONNAIRE].entries

    assert (entry.owner, entry.version) == ("bruno-leal", "1")


def test_a_questionnaire_of_no_product_is_nobodys() -> None:
    folder = a_client_folder(client=a_client(products=[]))

    (entry,) = register(company=a_company(products=[]), clients=(folder,))[DocumentKind.QUESTIONNAIRE].entries

    assert entry.owner is None


def test_a_document_supplied_by_the_client_stands_on_a_shelf_of_its_own() -> None:
    found = with_documents(a_document(), a_document(title="Manual de marca", supplied_by="client"))

    assert titles(found[DocumentKind.PROJECT_DOCUMENT]) == ["Acta de entrega"]
    assert titles(found[DocumentKind.CLIENT_DOCUMENT]) == ["Manual de marca"]


def test_documents_of_proposals_are_controlled_like_those_of_projects() -> None:
    proposal = a_proposal(documents=[a_document(title="Presupuesto")])

    found = register(clients=(a_client_folder(projects=(), proposals=(proposal,)),))

    assert titles(found[DocumentKind.PROJECT_DOCUMENT]) == ["Presupuesto"]


def test_a_document_without_an_owner_is_kept_by_the_plans() -> None:
    found = with_documents(a_document(owner="bruno-leal"), a_document())

    owners = [entry.owner for entry in found[DocumentKind.PROJECT_DOCUMENT].entries]
    assert owners == ["bruno-leal", "ana-rivas"]


def test_a_document_without_an_owner_of_a_client_without_a_plan_is_nobodys() -> None:
    found = with_documents(a_document(), plan=None)

    assert [entry.owner for entry in found[DocumentKind.PROJECT_DOCUMENT].entries] == [None]


def test_documents_handed_over_stand_by_client_the_latest_first() -> None:
    old, new = a_document(title="Viejo", dated="2024-01-10"), a_document(title="Nuevo", dated="2026-01-10")
    pine = a_client_folder(id="pino", projects=(a_project(documents=[a_document()]),))
    olmo = a_client_folder(projects=(a_project(documents=[old, new]),))

    shelf = register(clients=(olmo, pine))[DocumentKind.PROJECT_DOCUMENT]

    assert [(folder.id, [one.title for one in theirs]) for folder, theirs in shelf.by_client] == [
        ("olmo", ["Nuevo", "Viejo"]),
        ("pino", ["Acta de entrega"]),
    ]
    assert shelf.listed == ()


def test_what_has_a_page_stands_in_one_list() -> None:
    shelf = register()[DocumentKind.SERVICE_PLAN]

    assert (shelf.listed, shelf.by_client) == (shelf.entries, ())
