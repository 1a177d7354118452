"""An edition takes along the files its visible records name, and no others."""

from __future__ import annotations

from hooks.files import files_of
from hooks.rendering import wording
from luz.audience import Audience, Edition
from luz.editions import for_edition
from luz.model.library import Library
from tests.builders import a_client, a_client_folder, a_document, a_library, a_project, a_proposal


def library_with_documents() -> Library:
    project = a_project(
        documents=[
            a_document(file="publico.txt", audience="public"),
            a_document(file="cliente.txt", audience="client"),
            a_document(file="interno.txt", audience="internal"),
        ]
    )
    proposal = a_proposal(documents=[a_document(file="oferta.txt")])
    folder = a_client_folder(client=a_client(logo="olmo.svg"), projects=(project,), proposals=(proposal,))
    return a_library(clients=(folder,))


def paths(edition: Edition) -> list[str]:
    shown = for_edition(library_with_documents(), edition)
    return [file.path for file in files_of(shown, wording(edition.language))]


def test_the_intranet_takes_all_of_them() -> None:
    assert paths(Edition(Audience.INTERNAL)) == [
        "assets/logo.svg",
        "ficheros/olmo/olmo.svg",
        "ficheros/olmo/publico.txt",
        "ficheros/olmo/cliente.txt",
        "ficheros/olmo/interno.txt",
        "ficheros/olmo/oferta.txt",
    ]


def test_a_portal_takes_what_its_client_may_see() -> None:
    assert paths(Edition(Audience.CLIENT, "olmo")) == [
        "assets/logo.svg",
        "ficheros/olmo/olmo.svg",
        "ficheros/olmo/publico.txt",
        "ficheros/olmo/cliente.txt",
        "ficheros/olmo/oferta.txt",
    ]


def test_an_english_portal_keeps_them_under_a_word_of_its_own() -> None:
    assert paths(Edition(Audience.CLIENT, "olmo", "en")) == [
        "assets/logo.svg",
        "files/olmo/olmo.svg",
        "files/olmo/publico.txt",
        "files/olmo/cliente.txt",
        "files/olmo/oferta.txt",
    ]


def test_the_public_site_takes_what_everybody_may_see() -> None:
    assert paths(Edition(Audience.PUBLIC)) == ["assets/logo.svg", "ficheros/olmo/publico.txt"]


def test_a_file_lies_in_the_folder_of_its_client() -> None:
    files = files_of(for_edition(library_with_documents(), Edition(Audience.PUBLIC)), wording("es"))

    assert [file.source for file in files] == ["files/logo.svg", "clients/olmo/files/publico.txt"]
