"""The key of a form: drawn afresh for each that is shown, with the time of its birth, and signed.

By the key a form counts once however often it is sent; by its birth, a form sent sooner than anybody reads is
known. The birth stands in the form alone: of what is sent, nothing is kept but the key and the day.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import secrets
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from itsdangerous import BadSignature, TimestampSigner

from feedback_app.answers import Form
from feedback_app.storage import DAYS_KEYS_ARE_KEPT

Clock = Callable[[], float]
"""Seconds since 1970, UTC."""

FIELD = "_key"
"""The field of the form that brings the key back."""

DAY = 24 * 60 * 60
LONGEST_LIFE = (DAYS_KEYS_ARE_KEPT - 1) * DAY
"""Seconds after which a form is given back: used keys are kept a day longer, so that none counts twice."""

_KEY = re.compile(r"[0-9a-f]{32}")
_SECRET_BYTES = 32

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FormKey:
    """A key that came back, `written` as the form has it. `age` in whole seconds; None if we did not sign it.

    An age below zero says that the clock was set back since.
    """

    key: bytes
    age: int | None
    written: str

    @property
    def is_current(self) -> bool:
        """Whether it is ours and young enough for what it brings in to count."""
        return self.age is not None and -DAY <= self.age <= LONGEST_LIFE


class FormKeys:
    """Makes keys and reads them. The secret by which they are signed lies in a file of its own, made once."""

    def __init__(self, path: Path, clock: Clock = time.time) -> None:
        self._path = path
        self._clock = clock
        self._making = threading.Lock()
        self._drawn = secrets.token_bytes(_SECRET_BYTES)
        self._own = _Signer(self._drawn, clock)
        self._is_kept = self._is_told = False

    def new(self, age: int = 0) -> str:
        """A key that nobody else will ever have, born now or so many seconds ago."""
        return self._signer().aged(age).sign(secrets.token_hex(16)).decode()

    def read(self, form: Form) -> FormKey | None:
        """The key in a form that was sent, if there is one that can be."""
        written = form.get(FIELD, ())
        if len(written) != 1 or not _KEY.fullmatch(written[0].partition(".")[0]):
            return None
        key = bytes.fromhex(written[0].partition(".")[0])
        signer = self._signer()
        try:
            _, born = signer.unsign(written[0], return_timestamp=True)
        except BadSignature:
            return FormKey(key, None, written[0])
        return FormKey(key, signer.get_timestamp() - int(born.timestamp()), written[0])

    def _signer(self) -> _Signer:
        with self._making:
            if not self._is_kept:
                self._keep()
            return self._own

    def _keep(self) -> None:
        """Sign by the secret on disk; where it cannot be there yet, by one that may end with the process."""
        try:
            self._own = _Signer(_kept(self._path, self._drawn), self._clock)
            self._is_kept = True
        except OSError as error:
            if not self._is_told:
                _log.error("no secret for the keys of forms can be kept: %s", error)
            self._is_told = True


class _Signer(TimestampSigner):
    """Signs with HMAC of SHA-256, by a clock of our choice."""

    def __init__(self, secret: bytes, clock: Clock) -> None:
        super().__init__(secret, "luz.form", sep=".", key_derivation="hmac", digest_method=hashlib.sha256)
        self._clock = clock

    def get_timestamp(self) -> int:
        """Whole seconds since 1970, UTC."""
        return int(self._clock())

    def aged(self, seconds: int) -> _Signer:
        """The same, so many seconds ago."""
        return _Signer(self.secret_key, lambda: self._clock() - seconds) if seconds else self


def _kept(path: Path, drawn: bytes) -> bytes:
    """The secret in a file, which is the one just `drawn` where there was none. Raises OSError."""
    if path.exists() and path.stat().st_size != _SECRET_BYTES:
        # It is there and is no secret: a disk was full, or somebody made it.
        path.unlink()
    if not path.exists():
        _make(path, drawn)
    return path.read_bytes()


def _make(path: Path, secret: bytes) -> None:
    """Lay down a secret, whole. Of two that do so at the same moment, one has its way."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(secret)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(aside)
    finally:
        aside.unlink()
