"""What somebody asks a draft for, judged before anything is written: the id, the client, the owner."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from luz.model.base import ID_PATTERN
from luz.plans import Plans
from luz.problems import Problem
from luz.refusals import id_like
from luz.scaffold.company_words import Company
from luz.scaffold.drafts import Desk

LONGEST_ID = 60


@dataclass
class Refused(Exception):
    """Nothing is written: `message` is a message id of the catalogue, `problems` what stands in the way."""

    message: str
    params: dict[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def desk_for(plans: Plans, today: date, owner: str | None) -> Desk:
    """Where drafts are made, with the owner named or the first account manager."""
    if plans.library is None:
        of_company = tuple(problem for problem in plans.problems if problem.client is None)
        raise Refused(
            "nothing was made, as the company's own files have problems; mend them first:", {}, of_company
        )
    company = Company(plans.library, today)
    if owner is None:
        return Desk(company, company.first_account_manager)
    if owner not in company.people:
        people = {one.id: one.name for one in company.people.values()}
        raise _unknown(owner, people, "plans/company.yml")
    return Desk(company, company.people[owner])


def valid_id(text: str) -> str:
    """The text, where it is an id as the reader asks for."""
    if re.fullmatch(ID_PATTERN, text) and len(text) <= LONGEST_ID:
        return text
    message = (
        "«{value}» is not a valid id; use lower case letters without accents, digits and hyphens: {slug}"
    )
    raise Refused(message, {"value": text, "slug": id_like(text)[:LONGEST_ID].rstrip("-")})


def known_client(text: str, plans: Plans) -> str:
    """The text, where it is the id of a client whose files are in order."""
    if text in plans.held_back:
        message = "nothing was made, as the files of «{value}» have problems; mend them first:"
        raise Refused(message, {"value": text}, plans.held_back[text])
    folders = plans.library.clients if plans.library else ()
    names = {folder.id: folder.client.name for folder in folders}
    if text not in names:
        raise _unknown(text, names, "plans/clients/")
    return text


def _unknown(text: str, names: Mapping[str, str], place: str) -> Refused:
    """The nearest that exists, by its id or by its name; or all there are."""
    ids = {id_like(name): id for id, name in names.items()} | {id: id for id in names}
    near = difflib.get_close_matches(id_like(text), ids, n=1, cutoff=0.5)
    if near:
        message = "nothing is called «{value}» in {file}; did you mean «{nearest}»?"
        return Refused(message, {"value": text, "file": place, "nearest": ids[near[0]]})
    message = "nothing is called «{value}» in {file}; there are: {known}"
    return Refused(message, {"value": text, "file": place, "known": ", ".join(names)})
