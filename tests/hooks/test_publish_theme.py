"""Every page of every site keeps to the policy it is served under, and to what people need to use it."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import re
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from feedback_app.headers import EDITION_POLICY
from hooks.edition_site import Occasion
from hooks.editions import Workshop, build_all
from luz.plans import load
from luz.theme_scripts import THEME_SCRIPTS, script_hash
from tests.builders import a_library, write_project

# The sites are built once, and not by each of two workers.
pytestmark = pytest.mark.xdist_group("theme")

Scheme = Literal["light", "dark"]
TODAY = dt.date(2026, 11, 21)
SITES = ("internal", "public", "clients/olmo", "clients/north-pier")
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
NARROW, WIDE = 360, 1280
AXE, ONLY_FAULTS = Axe(), {"resultTypes": ["violations"]}
DOCS = {
    "manual/index.md": (
        "# Manual\n\nLa atención al cliente.[^1]\n\n!!! note\n    Nota.\n\n"
        "| A | B |\n|---|--:|\n| 1 | 2 |\n\n[^1]: Al pie.\n"
    ),
    "publico/aviso.md": "---\naudience: public\nfoot: true\n---\n# Aviso legal\n\nTexto.\n",
}
SHOWN = {
    "internal": ("", "clientes/olmo/plan/", "organizacion/fases/", "personas/", "propuestas/", "manual/"),
    "public": ("", "contacto/", "proyectos/", "plan-de-muestra/plan/"),
    "clients/north-pier": ("", "plan/"),
}
"""Pages that together hold every kind of thing the theme lays out."""
EVERY = [(site, path) for site in SHOWN for path in SHOWN[site]]
BY_DAY_AND_BY_NIGHT = [
    pytest.param(*page, scheme, marks=() if position % 2 == number else pytest.mark.slow)
    for position, page in enumerate(EVERY)
    for number, scheme in enumerate(SCHEMES)
]
"""Each page both ways; the short run looks at every other page by day and at the rest by night."""

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>(.*?)</script>", re.DOTALL)
_FETCHED = re.compile(r'<(?:script|img|iframe|source)\b[^>]*\bsrc="([^"]+)"|<link\b[^>]*\bhref="([^"]+)"')


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("theme")
    project = write_project(a_library(), folder / "project", DOCS)
    workshop = Workshop(project, project / "plans", folder / "data", Occasion(TODAY, demo=True))
    build_all(load(project / "plans", TODAY), workshop)
    return workshop.data / "site"


def pages(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text() for path in sorted(site.rglob("*.html"))}


@pytest.mark.parametrize("site", SITES)
def test_no_page_holds_a_script_that_the_policy_does_not_name(site: str, data: Path) -> None:
    found = {script_hash(script) for html in pages(data / site).values() for script in _INLINE.findall(html)}

    assert found == set(THEME_SCRIPTS)


@pytest.mark.parametrize("site", SITES)
def test_no_page_holds_styles_of_its_own(site: str, data: Path) -> None:
    styled = [name for name, html in pages(data / site).items() if re.search(r"<style|\sstyle=", html)]

    assert styled == []


@pytest.mark.parametrize("site", SITES)
def test_no_page_fetches_anything_from_outside(site: str, data: Path) -> None:
    fetched = {
        address
        for html in pages(data / site).values()
        for pair in _FETCHED.findall(html)
        for address in pair
        if "//" in address
    }

    assert fetched == set()


@pytest.mark.parametrize("site", SITES)
def test_every_page_shows_name_logo_colours_channels_and_where_to_report_it(site: str, data: Path) -> None:
    needed = (
        '<span class="luz-brand__name">Oficio</span>',
        "assets/logo.svg",
        "assets/colours.",
        "+34 910 000 099",
        "mailto:web@oficio.example?subject=",
    )

    lacking = {
        name: [text for text in needed if text not in html] for name, html in pages(data / site).items()
    }

    assert {name: texts for name, texts in lacking.items() if texts} == {}


def test_every_page_of_a_demonstration_says_that_the_data_is_a_sample(data: Path) -> None:
    silent = [name for name, html in pages(data / "public").items() if "<p>Datos de ejemplo</p>" not in html]

    assert silent == []


@pytest.mark.parametrize(("site", "language"), [("clients/olmo", "es"), ("clients/north-pier", "en")])
def test_a_site_ships_the_search_of_its_own_language_only(site: str, language: str, data: Path) -> None:
    shipped = {path.name for path in (data / site / "assets" / "javascripts").rglob("lunr.*.min.js")}
    own = {f"lunr.{language}.min.js"} if language != "en" else set()

    assert shipped - {"lunr.stemmer.support.min.js", "lunr.multi.min.js"} == own


@pytest.mark.parametrize("site", SITES)
def test_our_styles_and_scripts_are_named_by_their_content_and_every_page_links_them_so(
    site: str, data: Path
) -> None:
    own = ("colours", "document", "foot", "luz", "plan", "print")
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:8]
        for path in (data / site / "assets").iterdir()
        if path.suffix in {".css", ".js"}
    }

    assert {name.split(".")[0] for name in found} == set(own)
    assert [name for name, digest in found.items() if name.split(".")[1] != digest] == []
    unlinked = {
        name: [one for one in found if f"assets/{one}" not in html]
        for name, html in pages(data / site).items()
    }
    assert {name: lacking for name, lacking in unlinked.items() if lacking} == {}


def test_no_source_maps_are_shipped(data: Path) -> None:
    assert [*(data / "public" / "assets").rglob("*.map")] == []


class _UnderThePolicy(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", EDITION_POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """The test says what went wrong; the server need not."""


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_UnderThePolicy, directory=str(data)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def opened(
    chromium: Browser, address: str, width: int = WIDE, scheme: Scheme = "light"
) -> tuple[Page, list[str]]:
    """A page, and the list in which everything the browser complains of will be found."""
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address, wait_until="networkidle")
    return page, complaints


@pytest.mark.browser
@pytest.mark.parametrize(("site", "path"), EVERY)
def test_a_page_fits_a_narrow_screen_and_breaks_no_rule(
    site: str, path: str, chromium: Browser, address: str
) -> None:
    page, complaints = opened(chromium, f"{address}/{site}/{path}", NARROW)

    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    page.close()
    assert (beyond, complaints) == (0, [])


@pytest.mark.browser
@pytest.mark.parametrize(("site", "path", "scheme"), BY_DAY_AND_BY_NIGHT)
def test_everybody_can_read_and_operate_a_page(
    site: str, path: str, scheme: Scheme, chromium: Browser, address: str
) -> None:
    page = chromium.new_page(viewport={"width": WIDE, "height": 800}, color_scheme=scheme)
    page.goto(f"{address}/{site}/{path}")

    found = AXE.run(page, options=ONLY_FAULTS).response["violations"]

    page.close()
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []


@pytest.mark.browser
@pytest.mark.parametrize("typed", ["atencion", "atención", "atenciones"])
def test_a_word_is_found_without_its_accent_and_in_the_plural(
    typed: str, chromium: Browser, address: str
) -> None:
    page, _ = opened(chromium, f"{address}/internal/")

    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type(typed)
    page.locator(".md-search-result__item", has_text="Manual").first.wait_for()

    page.close()


@pytest.mark.browser
def test_the_colours_can_be_switched(chromium: Browser, address: str) -> None:
    page, _ = opened(chromium, f"{address}/public/")

    page.get_by_title("Cambiar a colores oscuros").click()

    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.close()


KEPT = """async () => ({
  stored: Object.keys(localStorage), for_now: Object.keys(sessionStorage), cookies: document.cookie,
  databases: (await indexedDB.databases()).map(one => one.name), caches: await caches.keys(),
})"""


@pytest.mark.browser
def test_the_browser_keeps_the_colours_chosen_and_nothing_of_what_was_read(
    chromium: Browser, address: str
) -> None:
    page, _ = opened(chromium, f"{address}/internal/")
    page.get_by_title("Cambiar a colores oscuros").click()
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("atencion")
    page.locator(".md-search-result__item a").first.click()
    page.goto(f"{address}/internal/clientes/olmo/plan/", wait_until="networkidle")

    kept = page.evaluate(KEPT)

    page.close()
    assert kept == {"stored": ["/.__palette"], "for_now": [], "cookies": "", "databases": [], "caches": []}


@pytest.mark.browser
def test_on_paper_there_is_the_document_without_the_site_around_it(chromium: Browser, address: str) -> None:
    page, _ = opened(chromium, f"{address}/clients/north-pier/plan/")
    page.emulate_media(media="print")

    shown = {
        name: page.locator(name).first.is_visible()
        for name in (
            "article",
            ".luz-brand__logo",
            ".md-tabs",
            ".md-sidebar",
            ".md-search",
            ".luz-foot__page",
        )
    }

    page.close()
    assert shown == {
        "article": True,
        ".luz-brand__logo": True,
        ".md-tabs": False,
        ".md-sidebar": False,
        ".md-search": False,
        ".luz-foot__page": False,
    }
