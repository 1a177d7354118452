"""Addresses of pages, in the words of each language."""

from __future__ import annotations

import pytest

from hooks.places import Paths, client_places
from hooks.rendering import wording
from luz.audience import Audience, Edition
from luz.editions import for_edition
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
