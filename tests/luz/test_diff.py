"""`luz diff` as somebody types it: since a revision of git, since the last build, for us and for a client."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from luz.cli import main
from tests.builders import a_library, write_project
from tests.cases.case import lay_out


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_project(a_library(), tmp_path / "project", {"manual/index.md": "# Manual\n"})
    monkeypatch.chdir(folder)
    monkeypatch.delenv("LUZ_DATA", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return folder


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample plans as somebody wrote them, in a revision of git."""
    plans = lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    commit(tmp_path)
    return plans


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def luz(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old} stands {text.count(old)} times in {file}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def commit(project: Path) -> None:
    for arguments in (["init", "-q", "."], ["add", "."], ["commit", "-q", "-m", "state"]):
        author = ["-c", "user.name=Ana", "-c", "user.email=ana@oficio.example", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(project), *author, *arguments], check=True)


def edit(project: Path) -> None:
    """One change that a client may read, and one that is ours alone."""
    clients = project / "plans" / "clients"
    change(clients / "olmo" / "client.yml", '"Vino"', '"Vino y aceite"')
    change(clients / "olmo" / "client.yml", '"Cliente exigente y leal."', '"Cliente difícil."')


FOR_US = """\
Bodegas Olmo · Ficha
  Actividad de «Vino» a «Vino y aceite»
  Lo que conviene saber de «Cliente exigente y leal.» a «Cliente difícil.»
"""
FOR_THE_CLIENT = """\
» Portal de Bodegas Olmo
Bodegas Olmo · Ficha
  Actividad de «Vino» a «Vino y aceite»
"""


def test_what_changed_since_a_revision_is_told(project: Path) -> None:
    commit(project)
    edit(project)

    result = luz("diff", "HEAD")

    assert (result.exit_code, result.output) == (0, FOR_US)


def test_what_changed_since_the_last_build_is_told_without_git(project: Path) -> None:
    assert luz("build").exit_code == 0
    edit(project)

    assert luz("diff").output == FOR_US
    assert luz("build").exit_code == 0
    assert luz("diff").output == "No ha cambiado nada.\n"


def test_of_a_client_held_back_what_changed_since_his_own_last_site_is_told(project: Path) -> None:
    luz("build")
    edit(project)
    plan = project / "plans" / "clients" / "olmo" / "plan.yml"
    change(plan, '"Plan de servicio"', '["Plan de servicio"]')
    assert luz("build").exit_code == 1

    result = luz("diff")

    assert result.stdout == FOR_US
    assert result.stderr == (
        "plans/clients/olmo/plan.yml: no se puede leer como está ahora («luz check» dice por qué);"
        " no se cuenta qué ha cambiado en él\n"
    )


def test_a_client_is_told_only_what_he_may_read(project: Path) -> None:
    commit(project)
    edit(project)

    assert luz("diff", "HEAD", "--client", "olmo", "--audience", "client").output == FOR_THE_CLIENT


def test_each_client_is_told_in_his_own_language(project: Path) -> None:
    commit(project)
    change(project / "plans" / "clients" / "north-pier" / "client.yml", '"Freight"', '"Shipping"')

    result = luz("diff", "HEAD", "--client", "north-pier", "--audience", "client")

    assert result.output.splitlines()[1:] == [
        "North Pier Freight · Client's record",
        "  Line of business from “Freight” to “Shipping”",
    ]


def test_an_entry_for_the_history_is_refused_until_it_says_who_agreed(written: Path) -> None:
    plan = written / "clients" / "brisa" / "plan.yml"
    change(plan, "does: Looks after the account.", "does: Looks after all of it.")
    entry = luz("diff", "HEAD", "--client", "brisa", "--yaml").output

    append(plan, entry)
    refused = luz("check")
    change(plan, entry, agreed(entry))
    accepted = luz("check")

    assert "changes[1].agreed_by: MISSING_FIELD" in refused.output
    assert (accepted.exit_code, accepted.output.splitlines()[-1][:13]) == (0, "Sin problemas")


def test_an_entry_goes_into_the_history_there_is_and_is_not_told_of_itself(written: Path) -> None:
    plan = written / "clients" / "alba" / "plan.yml"
    change(plan, "within: 4 h", "within: 2 h")
    change(plan, "\nversion: 2\n", "\nversion: 3\n")
    entry = luz("diff", "HEAD", "--client", "alba", "--yaml").output

    change(plan, "\nchanges:\n", f"\nchanges:\n{agreed(entry)}")

    assert luz("check").exit_code == 0
    assert luz("diff", "HEAD", "--client", "alba", "--yaml").output == entry


def test_an_entry_takes_the_next_version_where_the_history_tells_of_this_one(written: Path) -> None:
    plan = written / "clients" / "alba" / "plan.yml"
    change(plan, "within: 4 h", "within: 2 h")

    result = luz("diff", "HEAD", "--client", "alba", "--yaml")
    change(plan, "\nversion: 2\n", "\nversion: 3\n")
    change(plan, "\nchanges:\n", f"\nchanges:\n{agreed(result.stdout)}")

    assert result.stderr == "plans/clients/alba/plan.yml: suba también «version:» de 2 a 3\n"
    assert luz("check").exit_code == 0


def test_an_entry_leaves_out_what_is_the_companys_own(written: Path) -> None:
    change(written / "company.yml", "phone: +34 910 000 002", "phone: +34 910 000 009")
    change(written / "clients" / "brisa" / "plan.yml", "does: Decides.", "does: Decides it all.")

    result = luz("diff", "HEAD", "--client", "brisa", "--yaml")

    assert [line for line in result.stdout.splitlines() if line.startswith("      - ")] == [
        "      - 'Client contact “Mary Hill”: task from “Decides.” to “Decides it all.”'"
    ]
    assert result.stderr == (
        "brisa: no se incluye lo que ha cambiado en los archivos de la empresa, que no es parte del plan;"
        " para leerlo: luz diff --audience client --client brisa\n"
    )


def test_without_plans_here_it_says_where_to_run_it(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(written)

    assert luz("diff", "HEAD").stderr == (
        "Error: aquí no hay ninguna carpeta «plans»; ejecútelo donde está mkdocs.yml\n"
    )


def test_a_client_folder_that_is_renamed_is_told_as_a_folder(written: Path) -> None:
    (written / "clients" / "alba").rename(written / "clients" / "hotel-alba")

    assert luz("diff", "HEAD").stdout == "Hotel Alba · Carpeta\n  Carpeta de «alba» a «hotel-alba»\n"


def agreed(entry: str) -> str:
    """The entry with the two lines filled in that it leaves open."""
    return (
        entry.replace("# - {", "- {")
        .replace("name: ,", "name: Eva,")
        .replace("position: }", "position: Jefa}")
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["nada"],
            "git no conoce la revisión «nada»;"
            " «git log --oneline» las enumera, y HEAD~1 es la penúltima",
        ),
        (
            [],
            "no consta con qué planes se publicó por última vez en «var»;"
            " publique con «luz build» o diga desde qué revisión de git: luz diff HEAD~1",
        ),
        (["HEAD", "--client", "olm"], "ningún cliente se llama «olm»; hay: muestra, north-pier y olmo"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_said_with_what_to_do(
    project: Path, arguments: list[str], message: str
) -> None:
    commit(project)

    result = luz("diff", *arguments)

    assert (result.exit_code, result.stderr) == (1, f"Error: {message}\n")


def test_a_folder_without_git_is_compared_with_the_last_build(project: Path) -> None:
    result = luz("diff", "HEAD")

    assert (result.exit_code, result.stderr) == (
        1,
        "Error: esta carpeta no está en git;"
        " sin decir desde cuándo, los planes se comparan con los de la última publicación: luz diff\n",
    )
