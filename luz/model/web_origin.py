"""The origin of a web address as browsers read it, for whoever writes addresses and whoever compares them."""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import unquote

import idna

_ADDRESS = re.compile(
    r"""(?P<scheme>https?):// [/\\]* (?:[^/\\?\#]*@)?   # whoever is named before the host is no part of it
        (?P<host>\[[0-9A-Fa-f:.]*\] | [^/\\?\#:@]*) (?: :(?P<port>[0-9]*) )? (?: [/\\?\#] | \Z )""",
    re.VERBOSE | re.IGNORECASE,
)
_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_LONGEST_NAME = 253
_LAST_PORT = 65_535
_USUAL = {"http": 80, "https": 443}


def web_origin(address: str) -> str | None:
    """The origin of an address (WHATWG, URL, 4.7): in lower case, in ASCII, without the scheme's usual port.

    Names are those of RFC 1035 and IDNA 2008, mapped as UTS 46 says, with underscores. None where no server
    can have this address: a port beyond the last, a name with an empty part.
    """
    parts = _ADDRESS.match(address)
    if parts is None:
        return None
    try:
        host = _host(parts["host"])
    except (ValueError, OSError):
        return None
    scheme = parts["scheme"].lower()
    port = int(parts["port"] or _USUAL[scheme])
    if port > _LAST_PORT:
        return None
    return f"{scheme}://{host}" + (f":{port}" if port != _USUAL[scheme] else "")


def _host(written: str) -> str:
    """A host as browsers write it. Raises ValueError or OSError."""
    if written.startswith("["):
        return f"[{ipaddress.IPv6Address(written[1:-1]).compressed}]"
    name = idna.uts46_remap(unquote(written, errors="strict"), std3_rules=False)
    labels = name.removesuffix(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        # Of any spelling of an IPv4 address; browsers read them as this old function does.
        return socket.inet_ntoa(socket.inet_aton(name.removesuffix(".")))
    ascii_name = ".".join(map(_label, labels))
    if len(ascii_name) > _LONGEST_NAME:
        raise ValueError("the name is too long")
    return ascii_name + ("." if name.endswith(".") else "")


def _label(label: str) -> str:
    if not label.isascii():
        return idna.alabel(label).decode()
    if not _LABEL.fullmatch(label):
        raise ValueError("no name has such a part")
    return label
