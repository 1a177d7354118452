"""The MkDocs hook: hands the pages of one edition to MkDocs. Which edition, says LUZ_EDITION.

MkDocs loads this file once, under a name of its own, so everything is imported absolutely. What is known of a
build lies in its configuration, so that nothing is left over for the next one; PREVIEW is the one thing that
lasts, as a `mkdocs serve` does.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hooks import handover
from hooks.edition_site import Occasion, UnknownEdition, edition_site
from hooks.mending import failure_page, problems_page
from hooks.preview import Preview
from hooks.rendering import wording
from hooks.search_index import forgiving
from hooks.written_pages import safe_html
from luz.model.base import SOURCE_LANGUAGE
from luz.plans import Plans, load
from luz.problems import InvalidPlans, Problem
from luz.today import load_today

log = logging.getLogger("mkdocs.plugins.luz")

BEFORE_THE_SEARCH = 100
"""The search plugin reads the language and writes the index that stand when its turn comes."""


PREVIEW = Preview()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Take note that somebody edits, and wants to see what to mend instead of being turned away."""
    if command == "serve":
        PREVIEW.begin()


@event_priority(BEFORE_THE_SEARCH)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the plans, project them for the edition, and let the whole configuration follow from it."""
    plans, occasion = _given(config) or _read(config)
    try:
        # An editor is shown the problems of one client too, where readers keep the last good version.
        if PREVIEW.begun and plans.problems:
            raise InvalidPlans(plans.problems)
        site = edition_site(plans, config.extra["edition"], occasion)
    except InvalidPlans as invalid:
        fault = _listed(invalid.problems)
        if not PREVIEW.begun:
            raise fault from None
        return _instead(config, problems_page(invalid.problems, handover.plans_dir(config).parent), fault)
    except UnknownEdition as unknown:
        raise PluginError(str(unknown)) from None
    try:
        handover.refuse_links(Path(config.docs_dir))
    except PluginError as fault:
        if not PREVIEW.begun:
            raise
        return _instead(config, failure_page(str(fault)), fault)
    # At this level, as `--strict` judges the site and not the calendar.
    for warning in plans.warnings:
        log.info(warning.render(wording(SOURCE_LANGUAGE)))
    config.extra["site"], config.extra["today"] = site, occasion.today
    handover.configure(config, site)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out what this edition must not hold, and add what the plans make."""
    if config.extra["site"] is None:
        return Files([])
    try:
        return _with_pages(files, config)
    except PluginError as fault:
        if not PREVIEW.begun:
            raise
        _instead(config, failure_page(str(fault)), fault)
        return Files([])


def _with_pages(files: Files, config: MkDocsConfig) -> Files:
    edition = config.extra["site"].edition
    written = handover.keep_written_pages(files, config, edition)
    site = config.extra["site"] = handover.with_written_pages(config.extra["site"], written)
    config.nav = handover.navigation(site, written)
    handover.leave_out_unused_assets(files, site.edition.language)
    handover.add_pages(files, config, site)
    handover.name_by_content(files, config)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Compile the theme's templates once for all the sites a process builds."""
    env.bytecode_cache = handover.COMPILED_TEMPLATES
    return env


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Put the day of the build where MkDocs would put the day of the machine."""
    page.update_date = config.extra["today"].isoformat()
    return page


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Clean what Markdown made; what our templates made is escaped already."""
    return html if isinstance(page, handover.ReadyPage) else safe_html(html)


@event_priority(-BEFORE_THE_SEARCH)
def on_post_build(config: MkDocsConfig) -> None:
    """Make the finished search index forgiving."""
    site = config.extra["site"]
    if site is not None:
        index, language = Path(config.site_dir, "search", "search_index.json"), site.edition.language
        index.write_text(forgiving(index.read_text(encoding="utf-8"), language), encoding="utf-8")


def on_build_error(error: Exception) -> None:
    """Keep why a build stopped: whoever started it is told only that it did."""
    PREVIEW.stopped(error)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., Any]) -> LiveReloadServer:
    """Build again whenever somebody saves a plan or a page, and show what to mend where that fails."""
    server.unwatch(config.docs_dir)
    PREVIEW.take_over(server, (handover.plans_dir(config), Path(config.docs_dir)))
    return server


def _listed(problems: Iterable[Problem]) -> PluginError:
    words = wording(SOURCE_LANGUAGE)
    lines = (problem.render(words) for problem in problems)
    return PluginError("\n".join((words.text("The plans must be mended:"), *lines)))


def _instead(config: MkDocsConfig, page: str, fault: PluginError) -> MkDocsConfig:
    """Let this build be an empty one, and the page stand in for all it lacks."""
    log.error(str(fault))
    PREVIEW.tell(page)
    config.extra["site"], config.extra["today"] = None, None
    config.theme.static_templates = set()
    return config


def _given(config: MkDocsConfig) -> tuple[Plans, Occasion] | None:
    """What whoever builds many editions has read once for all of them."""
    given: tuple[Plans, Occasion] | None = config.extra.get("given")
    return given


def _read(config: MkDocsConfig) -> tuple[Plans, Occasion]:
    folder, extra = handover.plans_dir(config), config.extra
    if extra["date"]:
        day = dt.date.fromisoformat(str(extra["date"]))
        plans = load(folder, day)
    else:
        day, plans = load_today(folder)
    return plans, Occasion(day, extra["public_url"], demo=bool(extra["demo"]))
