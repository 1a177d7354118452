"""For account managers: who has confirmed each plan, organisation and changed procedure, and who has not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from feedback_app import current
from feedback_app.acknowledgements import (
    Acknowledgement,
    Acknowledgements,
    Confirmed,
    of_organisation,
    of_plan,
)
from feedback_app.confirming import Confirmations, answer, confirmations
from feedback_app.procedures_read import Reading, reading
from luz.access_list import Contact, Employee
from luz.agreeable import AgreeablePlan, AgreeableProcedure

PAGE = "/who-agreed"


@dataclass(frozen=True)
class ClientsAnswer:
    """A client's plan, those who may confirm it, and what was confirmed."""

    plan: AgreeablePlan
    contacts: tuple[Contact, ...]
    agreed: Confirmations
    correct: Confirmations

    def yet_to_confirm(self, confirmed: Confirmations) -> tuple[Contact, ...]:
        """Those who may confirm and have not."""
        return tuple(one for one in self.contacts if confirmed.of(one) is None)

    @property
    def others(self) -> tuple[Acknowledgement, ...]:
        """What holds and was confirmed by somebody who can no longer sign in."""
        holding = (*self.agreed.now, *self.correct.now)
        return tuple(one for one in holding if not any(one.is_of(contact) for contact in self.contacts))

    @property
    def before(self) -> tuple[Acknowledgement, ...]:
        """What was confirmed of earlier texts, the latest first."""
        earlier = (*self.agreed.before, *self.correct.before)
        return tuple(sorted(earlier, key=lambda one: one.at, reverse=True))


@dataclass(frozen=True)
class StaffsAnswer:
    """A procedure that changed, and how each employee stands to it."""

    procedure: AgreeableProcedure
    readings: tuple[tuple[Employee, Reading], ...]

    @property
    def awaited(self) -> tuple[Employee, ...]:
        """Those who have not confirmed it yet."""
        return tuple(employee for employee, one in self.readings if one.awaited)

    @property
    def confirmed(self) -> tuple[Acknowledgement, ...]:
        """What those have confirmed who have."""
        return tuple(one.confirmed for _, one in self.readings if one.confirmed)


def blueprint(kept: Acknowledgements) -> Blueprint:
    """The routes of the overview and of each client's page."""
    routes = Blueprint("who_agreed", __name__)

    @routes.get(PAGE)
    def everybody() -> ResponseReturnValue:
        """Every client and every procedure that changed."""
        published = current.published()
        return answer(
            "agreement/overview.html",
            current.readers_wording(),
            clients=[_client(kept, plan) for plan in published.plans],
            procedures=list(_procedures(kept)),
        )

    @routes.get(f"{PAGE}/<client>")
    def one_client(client: str) -> ResponseReturnValue:
        """One client, with what was confirmed of earlier versions."""
        plan = current.published().plan(client) or abort(404)
        return answer(
            "agreement/client.html",
            current.readers_wording(),
            one=_client(kept, plan),
            public_url=current.settings().public_url,
        )

    return routes


def _client(kept: Acknowledgements, plan: AgreeablePlan) -> ClientsAnswer:
    contacts = current.published().access.contacts
    return ClientsAnswer(
        plan,
        tuple(one for one in contacts if one.client == plan.client),
        confirmations(kept.about(Confirmed.PLAN, plan.client), of_plan(plan)),
        confirmations(kept.about(Confirmed.ORGANISATION, plan.client), of_organisation(plan)),
    )


def _procedures(kept: Acknowledgements) -> Iterator[StaffsAnswer]:
    published = current.published()
    today = published.company.today()
    staff = [one for one in published.access.employees if one.works_here_on(today)]
    for procedure in published.procedures:
        found = kept.about(Confirmed.PROCEDURE, procedure.id)
        if procedure.changes or found:
            yield StaffsAnswer(procedure, tuple((one, reading(procedure, one, found)) for one in staff))
