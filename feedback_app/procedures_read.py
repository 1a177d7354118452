"""Where an employee confirms that they have read what changed in a procedure (S4.17)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from flask import Blueprint, abort, redirect
from flask.typing import ResponseReturnValue

from feedback_app import current, gate
from feedback_app.acknowledgements import Acknowledgement, Acknowledgements, of_procedure
from feedback_app.confirming import answer, confirm, confirmations
from feedback_app.keeping import NEVER_KEPT
from luz.access_list import Employee
from luz.agreeable import AgreeableProcedure, ToldChange

PAGE = "/procedures-read"


@dataclass(frozen=True)
class Reading:
    """A procedure and one employee: what they confirmed of its present text, what changed since."""

    procedure: AgreeableProcedure
    confirmed: Acknowledgement | None
    news: tuple[ToldChange, ...]
    awaited: bool
    """Whether it changed, by its history or since they confirmed it, and they have yet to confirm it."""


def blueprint(kept: Acknowledgements) -> Blueprint:
    """The routes of the page and of its buttons."""
    routes = Blueprint("procedures_read", __name__)

    @routes.get(PAGE)
    def ask() -> ResponseReturnValue:
        """What changed and awaits this employee, and what they have confirmed."""
        return _page(kept)

    @routes.post(f"{PAGE}/<procedure>")
    def confirmed(procedure: str) -> ResponseReturnValue:
        """Keep that the employee has read a procedure."""
        found = current.published().procedure(procedure) or abort(404)
        if not confirm(kept, _employee(), of_procedure(found)):
            return _page(kept, changed=procedure)
        response = redirect(f"{PAGE}#{procedure}", 303)
        response.headers["Cache-Control"] = NEVER_KEPT
        return response

    return routes


def reading(procedure: AgreeableProcedure, employee: Employee, found: Iterable[Acknowledgement]) -> Reading:
    """How one employee stands to a procedure, by what was confirmed of it."""
    about = confirmations((one for one in found if one.what.subject == procedure.id), of_procedure(procedure))
    confirmed, before = about.of(employee), about.last_before(employee)
    known = {one.what.version for one in about.before if one.is_of(employee)}
    return Reading(
        procedure,
        confirmed,
        tuple(change for change in procedure.changes if change.version not in known),
        awaited=confirmed is None and (bool(procedure.changes) or before is not None),
    )


def _last_change(one: Reading) -> dt.date:
    return max((change.on for change in one.procedure.changes), default=dt.date.min)


def _employee() -> Employee:
    # The gate lets nobody else come here.
    return cast(Employee, gate.actor())


def _page(kept: Acknowledgements, changed: str = "") -> ResponseReturnValue:
    """The page; where a procedure `changed` while it was read, it says so and nothing was confirmed."""
    employee = _employee()
    own = kept.by(employee)
    readings = [reading(one, employee, own) for one in current.published().procedures]
    return answer(
        "agreement/procedures.html",
        current.readers_wording(),
        409 if changed else 200,
        awaited=sorted((one for one in readings if one.awaited), key=_last_change, reverse=True),
        confirmed=[one for one in readings if one.confirmed],
        changed=changed,
    )
