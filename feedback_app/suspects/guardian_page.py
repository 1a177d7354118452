"""The guardian's page: each suspect with what it says and why it waits, to be counted or discarded.

Nothing on it needs a script. What the page says was done is on disk by then.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from flask import Blueprint, Response, abort, make_response, redirect, request
from flask.typing import ResponseReturnValue

from feedback_app import current, errors, gate
from feedback_app.confirming import answer
from feedback_app.suspects import balance
from feedback_app.suspects.deciding import Desk, Fate
from feedback_app.suspects.quarantine import DAYS_HELD, Outcome, Reason, Suspect
from feedback_app.writer import Unavailable
from luz.access_list import Employee
from luz.model.base import SOURCE_LANGUAGE

PAGE = "/guardian"
MOST_SHOWN = 50
"""Suspects on one page; with these decided, the next move up."""
MOST_AT_ONCE = 500
"""Suspects decided about with one button: each is on disk before the next, and nobody waits for minutes."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Done:
    """What somebody has just decided: about how many, and about how many nothing was done.

    It is noted until the list has said it, so that no address can make the list say anything.
    """

    outcome: Outcome
    number: int
    left: int = 0


def blueprint(desk: Desk) -> Blueprint:
    """The routes of the list, of its buttons, and of what is decided about all with one reason."""
    routes = Blueprint("guardian", __name__)
    done: dict[str, _Done] = {}  # by person

    @routes.get(PAGE)
    def waiting() -> ResponseReturnValue:
        """Those that wait, all of them or those suspected for `?reason=`."""
        just = done.pop(_guardian().person, None)
        return _list(desk, _reason(request.args.get("reason", "")), done=just)

    @routes.post(PAGE)
    def decided() -> ResponseReturnValue:
        """Count or discard one."""
        among = _reason(request.form.get("among", ""))
        number, outcome = _number(request.form, "suspect"), _outcome(request.form)
        fate = desk.decide(number, outcome, _guardian(), current.published())
        if fate != Fate(outcome):
            return _list(desk, among, fate)
        done[_guardian().person] = _Done(outcome, 1)
        return _back(among)

    @routes.get(f"{PAGE}/all/<reason>")
    def sure(reason: str) -> ResponseReturnValue:
        """Ask whether all with this reason are really to be counted or discarded."""
        return _sure(desk, _reason(reason) or abort(404), _outcome(request.args))

    @routes.post(f"{PAGE}/all/<reason>")
    def all_decided(reason: str) -> ResponseReturnValue:
        """Count or discard those with this reason that there were when it was asked."""
        about, outcome = _reason(reason) or abort(404), _outcome(request.form)
        last, asked = _number(request.form, "last"), _number(request.form, "asked")
        numbers = [one.number for one in _oldest(desk, about) if one.number <= last][:MOST_AT_ONCE]
        number = desk.decide_all(numbers, outcome, _guardian(), current.published()).get(Fate(outcome), 0)
        done[_guardian().person] = _Done(outcome, number, max(asked - number, 0))
        return _back()

    for error in (Unavailable, sqlite3.Error, OSError):
        routes.register_error_handler(error, _unavailable)
    return routes


def _list(desk: Desk, among: Reason | None, fate: Fate | None = None, done: _Done | None = None) -> Response:
    """What waits, and what was just `done`; where a decision met another `fate` than meant, it says so."""
    published = current.published()
    today = published.company.today()
    every = _oldest(desk)
    held = tuple(one for one in every if among in (None, *one.reasons))
    counted = desk.quarantine.counted()
    lately = balance.lately(desk.quarantine.decisions(), today)
    return answer(
        "guardian/list.html",
        current.readers_wording(),
        409 if fate else 200,
        cases=desk.cases(held[:MOST_SHOWN], published),
        among=among,
        held=len(held),
        waiting=len(every),
        since=every[0].response.day if every else None,
        by_reason={one: counted[one] for one in Reason if one in counted},
        fate=fate,
        done=done,
        decided=balance.by_reason(lately),
        deciders={_name(person): tally for person, tally in balance.by_person(lately).items()},
        days_told=balance.DAYS_TOLD,
        days_held=DAYS_HELD,
        house_language=SOURCE_LANGUAGE,
    )


def _sure(desk: Desk, about: Reason, outcome: Outcome) -> Response:
    there = _oldest(desk, about)
    now = there[:MOST_AT_ONCE]
    return answer(
        "guardian/sure.html",
        current.readers_wording(),
        about=about,
        outcome=outcome,
        number=len(now),
        others=sum(len(one.reasons) > 1 for one in now),
        later=len(there) - len(now),
        last=now[-1].number if now else 0,
    )


def _back(reason: Reason | None = None) -> Response:
    """Back to the list, which says what was done."""
    return make_response(redirect(f"{PAGE}?reason={reason}" if reason else PAGE, 303))


def _unavailable(error: Exception) -> Response:
    """Nothing was decided; whatever waited waits still."""
    _log.error("suspects could be neither read nor decided: %s", error)
    response = errors.answer(
        503,
        errors.TITLES[503],
        "Nothing was lost: whatever waited for a decision waits still.",
        "Try again in a few minutes; if it happens again, tell whoever looks after the machine.",
    )
    response.headers["Retry-After"] = str(errors.RETRY_AFTER_SECONDS)
    return response


def _oldest(desk: Desk, among: Reason | None = None) -> tuple[Suspect, ...]:
    """Those that wait, whose time is up first at their head."""
    return desk.quarantine.held(among)[::-1]


def _name(person: str) -> str:
    """What somebody who decided is called; who is no longer listed, by the id they had."""
    employees = current.published().access.employees
    return next((one.name for one in employees if one.person == person), person.partition(":")[2] or person)


def _guardian() -> Employee:
    # The gate lets nobody else come here.
    return cast(Employee, gate.actor())


def _reason(named: str) -> Reason | None:
    return Reason(named) if named in set(Reason) else None


def _outcome(form: Mapping[str, str]) -> Outcome:
    decide = form.get("decide", "")
    return Outcome(decide) if decide in set(Outcome) else abort(400)


def _number(form: Mapping[str, str], name: str) -> int:
    written = form.get(name, "")
    # SQLite counts no further than this.
    return int(written) if written.isdecimal() and len(written) <= 18 else abort(400)
