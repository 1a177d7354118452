"""Holding ports on this machine."""

from __future__ import annotations

import socket

from luz.running.ports import hold, listens


def test_a_free_port_is_the_one_held() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        free = probe.getsockname()[1]

    port = hold(free)

    assert (port.number, port.is_another) == (free, False)
    port.free()


def test_for_a_taken_port_another_one_is_held() -> None:
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        taken = somebody.getsockname()[1]
        port = hold(taken)

    assert port.number != taken
    assert (port.wanted, port.is_another) == (taken, True)
    port.free()


def test_any_port_will_do_for_who_asks_for_none() -> None:
    port = hold(0)

    assert port.number > 0
    assert not port.is_another
    port.free()


def test_nobody_else_gets_a_port_while_it_is_held() -> None:
    first = hold(0)
    second = hold(first.number)

    assert second.is_another
    first.free()
    second.free()


def test_a_port_that_was_let_go_can_be_listened_on() -> None:
    port = hold(0)
    port.free()

    assert not listens(port.number)
    with socket.create_server(("127.0.0.1", port.number)):
        assert listens(port.number)
