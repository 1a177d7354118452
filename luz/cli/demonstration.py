"""The demonstration while it runs: built, mended and built again, and never at a loss for a page to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from feedback_app.settings import Settings
from feedback_app.storage import Storage
from hooks.editions import EditionFailed
from hooks.mending import failure_page, problems_page, rebuilding_page
from luz.cli.options import say
from luz.cli.publishing import checked, publish_checked
from luz.cli.sample_answers import invent_if_none
from luz.published import NothingPublished, Published, PublishedState


@dataclass
class Demonstration:
    """A demonstration; `greet` prints its addresses, as far as they are known."""

    settings: Settings
    greet: Callable[[Published | None], object]
    _greeted: bool = False
    _answered: bool = False

    def prepare(self) -> None:
        """Build what is served, or what is wrong with it, and the answers to begin with."""
        self.settings.under_way.unlink(missing_ok=True)
        self.settings.data.mkdir(parents=True, exist_ok=True)
        Storage(self.settings.answers).close()
        self._publish()

    def publish_again(self) -> None:
        """Build what somebody has saved; while that cannot be, every page says why."""
        click.echo(f"\n» {say('Something was saved; the sites are built again…')}")
        with _told(self.settings.under_way, say("Building the sites again…")):
            self._publish()
        if not self._greeted:
            self.announce()

    def announce(self) -> None:
        """Print the addresses; once more when those appear that nobody could know before."""
        published = self._published()
        self._greeted = published is not None
        self.greet(published)

    def _published(self) -> Published | None:
        """What was published last, if anything was."""
        try:
            return PublishedState(self.settings.published).current()
        except NothingPublished:
            return None

    def _publish(self) -> None:
        try:
            self._publish_sound_plans()
        except EditionFailed as failed:
            click.echo(str(failed), err=True)
            self._show(failure_page(str(failed)))
        except Exception as failed:
            self._show(failure_page(f"{type(failed).__name__}: {failed}"))
            raise

    def _publish_sound_plans(self) -> None:
        today, plans = checked()
        if plans.library is None or plans.problems:
            self._show(problems_page(plans.problems, Path()))
            return
        if self.settings.mending.exists():
            _replace(self.settings.mending, rebuilding_page())
        publish_checked(plans, plans.library, self.settings, today)
        self.settings.mending.unlink(missing_ok=True)
        if not self._answered:
            invent_if_none(self.settings)
            self._answered = True

    def _show(self, page: str) -> None:
        _replace(self.settings.mending, page)
        click.echo(say("Every page shows this until it is mended."), err=True)


@contextmanager
def _told(file: Path, text: str) -> Iterator[None]:
    """Say in a file what is under way, for as long as it is."""
    _replace(file, text)
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def _replace(file: Path, text: str) -> None:
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)
