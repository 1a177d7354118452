"""Where a client's contact confirms the plan as read and agreed, and their own organisation as true (S0.8).

Looking keeps nothing. A button carries the fingerprint of what was on the page: where another text has been
published meanwhile, nothing is confirmed and the page is shown again.
"""

from __future__ import annotations

from typing import cast

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from feedback_app import current, gate
from feedback_app.acknowledgements import Acknowledgements, Confirmed, of_organisation, of_plan
from feedback_app.confirming import answer, confirm, confirmations, wording_for
from feedback_app.keeping import NEVER_KEPT
from luz.access_list import Contact
from luz.agreeable import AgreeablePlan

PAGE = "/agreement/<client>"


def blueprint(kept: Acknowledgements) -> Blueprint:
    """The routes of the page and of its buttons."""
    routes = Blueprint("agreement", __name__)

    @routes.get(PAGE)
    def ask(client: str) -> ResponseReturnValue:
        """What can be confirmed, and what was."""
        return _page(kept, _plan(client))

    @routes.post(PAGE)
    def confirmed(client: str) -> ResponseReturnValue:
        """Keep that the contact confirms the plan or the organisation."""
        plan, confirms = _plan(client), request.form.get("confirm", "")
        offered = {one.kind.value: one for one in (of_plan(plan), of_organisation(plan))}
        if not confirm(kept, _contact(), offered.get(confirms)):
            return _page(kept, plan, changed=confirms)
        response = redirect(f"/agreement/{client}#{confirms}", 303)
        response.headers["Cache-Control"] = NEVER_KEPT
        return response

    return routes


def _plan(client: str) -> AgreeablePlan:
    return current.published().plan(client) or abort(404)


def _contact() -> Contact:
    # The gate lets nobody else come here.
    return cast(Contact, gate.actor())


def _page(kept: Acknowledgements, plan: AgreeablePlan, changed: str = "") -> ResponseReturnValue:
    """The page; where something `changed` while it was read, it says so and nothing was confirmed."""
    contact = _contact()
    return answer(
        "agreement/contact.html",
        wording_for(contact),
        409 if changed else 200,
        contact=contact,
        plan=plan,
        agreed=confirmations(kept.about(Confirmed.PLAN, plan.client), of_plan(plan)),
        correct=confirmations(kept.about(Confirmed.ORGANISATION, plan.client), of_organisation(plan)),
        changed=changed,
    )
