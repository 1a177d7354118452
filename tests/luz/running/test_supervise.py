"""Real processes, started and stopped together; none is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from luz.running.supervise import ChildDied, Children

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
IS_DEAF = "import signal, time, pathlib, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
SAYS_SO = "pathlib.Path(sys.argv[1]).write_text(str(__import__('os').getpid())); time.sleep(60)"
# A shell starts what runs in the background deaf to Ctrl-C, and so are these tests then.
PARENT = """
import signal, sys, time
from luz.running.supervise import Children
signal.signal(signal.SIGINT, signal.default_int_handler)
with Children() as children:
    children.start("child", sys.argv[1:])
    time.sleep(60)
"""


def lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_for(condition: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)


def test_what_was_started_is_stopped_at_the_end(tmp_path: Path) -> None:
    noted = tmp_path / "pid"
    with Children() as children:
        children.start("sleeper", [*SLEEPS[:2], f"import time, pathlib, sys; {SAYS_SO}", str(noted)])
        assert children.wait_until(lambda: noted.exists() and noted.read_text() != "", 10)
        pid = int(noted.read_text())
        assert lives(pid)

    assert not lives(pid)


def test_who_does_not_hear_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luz.running.supervise.PATIENCE", 0.2)
    noted = tmp_path / "pid"
    with Children() as children:
        children.start("deaf", [*SLEEPS[:2], IS_DEAF + SAYS_SO, str(noted)])
        assert children.wait_until(lambda: noted.exists() and noted.read_text() != "", 10)

    assert not lives(int(noted.read_text()))


def test_a_child_that_ends_is_noticed_by_name_and_status() -> None:
    with Children() as children:
        children.start("sleeper", SLEEPS)
        children.start("short", [sys.executable, "-c", "raise SystemExit(7)"])

        with pytest.raises(ChildDied) as died:
            children.wait_until(lambda: False, 10)

    assert (died.value.name, died.value.status) == ("short", 7)


def test_waiting_ends_after_its_time() -> None:
    with Children() as children:
        children.start("sleeper", SLEEPS)

        assert children.wait_until(lambda: False, 0.1) is False


@pytest.mark.skipif(
    sys.platform != "linux", reason="the kernel tells children of a killed parent on Linux only"
)
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_child_outlives_its_parent_however_that_ends(tmp_path: Path, end: signal.Signals) -> None:
    noted = tmp_path / "pid"
    child = [*SLEEPS[:2], f"import time, pathlib, sys; {SAYS_SO}", str(noted)]
    parent = subprocess.Popen([sys.executable, "-c", PARENT, *child], stderr=subprocess.DEVNULL)
    wait_for(lambda: noted.exists() and noted.read_text() != "")

    os.kill(parent.pid, end)
    parent.wait(10)

    pid = int(noted.read_text())
    wait_for(lambda: not lives(pid))
