"""`luz freeze` as somebody types it: what it says, and what stands in the file afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from luz.cli import main
from luz.freezing import HEADER
from luz.plans import load
from tests.cases.case import TODAY, lay_out


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return lay_out(tmp_path)


def freeze(*arguments: str) -> Result:
    return CliRunner().invoke(main, ("freeze", *arguments), catch_exceptions=False)


def file(plans: Path) -> Path:
    return plans / "questionnaires/published.yml"


def change(plans: Path, old: str, new: str) -> None:
    path = plans / "questionnaires/opinion.yml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def versions(plans: Path) -> list[tuple[str, int]]:
    library = load(plans, TODAY).library
    assert library is not None
    return [(one.questionnaire, one.version) for one in library.frozen]


def test_a_frozen_version_is_written_down_and_the_plans_stay_sound(plans: Path) -> None:
    result = freeze("opinion")

    assert (result.exit_code, result.output) == (
        0,
        "La versión 1 de «opinion» queda congelada en plans/questionnaires/published.yml. "
        "Guarde juntos los dos archivos.\n",
    )
    assert (
        file(plans).read_text(encoding="utf-8").startswith(HEADER + "frozen:\n  - questionnaire: opinion\n")
    )
    assert versions(plans) == [("opinion", 1)]
    assert (load(plans, TODAY).problems, load(plans, TODAY).warnings) == ((), ())


def test_freezing_again_what_has_not_changed_changes_nothing(plans: Path) -> None:
    freeze("opinion")
    before = file(plans).read_bytes()

    result = freeze("opinion", "--lang", "en")

    assert (result.exit_code, result.output) == (0, "Version 1 of «opinion» is frozen already.\n")
    assert file(plans).read_bytes() == before


def test_a_frozen_version_is_not_frozen_again_with_other_words(plans: Path) -> None:
    freeze("opinion")
    before = file(plans).read_bytes()
    change(plans, "¿Está satisfecho?", "¿Está contento?")

    result = freeze("opinion")

    assert result.exit_code == 1
    assert [line.split(": ")[2] for line in result.output.splitlines()[:-1]] == ["QUESTIONNAIRE_CHANGED"]
    assert result.output.endswith("No se congela nada hasta que se arregle esto.\n")
    assert file(plans).read_bytes() == before


def test_the_next_version_is_frozen_beside_the_one_before_under_the_same_comments(plans: Path) -> None:
    freeze("opinion")
    text = file(plans).read_text(encoding="utf-8")
    file(plans).write_text(f"# De la casa.\n{text}", encoding="utf-8")
    change(plans, "version: 1", "version: 2")
    change(plans, "¿Está satisfecho?", "¿Está contento?")

    freeze("opinion")

    after = file(plans).read_text(encoding="utf-8")
    assert after.startswith(f"# De la casa.\n{text}  - questionnaire: opinion\n    version: 2\n")
    assert versions(plans) == [("opinion", 1), ("opinion", 2)]


def test_a_version_that_went_back_is_not_frozen(plans: Path) -> None:
    change(plans, "version: 1", "version: 2")
    freeze("opinion")
    change(plans, "version: 2", "version: 1")

    result = freeze("opinion")

    assert result.exit_code == 1
    assert "VERSION_WENT_BACK" in result.output
    assert versions_frozen_in(file(plans)) == ["    version: 2"]


def versions_frozen_in(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if "version: " in line[:13]]


def test_a_questionnaire_removed_and_written_anew_is_held_to_what_was_frozen(plans: Path) -> None:
    path = plans / "questionnaires/opinion.yml"
    freeze("opinion")
    before = path.read_text(encoding="utf-8")
    path.unlink()
    path.write_text(before.replace("¿Algo más?", "¿Nada más?"), encoding="utf-8")

    assert [one.check for one in load(plans, TODAY).problems] == ["QUESTIONNAIRE_CHANGED"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("opinoin", "Error: Ningún cuestionario se llama «opinoin»; ¿quiso decir «opinion»?\n"),
        ("web", "Error: Ningún cuestionario se llama «web»; hay: opinion.\n"),
    ],
)
def test_a_questionnaire_nobody_wrote_is_not_frozen(plans: Path, name: str, said: str) -> None:
    result = freeze(name)

    assert (result.exit_code, result.output) == (1, said)
    assert not file(plans).exists()


def test_a_problem_of_one_client_does_not_keep_a_questionnaire_from_being_frozen(plans: Path) -> None:
    (plans / "clients/alba/client.yml").write_text("nobody: is here\n")

    assert freeze("opinion").exit_code == 0


def test_a_file_that_cannot_be_written_is_said_so(plans: Path) -> None:
    (plans / "questionnaires/.published.yml.new").mkdir()

    result = freeze("opinion")

    assert result.exit_code == 1
    assert result.output.startswith("Error: No se puede escribir «plans/questionnaires/.published.yml.new»: ")
