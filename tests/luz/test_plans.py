"""What is published when something is wrong: a client is held back alone, the company's data all at once."""

from __future__ import annotations

from pathlib import Path

from luz.plans import Plans, load
from tests.cases.case import SAMPLE_PLANS, TODAY, Change, lay_out, rendered

ALBAS_MISTAKE = Change(file="clients/alba/plan.yml", find="version: 2", put="version: dos")
BRISAS_MISTAKE = Change(
    file="clients/brisa/projects/courses.yml", find="status: in_progress", put="status: x"
)
THE_COMPANYS_MISTAKE = Change(file="company.yml", find="manager: sí", put="manager: quizá")
A_MISTAKE_IN_A_PROCEDURE = Change(
    file="procedures/staff-complaint-guide.yml", find="audience: internal", put="audience: x"
)


def with_changes(folder: Path, *changes: Change) -> Plans:
    return load(lay_out(folder, *changes), TODAY)


def published(plans: Plans) -> list[str]:
    assert plans.library is not None
    return [folder.id for folder in plans.library.clients]


def test_the_sample_plans_have_nothing_wrong_and_are_published_whole() -> None:
    plans = load(SAMPLE_PLANS, TODAY)

    assert rendered(plans.problems + plans.warnings) == []
    assert published(plans) == ["alba", "brisa"]
    assert plans.held_back == {}


def test_a_problem_of_one_client_holds_back_that_client_alone(tmp_path: Path) -> None:
    plans = with_changes(tmp_path, ALBAS_MISTAKE)

    assert published(plans) == ["brisa"]
    assert plans.held_back == {"alba": plans.problems}


def test_each_client_held_back_comes_with_its_own_problems(tmp_path: Path) -> None:
    plans = with_changes(tmp_path, ALBAS_MISTAKE, BRISAS_MISTAKE)

    assert published(plans) == []
    assert {client: len(problems) for client, problems in plans.held_back.items()} == {"alba": 1, "brisa": 1}
    assert [problem.client for problem in plans.problems] == ["alba", "brisa"]


def test_a_problem_of_the_company_holds_back_everything(tmp_path: Path) -> None:
    plans = with_changes(tmp_path, THE_COMPANYS_MISTAKE)

    assert plans.library is None
    assert plans.held_back == {}
    assert [problem.path for problem in plans.problems] == ["plans/company.yml"]


def test_a_problem_of_a_procedure_holds_back_everything(tmp_path: Path) -> None:
    assert with_changes(tmp_path, A_MISTAKE_IN_A_PROCEDURE).library is None


def test_a_clients_problem_is_said_beside_the_companys(tmp_path: Path) -> None:
    plans = with_changes(tmp_path, THE_COMPANYS_MISTAKE, ALBAS_MISTAKE)

    assert plans.library is None
    assert list(plans.held_back) == ["alba"]
    assert [problem.path for problem in plans.problems] == [
        "plans/clients/alba/plan.yml",
        "plans/company.yml",
    ]


def test_a_badly_named_clients_folder_holds_back_nobody_else(tmp_path: Path) -> None:
    plans = with_changes(tmp_path, Change(file="clients/Librería Nube/client.yml", text="name: Nube"))

    assert published(plans) == ["alba", "brisa"]
    assert list(plans.held_back) == ["Librería Nube"]


def test_what_time_alone_brings_about_holds_back_nobody() -> None:
    plans = load(SAMPLE_PLANS, TODAY.replace(year=2030))

    assert plans.problems == ()
    assert published(plans) == ["alba", "brisa"]
    assert {warning.check for warning in plans.warnings} == {
        "CONTINGENCY_UNTESTED",
        "SUPPLIER_AGREEMENT_ENDED",
        "PLAN_ENDED",
        "PROJECT_LATE",
        "REVIEW_OVERDUE",
    }


def test_problems_come_by_file_and_line(tmp_path: Path) -> None:
    changes = [
        Change(file="clients/alba/plan.yml", find="value: 99,5", put="value: x"),
        Change(file="clients/alba/plan.yml", find="after: 2 días laborables", put="after: x"),
        Change(file="clients/alba/plan.yml", find="version: 2", put="version: x"),
        Change(file="calendars.yml", find="friday: [9:00-15:00]", put="friday: [x]"),
    ]

    plans = with_changes(tmp_path, *changes)

    places = [(problem.path, problem.line) for problem in plans.problems]
    assert places == [
        ("plans/calendars.yml", 10),
        ("plans/clients/alba/plan.yml", 3),
        ("plans/clients/alba/plan.yml", 100),
        ("plans/clients/alba/plan.yml", 146),
    ]
