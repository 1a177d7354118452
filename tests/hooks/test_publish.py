"""`mkdocs build` and `mkdocs serve` make the intranet; the same hook makes any other edition."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from luz.model.library import Library
from tests.builders import a_client_folder, a_document, a_library, a_plan, a_project, write_project

DOCS = {
    "manual/index.md": "---\naudience: internal\n---\n# Manual\n\n[Los roles](../organizacion/index.md)\n",
    "manual/plano.png": "internal picture",
    "publico/aviso.md": "---\naudience: public\n---\n# Aviso\n\n<script>alert(1)</script>Texto.\n",
    "publico/sello.png": "public picture",
}


def built(
    folder: Path, monkeypatch: pytest.MonkeyPatch, edition: str = "internal", date: str = "2026-11-21"
) -> Path:
    """The site that `mkdocs build --strict` makes, with these settings in the environment."""
    monkeypatch.setenv("LUZ_EDITION", edition)
    monkeypatch.setenv("LUZ_DATE", date)
    config = load_config(str(folder / "mkdocs.yml"), strict=True)
    build(config)
    return folder / "var" / "mkdocs"


def a_project_of(tmp_path: Path, library: Library | None = None) -> Path:
    return write_project(library or a_library(), tmp_path, DOCS)


def test_the_intranet_is_built_strictly_with_the_manual(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = built(a_project_of(tmp_path), monkeypatch)

    assert "<h1>Bodegas Olmo</h1>" in (site / "clientes" / "olmo" / "index.html").read_text()
    assert 'href="../organizacion/"' in (site / "manual" / "index.html").read_text()


def test_hand_written_pages_stand_in_the_order_they_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = a_project_of(tmp_path)
    for name, order in (("b", "order: 2\n"), ("c", "order: 1\n"), ("a", "")):
        (project / "docs" / "manual" / f"{name}.md").write_text(f"---\n{order}---\n# Página {name}\n")

    home = (built(project, monkeypatch) / "index.html").read_text()

    assert list(dict.fromkeys(re.findall(r"Página [abc]", home))) == ["Página c", "Página b", "Página a"]


def test_pages_and_files_of_a_stricter_audience_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = built(a_project_of(tmp_path), monkeypatch, "client:olmo")

    written = [
        path
        for path in DOCS
        if (site / path).exists() or (site / path.replace(".md", "/index.html")).exists()
    ]
    assert written == ["publico/aviso.md", "publico/sello.png"]


def test_what_could_run_in_a_hand_written_page_is_taken_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = built(a_project_of(tmp_path), monkeypatch, "public") / "publico" / "aviso" / "index.html"

    assert "alert(1)" not in page.read_text()


def test_markup_in_a_plan_stays_text_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = '</title><script>alert("olmo")</script>'
    project = a_project(title=hostile, documents=[])
    library = a_library(clients=(a_client_folder(plan=a_plan(title=hostile), projects=(project,)),))

    site = built(a_project_of(tmp_path, library), monkeypatch, "client:olmo")

    pages = [page for page in site.rglob("*.html") if "alert" in page.read_text()]
    assert pages
    assert [page for page in pages if '<script>alert("' in page.read_text()] == []


def test_a_document_is_handed_over_as_it_is_whatever_its_ending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = a_project(documents=[a_document(title="Notas", file="notas.md")])
    library = a_library(clients=(a_client_folder(projects=(project,)),))

    site = built(a_project_of(tmp_path, library), monkeypatch, "client:olmo")

    assert (site / "ficheros" / "olmo" / "notas.md").read_text() == "Notas\n"


def test_problems_are_all_listed_and_nothing_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    project = a_project_of(tmp_path)
    (project / "plans" / "company.yml").write_text("name: Oficio\n")

    with pytest.raises(Abort):
        built(project, monkeypatch)

    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    first, *problems = record.getMessage().splitlines()
    assert first == "Hay que corregir los planes:"
    assert len(problems) > 5
    assert [line for line in problems if not line.startswith("plans/company.yml:")] == []
    assert not (project / "var").exists()


def test_an_edition_nobody_knows_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        built(a_project_of(tmp_path), monkeypatch, "client:nadie")

    assert caplog.messages[-1].startswith(
        "No hay ninguna edición «client:nadie»; hay estas: internal, public,"
    )


def test_a_link_to_a_file_elsewhere_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    project = a_project_of(tmp_path)
    (project / "docs" / "manual" / "fuera.png").symlink_to("/etc/hostname")

    with pytest.raises(Abort):
        built(project, monkeypatch)

    assert caplog.messages[-1].splitlines()[1:] == ["manual/fuera.png"]


def test_a_hand_written_page_cannot_take_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    project = a_project_of(tmp_path)
    (project / "docs" / "personas.md").write_text("# Personas\n")

    with pytest.raises(Abort):
        built(project, monkeypatch)

    assert "docs/personas.md: los planes ya hacen una página en «personas/»" in caplog.text


def test_a_hand_written_page_in_another_encoding_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    project = a_project_of(tmp_path)
    (project / "docs" / "manual" / "ano.md").write_bytes("# Año\n".encode("latin-1"))

    with pytest.raises(Abort):
        built(project, monkeypatch)

    assert caplog.messages[-1] == (
        "docs/manual/ano.md: el archivo no está en UTF-8; guárdelo de nuevo con la codificación UTF-8 "
        "(en el Bloc de notas: Guardar como, y abajo, Codificación)"
    )


def test_what_time_brings_about_is_told_and_does_not_fail_a_strict_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    built(a_project_of(tmp_path), monkeypatch, date="2027-04-01")

    told = [record for record in caplog.records if "REVIEW_OVERDUE" in record.getMessage()]
    assert told
    assert {record.levelno for record in told} == {logging.INFO}
