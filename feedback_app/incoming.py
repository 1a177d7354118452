"""A request as it came in: what means nothing in it is as good as not there, and harms nothing."""

from __future__ import annotations

import re
from typing import Any

from flask import Request
from werkzeug.http import parse_date

_DATED = ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_RANGE")
_RAW = re.compile("[\x80-\xff]")


class Incoming(Request):
    """A request of which Werkzeug can read every part."""

    def __init__(self, environ: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        for name in _DATED:
            if not _is_readable(environ.get(name)):
                # A condition whose date is not valid must be ignored (RFC 9110, section 13.1.3).
                del environ[name]
        # Bytes that no browser sends unescaped: escaped, they are text, and what is no UTF-8 stays so.
        environ["QUERY_STRING"] = _RAW.sub(_escaped, environ.get("QUERY_STRING", ""))
        super().__init__(environ, *args, **kwargs)


def _is_readable(date: str | None) -> bool:
    try:
        parse_date(date)
    except OverflowError:
        # Werkzeug takes other dates that are none for none, but fails over years and zones of twenty digits.
        return False
    return True


def _escaped(byte: re.Match[str]) -> str:
    return f"%{ord(byte[0]):02X}"
