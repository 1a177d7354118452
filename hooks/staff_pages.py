"""What every employee leans on: complaint protocol, controlled documents, glossary, notices of changes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from hooks.document_register import shelves
from hooks.notices import notices
from hooks.page import Page
from hooks.places import Paths, Place
from hooks.rendering import Rendering, speaking_for
from luz.audience import Record
from luz.editions import Shown


def staff_places(shown: Shown, paths: Paths) -> Iterator[tuple[Place, str]]:
    """Where these pages stand on the intranet."""
    yield ("page", "notices"), paths.of("notices")
    yield ("page", "documents"), paths.of("documents")
    if shown.library.complaint_protocol is not None:
        yield ("page", "complaint-protocol"), paths.of("complaint-protocol")
    for document in shown.library.document_control.documents:
        yield ("document", document.id), f"{paths.of('documents')}#document-{document.id}"
    if shown.library.glossary.terms:
        yield ("page", "glossary"), paths.of("glossary")
    for term in shown.library.glossary.terms:
        yield ("term", term.id), f"{paths.of('glossary')}#term-{term.id}"


def staff_pages(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    """The pages, below that of the procedures or of the company."""
    text, library = rendering.wording.text, rendering.shown.library
    by_procedures, by_company = ({"nav_parent": paths.of(name)} for name in ("procedures", "company"))
    protocol = library.complaint_protocol
    if protocol is not None:
        path, template = paths.of("complaint-protocol"), "intranet/complaint_protocol.html"
        yield rendering.page(path, template, text("Complaint protocol"), by_procedures, protocol=protocol)
    yield rendering.page(
        paths.of("notices"),
        "intranet/notices.html",
        text("What has changed"),
        by_procedures,
        notices=notices(rendering.shown, rendering.today),
        said=speaking_for(rendering),
    )
    yield rendering.page(
        paths.of("documents"),
        "intranet/documents.html",
        text("Controlled documents"),
        by_company,
        shelves=shelves(rendering.shown),
        said=speaking_for(rendering),
    )
    if library.glossary.terms:
        terms = sorted(library.glossary.terms, key=_as_in_a_dictionary)
        yield rendering.page(
            paths.of("glossary"), "intranet/glossary.html", text("Glossary"), by_company, terms=terms
        )


def _as_in_a_dictionary(term: Record) -> str:
    """A key by which «énfasis» stands before «escalado», as accents and capitals count for nothing."""
    letters = unicodedata.normalize("NFD", term.term.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
