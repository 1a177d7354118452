"""The public addresses that commands are told: looked at before anything is served or built with them."""

from __future__ import annotations

from urllib.parse import urlsplit

import click

from luz.cli.options import say
from luz.model.web_origin import web_origin
from luz.running import ports

THIS_MACHINE = {ports.LOOPBACK, "localhost", "::1"}


class PublicAddress(click.ParamType[str]):
    """`https://luz.oficio.example`, with a port if need be; `http` only on this machine itself."""

    name = "address"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address as browsers name its origin; empty where none is given."""
        if not value:
            return ""
        origin = web_origin(value)
        if origin is None or not value.isprintable() or " " in value or "@" in value:
            self.fail(
                say("«{value}» is no address such as https://luz.oficio.example", value=value), param, ctx
            )
        parts, host = urlsplit(value), urlsplit(origin).hostname
        if parts.path.strip("/") or parts.query or parts.fragment:
            message = "«{value}» has something after the name; Luz needs a name or a port of its own"
            self.fail(say(message, value=value), param, ctx)
        if parts.scheme not in ({"http", "https"} if host in THIS_MACHINE else {"https"}):
            message = "«{value}» must begin with https://; without it sessions would travel unencrypted"
            self.fail(say(message, value=value), param, ctx)
        return origin


def check_together(public_url: str, data_url: str, *, demo: bool) -> None:
    """Refuse, in a sentence, addresses that are right by themselves and cannot work together."""
    if demo and any(urlsplit(url).hostname not in THIS_MACHINE for url in (public_url, data_url) if url):
        raise click.ClickException(
            say("the demonstration lets anybody be anybody: it is for this machine alone")
        )
    if bool(public_url) != bool(data_url) or urlsplit(public_url).hostname != urlsplit(data_url).hostname:
        message = "--public-url and --data-url go together: one name, two ports, as they share sessions"
        raise click.ClickException(say(message))
