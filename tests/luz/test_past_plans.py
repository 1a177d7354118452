"""The plans as they once were, read from real git and from what a build kept."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from luz.past_plans import BUILT_FROM, NoSuchState, at_last_build, at_revision, files_of, keep


def git(folder: Path, *arguments: str) -> str:
    author = ["-c", "user.name=Ana", "-c", "user.email=ana@oficio.example", "-c", "commit.gpgsign=false"]
    run = subprocess.run(
        ["git", "-C", str(folder), *author, *arguments], check=True, capture_output=True, text=True
    )
    return run.stdout


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """Plans below a folder of a repository, in two revisions and with a change that is not committed."""
    plans = tmp_path / "repository" / "house" / "plans"
    (plans / "clients" / "alba").mkdir(parents=True)
    git(tmp_path, "init", "-q", str(tmp_path / "repository"))
    for number in ("1", "2"):
        (plans / "company.yml").write_text(f"name: {number}\n")
        (plans / "clients" / "alba" / "plan.yml").write_text(f"title: Año {number}\n", encoding="utf-8")
        (plans / "clients" / "alba" / "logo.svg").write_text(number)
        git(plans, "add", ".")
        git(plans, "commit", "-q", "-m", number)
    (plans / "company.yml").write_text("name: 3\n")
    return plans


def test_a_revision_is_laid_out_and_the_checkout_stays_as_it_is(plans: Path, tmp_path: Path) -> None:
    before = git(plans, "status", "--porcelain")

    at_revision(plans, "HEAD~1", tmp_path / "then")

    assert files_of(tmp_path / "then") == {
        "clients/alba/plan.yml": "title: Año 1\n".encode(),
        "company.yml": b"name: 1\n",
    }
    assert git(plans, "status", "--porcelain") == before
    assert (plans / "company.yml").read_text() == "name: 3\n"


def test_a_revision_may_be_a_tag(plans: Path, tmp_path: Path) -> None:
    git(plans, "tag", "firmado", "HEAD~1")

    at_revision(plans, "firmado", tmp_path / "then")

    assert files_of(tmp_path / "then")["company.yml"] == b"name: 1\n"


@pytest.mark.parametrize("revision", ["nada", "--output=x", "", "HEAD~9"])
def test_a_revision_git_does_not_know_is_refused(plans: Path, tmp_path: Path, revision: str) -> None:
    with pytest.raises(NoSuchState, match="git knows no revision"):
        at_revision(plans, revision, tmp_path / "then")


def test_a_revision_from_before_there_were_plans_is_refused(plans: Path, tmp_path: Path) -> None:
    git(plans, "rm", "-q", "-r", "--cached", ".")
    git(plans, "commit", "-q", "-m", "none")

    with pytest.raises(NoSuchState, match="there was no folder"):
        at_revision(plans, "HEAD", tmp_path / "then")


def test_a_folder_without_git_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "house" / "plans").mkdir(parents=True)

    with pytest.raises(NoSuchState, match="not under git"):
        at_revision(tmp_path / "house" / "plans", "HEAD", tmp_path / "then")


def test_a_machine_without_git_is_told_so(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(NoSuchState, match="git is not installed"):
        at_revision(plans, "HEAD", tmp_path / "then")


def test_a_link_in_a_revision_is_left_out(plans: Path, tmp_path: Path) -> None:
    (plans / "organisation.yml").symlink_to("/etc/hostname")
    git(plans, "add", ".")
    git(plans, "commit", "-q", "-m", "link")

    at_revision(plans, "HEAD", tmp_path / "then")

    assert list(files_of(tmp_path / "then")) == ["clients/alba/plan.yml", "company.yml"]


def test_what_a_build_kept_is_laid_out_as_it_was(plans: Path, tmp_path: Path) -> None:
    keep(files_of(plans), tmp_path)
    (plans / "company.yml").write_text("name: 4\n")

    at_last_build(tmp_path, tmp_path / "then")

    assert files_of(tmp_path / "then")["company.yml"] == b"name: 3\n"


def test_what_a_build_kept_can_be_read_by_its_owner_alone(plans: Path, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        keep(files_of(plans), tmp_path)
    finally:
        os.umask(before)

    assert stat.filemode((tmp_path / BUILT_FROM).stat().st_mode) == "-rw-------"
    assert [path.name for path in tmp_path.iterdir() if BUILT_FROM in path.name] == [BUILT_FROM]


def test_of_a_client_held_back_what_was_last_published_stays(plans: Path, tmp_path: Path) -> None:
    keep(files_of(plans), tmp_path)
    (plans / "company.yml").write_text("name: 4\n")
    (plans / "clients" / "alba" / "plan.yml").write_text("title: :\n")
    (plans / "clients" / "alba" / "client.yml").write_text("name: Alba\n")

    keep(files_of(plans), tmp_path, held_back=["alba"])

    at_last_build(tmp_path, tmp_path / "then")
    assert files_of(tmp_path / "then") == {
        "clients/alba/plan.yml": "title: Año 2\n".encode(),
        "company.yml": b"name: 4\n",
    }


def test_before_the_first_build_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    with pytest.raises(NoSuchState, match="nothing says"):
        at_last_build(tmp_path, tmp_path / "then")
