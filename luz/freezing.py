"""Writes the frozen versions of questionnaires into the plans, for `luz freeze`."""

from __future__ import annotations

import datetime as dt
from itertools import takewhile
from pathlib import Path

from luz.model.frozen import FROZEN_FILE, FrozenVersion
from luz.model.library import Library
from luz.model.questionnaire import Questionnaire
from luz.schema import editor_line

HEADER = f"""\
{editor_line(f"questionnaires/{FROZEN_FILE}")}
# Versiones congeladas de los cuestionarios: lo que ya se ha preguntado a alguien y no puede cambiar.
# Este archivo lo escribe «luz freeze CUESTIONARIO»; no lo edite a mano, y guárdelo junto con el cuestionario.
# Para cambiar una pregunta congelada, suba «version» en su cuestionario y congele la versión nueva.
# Lo que se retira no se borra de aquí: así nadie pregunta otra cosa con el mismo nombre y número.

"""


def frozen_file(plans: Path) -> Path:
    """The file that holds the frozen versions."""
    return plans / "questionnaires" / FROZEN_FILE


def is_frozen(library: Library, questionnaire: Questionnaire) -> bool:
    """Whether its present version is frozen already; that it is as it was then, the checks have seen to."""
    here = questionnaire.id, questionnaire.version
    return any((one.questionnaire, one.version) == here for one in library.frozen)


def freeze(library: Library, questionnaire: Questionnaire, plans: Path, day: dt.date) -> Path:
    """Add the present version of a questionnaire to the file, and return the file.

    Comments at its top are kept. Raises OSError where the file cannot be written.
    """
    file = frozen_file(plans)
    versions = [*library.frozen, FrozenVersion.of(questionnaire, day)]
    header = _header(file.read_text(encoding="utf-8")) if file.exists() else HEADER
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(header + _listed(versions), encoding="utf-8")
    beside.replace(file)
    return file


def _header(text: str) -> str:
    lines = takewhile(lambda line: not line.strip() or line.startswith("#"), text.splitlines(keepends=True))
    return "".join(lines)


def _listed(versions: list[FrozenVersion]) -> str:
    lines = ["frozen:"]
    for one in sorted(versions, key=lambda one: (one.questionnaire, one.version)):
        lines += [
            f"  - questionnaire: {one.questionnaire}",
            f"    version: {one.version}",
            f"    day: {one.day.isoformat()}",
            # In quotes: without, other readers of YAML take one of digits alone for a number.
            f'    fingerprint: "{one.fingerprint}"',
            f'    opening: "{one.opening}"',
            "    questions:",
        ]
        lines += [f'      - {{id: {each.id}, fingerprint: "{each.fingerprint}"}}' for each in one.questions]
    return "\n".join(lines) + "\n"
