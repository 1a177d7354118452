"""The app as a process of its own, as in production behind a proxy, to be started, hurt and started again."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from feedback_app.serving import command
from feedback_app.settings import Settings
from feedback_app.upkeep.soundness import EVERY_SECONDS
from luz.running.ports import hold, listens
from tests.feedback_app.asked import asking_library
from tests.feedback_app.published_house import a_published_house
from tests.feedback_app.served import Served
from tests.until import until

PATIENCE = 30


@dataclass(frozen=True)
class Running:
    """The app, whom to ask, and what it has printed."""

    process: subprocess.Popen[bytes]
    server: Served
    settings: Settings
    _printed: Path

    @property
    def printed(self) -> str:
        return self._printed.read_text()

    def kill(self) -> None:
        """End it between two instructions, as `kill -9` does."""
        self.process.kill()
        self.process.wait(PATIENCE)


def a_house(folder: Path) -> Settings:
    """Publish editions and a questionnaire; readers come by TLS, through a proxy that tells their address."""
    house = a_published_house(folder, asking_library(active_from="2020-01-01"), demo=False)
    return Settings(house.data, public_url="https://calidad.oficio.example")


@contextmanager
def running(
    settings: Settings,
    *,
    before: Sequence[str] = (),
    environment: Mapping[str, str] = {},
    prepare: Callable[[], object] | None = None,
    looked_at_every: float = EVERY_SECONDS,
) -> Iterator[Running]:
    """Serve from a data folder in a process of its own, ended with the block if it has not ended by then.

    `before` is put before its command; `prepare` is called in the new process.
    Its files are looked at every so many seconds.
    """
    port = hold(0)
    port.free()
    printed = settings.data.parent / "printed"
    with printed.open("ab") as output:
        process = subprocess.Popen(
            [*before, *command(settings, port.number), "--look-every", str(looked_at_every)],
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=prepare,
        )
    try:
        until(lambda: process.poll() is not None or listens(port.number))
        assert process.poll() is None, printed.read_text()
        yield Running(process, Served(port.number), settings, printed)
    finally:
        process.terminate()
        process.wait(PATIENCE)
