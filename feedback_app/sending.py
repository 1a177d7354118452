"""Sends a file as the request needs it: whole, compressed, in part, or not at all where the browser has it.

A file is known by what it holds, so a new build costs the reader only what has changed.
"""

from __future__ import annotations

import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

from flask import Response, request, send_file

COPY = ".gz"
"""What a build adds to the name of a file for its compressed copy."""
PLAIN = "application/octet-stream"
PACKED = "application/gzip"


def sent(file: Path) -> Response:
    """The answer with this file. Raises FileNotFoundError where it has gone meanwhile."""
    copy = file.with_name(file.name + COPY)
    # A link would lead out of the build; the build makes none.
    has_copy = copy.is_file() and not copy.is_symlink()
    # Bytes are counted in the file itself, so a part of it is never a part of the copy.
    packed = has_copy and "Range" not in request.headers and _takes_gzip()
    chosen = copy if packed else file
    response = send_file(chosen, mimetype=_kind(file), conditional=True, etag=fingerprint(chosen))
    response.headers.pop("Content-Disposition", None)
    if packed and response.status_code != 304:
        response.content_encoding = "gzip"
    if has_copy:
        response.vary.add("Accept-Encoding")
    return response


def _takes_gzip() -> bool:
    """Whether the browser takes gzip, and at least as gladly as the file itself."""
    accepted = request.accept_encodings
    return 0 < accepted.quality("gzip") >= accepted.quality("identity")


def _kind(file: Path) -> str:
    """The type of what is in a file; of one that is packed by itself, that it is packed."""
    kind, encoding = mimetypes.guess_type(file.name)
    return PACKED if encoding == "gzip" else PLAIN if encoding or kind is None else kind


def fingerprint(file: Path) -> str:
    """A digest of what a file holds. Raises FileNotFoundError."""
    told = file.stat()
    return _digest(file, told.st_ino, told.st_mtime_ns, told.st_size)


@lru_cache(maxsize=10_000)
def _digest(file: Path, *marks: int) -> str:
    """The file is read once for as long as its marks stay the same."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:32]
