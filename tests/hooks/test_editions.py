"""All sites are built aside and swapped in at once; nobody's problem becomes everybody's."""

from __future__ import annotations

import datetime as dt
import filecmp
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from hooks.edition_site import Occasion, UnknownEdition
from hooks.editions import EditionFailed, Workshop, build_all, build_one
from luz.model.library import Library
from luz.plans import Plans, load
from luz.problems import InvalidPlans
from tests.builders import (
    a_client_folder,
    a_library,
    a_plan,
    an_english_client_folder,
    write_plans,
    write_project,
)

# What was built once is enough for all who ask what the next build does to it.
pytestmark = pytest.mark.xdist_group("editions")

TODAY = dt.date(2026, 11, 21)
OCCASION = Occasion(TODAY, "https://luz.example")
DOCS = {"manual/index.md": "# Manual\n"}


def a_workshop(folder: Path) -> Workshop:
    return Workshop(folder / "project", folder / "project" / "plans", folder / "data", OCCASION)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """Where nothing was built yet."""
    write_project(a_library(), tmp_path / "project", DOCS)
    return a_workshop(tmp_path)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A folder in which everything was built once, only to be read, and what was told meanwhile."""
    folder, told = tmp_path_factory.mktemp("first"), list[str]()
    write_project(a_library(), folder / "project", DOCS)
    workshop = a_workshop(folder)
    build_all(plans_of(a_library()), workshop, told.append)
    return folder, told


@pytest.fixture
def built(first: tuple[Path, list[str]], tmp_path: Path) -> Workshop:
    """A copy of that folder, to build in again."""
    shutil.copytree(first[0], tmp_path, symlinks=True, dirs_exist_ok=True)
    return a_workshop(tmp_path)


def plans_of(library: Library) -> Plans:
    return Plans(library, (), (), {})


def published(workshop: Workshop) -> dict[str, Path]:
    """Every published site by its name, with the build it stands for."""
    site = workshop.data / "site"
    links = [site / "internal", site / "public", *(site / "clients").iterdir()]
    return {link.relative_to(site).as_posix(): link.resolve() for link in links}


def differences(one: Path, other: Path) -> list[str]:
    return list(_differences(filecmp.dircmp(one, other, ignore=[], hide=[])))


def _differences(compared: filecmp.dircmp[str]) -> Iterator[str]:
    yield from (*compared.left_only, *compared.right_only)
    _, unequal, errors = filecmp.cmpfiles(compared.left, compared.right, compared.common_files, shallow=False)
    yield from (*unequal, *errors)
    for inner in compared.subdirs.values():
        yield from _differences(inner)


def test_every_edition_is_built_and_told_about(first: tuple[Path, list[str]]) -> None:
    folder, told = first
    workshop = a_workshop(folder)

    assert told == ["internal", "public", "client:olmo", "client:north-pier"]
    assert set(published(workshop)) == {"internal", "public", "clients/olmo", "clients/north-pier"}
    assert [name for name, site in published(workshop).items() if not (site / "index.html").is_file()] == []


def test_the_same_sources_and_day_give_the_same_bytes(built: Workshop, tmp_path: Path) -> None:
    elsewhere = Workshop(built.project, built.plans, tmp_path / "other", OCCASION)

    build_all(plans_of(a_library()), elsewhere)

    again = published(elsewhere)
    assert {name: differences(site, again[name]) for name, site in published(built).items()} == {
        name: [] for name in again
    }


def test_plain_mkdocs_makes_the_same_site_without_compressed_copies(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUZ_EDITION", "client:olmo")
    monkeypatch.setenv("LUZ_DATE", TODAY.isoformat())
    monkeypatch.setenv("LUZ_PUBLIC_URL", OCCASION.public_url)

    build(load_config(str(workshop.project / "mkdocs.yml")))
    build_one("client:olmo", load(workshop.plans, TODAY), workshop)

    ours = workshop.data / "site" / "clients" / "olmo"
    differing = differences(workshop.project / "var" / "mkdocs", ours)
    assert [name for name in differing if not name.endswith(".gz")] == []
    assert "index.html.gz" in differing


def test_one_edition_alone_leaves_the_others(built: Workshop) -> None:
    before = published(built)

    build_one("public", plans_of(a_library()), built)

    after = published(built)
    assert {name for name in before if before[name] != after[name]} == {"public"}


def test_an_edition_nobody_knows_is_refused(workshop: Workshop) -> None:
    with pytest.raises(UnknownEdition):
        build_one("client:muestra", plans_of(a_library()), workshop)


def test_an_edition_held_back_is_refused_as_that_and_not_as_unknown(workshop: Workshop) -> None:
    (workshop.plans / "clients" / "olmo" / "plan.yml").write_text("title: Plan\n")

    with pytest.raises(EditionFailed, match="Los planes de olmo tienen problemas"):
        build_one("client:olmo", load(workshop.plans, TODAY), workshop)


def test_a_failure_leaves_every_published_site_and_no_rubbish(built: Workshop) -> None:
    before = published(built)
    (built.project / "docs" / "manual" / "index.md").write_text("# Manual\n\n[Roto](no-existe.md)\n")

    with pytest.raises(EditionFailed, match=r"internal: .*no-existe\.md"):
        build_all(plans_of(a_library()), built)

    assert published(built) == before
    assert set((built.data / "builds").iterdir()) == set(before.values())


def test_a_file_that_would_be_sent_for_another_keeps_a_site_from_being_published(workshop: Workshop) -> None:
    (workshop.project / "docs" / "datos.csv").write_text("1;2\n")
    (workshop.project / "docs" / "datos.csv.gz").write_text("3;4\n")

    with pytest.raises(
        EditionFailed, match=r"internal: «datos\.csv\.gz» pasaría por «datos\.csv» comprimido"
    ):
        build_one("internal", plans_of(a_library()), workshop)

    assert list((workshop.data / "builds").iterdir()) == []


def test_broken_company_data_builds_nothing(workshop: Workshop) -> None:
    with pytest.raises(InvalidPlans):
        build_all(Plans(None, (), (), {}), workshop)

    assert not workshop.data.exists()


def test_an_earlier_build_is_removed(built: Workshop) -> None:
    build_all(plans_of(a_library()), built)

    assert set((built.data / "builds").iterdir()) == set(published(built).values())


def test_a_client_who_is_gone_loses_the_portal(built: Workshop) -> None:
    build_all(plans_of(a_library(clients=(an_english_client_folder(),))), built)

    assert set(published(built)) == {"internal", "public", "clients/north-pier"}


def test_a_plan_that_became_a_draft_loses_the_portal(built: Workshop) -> None:
    build_all(plans_of(a_library(clients=(a_client_folder(plan=a_plan(draft="sí")),))), built)

    assert set(published(built)) == {"internal", "public"}


def test_a_client_with_a_problem_keeps_the_last_good_site_and_the_intranet_shows_it_with_what_is_wrong(
    built: Workshop,
) -> None:
    portal = published(built)["clients/olmo"]
    plan = built.plans / "clients" / "olmo" / "plan.yml"
    plan.write_text(plan.read_text().replace('"version": 2', '"version": "dos"'))

    build_all(load(built.plans, TODAY), built)

    assert published(built)["clients/olmo"] == portal
    intranet = built.data / "site" / "internal"
    page = (intranet / "clientes" / "olmo" / "plan" / "index.html").read_text()
    assert "<code>plans/clients/olmo/plan.yml:4</code>" in page
    assert "Vender vino sin interrupciones." in page
    assert (intranet / "ficheros" / "olmo" / "acta-de-entrega.txt").is_file()
    assert "Los planes de olmo tienen problemas" in (intranet / "index.html").read_text()


def test_a_client_never_published_and_held_back_has_a_page_that_says_so(workshop: Workshop) -> None:
    (workshop.plans / "clients" / "olmo" / "plan.yml").write_text("title: Plan\n")

    build_all(load(workshop.plans, TODAY), workshop)

    page = workshop.data / "site" / "internal" / "clientes" / "olmo" / "index.html"
    assert "Los planes de este cliente tienen problemas." in page.read_text()
    assert set(published(workshop)) == {"internal", "public", "clients/north-pier"}


def test_a_site_is_readable_by_whoever_serves_it(workshop: Workshop) -> None:
    build_one("public", plans_of(a_library()), workshop)

    assert oct((workshop.data / "site" / "public").resolve().stat().st_mode)[-3:] == "755"


def test_the_plans_may_lie_elsewhere(workshop: Workshop, tmp_path: Path) -> None:
    plans = write_plans(a_library(), tmp_path / "elsewhere")

    build_one("public", load(plans, TODAY), Workshop(workshop.project, plans, workshop.data, OCCASION))

    assert (workshop.data / "site" / "public" / "assets" / "logo.svg").is_file()
