"""Texts still to be written: a draft says how many it has left, and what readers get may have none."""

from __future__ import annotations

from collections.abc import Iterator

from luz.audience import Audience
from luz.checks.context import Records
from luz.model.client import Client
from luz.model.company import Company
from luz.model.product import Product
from luz.model.project import Project
from luz.model.questionnaire import Questionnaire
from luz.model.service_plan import ServicePlan
from luz.placeholders import is_left
from luz.problems import Problem
from luz.reading import Entry
from luz.walk import Leaf, words


def left(context: Records) -> Iterator[Problem]:
    """PLACEHOLDER_LEFT: a problem where readers would meet it; of a draft, one warning that counts them."""
    for entry in context.reading.entries:
        leaves = [leaf for leaf in entry.leaves if any(map(is_left, words(leaf.value)))]
        read = [leaf for leaf in leaves if _is_read(entry, leaf, context)]
        message = "this is still to be written; write it, or remove what is not needed"
        if "draft" in type(entry.record).model_fields:
            message = "this is still to be written; write it, or leave «draft: sí» in the file until it is"
        for leaf in read:
            yield entry.source.problem(leaf.loc, "PLACEHOLDER_LEFT", message)
        if leaves and not read:
            message = "texts still to be written: {count}; the first stands here"
            first = min(leaves, key=lambda leaf: entry.source.line(leaf.loc))
            count = sum(is_left(text) for leaf in leaves for text in words(leaf.value))
            yield entry.source.warning(first.loc, "PLACEHOLDER_LEFT", message, count=count)


def _is_read(entry: Entry, leaf: Leaf, context: Records) -> bool:
    """Whether somebody other than employees gets to read it, now that nothing says that it is a draft."""
    client = entry.source.client
    if client is None:
        asked = not isinstance(entry.record, Questionnaire) or entry.record.id in _asked(context)
        return asked and leaf.audience is not Audience.INTERNAL
    plan = next((plan for plan, _ in context.reading.of(ServicePlan, client)), None)
    if plan is not None and not plan.draft:
        return not _is_a_draft(entry)
    shown = any(project.public and not project.draft for project, _ in context.reading.of(Project, client))
    return shown and leaf.audience is Audience.PUBLIC


def _is_a_draft(entry: Entry) -> bool:
    return bool(getattr(entry.record, "draft", False))


def _asked(context: Records) -> set[str]:
    """The questionnaires that some product puts before its visitors."""
    products: list[Product] = []
    for company, _ in context.records(Company):
        products += company.products
    for client, _ in context.records(Client):
        products += client.products
    return {product.questionnaire for product in products}
