"""Ports on this machine: taken early, so that addresses are known before anything is built; freed late."""

from __future__ import annotations

import socket
from dataclasses import dataclass

LOOPBACK = "127.0.0.1"


@dataclass
class Port:
    """A port held for us; `wanted` is the one asked for, which somebody else may have."""

    number: int
    wanted: int
    _socket: socket.socket

    @property
    def is_another(self) -> bool:
        """Whether the port asked for was taken."""
        return self.wanted not in (0, self.number)

    def free(self) -> None:
        """Let go of it, for the process that is to listen there."""
        self._socket.close()


def hold(wanted: int) -> Port:
    """Take a port on loopback: the one wanted (0 for any), or a free one if somebody has it.

    Raises OSError where not even another port can be had.
    """
    try:
        held = _bound(wanted)
    except OSError:
        held = _bound(0)
    return Port(held.getsockname()[1], wanted, held)


def listens(port: int) -> bool:
    """Whether somebody listens on a port of this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as knock:
        return knock.connect_ex((LOOPBACK, port)) == 0


def _bound(port: int) -> socket.socket:
    held = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # A server that ended a moment ago leaves its connections waiting; they do not count as taken.
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        held.bind((LOOPBACK, port))
        # Only a listening socket keeps a second one from the same port.
        held.listen()
    except OSError:
        held.close()
        raise
    return held
