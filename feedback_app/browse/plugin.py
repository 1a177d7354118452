"""The hooks by which Datasette becomes ours: its door, its permissions, its words, its look."""

from __future__ import annotations

import logging
import mimetypes
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from datasette.plugins import pm
from datasette.utils.asgi import NotFound, Response
from jinja2 import Environment
from pluggy import HookimplMarker

from feedback_app.browse import PLUGIN, cells, queries, readable, titles
from feedback_app.browse.door import ACTOR, Application, Door, Doorkeeper
from feedback_app.browse.facts import FactsReader
from feedback_app.browse.formulas import WithoutFormulas
from feedback_app.browse.rules import Rules
from luz import wording as wordings
from luz.brand import css_variables, palette_of

PACKAGE = Path(__file__).parents[1]
WORDING = wordings.load(PACKAGE, "es")
"""The words of the house; whoever reads here works in it."""

ALLOWED = frozenset({"view-instance", "view-database", "view-table", "view-query", "execute-sql"})
"""What somebody whom the app has let in may do."""

COMPARISONS = {
    "contains": "contains",
    "endswith": "ends with",
    "startswith": "begins with",
    "like": "is like (SQL)",
    "notlike": "is not like (SQL)",
    "glob": "fits the pattern (SQL)",
    "in": "is one of",
    "notin": "is none of",
    "arraycontains": "is a list with",
    "arraynotcontains": "is a list without",
    "date": "is of the day",
    "isnull": "is empty",
    "notnull": "is not empty",
    "isblank": "is blank",
    "notblank": "is not blank",
}
"""What a comparison is called, where it is not a sign."""

COUNTABLE = frozenset(
    {"product", "product_id", "questionnaire_id", "language", "channel", "rating", "option_id"}
)
"""The columns by which it makes sense to count rows."""

hookimpl = HookimplMarker("datasette")
_HOOKS = sys.modules[__name__]


_log = logging.getLogger(__name__)


def install() -> None:
    """Make the hooks of this module those of every Datasette in this process."""
    if not pm.is_registered(_HOOKS):
        # Datasette's own way prints every local variable, the visitor's words among them.
        pm.unregister(name="datasette.handle_exception")
        pm.register(_HOOKS, "luz")


@dataclass(frozen=True)
class House:
    """What one Datasette works with."""

    facts: FactsReader
    keeper: Doorkeeper
    address: str
    site: str
    sign_in: str
    database: str


_houses: WeakKeyDictionary[Any, House] = WeakKeyDictionary()


def _set_up(datasette: Any) -> House:
    if datasette not in _houses:
        told = datasette.plugin_config(PLUGIN)
        database = datasette.get_database()
        _houses[datasette] = House(
            facts=FactsReader(Path(database.path), Path(told["published"])),
            keeper=Doorkeeper(told["app_url"]),
            address=told["address"],
            site=_site(told["sign_in"]) or told["app_url"],
            sign_in=told["sign_in"],
            database=database.name,
        )
    return _houses[datasette]


def _site(sign_in: str) -> str:
    """The site to which an address leads; empty where there is no address."""
    parts = urlsplit(sign_in)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Application], Application]:
    """Put the door before everything."""
    house = _set_up(datasette)

    async def refusal(status: int, message: str) -> str:
        await datasette.invoke_startup()
        template = datasette.jinja_env.get_template("refusal.html")
        page: str = await template.render_async(
            status=status, message=WORDING.text(message), urls=datasette.urls
        )
        return page

    def behind_the_door(application: Application) -> Application:
        rules = Rules(datasette._routes(), house.database)
        home = datasette.urls.database(house.database)
        inside = WithoutFormulas(application)
        return Door(inside, house.address, rules.resource, house.keeper, home, house.sign_in, refusal)

    return behind_the_door


@hookimpl
def actor_from_request(request: Any) -> Any:
    """Whoever the door has let in."""
    return request.scope.get(ACTOR)


@hookimpl(trylast=True)
def permission_allowed(actor: Any, action: str, resource: Any) -> bool:
    """The last opinion, which counts: no, unless the door has let them in and it is about the answers."""
    database, table = resource if isinstance(resource, tuple) else (resource, None)
    shown = action != "view-table" or readable.is_shown(table)
    return actor is not None and action in ALLOWED and database != "_internal" and shown


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Any) -> None:
    """Keep every question, ours and the managers', to what may be read."""
    if database == _set_up(datasette).database:
        readable.restrict(conn)


@hookimpl
def forbidden(datasette: Any, request: Any) -> Callable[[], Awaitable[Response]]:
    """What somebody may not see is not there for them."""
    return handle_exception(datasette, request, NotFound("There is nothing at this address."))


@hookimpl
def get_metadata(datasette: Any) -> dict[str, Any]:
    """Titles, descriptions and units, from the questionnaires as they are now."""
    house = _houses.get(datasette)
    # Asked while the configuration is still being read, there is nothing to say yet.
    return titles.metadata(house.facts.current(), house.database, WORDING) if house else {}


@hookimpl
def canned_queries(datasette: Any, database: str) -> dict[str, dict[str, object]]:
    """The questions managers ask most."""
    return queries.canned(WORDING) if database == _set_up(datasette).database else {}


@hookimpl
def render_cell(
    value: object, column: str, table: str | None, datasette: Any
) -> str | Awaitable[str | None] | None:
    """Words instead of codes and numbers."""
    return cells.in_words(value, column, WORDING) or cells.label(datasette, table, column, value)


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Any) -> None:
    """What every page may ask, the pages of failure included."""
    house = _set_up(datasette)

    def heading(table: str | None, column: str) -> str:
        return titles.headings(house.facts.current(), table, WORDING).get(column, column)

    def told(key: str, table: str | None) -> str:
        return datasette.metadata(key, house.database, table, fallback=False) or table or ""

    env.globals.update(
        say=WORDING.text,
        number=WORDING.number,
        heading=heading,
        titled=lambda table: told("title", table),
        described=lambda table: told("description", table),
        parameter=lambda name: WORDING.text(queries.PARAMETERS.get(name, name)),
        comparison=lambda key, sign: WORDING.text(COMPARISONS[key]) if key in COMPARISONS else sign,
        in_order=titles.in_order,
        told_of=titles.TABLES,
        countable=lambda table, columns: [one["name"] for one in columns if one["name"] in COUNTABLE],
        facts=house.facts.current,
        site=house.site,
    )


@hookimpl
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Callable[[], Awaitable[Response]]:
    """What cannot be answered, as a page or as JSON."""
    # What the file refuses to tell is the question's fault.
    refused = isinstance(exception, sqlite3.DatabaseError)
    status: int = getattr(exception, "status", 400 if refused else 500)
    # What Datasette says in HTML is about its own settings, not about the question.
    told = "title" if getattr(exception, "message_is_html", False) else "message"
    said = getattr(exception, told, None) or str(exception)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("an answer failed", exc_info=exception)

    async def answer() -> Response:
        if request.path.endswith(".json"):
            return Response.json({"ok": False, "status": status, "error": said}, status=status)
        page = await datasette.render_template(
            "error.html", {"status": status, "error": said}, request=request
        )
        return Response.html(page, status=status)

    return answer


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """The company's colours and logo, as last published."""
    return [(r"^/brand/colours\.css$", _colours), (r"^/brand/logo$", _logo)]


async def _colours(datasette: Any) -> Response:
    published = _set_up(datasette).facts.current().published
    css = css_variables(palette_of(published.company.brand)) if published else ""
    return Response(css, content_type="text/css; charset=utf-8")


async def _logo(datasette: Any) -> Response:
    published = _set_up(datasette).facts.current().published
    if published is None:
        return Response("", status=404)
    kind = mimetypes.guess_type(published.logo.name)[0] or "application/octet-stream"
    return Response(published.logo.read_bytes(), content_type=kind)
