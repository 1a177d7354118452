"""Datasette knows nothing that the app alone needs to know."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback_app import browse
from luz.running.ports import hold
from tests.feedback_app.asked import published_in


@pytest.fixture
def process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[subprocess.Popen[bytes]]:
    monkeypatch.setenv("LUZ_SMTP_PASSWORD", "la contraseña del correo")
    monkeypatch.setenv("LUZ_DEMO_KEY", "la llave de los enlaces")
    monkeypatch.setenv("LUZ_OTHER", "lo que puede saber")
    published_in(tmp_path)
    port = hold(0)
    port.free()
    places = tmp_path / "feedback.db", tmp_path / "published", f"http://127.0.0.1:{port.number}"
    with subprocess.Popen(browse.command(*places, port.number, "http://127.0.0.1:9")) as process:
        yield process
        process.terminate()


def test_datasette_is_told_no_secret_of_the_app(process: subprocess.Popen[bytes]) -> None:
    told = Path(f"/proc/{process.pid}")
    # Until then it is what starts it.
    while (told / "cmdline").read_bytes().split(b"\0")[1:3] != [b"-m", b"feedback_app.browse"]:
        assert process.poll() is None

    known = dict(entry.partition(b"=")[::2] for entry in (told / "environ").read_bytes().split(b"\0"))

    assert known[b"LUZ_OTHER"].decode() == "lo que puede saber"
    assert {b"LUZ_SMTP_PASSWORD", b"LUZ_DEMO_KEY"} & known.keys() == set()
