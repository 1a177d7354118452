"""A process that is killed before one of the steps at which it changes what stands in its folders."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

_STEPS = frozenset({"os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir"})


def killed_before(step: int, work: Callable[[], object]) -> bool:
    """Do the work in a process of its own, killed before that step; whether it came to it. Raises OSError."""
    child = os.fork()
    if child == 0:
        left = [step]

        def count(event: str, _: object) -> None:
            if event in _STEPS:
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            work()
        except BaseException:  # noqa: BLE001  nothing of the tests may run on in the child
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise OSError("the work failed of itself")
    return os.WIFSIGNALED(status)
