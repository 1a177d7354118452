"""Who may keep which file of an edition, and what it may run."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from flask import Response

from feedback_app.headers import DOCUMENT_POLICY, EDITION_POLICY
from feedback_app.keeping import marked

YEAR = "max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("path", "protected", "public"),
    [
        ("index.html", "private, no-store", "public, no-cache"),
        ("plan/index.html", "private, no-store", "public, no-cache"),
        ("404.html", "private, no-store", "public, no-cache"),
        ("search/search_index.json", "private, no-store", "public, no-cache"),
        ("sitemap.xml", "private, no-store", "public, no-cache"),
        ("ficheros/olmo/acta.pdf", "private, no-store", "public, no-cache"),
        ("ficheros/olmo/acta.12345678.css", "private, no-store", "public, no-cache"),
        ("assets/logo.svg", "private, no-cache", "public, no-cache"),
        ("assets/javascripts/lunr/min/lunr.es.min.js", "private, no-cache", "public, no-cache"),
        ("assets/luz.1234567.css", "private, no-cache", "public, no-cache"),
        ("assets/luz.12345678.css", f"private, {YEAR}", f"public, {YEAR}"),
        ("assets/luz.12345678.css.gz", "private, no-cache", "public, no-cache"),
        ("assets/javascripts/bundle.a5f9d56c.min.js", f"private, {YEAR}", f"public, {YEAR}"),
    ],
)
def test_only_what_is_named_by_its_content_is_kept_and_nothing_protected_but_the_theme(
    path: str, protected: str, public: str
) -> None:
    for expected, is_public in ((protected, False), (public, True)):
        answer = marked(Response(), PurePath(path), public=is_public)

        assert answer.headers["Cache-Control"] == expected
        assert answer.headers.get("Vary") == (None if is_public else "Cookie")


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("index.html", EDITION_POLICY),
        ("plan/index.html", EDITION_POLICY),
        ("404.html", EDITION_POLICY),
        ("assets/javascripts/workers/search.a7633da7.min.js", EDITION_POLICY),
        ("search/search_index.json", EDITION_POLICY),
        ("ficheros/olmo/acta.html", DOCUMENT_POLICY),
        ("ficheros/olmo/dibujo.svg", DOCUMENT_POLICY),
        ("manual/plano.svg", DOCUMENT_POLICY),
        ("sitemap.xml", DOCUMENT_POLICY),
    ],
)
def test_a_document_runs_nothing_not_even_scripts_of_ours(path: str, policy: str) -> None:
    assert marked(Response(), PurePath(path), public=False).headers["Content-Security-Policy"] == policy
