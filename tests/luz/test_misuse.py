"""Commands typed wrongly: what whoever typed them is told."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from luz.cli import main

TYPED_AND_TOLD = [
    ("check --nombre x", "no hay ninguna opción «--nombre»"),
    ("new client x --nam x", "no hay ninguna opción «--nam»; ¿quiso decir «--name»?"),
    ("publicar", "no hay ninguna orden «publicar»"),
    ("new cliente x", "no hay ninguna orden «cliente»; ¿quiso decir «client»?"),
    ("freeze", "falta «CUESTIONARIO»; escríbalo"),
    ("check --lang fr", "«--lang» puede ser: en, es"),
    ("build --date 21/11/2026", "«--date» es un día, con año, mes y día: 2026-12-01"),
    ("serve --port abc", "«--port» es un número entero, de 0 a 65535"),
    (
        "new client x --name Bodega Norte",
        'sobran palabras; un nombre de varias va entre comillas: "Bodega Norte"',
    ),
    ("new client x --name", "a la opción «--name» le falta su valor, o no lleva ninguno"),
]


@pytest.mark.parametrize(("typed", "told"), TYPED_AND_TOLD)
def test_a_command_typed_wrongly_is_explained_in_our_words(typed: str, told: str) -> None:
    result = CliRunner().invoke(main, typed.split())

    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, f"Error: {told}")


def test_it_says_how_the_command_is_called_and_where_its_help_is() -> None:
    result = CliRunner().invoke(main, ["new", "client"], prog_name="luz")

    assert result.stderr.splitlines() == [
        "Uso: luz new client [OPCIONES] ID",
        "Ayuda: luz new client --help",
        "",
        "Error: falta «ID»; escríbalo",
    ]
