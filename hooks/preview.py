"""What `mkdocs serve` answers: the site, or, while that cannot be built, the page that says what to mend.

MkDocs by itself would end at the first start, and show the old site without a word later on.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from hooks import build_warnings
from hooks.mending import failure_page
from luz.running.watch import Watch

log = logging.getLogger("mkdocs.plugins.luz")

GLANCE = 0.2
"""Seconds between one look at saved files and the next."""
PAGE_ENDINGS = {"", ".html"}


class Preview:
    """One `mkdocs serve`, from its first build on: what stands in for its pages, if anything does."""

    def __init__(self) -> None:
        self.begun = False
        self._instead: str | None = None
        self._found: str | None = None
        self._warnings: list[str] = []

    def begin(self) -> None:
        """From now on a build that cannot be made is told on the page."""
        self.begun = True

    def tell(self, page: str) -> None:
        """What the build under way has come to: this page, in place of any other."""
        self._found = page

    def stopped(self, error: Exception) -> None:
        """Why the build under way was given up."""
        self._found = self._found or failure_page("\n".join((*self._warnings, str(error))))

    def take_over(self, server: LiveReloadServer, folders: Collection[Path]) -> None:
        """Answer for the server, and build anew whenever something in these folders was saved."""
        self._instead = self._found
        build = server.builder
        server.builder = lambda: self._build(build)
        server.set_app(lambda environ, start: self._answer(server, environ, start))
        watch = Watch(folders)
        threading.Thread(target=_ring, args=(server, watch), daemon=True).start()

    def _build(self, build: Callable[[], None]) -> None:
        self._found = None
        with build_warnings.collected() as self._warnings:
            try:
                build()
            except MkDocsException as failure:
                log.error(str(failure))
                self.stopped(failure)
            except Exception as failure:
                log.exception("the site could not be built")
                self.stopped(failure)
        self._instead = self._found

    def _answer(
        self, server: LiveReloadServer, environ: dict[str, Any], start: Callable[..., Any]
    ) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        is_page = PurePosixPath(path).suffix in PAGE_ENDINGS and not path.startswith("/livereload/")
        if self._instead is None or not is_page:
            return server.serve_request(environ, start)
        # Not waiting for a build under way, as a page that does not come would look like a fault.
        livereload: Any = server  # which offers no other way to its script
        page = livereload._inject_js_into_html(self._instead.encode(), livereload._visible_epoch)
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
        start("503 Service Unavailable", [*headers, ("Content-Length", str(len(page)))])
        return [page]


def _ring(server: LiveReloadServer, watch: Watch) -> None:
    """Tell the server of each saving. Its own watch loses a folder that was moved or replaced."""
    while True:
        time.sleep(GLANCE)
        if watch.settled():
            with server._rebuild_cond:
                server._want_rebuild = True
                server._rebuild_cond.notify_all()
