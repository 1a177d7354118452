"""Litestream as deploy/ configures it, copying a data folder elsewhere until the end of a block."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from feedback_app.upkeep.streaming import REPLICA
from tests.until import until

CONFIGURATION = Path(__file__).parents[3] / "deploy" / "litestream.yml"
SOCKET = "litestream.sock"
PROGRAM = Path(sys.executable).with_name("litestream")


@contextmanager
def streamed(
    data: Path, replica: Path, configuration: Path = CONFIGURATION
) -> Iterator[subprocess.Popen[bytes]]:
    """Litestream at work; when the block begins it has copied what was there."""
    link(data, replica)
    command = [str(PROGRAM), "replicate", "-config", str(configuration)]
    with (data / "litestream.log").open("wb") as log:
        process = subprocess.Popen(command, env=_places(data), stdout=log, stderr=log)
    try:
        names = [path.name for path in data.glob("*.db") if path.name != "access.db"]
        until(lambda: all(list((replica / name).rglob("*.ltx")) for name in names), seconds=60)
        until(lambda: _listens(data / SOCKET), seconds=60)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


def _listens(path: Path) -> bool:
    """Whether somebody takes orders there: an earlier Litestream may have left its socket behind."""
    with socket.socket(socket.AF_UNIX) as knock:
        return knock.connect_ex(str(path)) == 0


def sync(data: Path, name: str) -> None:
    """Have Litestream copy, now, all that was written to a database."""
    order(data, "sync", name, "-wait")


def order(data: Path, verb: str, name: str, *options: str) -> None:
    """Tell Litestream to do something with a database."""
    words = [verb, *options, "-socket", str(data / SOCKET), str(data / name)]
    subprocess.run([str(PROGRAM), *words], check=True, capture_output=True)


def recovered(data: Path, folder: Path, name: str) -> Path:
    """A database as the replica has it, brought into a folder by the command that deploy/README.md names."""
    options = ["-config", str(CONFIGURATION), "-o", str(folder / name)]
    command = [str(PROGRAM), "restore", *options, str(data / name)]
    subprocess.run(command, env=_places(data), check=True, capture_output=True)
    return folder / name


def holding(word: str, *places: Path) -> list[str]:
    """The files in which a word stands. Another process looks: closing a file drops our own locks on it."""
    command = ["grep", "-rla", "--exclude-dir=published", "--exclude-dir=plans", word, *map(str, places)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return sorted(Path(line).name for line in found.stdout.splitlines())


def link(data: Path, replica: Path) -> None:
    """Have the data folder lead to where everything is copied, as deploy/README.md says."""
    replica.mkdir(exist_ok=True)
    if not (data / REPLICA).exists():
        (data / REPLICA).symlink_to(replica)


def _places(data: Path) -> Mapping[str, str]:
    return {**os.environ, "LUZ_DATA": str(data)}
