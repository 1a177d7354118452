"""Addresses of pages, in the words of each language."""

from __future__ import annotations

import datetime as dt

import pytest

from hooks.edition_site import root_of
from hooks.pages import pages_of
from hooks.places import Paths, client_places
from hooks.rendering import wording
from luz.agreeable import agreeable_plans, agreeable_procedures
from luz.audience import Audience, Edition
from luz.editions import editions_of, for_edition
from tests.builders import a_client_folder, a_library, a_proposal


@pytest.mark.parametrize(("language", "path"), [("es", "plan/servicio/"), ("en", "plan/service/")])
def test_an_address_is_in_the_language_of_its_readers(language: str, path: str) -> None:
    assert Paths(wording(language)).of("plan", "service") == path


def test_an_id_is_never_translated() -> None:
    assert Paths(wording("es"), "clientes/olmo/").of("projects", item="service") == (
        "clientes/olmo/proyectos/service/"
    )


def test_every_thing_of_a_client_has_a_place() -> None:
    library = a_library(clients=(a_client_folder(proposals=(a_proposal(),)),))
    shown = for_edition(library, Edition(Audience.CLIENT, "olmo", "es"))

    assert dict(client_places(shown.client, Paths(wording("es")))) == {
        ("client", "olmo"): "",
        ("plan", "olmo"): "plan/",
        ("part", "olmo/service"): "plan/servicio/",
        ("part", "olmo/organisation"): "plan/organizacion/",
        ("part", "olmo/procedures"): "plan/procedimientos/",
        ("part", "olmo/commitments"): "plan/compromisos/",
        ("part", "olmo/escalation"): "plan/escalado/",
        ("changes", "olmo"): "plan/#changes",
        ("commitment", "olmo/availability"): "plan/compromisos/#commitment-availability",
        ("commitment", "olmo/failures"): "plan/compromisos/#commitment-failures",
        ("duty", "olmo/keys"): "plan/organizacion/#duty-keys",
        ("silent_work", "olmo"): "lo-que-no-se-nota/",
        ("projects", "olmo"): "proyectos/",
        ("project", "olmo/tienda-nueva"): "proyectos/tienda-nueva/",
        ("proposals", "olmo"): "propuestas/",
        ("proposal", "olmo/app-movil"): "propuestas/#proposal-app-movil",
        ("products", "olmo"): "opinion/",
        ("product", "olmo-tienda"): "opinion/olmo-tienda/",
    }


def test_the_app_is_told_addresses_at_which_there_are_pages() -> None:
    library, day = a_library(), dt.date(2026, 11, 21)
    pages = {
        root_of(edition) + page.path
        for edition in editions_of(library)
        for page in pages_of(for_edition(library, edition), day, "")
    }
    told = [one.address for one in agreeable_plans(library)]
    told += [one.address for one in agreeable_procedures(library)]

    assert told[:3] == [
        "/clients/olmo/plan/",
        "/clients/north-pier/plan/",
        "/intranet/procedimientos/scope-extension/",
    ]
    assert [address for address in told if address not in pages] == []
