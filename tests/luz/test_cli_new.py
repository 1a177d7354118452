"""`luz new` as somebody types it: what it prints, and what it leaves in `plans/`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from luz.cli import main
from luz.cli.new import new
from tests.cases.case import lay_out


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return lay_out(tmp_path)


def luz(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_a_client_is_drafted_with_its_plan_and_what_to_do_next_is_said(plans: Path) -> None:
    result = luz("new", "client", "bodega-norte", "--name", "Bodega Norte")

    assert result.exit_code == 0
    assert result.output.splitlines()[:3] == [
        "Hecho:",
        "  plans/clients/bodega-norte/client.yml",
        "  plans/clients/bodega-norte/plan.yml",
    ]
    assert result.output.splitlines()[-1] == (
        "  4. Cuando esté terminado, quite la línea «draft: sí» y publique con «.venv/bin/luz build»."
    )
    assert "\nname: Bodega Norte\n" in (plans / "clients/bodega-norte/client.yml").read_text()
    assert luz("check").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (["project", "alba", "obra", "--title", "Obra: la de siempre"], "clients/alba/projects/obra.yml"),
        (["proposal", "alba", "idea", "--title", "La idea"], "clients/alba/proposals/idea.yml"),
        (["procedure", "alta", "--name", "Alta"], "procedures/alta.yml"),
        (["questionnaire", "curso", "--title", "Curso"], "questionnaires/curso.yml"),
    ],
)
def test_each_thing_is_drafted_where_it_belongs(plans: Path, arguments: list[str], file: str) -> None:
    result = luz("new", *arguments)

    assert result.output.splitlines()[:2] == ["Hecho:", f"  plans/{file}"]
    assert (plans / file).is_file()
    assert luz("check").exit_code == 0


def test_the_portal_of_a_client_may_be_in_another_language(plans: Path) -> None:
    luz("new", "client", "kestrel", "--language", "en", "--owner", "bruno-leal")

    assert "\nlanguage: en\n" in (plans / "clients/kestrel/client.yml").read_text()
    assert "\nowner: bruno-leal\n" in (plans / "clients/kestrel/plan.yml").read_text()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["client", "Bodega Norte"], "use minúsculas sin acentos, cifras y guiones: bodega-norte"),
        (["client", "alba"], "«plans/clients/alba/client.yml» ya existe; elija otro id, o edite ese archivo"),
        (["client", "bodega", "--owner", "ana"], "¿quiso decir «ana-rivas»?"),
        (
            ["project", "albaa", "obra"],
            "en plans/clients/ no hay nada que se llame «albaa»; ¿quiso decir «alba»?",
        ),
        (["proposal", "zzz", "idea"], "en plans/clients/ no hay nada que se llame «zzz»; hay: alba, brisa"),
    ],
)
def test_what_cannot_be_drafted_is_refused_with_its_remedy(
    plans: Path, arguments: list[str], reason: str
) -> None:
    before = sorted(plans.rglob("*"))

    result = luz("new", *arguments)

    assert result.exit_code == 1
    assert reason in result.stderr
    assert sorted(plans.rglob("*")) == before


def test_an_id_that_is_a_word_of_other_clients_texts_is_refused_with_some_of_them(plans: Path) -> None:
    result = luz("new", "client", "hotel")

    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert lines[0] == "Error: no se ha hecho nada, porque traería esto; pruebe con otro id:"
    assert ["OTHER_CLIENT_NAMED" in line for line in lines[1:]] == [True, True, True, False]
    assert lines[-1] == "  …"
    assert not (plans / "clients/hotel").exists()


@pytest.mark.parametrize("name", sorted(new.commands))
def test_the_help_of_each_is_in_spanish(name: str) -> None:
    result = luz("new", name, "--help")

    assert result.output.startswith(f"Uso: main new {name} [OPCIONES] ")
    assert [
        word for word in ("TEXT ", "Usage", "CLIENT ", "client's", "Its ", "the ") if word in result.output
    ] == []
