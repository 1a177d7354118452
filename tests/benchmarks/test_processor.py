"""Processor time is that of the process asked about."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from benchmarks.processor import seconds_of


def test_the_time_of_this_process_is_what_python_says_of_it() -> None:
    before = time.process_time()
    while time.process_time() < before + 0.1:
        pass
    least = time.process_time()
    found = seconds_of(os.getpid())
    most = time.process_time()

    # Linux shows hundredths.
    assert least - 0.03 <= found <= most + 0.03


def test_a_process_that_is_gone_has_none() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()

    with pytest.raises(OSError, match=str(gone.pid)):
        seconds_of(gone.pid)
