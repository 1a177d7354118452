"""The pages of a client's archive: projects, proposals, and the web products that carry a questionnaire.

They stand in the portal, in the client's corner of the intranet and below a specimen plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from hooks.page import Page
from hooks.places import Paths
from hooks.plan_pages import in_the_clients_words
from hooks.rendering import Rendering
from luz.audience import Record


def project_pages(rendering: Rendering, folder: Record, paths: Paths) -> Iterator[Page]:
    """The list of a client's projects, and each project."""
    rendering = in_the_clients_words(rendering, folder)
    title = rendering.wording.text("Projects")
    yield rendering.page(paths.of("projects"), "plan/projects.html", title, {}, folder=folder)
    for project in folder.projects:
        path = paths.of("projects", item=project.id)
        yield rendering.page(path, "plan/project.html", project.title, {}, folder=folder, project=project)


def proposal_pages(rendering: Rendering, folder: Record, paths: Paths) -> Iterator[Page]:
    """One page with all that was proposed to a client, decided or not."""
    rendering = in_the_clients_words(rendering, folder)
    text = rendering.wording.text
    headings = {
        "pending": text("Awaiting a decision"),
        "accepted": text("Accepted"),
        "rejected": text("Turned down, and why"),
    }
    yield rendering.page(
        paths.of("proposals"),
        "plan/proposals.html",
        text("Proposals"),
        {"nav_parent": paths.of("projects")},
        folder=folder,
        proposal_headings=headings,
        project_title=_project_title,
    )


def product_pages(rendering: Rendering, folder: Record, paths: Paths) -> Iterator[Page]:
    """The products of a client, each with its reasons and what its visitors are asked."""
    rendering = in_the_clients_words(rendering, folder)
    title = rendering.wording.text("Visitors' opinion")
    yield rendering.page(
        paths.of("products"),
        "plan/products.html",
        title,
        {"nav_title": rendering.wording.text("Opinion")},
        folder=folder,
    )
    for product in folder.client.products:
        yield product_page(rendering, product, paths.of("products", item=product.id), folder)


def product_page(rendering: Rendering, product: Record, path: str, folder: Record | None = None) -> Page:
    """One product of a client, or of the company itself: its reasons, its questionnaire, its figures."""
    values = {"product": product, "question_link": question_link, "folder": folder}
    return rendering.page(path, "plan/product.html", product.name, {}, **values)


def question_link(questionnaire: Record, question: str) -> Markup:
    """A link to another question of the same questionnaire, by its number."""
    numbers = {one.id: number for number, one in enumerate(questionnaire.questions, start=1)}
    return Markup('<a href="#question-{}">{}</a>').format(question, numbers.get(question, question))


def _project_title(folder: Record, project: str) -> str:
    return next(str(one.title) for one in folder.projects if one.id == project)
