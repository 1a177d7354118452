"""The processor time a process has had: what others do on the same machine hardly changes it."""

from __future__ import annotations

import os
from pathlib import Path


def seconds_of(process: int) -> float:
    """Seconds of processor that a process, by number, has used so far, its own and the kernel's for it.

    As Linux counts them, in hundredths (proc_pid_stat(5)). Raises OSError where there is no such process.
    """
    # The name of the program stands in parentheses and may hold anything; fields 14 and 15 follow it.
    after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    user, system = after_name[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
