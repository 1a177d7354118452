"""What the app is told when it starts: its data folder, its addresses, whether this is the demonstration."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feedback_app.smtp import Smtp

DEMO_KEY = "LUZ_DEMO_KEY"
"""The environment variable with the key that signs the demonstration's links."""


@dataclass(frozen=True)
class Settings:
    """`public_url` is the address readers use, without a slash at its end; `data_url` that of Datasette.

    In the demonstration, links signed with `demo_key` let anybody on this machine be a sample person, and
    sample answers may be shown. Where somebody edits meanwhile, pages give way to what is wrong, and load
    themselves anew. Without `smtp`, mails are written to the terminal.
    """

    data: Path
    public_url: str = "http://127.0.0.1:8000"
    data_url: str = "http://127.0.0.1:8001"
    demo: bool = False
    edited: bool = False
    demo_key: str = field(default="", repr=False)
    smtp: Smtp | None = None

    @property
    def is_secure(self) -> bool:
        """Whether readers come by TLS."""
        return self.public_url.startswith("https://")

    def cookie(self, name: str) -> str:
        """The full name of a cookie. Behind TLS its name binds it to this host and to TLS (RFC 6265bis)."""
        return f"__Host-{name}" if self.is_secure else name

    @property
    def published(self) -> Path:
        """The folder of the published state."""
        return self.data / "published"

    @property
    def answers(self) -> Path:
        """The database of visitors' answers."""
        return self.data / "feedback.db"

    @property
    def access(self) -> Path:
        """The database of who is signed in, which only the app opens."""
        return self.data / "access.db"

    @property
    def acknowledgements(self) -> Path:
        """The database of who has read and agreed to what, which only the app opens."""
        return self.data / "acknowledgements.db"

    @property
    def guardian(self) -> Path:
        """The database of suspected answers, which only the guardian sees through pages of the app."""
        return self.data / "guardian.db"

    @property
    def databases(self) -> tuple[Path, ...]:
        """Every database of the data folder, whether it is there yet or not."""
        return self.answers, self.guardian, self.acknowledgements, self.access

    @property
    def form_secret(self) -> Path:
        """The file with the secret that signs the keys of forms."""
        return self.data / "form.key"

    @property
    def backups(self) -> Path:
        """The folder of the copies of the databases."""
        return self.data / "backups"

    @property
    def set_aside(self) -> Path:
        """The folder of the databases that a restored copy has replaced."""
        return self.data / "set-aside"

    @property
    def mending(self) -> Path:
        """The page that stands in for every other while the sites cannot be built; else not there."""
        return self.data / "mending.html"

    @property
    def under_way(self) -> Path:
        """What is being done to the sites at the moment, in a few words; else not there."""
        return self.data / "under_way.txt"

    @property
    def site(self) -> Path:
        """The folder of the published editions."""
        return self.data / "site"
