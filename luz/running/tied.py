"""Runs a command that ends when who asked for it does: `python -m luz.running.tied PARENT COMMAND…`.

Where the kernel offers it (Linux), the kernel itself tells the command that its parent is gone, so that
nothing is left running even if the parent was killed and could say nothing.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Sequence

_PR_SET_PDEATHSIG = 1


def tied(command: Sequence[str]) -> list[str]:
    """The command, tied to the process that calls this. It must be started from the main thread.

    (The kernel counts the thread that starts a child as its parent.)
    """
    return [sys.executable, "-m", "luz.running.tied", str(os.getpid()), *command]


def main() -> None:
    """Become the command, tied to the parent whose number comes first."""
    parent, *command = sys.argv[1:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != int(parent):
            raise SystemExit(1)
    os.execvp(command[0], command)  # noqa: S606  # no shell is wanted


if __name__ == "__main__":
    main()
