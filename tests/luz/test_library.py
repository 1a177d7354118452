"""The folder as one library: what is read from where, whose it is, and what could not be read."""

from __future__ import annotations

from pathlib import Path

from luz.library import read
from luz.model.client import Client
from luz.model.company import Company
from luz.model.project import Project
from tests.builders import a_library, write_plans
from tests.cases.case import SAMPLE_PLANS, Change, lay_out


def test_every_file_is_read_once_and_belongs_to_its_folder() -> None:
    reading = read(SAMPLE_PLANS)

    assert reading.problems == []
    assert reading.clients == ["alba", "brisa"]
    assert sorted(
        (entry.source.path.partition("/")[2], entry.source.client) for entry in reading.entries
    ) == [
        ("calendars.yml", None),
        ("catalogue.yml", None),
        ("clients/alba/client.yml", "alba"),
        ("clients/alba/plan.yml", "alba"),
        ("clients/alba/projects/nueva-web.yml", "alba"),
        ("clients/alba/proposals/app-movil.yml", "alba"),
        ("clients/brisa/client.yml", "brisa"),
        ("clients/brisa/plan.yml", "brisa"),
        ("clients/brisa/projects/courses.yml", "brisa"),
        ("clients/brisa/proposals/newsletter.yml", "brisa"),
        ("company.yml", None),
        ("contingencies.yml", None),
        ("organisation.yml", None),
        ("procedures/scope-extension.yml", None),
        ("procedures/staff-complaint-guide.yml", None),
        ("questionnaires/opinion.yml", None),
    ]


def test_files_beside_the_records_are_kept_by_owner() -> None:
    files = read(SAMPLE_PLANS).files

    assert {owner: list(names) for owner, names in files.items()} == {
        None: ["logo.svg"],
        "alba": ["acta-de-entrega.txt"],
        "brisa": ["sail.svg"],
    }


def test_records_are_found_by_noun_and_owner() -> None:
    reading = read(SAMPLE_PLANS)

    assert [company.name for company, _ in reading.of(Company)] == ["Oficio"]
    assert [project.id for project, _ in reading.of(Project, "brisa")] == ["courses"]
    assert list(reading.of(Client)) == []


def test_what_was_read_is_what_was_written_down(tmp_path: Path) -> None:
    library = a_library()

    reading = read(write_plans(library, tmp_path / "plans"))

    assert reading.problems == []
    found = reading.library()
    assert found is not None
    by_id = {folder.id: folder for folder in library.clients}
    assert found.clients == tuple(by_id[name] for name in sorted(by_id))
    assert found.model_copy(update={"clients": ()}) == library.model_copy(update={"clients": ()})


def test_a_library_can_leave_clients_out() -> None:
    library = read(SAMPLE_PLANS).library(without=frozenset({"alba"}))

    assert library is not None
    assert [folder.id for folder in library.clients] == ["brisa"]


def test_without_the_companys_own_files_there_is_no_library(tmp_path: Path) -> None:
    for name in ("company.yml", "calendars.yml", "organisation.yml"):
        plans = lay_out(tmp_path / name, Change(file=name, remove=True))

        assert read(plans).library() is None


def test_what_could_not_be_read_is_remembered_by_what_it_was_meant_to_hold(tmp_path: Path) -> None:
    broken = Change(file="clients/alba/projects/nueva-web.yml", text="[")

    reading = read(lay_out(tmp_path, broken))

    assert reading.has_unread("alba", "projects/", "nueva-web")
    assert not reading.has_unread("brisa", "projects/", "nueva-web")
    assert reading.misses_some_of("alba")
    assert not reading.misses_some_of(None, "brisa")


def test_the_company_needs_no_clients(tmp_path: Path) -> None:
    reading = read(lay_out(tmp_path, Change(file="clients", remove=True)))

    assert reading.problems == []
    library = reading.library()
    assert library is not None
    assert library.clients == ()
