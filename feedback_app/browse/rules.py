"""One rule for every route of Datasette, its own and ours; whatever has none is nobody's to see."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from datasette.utils import tilde_decode

from feedback_app.access import Kind, Resource

OPEN = Resource(Kind.PUBLIC)
ANSWERS = Resource(Kind.DATA)
NOBODYS = None

ROUTES: Mapping[str, Resource | None] = {
    # What the pages of refusal are made of.
    r"^/brand/colours\.css$": OPEN,
    r"^/brand/logo$": OPEN,
    r"/look/(?P<path>.*)$": OPEN,
    r"/(\.(?P<format>jsono?))?$": ANSWERS,
    r"/(?P<database>[^\/\.]+)(\.(?P<format>\w+))?$": ANSWERS,
    r"/(?P<database>[^\/\.]+)/(?P<table>[^\/\.]+)(\.(?P<format>\w+))?$": ANSWERS,
    r"/(?P<database>[^\/\.]+)/(?P<table>[^/]+?)/(?P<pks>[^/]+?)(\.(?P<format>\w+))?$": ANSWERS,
    # The whole file would hold what no question may read.
    r"/(?P<database>[^\/\.]+)\.db$": NOBODYS,
    r"/favicon.ico": NOBODYS,
    r"/:memory:(?P<rest>.*)$": NOBODYS,
    r"/-/static/(?P<path>.*)$": NOBODYS,
    r"/-/metadata(\.(?P<format>json))?$": NOBODYS,
    r"/-/versions(\.(?P<format>json))?$": NOBODYS,
    r"/-/plugins(\.(?P<format>json))?$": NOBODYS,
    r"/-/settings(\.(?P<format>json))?$": NOBODYS,
    r"/-/config.json": NOBODYS,
    r"/-/config": NOBODYS,
    r"/-/threads(\.(?P<format>json))?$": NOBODYS,
    r"/-/databases(\.(?P<format>json))?$": NOBODYS,
    r"/-/actor(\.(?P<format>json))?$": NOBODYS,
    r"/-/auth-token$": NOBODYS,
    r"/-/logout$": NOBODYS,
    r"/-/permissions$": NOBODYS,
    r"/-/messages$": NOBODYS,
    r"/-/allow-debug$": NOBODYS,
    r"/-/patterns$": NOBODYS,
}
"""What each route is about, by the pattern under which Datasette knows it."""

_STYLE_SHEET = re.compile(r"[a-z]+\.css")
"""Datasette tells of any other path whether there is a folder of that name, even outside of ours."""


@dataclass(frozen=True)
class Rules:
    """The rules for the `routes` of one Datasette, in the order in which it tries them.

    Of the databases it knows, only `database` is anybody's to see.
    """

    routes: Sequence[tuple[re.Pattern[str], Any]]
    database: str

    def resource(self, path: str) -> Resource | None:
        """What a path is about, undecoded as Datasette itself reads it; None where it is nobody's to see."""
        found = next((match for regex, _ in self.routes if (match := regex.match(path))), None)
        if found is None:
            return NOBODYS
        named = found.groupdict()
        if tilde_decode(named.get("database", self.database)) != self.database:
            return NOBODYS
        about = ROUTES.get(found.re.pattern, NOBODYS)
        if about == OPEN and not _STYLE_SHEET.fullmatch(named.get("path", "x.css")):
            return NOBODYS
        return about
