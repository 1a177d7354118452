"""What MkDocs is given: a configuration, files and pages made from the plain value of a site.

With `publish.py` and `editions.py`, the only place that knows MkDocs.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc
from mkdocs.utils import meta

from hooks.edition_site import EditionSite
from hooks.files import logo_path
from hooks.navigation import Branch, Entry, in_order, tree
from hooks.page import Heading, Page
from hooks.rendering import wording
from hooks.written_pages import FaultyPage, WrittenPage, audience_of_file, written_page
from luz.audience import Edition
from luz.model.base import SOURCE_LANGUAGE

COLOURS = "assets/colours.css"
SEARCH = "material/search"
# The stemmer would make words unfindable; what it should do, `search_index` does.
SEARCH_PIPELINE = ("stopWordFilter",)
SEARCH_SEPARATOR = r"[\s\u200b\-,:;.!?¡¿«»()\[\]{}\"'/]+"

_HASH_LENGTH = 8
_IDS = re.compile(r'\bid="([^"]+)"')
_LUNR = re.compile(r"assets/javascripts/lunr/min/lunr\.([a-z]{2})\.min\.js")


class _CompiledTemplates(BytecodeCache):
    """Compiled templates in memory; Jinja itself tells by a checksum when a source has changed."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()


COMPILED_TEMPLATES = _CompiledTemplates()


class DocumentFile(File):
    """A document as somebody wrote it: even one that ends in `.md` is handed over as it is."""

    def is_documentation_page(self) -> bool:
        return False


class ReadyPage(MkDocsPage):
    """A page whose HTML is there already: MkDocs neither reads a source nor runs Markdown for it."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        # MkDocs' templates escape nothing, so titles are handed over as markup.
        super().__init__(escape(page.label), file, config)
        self._ready = page

    def read_source(self, config: MkDocsConfig) -> None:
        page = self._ready
        hidden = {"home": ["navigation", "toc"], "wide": ["toc"]}.get(page.layout, [])
        self.markdown = ""
        self.meta = {
            "title": escape(page.title),
            "hide": hidden,
            "language": page.language,
            "search": {"exclude": not page.in_search},
            "layout": page.layout,
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self._ready.html
        self.toc = get_toc(_toc_tokens(self._ready.headings))
        self.present_anchor_ids = set(_IDS.findall(self._ready.html))


def configure(config: MkDocsConfig, site: EditionSite) -> None:
    """Let name, address, language, colours and search follow from the site."""
    words = site.frame.wording
    config.site_name = site.frame.site_name
    # `mkdocs serve` has set its own address, which is right wherever nobody has stated another.
    config.site_url = site.frame.address or config.site_url
    config.theme["language"] = site.edition.language
    config.theme["favicon"] = config.theme["logo"] = logo_path(site.shown.library.company)
    config.theme["palette"] = [
        _scheme("light", "default", "material/weather-night", words.text("Switch to the dark scheme")),
        _scheme("dark", "slate", "material/weather-sunny", words.text("Switch to the light scheme")),
    ]
    search = config.plugins[SEARCH].config
    search["lang"] = [site.edition.language]
    search["separator"] = SEARCH_SEPARATOR
    search["pipeline"] = list(SEARCH_PIPELINE)


def _scheme(preferred: str, scheme: str, icon: str, switch: str) -> dict[str, Any]:
    return {
        "media": f"(prefers-color-scheme: {preferred})",
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": icon, "name": str(escape(switch))},
    }


def plans_dir(config: MkDocsConfig) -> Path:
    """The folder of the plans, beside mkdocs.yml."""
    return Path(config.config_file_path).parent / str(config.extra["plans_dir"])


def refuse_links(docs: Path) -> None:
    """MkDocs would publish whatever a symbolic link in `docs/` points at. Raises PluginError.

    To be asked before MkDocs looks for files: it follows links to folders too, round in circles.
    """
    inside = (Path(folder, name) for folder, *names in os.walk(docs) for name in chain(*names))
    linked = sorted(path.relative_to(docs).as_posix() for path in inside if path.is_symlink())
    if linked:
        raise PluginError("\n".join((_say("In docs/, symbolic links are not followed:"), *linked)))


def keep_written_pages(files: Files, config: MkDocsConfig, edition: Edition) -> list[WrittenPage]:
    """Drop every page and file of `docs/` this edition must not hold, and say which pages stay."""
    written = [file for file in files if file.src_dir == config.docs_dir]
    pages = {file.src_uri: _written(file) for file in written if file.is_documentation_page()}
    for file in written:
        page = pages.get(file.src_uri)
        if page is None:
            stays = edition.sees(audience_of_file(file.src_uri, pages.values()))
        else:
            stays = page.stands_in(edition)
        if not stays:
            files.remove(file)
    return sorted((page for page in pages.values() if page.stands_in(edition)), key=lambda page: page.order)


def with_written_pages(site: EditionSite, written: list[WrittenPage]) -> EditionSite:
    """The site with those hand-written pages linked from every foot that ask for it."""
    _refuse_two_pages_at_one_address(site.pages, written)
    return site.with_small_print(tuple((page.title, page.path) for page in written if page.at_foot))


def navigation(site: EditionSite, written: list[WrittenPage]) -> list[dict[Markup, Any]]:
    """The pages the plans make and the hand-written ones, as MkDocs reads `nav`."""
    made = [
        Entry(page.path, page.label, _source(page), page.nav_parent)
        for page in site.pages
        if page.in_navigation
    ]
    return _nav(tree(in_order(made, [page.entry for page in written if not page.at_foot])))


def _written(file: File) -> WrittenPage:
    try:
        text, about = meta.get_data(file.content_string)
        return written_page(file.src_uri, "" if file.url == "./" else file.url, text, about)
    except FaultyPage as faulty:
        raise PluginError(f"docs/{faulty}") from None
    except UnicodeDecodeError:
        told = _say("the file is not in UTF-8; save it again with the encoding UTF-8")
        raise PluginError(f"docs/{file.src_uri}: {told}") from None


def _refuse_two_pages_at_one_address(pages: Iterable[Page], written: Iterable[WrittenPage]) -> None:
    taken = {page.path for page in pages}
    for page in written:
        if page.path in taken:
            told = _say(
                "the plans already make a page at «{address}»; give the file another name", address=page.path
            )
            raise PluginError(f"docs/{page.source}: {told}")


def _say(message: str, **params: object) -> str:
    return wording(SOURCE_LANGUAGE).text(message, **params)


def leave_out_unused_assets(files: Files, language: str) -> None:
    """Of what the theme ships, leave out source maps and the search of other languages."""
    for file in list(files):
        other = _LUNR.fullmatch(file.src_uri)
        if file.src_uri.endswith(".map") or (other and other[1] != language):
            files.remove(file)


def add_pages(files: Files, config: MkDocsConfig, site: EditionSite) -> None:
    """Add the pages the plans make, the documents they name, and the company's colours."""
    for page in site.pages:
        file = File.generated(config, _source(page), content="")
        ReadyPage(page, file, config)
        files.append(file)
    plans = plans_dir(config)
    for copied in site.files:
        files.append(DocumentFile.generated(config, copied.path, abs_src_path=str(plans / copied.source)))
    files.append(File.generated(config, COLOURS, content=site.colours))


def name_by_content(files: Files, config: MkDocsConfig) -> None:
    """Put a hash of its content into the name of each of our style sheets and scripts, as the theme does.

    So browsers can keep them for a year: what changes has another name.
    """
    for setting in ("extra_css", "extra_javascript"):
        config[setting] = [_renamed(files, str(path)) for path in config[setting]]


def _renamed(files: Files, path: str) -> str:
    file = files.get_file_from_path(path)
    if file is None:
        return path
    digest = hashlib.sha256(file.content_bytes).hexdigest()[:_HASH_LENGTH]
    stem, ending = posixpath.splitext(path)
    file.dest_uri = f"{stem}.{digest}{ending}"
    return file.dest_uri


def _source(page: Page) -> str:
    return f"{page.path}index.md"


def _nav(branches: Iterable[Branch]) -> list[dict[Markup, Any]]:
    # A page that holds others stands first among them.
    return [{escape(branch.entry.label): _nav_value(branch)} for branch in branches]


def _nav_value(branch: Branch) -> Any:
    if not branch.children:
        return branch.entry.source
    return [{escape(branch.entry.label): branch.entry.source}, *_nav(branch.children)]


def _toc_tokens(headings: Iterable[Heading]) -> list[Any]:
    tokens: list[Any] = []
    for heading in headings:
        token = {
            "level": heading.level,
            "id": heading.id,
            "name": str(escape(heading.text)),
            "children": [],
        }
        inside = tokens[-1]["children"] if tokens and heading.level > tokens[-1]["level"] else tokens
        inside.append(token)
    return tokens
