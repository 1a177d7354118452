"""A link in `docs/` or among the plans is never followed into a site, wherever it leads."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.builders import a_library, write_project

SECRET = "palabra-de-fuera"

LINKS = {
    "a file elsewhere": ("docs/manual/fuera.png", "../../fuera.md", ["manual/fuera.png"]),
    "a page elsewhere": ("docs/manual/fuera.md", "../../fuera.md", ["manual/fuera.md"]),
    "a file of the machine": ("docs/fuera.txt", "/etc/hostname", ["fuera.txt"]),
    "a folder elsewhere": ("docs/fuera", "../fuera", ["fuera"]),
    "a client's plans": ("docs/olmo", "../plans/clients/olmo", ["olmo"]),
    "a page beside it": ("docs/manual/copia.md", "index.md", ["manual/copia.md"]),
    "nothing": ("docs/manual/nada.md", "nowhere.md", ["manual/nada.md"]),
    "itself": ("docs/manual/vuelta.md", "vuelta.md", ["manual/vuelta.md"]),
    "the folder it lies in": ("docs/manual/vuelta", ".", ["manual/vuelta"]),
    "a style sheet of the theme": (
        "docs/assets/stylesheets/luz.css",
        "/etc/hostname",
        ["assets/stylesheets/luz.css"],
    ),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_in_docs_is_refused_by_name_and_nothing_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    link, target, refused = LINKS[name]
    project = write_project(a_library(), tmp_path, {"manual/index.md": "# Manual\n"})
    (project / "fuera.md").write_text(SECRET)
    (project / "fuera").mkdir()
    for file in ("aviso.md", "notas.txt"):
        (project / "fuera" / file).write_text(SECRET)
    (project / link).parent.mkdir(parents=True, exist_ok=True)
    (project / link).symlink_to(target)
    monkeypatch.setenv("LUZ_EDITION", "internal")
    monkeypatch.setenv("LUZ_DATE", "2026-11-21")

    with pytest.raises(Abort):
        build(load_config(str(project / "mkdocs.yml"), strict=True))

    assert caplog.messages[-1].splitlines() == ["En docs/ no se siguen enlaces simbólicos:", *refused]
    assert [path for path in (project / "var").rglob("*") if path.is_file()] == []
