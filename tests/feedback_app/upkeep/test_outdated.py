"""Copies go when their time has come, though no new one can be made; and who loses the last one hears it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedback_app.settings import Settings
from feedback_app.upkeep.backup import back_up
from feedback_app.upkeep.outdated import Outdated, remove_outdated
from feedback_app.upkeep.sound_copy import Unsound
from feedback_app.upkeep.tombstones import KEPT_DAYS
from luz.cli import main
from luz.cli.command_help import WORDS
from luz.published import PublishedState
from tests.feedback_app.asked import DAY
from tests.feedback_app.upkeep.copied_house import a_filled_house, damage, tomorrow


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return a_filled_house(tmp_path)


def test_they_go_although_no_new_one_can_be_made(settings: Settings) -> None:
    back_up(settings, DAY)
    back_up(settings, tomorrow())
    elsewhere = settings.data / "replica" / "backups" / f"{DAY}-1"
    aside = settings.set_aside / f"{DAY}-1"
    for folder in (elsewhere, aside):
        folder.mkdir(parents=True)
    damage(settings.answers)
    over = tomorrow(KEPT_DAYS - 1)
    with pytest.raises(Unsound):
        back_up(settings, over)

    assert remove_outdated(settings, over) == Outdated(3, was_last=False, doubtful=())

    assert [path.name for path in settings.backups.iterdir()] == [f"{tomorrow()}-1"]
    assert not elsewhere.exists() and not aside.exists()


def test_the_last_one_goes_as_well(settings: Settings) -> None:
    back_up(settings, DAY)

    assert remove_outdated(settings, tomorrow(KEPT_DAYS - 1)) == Outdated(1, was_last=True, doubtful=())
    assert remove_outdated(settings, tomorrow(KEPT_DAYS - 1)) == Outdated(0, was_last=False, doubtful=())


def test_by_a_clock_that_jumped_none_goes(settings: Settings) -> None:
    folder = back_up(settings, DAY).folder

    kept = remove_outdated(settings, tomorrow(365))

    assert (kept.removed, [one.folder for one in kept.doubtful]) == (0, [folder])
    assert remove_outdated(settings, tomorrow(365), trust_clock=True).removed == 1


def test_purge_says_loudly_that_none_is_left_though_the_answers_are_damaged(settings: Settings) -> None:
    today = PublishedState(settings.published).current().company.today()
    back_up(settings, today - dt.timedelta(days=KEPT_DAYS))
    damage(settings.answers)

    result = CliRunner().invoke(main, ["feedback", "purge", "--data", str(settings.data)])

    assert (result.exit_code, list(settings.backups.iterdir())) == (1, [])
    assert result.stdout == "Se ha borrado 1 copia, a la que le había llegado la hora.\n"
    assert result.stderr.splitlines()[0] == (
        "ATENCIÓN: no queda ninguna copia. Hace tanto que no se hace una que ha habido que borrar la última: "
        "a los visitantes se les promete que ninguna respuesta borrada sigue en una copia más de 30 días. "
        f"Haga una ya: luz feedback backup --data {settings.data}"
    )


def test_purge_tells_which_copies_do_not_fit_the_clock_also_elsewhere_and_removes_them_if_it_is_right(
    settings: Settings,
) -> None:
    today = PublishedState(settings.published).current().company.today()
    back_up(settings, today)
    folders = [settings.backups / "2025-11-22-1", settings.data / "replica/backups/9999-01-01-1"]
    for folder in folders:
        folder.mkdir(parents=True)

    purge = ["feedback", "purge", "--data", str(settings.data)]
    doubted, trusted = (CliRunner().invoke(main, [*purge, *more]) for more in ([], ["--trust-clock"]))

    assert (doubted.exit_code, doubted.stderr) == (
        1,
        f"El reloj dice que hoy es {WORDS.date(today)}, y con eso no cuadran las fechas de: "
        "backups/2025-11-22-1, replica/backups/9999-01-01-1. No se ha borrado ninguna, por antigua que sea. "
        "Si el reloj está bien, repita la orden con --trust-clock.\n",
    )
    assert (trusted.exit_code, [one for one in folders if one.exists()]) == (0, [])
    assert trusted.stdout.splitlines()[0] == "Se han borrado 2 copias, a las que les había llegado la hora."
