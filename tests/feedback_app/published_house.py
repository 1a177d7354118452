"""A data folder as a build leaves it: published state and three editions, each full of words of its own."""

from __future__ import annotations

from pathlib import Path

from feedback_app.settings import Settings
from luz.model.library import Library
from luz.published import publish
from tests.builders import a_library, write_plans
from tests.feedback_app.served import DEMO_KEY

SECRETS = {
    "public": "palabra-de-todos",
    "internal": "palabra-de-la-plantilla",
    "clients/olmo": "palabra-de-olmo",
    "clients/north-pier": "palabra-de-north-pier",
}
"""A word that stands in every file of an edition and in no other."""

ADDRESSES = {
    "public": "/",
    "internal": "/intranet/",
    "clients/olmo": "/clients/olmo/",
    "clients/north-pier": "/clients/north-pier/",
}
"""Where each edition is served."""

FILES = (
    "index.html",
    "404.html",
    "plan/index.html",
    "search/search_index.json",
    "sitemap.xml",
    "assets/stylesheets/main.css",
    "assets/javascripts/bundle.js",
    "files/acta de entrega.pdf",
    "files/informe-año.txt",
)


def a_published_house(folder: Path, library: Library | None = None, *, demo: bool = True) -> Settings:
    """Publish a library and build its editions below `folder`; return the settings that serve them."""
    data = folder / "var"
    republish(data, library or a_library())
    for edition in SECRETS:
        build_edition(data, edition)
    return Settings(data, demo=demo, demo_key=DEMO_KEY if demo else "")


def republish(data: Path, library: Library) -> None:
    """Publish another state of the plans into the same data folder."""
    publish(library, data / "published", write_plans(library, data.parent / "plans"))


def build_edition(data: Path, edition: str, build: str = "first") -> Path:
    """Build an edition aside and swap it in, as `luz build` does; return the folder of the build."""
    built = data / "builds" / build / edition
    for name in FILES:
        file = built / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{SECRETS[edition]} {name} {build}\n")
    link = data / "site" / edition
    link.parent.mkdir(parents=True, exist_ok=True)
    new = link.with_name(f".{link.name}.new")
    new.symlink_to(built)
    new.replace(link)
    return built
