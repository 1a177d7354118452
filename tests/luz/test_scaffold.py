"""Drafts: right as they come, complete as the model grows, and never read by anybody but employees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from luz.audience import Record, fields_of
from luz.editions import editions_of, for_edition
from luz.library import kinds_of_file
from luz.model.base import Model
from luz.placeholders import is_left
from luz.plans import Plans, load
from luz.scaffold.asking import Refused, desk_for, known_client, valid_id
from luz.scaffold.drafts import Desk, Draft
from luz.scaffold.writing import write
from luz.walk import nouns_of
from luz.yaml_tree import parse
from tests.cases.case import SAMPLE_PLANS, TODAY, Change, lay_out

COMPANY_PLANS = Path(__file__).parents[2] / "plans"
SWITCHED_OFF = re.compile(r"(?m)^( *)#(?! \S)")
"""An optional line: a hash without a space after it, while that of an explanation has one."""


def drafts(desk: Desk, client: str) -> list[Draft]:
    return [
        *desk.client("molino-alto", None, "es"),
        *desk.client("kestrel", "Kestrel Mills", "en"),
        *desk.project(client, "nuevo-proyecto", "Título: con dos puntos"),
        *desk.proposal(client, "nueva-propuesta", None),
        *desk.procedure("nuevo-procedimiento", None),
        *desk.questionnaire("nuevo-cuestionario", None),
    ]


def a_desk(plans: Plans) -> Desk:
    return desk_for(plans, TODAY, None)


def switched_on(draft: Draft) -> str:
    return SWITCHED_OFF.sub(r"\1", draft.text)


def model_of(draft: Draft) -> type[Model]:
    return next(model for pattern, model in kinds_of_file().items() if draft.path.match(pattern))


def fields(model: type[Model], place: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every field a record of a model may have, by its place."""
    for name, field in model.model_fields.items():
        yield (*place, name)
        for noun in nouns_of(field.rebuild_annotation()):
            yield from fields(noun, (*place, name))


def places(text: str) -> set[tuple[str, ...]]:
    return {tuple(step for step in loc if isinstance(step, str)) for loc in parse(text.encode()).lines}


def texts(value: object) -> object:
    """All that an edition shows, as plain values."""
    if isinstance(value, Record):
        return {name: texts(item) for name, item in fields_of(value)}
    return [texts(item) for item in value] if isinstance(value, tuple) else value


@pytest.fixture(scope="module")
def sample() -> Plans:
    return load(SAMPLE_PLANS, TODAY)


@pytest.mark.parametrize("company", [SAMPLE_PLANS, COMPANY_PLANS], ids=["sample", "company"])
def test_fresh_drafts_bring_no_problem_and_one_warning_each(company: Path, tmp_path: Path) -> None:
    before = load(company, TODAY)
    assert before.library is not None
    made = drafts(a_desk(before), before.library.clients[0].id)
    plans = lay_out(tmp_path, company=company)

    paths = write(made, plans, before, TODAY)

    after = load(plans, TODAY)
    new = [warning for warning in after.warnings if warning not in before.warnings]
    assert after.problems == ()
    assert sorted(warning.path for warning in new) == sorted(
        str(path.relative_to(tmp_path)) for path in paths
    )
    assert [one.params["count"] for one in new] == [
        next(draft.left for draft in made if one.path == f"plans/{draft.path}") for one in new
    ]
    assert {one.check for one in new} == {"PLACEHOLDER_LEFT"}


def test_a_product_with_reasons_of_its_own_is_drafted_with_a_questionnaire_that_asks_for_them() -> None:
    (card, _) = a_desk(load(COMPANY_PLANS, TODAY)).client("molino-alto", None, "es")

    assert re.findall("questionnaire: ([a-z-]+)", card.text) == ["web-satisfaction"]


def test_every_field_of_the_model_stands_in_the_drafts(sample: Plans) -> None:
    missing = {
        f"{draft.path.name}: {'.'.join(place)}"
        for draft in drafts(a_desk(sample), "alba")
        for place in set(fields(model_of(draft))) - places(switched_on(draft))
    }

    assert missing == set()


ONLY_THE_EDITOR_KNOWS = {
    ("client.yml", "logo"),
    ("client.yml", "products[1].address"),
    ("client.yml", "website"),
    ("plan.yml", "organisation.client.contacts[1].phone"),
    ("plan.yml", "waivers[1].about"),
    ("nueva-propuesta.yml", "project"),
    ("nuevo-proyecto.yml", "public_address"),
}
"""Values that no text can stand for while they are not written."""


def test_every_optional_part_is_right_once_it_is_switched_on(sample: Plans, tmp_path: Path) -> None:
    plans = lay_out(tmp_path)
    for draft in drafts(a_desk(sample), "alba"):
        file = plans / draft.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(switched_on(draft))
    (plans / "clients/alba/files/acta-de-entrega.pdf").touch()

    problems = load(plans, TODAY).problems

    assert {(Path(one.path).name, one.field) for one in problems} == ONLY_THE_EDITOR_KNOWS
    assert {one.check for one in problems} == {"PLACEHOLDER_LEFT"}


def test_no_reader_but_employees_ever_gets_a_text_that_is_to_be_written(
    sample: Plans, tmp_path: Path
) -> None:
    plans = lay_out(tmp_path)
    write(drafts(a_desk(sample), "alba"), plans, sample, TODAY)
    library = load(plans, TODAY).library
    assert library is not None

    meets_one = {
        edition.name: is_left(str(texts(for_edition(library, edition).library)))
        for edition in editions_of(library)
    }

    assert meets_one == {"internal": True, "public": False, "client:alba": False, "client:brisa": False}


def test_a_plan_that_is_no_draft_any_more_has_a_portal_once_nothing_is_left_to_write(
    sample: Plans, tmp_path: Path
) -> None:
    plans = lay_out(tmp_path)
    card, plan = write(a_desk(sample).client("molino-alto", None, "es"), plans, sample, TODAY)
    plan.write_text(plan.read_text().replace("draft: sí\n", ""))
    unfinished = load(plans, TODAY)
    for file in (card, plan):
        file.write_text(re.sub("[⟨⟩]", "", file.read_text()))
    finished = load(plans, TODAY)

    assert list(unfinished.held_back) == ["molino-alto"]
    assert finished.held_back == {}
    assert finished.library is not None
    assert "molino-alto" in [edition.client for edition in editions_of(finished.library)]


def test_the_words_of_a_draft_come_in_the_language_of_its_client(sample: Plans) -> None:
    spanish, english = (a_desk(sample).client("nuevo", None, language)[1].text for language in ("es", "en"))

    assert re.findall("- name: (.*)\n +after", english) == [
        "Systems administrator",
        "Account manager",
        "Managing director",
    ]
    assert "Este cliente lee en inglés" in english
    assert "Este cliente lee en" not in spanish


def test_who_answers_for_a_matter_in_other_plans_is_suggested_and_who_left_is_not(tmp_path: Path) -> None:
    left = Change(
        file="company.yml", find="date_in: 2020-06-15", put="date_in: 2020-06-15\n    date_out: 2026-11-20"
    )

    here, gone = load(SAMPLE_PLANS, TODAY), load(lay_out(tmp_path, left), TODAY)

    assert "- person: bruno-leal" in a_desk(here).client("nuevo", None, "es")[1].text
    assert "bruno-leal" not in a_desk(gone).client("nuevo", None, "es")[1].text


def test_an_escalation_ends_at_the_managing_director_also_of_a_plan_that_is_hers(sample: Plans) -> None:
    desk = desk_for(sample, TODAY, "elena-robles")

    ladder = [one.id for one in desk.company.ladder(desk.owner)]

    assert ladder == ["bruno-leal", "elena-robles"]


class TestWriting:
    def test_what_would_bring_a_problem_is_not_left_behind(self, sample: Plans, tmp_path: Path) -> None:
        plans = lay_out(tmp_path)
        before = sorted(plans.rglob("*"))

        with pytest.raises(Refused) as refused:
            write(a_desk(sample).client("nuevo", None, "es"), plans, sample, TODAY)

        assert {one.check for one in refused.value.problems} == {"OTHER_CLIENT_NAMED"}
        assert sorted(plans.rglob("*")) == before

    def test_no_file_is_overwritten(self, sample: Plans, tmp_path: Path) -> None:
        plans = lay_out(tmp_path)
        card = plans / "clients/alba/client.yml"

        with pytest.raises(Refused, match="exists already"):
            write(a_desk(sample).client("alba", None, "es"), plans, sample, TODAY)

        assert card.read_bytes() == (SAMPLE_PLANS / "clients/alba/client.yml").read_bytes()


class TestAsking:
    @pytest.mark.parametrize(
        ("written", "proposed"),
        [("Bodega Norte", "bodega-norte"), ("Café", "cafe"), ("a--b", "a-b"), ("x" * 61, "x" * 60)],
    )
    def test_an_id_that_is_none_is_refused_with_one_that_is(self, written: str, proposed: str) -> None:
        with pytest.raises(Refused) as refused:
            valid_id(written)

        assert refused.value.params["slug"] == proposed

    @pytest.mark.parametrize("written", ["albaa", "Hotel Alba", "hotel-alba"])
    def test_a_client_nobody_knows_is_answered_with_the_nearest_by_id_or_name(
        self, sample: Plans, written: str
    ) -> None:
        with pytest.raises(Refused) as refused:
            known_client(written, sample)

        assert refused.value.params["nearest"] == "alba"

    def test_an_owner_nobody_knows_is_answered_with_the_nearest(self, sample: Plans) -> None:
        with pytest.raises(Refused) as refused:
            desk_for(sample, TODAY, "ana")

        assert refused.value.params["nearest"] == "ana-rivas"

    def test_while_the_company_has_problems_nothing_is_drafted(self, tmp_path: Path) -> None:
        spoiled = Change(
            file="company.yml", find="calendar: office\ncomplaints", put="calendar: offise\ncomplaints"
        )
        plans = load(lay_out(tmp_path, spoiled), TODAY)

        with pytest.raises(Refused) as refused:
            desk_for(plans, TODAY, None)

        assert refused.value.problems == plans.problems

    def test_while_the_client_has_problems_nothing_is_drafted_for_him(self, tmp_path: Path) -> None:
        spoiled = Change(
            file="clients/alba/plan.yml", find="owner: ana-rivas\nsummary", put="owner: ana\nsummary"
        )
        plans = load(lay_out(tmp_path, spoiled), TODAY)

        with pytest.raises(Refused) as refused:
            known_client("alba", plans)

        assert refused.value.problems == plans.problems
