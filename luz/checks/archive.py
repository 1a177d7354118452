"""Projects, proposals and the files beside them: complete, reasons given, every file accounted for."""

from __future__ import annotations

from collections.abc import Iterator

from luz.checks.context import Records
from luz.model.client import Client
from luz.model.company import Company
from luz.model.document import Document
from luz.model.project import Project, ProjectStatus
from luz.model.proposal import Proposal, ProposalStatus
from luz.problems import Problem, relative
from luz.reading import Source
from luz.yaml_tree import Loc


def projects(context: Records) -> Iterator[Problem]:
    """PROJECT_INCOMPLETE: what its status and its being public ask of a project."""
    for project, source in context.records(Project):
        if project.status is ProjectStatus.CLOSED and project.finished_on is None:
            message = "a closed project says when it ended; add «{field}»"
            yield source.problem(("status",), "PROJECT_INCOMPLETE", message, field="finished_on")
        if project.public and (project.public_title is None or project.public_summary is None):
            message = (
                "a public project needs «public_title» and «public_summary», which the public site shows"
            )
            yield source.problem(("public",), "PROJECT_INCOMPLETE", message)


def proposals(context: Records) -> Iterator[Problem]:
    """REJECTED_WITHOUT_REASON and PROPOSAL_INCOMPLETE: a decision says when, by whom and why (S3.22)."""
    for proposal, source in context.records(Proposal):
        if proposal.status is ProposalStatus.PENDING:
            continue
        for name in ("decided_on", "decided_by"):
            if getattr(proposal, name) is None:
                message = "a decided proposal says when and by whom; add «{field}»"
                yield source.problem(("status",), "PROPOSAL_INCOMPLETE", message, field=name)
        if proposal.status is ProposalStatus.REJECTED:
            for name in ("reason_code", "reason"):
                if getattr(proposal, name) is None:
                    message = "a rejected proposal keeps the reason the client gave; add «{field}»"
                    yield source.problem(("status",), "REJECTED_WITHOUT_REASON", message, field=name)


def files(context: Records) -> Iterator[Problem]:
    """FILE_MISSING, FILE_UNCLAIMED, FILE_CLAIMED_TWICE: each file is named by exactly one record."""
    owners: list[str | None] = [None, *context.reading.clients]
    for owner in owners:
        present = context.reading.files.get(owner, {})
        claims: dict[str, tuple[Source, Loc]] = {}
        for name, source, loc in _claims(context, owner):
            if name in claims:
                message = "the file «{name}» already belongs to {other}; each file has one owner"
                other = claims[name][0].path
                yield source.problem(loc, "FILE_CLAIMED_TWICE", message, name=name, other=other)
            claims.setdefault(name, (source, loc))
        missing, unclaimed = sorted(claims.keys() - present.keys()), sorted(present.keys() - claims.keys())
        if context.reading.misses_some_of(owner):
            unclaimed = []  # the record that names the file may be the one that could not be read
        nearest = unclaimed.pop() if len(missing) == len(unclaimed) == 1 else None
        for name in missing:
            source, loc = claims[name]
            message = "there is no file «{name}» in the folder «files»; put it there or correct the name"
            if nearest is not None:
                message = "there is no file «{name}» in the folder «files»; did you mean «{nearest}»?"
            yield source.problem(loc, "FILE_MISSING", message, name=name, nearest=nearest)
        for name in unclaimed:
            place = Source(relative(present[name], context.reading.root), owner)
            message = "no record names this file, so nobody says who may see it; name it or remove it"
            yield place.problem((), "FILE_UNCLAIMED", message, name=name)


def _claims(context: Records, owner: str | None) -> Iterator[tuple[str, Source, Loc]]:
    for company, source in context.reading.of(Company, owner):
        yield company.brand.logo, source, ("brand", "logo")
    for client, source in context.reading.of(Client, owner):
        if client.logo is not None:
            yield client.logo, source, ("logo",)
    for project, source in context.reading.of(Project, owner):
        yield from _documents(project.documents, source)
    for proposal, source in context.reading.of(Proposal, owner):
        yield from _documents(proposal.documents, source)


def _documents(documents: tuple[Document, ...], source: Source) -> Iterator[tuple[str, Source, Loc]]:
    for position, document in enumerate(documents):
        yield document.file, source, ("documents", position, "file")
