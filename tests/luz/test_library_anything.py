"""Whatever lies in the folder, under whatever name, it is read or refused, and what is said can be shown."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import luz
from luz.plans import load
from luz.wording import load as load_wording
from tests.cases.case import SAMPLE_PLANS, TODAY, lay_out

SPANISH = load_wording(Path(luz.__file__).parent, "es")
SAME = settings(derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))

PLACES = (
    ".",
    *("procedures", "questionnaires", "files", "clients", "clients/alba", "clients/alba/files"),
    *("clients/alba/projects", "clients/nuevo", "clients/caf\udce9", "otra"),
)
NAMES = (
    *("company.yml", "client.yml", "plan.yml", "opinion.yml", "published.yml", "calendars.yml"),
    *("files", "clients", "procedures", "caf\udce9.yml", "caf\udce9", "dos\nlíneas.yml", "\u202egml.yml"),
    *("{0}", "%s.yml", "-rf", ".yml", "x.yaml", "ñ", "ALBA", "n" * 250, " ", "con espacio.yml"),
    *("~$plan.yml", "plan.yml~"),
)


KINDS: dict[str, Callable[[Path], object]] = {
    "nothing in it": lambda path: path.write_bytes(b""),
    "a record": lambda path: path.write_bytes((SAMPLE_PLANS / "questionnaires/opinion.yml").read_bytes()),
    "bytes": lambda path: path.write_bytes(bytes(range(256))),
    "a folder": lambda path: path.mkdir(),
    "a folder within": lambda path: (path / "plan.yml").mkdir(parents=True),
    "a pipe": os.mkfifo,
    "a socket": lambda path: os.mknod(path, stat.S_IFSOCK | 0o600),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to nothing": lambda path: path.symlink_to("nothing"),
    "a link to a folder": lambda path: path.symlink_to("/"),
    "a link to a file": lambda path: path.symlink_to("/dev/zero"),
}


def put(path: Path, kind: str) -> None:
    """Put something there, in place of what there was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    KINDS[kind](path)


def can_hold(plans: Path, place: str) -> bool:
    """Whether every part of the way there is a folder of these plans, or nothing yet."""
    on_the_way = (plans / place, *(plans / place).parents)
    ours = [path for path in on_the_way if path.is_relative_to(plans) and os.path.lexists(path)]
    return all(path.is_dir() and not path.is_symlink() for path in ours)


def look_into(examples: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        plans = lay_out(Path(folder))
        for place, name, kind in examples:
            if can_hold(plans, place):
                put(plans / place / name, kind)

        loaded = load(plans, TODAY)

        lines = [one.render(SPANISH) for one in (*loaded.problems, *loaded.warnings)]
    assert [line for line in lines if not line.isprintable()] == []
    assert [name for name in loaded.held_back if not name.isprintable()] == []
    assert (loaded.library is None) == any(problem.client is None for problem in loaded.problems)


ODD = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(NAMES), st.sampled_from(sorted(KINDS))),
    min_size=1,
    max_size=4,
)


@given(ODD)
@settings(SAME, max_examples=60)
def test_any_folder_is_read_or_refused(examples: list[tuple[str, str, str]]) -> None:
    look_into(examples)


@pytest.mark.slow
@given(ODD)
@settings(SAME, max_examples=500)
def test_any_folder_of_very_many_is_read_or_refused(examples: list[tuple[str, str, str]]) -> None:
    look_into(examples)


def check(plans: Path) -> subprocess.CompletedProcess[str]:
    """`luz check` as a process that may read no more than the modes of files allow, whoever runs it."""
    mortal = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
    command = [*mortal, sys.executable, "-c", "from luz.cli import main; main()", "check", str(plans)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_what_may_not_be_read_is_a_problem_where_it_lies(tmp_path: Path) -> None:
    plans = lay_out(tmp_path)
    closed = [plans / "calendars.yml", plans / "procedures", plans / "clients/brisa"]
    (plans / "clients/alba/projects").chmod(0o444)
    for path in closed:
        path.chmod(0)

    checked = check(plans)

    for path in (*closed, plans / "clients/alba/projects"):
        path.chmod(0o755)
    refused = [line for line in checked.stdout.splitlines() if "FILE_UNREADABLE" in line]
    assert [line.removeprefix(f"{tmp_path.name}/") for line in refused] == [
        f"plans/{name}:1: FILE_UNREADABLE: esto no se puede leer (Permission denied); "
        "compruebe quién tiene permiso de lectura"
        for name in ("calendars.yml", "clients/alba/projects", "clients/brisa", "procedures")
    ]
    assert (checked.stderr, checked.returncode) == ("", 1)


def test_a_file_as_large_as_a_disk_is_not_read_to_its_end(tmp_path: Path) -> None:
    plans = lay_out(tmp_path)
    with (plans / "clients/alba/plan.yml").open("wb") as file:
        file.truncate(1 << 40)

    assert [problem.check for problem in load(plans, TODAY).problems] == ["FILE_TOO_LARGE"]
