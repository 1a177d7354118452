"""Frozen versions: what was asked under a number stays as it was, so that its figures can be compared."""

from __future__ import annotations

from collections.abc import Iterator

from luz.checks.context import Context, Records
from luz.model.frozen import FrozenVersion, FrozenVersions
from luz.model.product import Product
from luz.model.questionnaire import Questionnaire
from luz.problems import Problem
from luz.reading import Source
from luz.yaml_tree import Loc


def changed(context: Records) -> Iterator[Problem]:
    """QUESTIONNAIRE_CHANGED: other words, another scale or order than were frozen under this number."""
    for questionnaire, source in context.records(Questionnaire):
        versions = _versions(context, questionnaire.id)
        same = next((one for one in versions if one.version == questionnaire.version), None)
        if same is not None and same.fingerprint != questionnaire.fingerprint():
            highest = max(one.version for one in versions)
            params = {"version": same.version, "day": same.day, "next": highest + 1}
            for loc, message, more in _differences(questionnaire, same):
                yield source.problem(loc, "QUESTIONNAIRE_CHANGED", message, **params, **more)


def _versions(context: Records, questionnaire: str) -> list[FrozenVersion]:
    return [
        version
        for file, _ in context.records(FrozenVersions)
        for version in file.frozen
        if version.questionnaire == questionnaire
    ]


_Difference = tuple[Loc, str, dict[str, object]]


def _differences(questionnaire: Questionnaire, frozen: FrozenVersion) -> Iterator[_Difference]:
    """Every part that is not as it was; the whole, where the file of frozen versions names none."""
    parts = [*_other_questions(questionnaire, frozen)]
    if questionnaire.opening_fingerprint() != frozen.opening or not parts:
        message = (
            "title, introduction, notice or languages are not those that were frozen as version {version} "
            "({day}); put them back, or write «version: {next}»"
        )
        yield ("version",), message, {}
    yield from parts


def _other_questions(questionnaire: Questionnaire, frozen: FrozenVersion) -> Iterator[_Difference]:
    before = {one.id: one.fingerprint for one in frozen.questions}
    now = {one.id: one.fingerprint() for one in questionnaire.questions}
    for position, question in enumerate(questionnaire.questions):
        where = ("questions", position)
        if question.id not in before:
            message = (
                "the question «{question}» was not in version {version} when it was frozen ({day}); "
                "remove it, or write «version: {next}»"
            )
            yield where, message, {"question": question.id}
        elif before[question.id] != now[question.id]:
            message = (
                "the question «{question}» is not as it was when version {version} was frozen ({day}); "
                "put it back, or write «version: {next}»"
            )
            yield where, message, {"question": question.id}
    for gone in (id for id in before if id not in now):
        message = (
            "the question «{question}» of version {version}, frozen on {day}, is missing; "
            "put it back, or write «version: {next}»"
        )
        yield ("questions",), message, {"question": gone}
    if set(before) == set(now) and list(before) != list(now):
        message = (
            "the questions stand in another order than when version {version} was frozen ({day}); "
            "put them back, or write «version: {next}»"
        )
        yield ("questions",), message, {}


def went_back(context: Records) -> Iterator[Problem]:
    """VERSION_WENT_BACK: a number below one that is frozen; two wordings would be taken for one another."""
    for questionnaire, source in context.records(Questionnaire):
        versions = _versions(context, questionnaire.id)
        last = max(versions, key=lambda one: one.version, default=None)
        if last is not None and questionnaire.version < last.version:
            message = "version {last} was frozen on {day}, and numbers only go up; write «version: {next}»"
            params = {"last": last.version, "day": last.day, "next": last.version + 1}
            yield source.problem(("version",), "VERSION_WENT_BACK", message, **params)


def frozen_twice(context: Records) -> Iterator[Problem]:
    """DUPLICATE_ID: two entries for one version, as joining two people's work may leave them."""
    for file, source in context.records(FrozenVersions):
        seen: set[tuple[str, int]] = set()
        for position, one in enumerate(file.frozen):
            if (one.questionnaire, one.version) in seen:
                message = "version {version} of «{questionnaire}» is here twice; keep the one that was asked"
                params = {"version": one.version, "questionnaire": one.questionnaire}
                yield source.problem(("frozen", position), "DUPLICATE_ID", message, **params)
            seen.add((one.questionnaire, one.version))


def not_frozen(context: Context) -> Iterator[Problem]:
    """QUESTIONNAIRE_NOT_FROZEN: visitors answer what may still change.

    Only a first version may do without a file of frozen versions; a later one says that others were asked.
    """
    freezing = any(True for _ in context.records(FrozenVersions))
    asked = {product.questionnaire: product for product in _asking(context)}
    for questionnaire, source in context.records(Questionnaire):
        product = asked.get(questionnaire.id)
        known = {one.version for one in _versions(context, questionnaire.id)}
        expected = freezing or questionnaire.version > 1
        if product is not None and expected and not any(one >= questionnaire.version for one in known):
            yield _not_frozen(questionnaire, product, source)


def _not_frozen(questionnaire: Questionnaire, product: Product, source: Source) -> Problem:
    message = (
        "visitors of «{product}» are asked version {version}, which is not frozen; "
        "once its words are final, run «luz freeze {questionnaire}»"
    )
    params = {"product": product.name, "version": questionnaire.version, "questionnaire": questionnaire.id}
    return source.warning(("version",), "QUESTIONNAIRE_NOT_FROZEN", message, **params)


def _asking(context: Context) -> Iterator[Product]:
    """The products whose visitors are asked on this day."""
    library = context.library
    products = [*library.company.products]
    for folder in library.clients:
        if folder.plan is not None and not folder.plan.draft:
            products += folder.client.products
    for product in products:
        ends = product.active_until
        if product.active_from <= context.today and (ends is None or context.today <= ends):
            yield product
