"""What tests of several rooms share: the one browser, as a process can drive only one at a time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have counted: a property called «figure» of one that has passed."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "figure":
                terminalreporter.write_line(str(value))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser that the system brings; nothing is downloaded."""
    program = shutil.which("chromium")
    if program is None:
        reason = "Chromium is not installed: sudo apt-get install chromium libatomic1"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()
