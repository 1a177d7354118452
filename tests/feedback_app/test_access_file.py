"""access.db: nobody else reads it, and what goes wrong in the middle leaves nothing behind."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from feedback_app.access_file import access_file, hashed


def test_nobody_but_its_owner_reads_it(tmp_path: Path) -> None:
    file = access_file(tmp_path / "var" / "access.db")
    with file.writing() as connection:
        connection.execute("insert into asked values (?, '/', 0, 1)", (b"x",))

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "var").iterdir()}
    file.close()

    assert modes == {"access.db": 0o600, "access.db-wal": 0o600, "access.db-shm": 0o600}


def test_what_fails_halfway_leaves_nothing(tmp_path: Path) -> None:
    file = access_file(tmp_path / "access.db")
    with pytest.raises(ZeroDivisionError), file.writing() as connection:
        connection.execute("insert into asked values (?, '/', 0, 1)", (b"x",))
        raise ZeroDivisionError

    with file.reading() as connection:
        assert connection.execute("select count(*) from asked").fetchone() == (0,)
    file.close()


def test_the_same_secret_is_another_hash_for_another_purpose() -> None:
    assert hashed("secret", "session") == hashed("secret", "session")
    assert hashed("secret", "session") != hashed("secret", "link")
