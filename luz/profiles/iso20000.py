"""ISO/IEC 20000-1:2018, 8.3.3 (service level management), with ITIL's checklist of an agreement."""

from __future__ import annotations

from luz.model.communication import Moment
from luz.model.company import Essential
from luz.model.party import Party
from luz.model.profile import Profile
from luz.profiles.item import Checklist, Dossier, Item, names_without, unless, untold

_LEVELS = "ISO/IEC 20000-1:2018, 8.3.3"
_ITIL = "ITIL, Checklist SLA (IT Process Wiki)"


def _agreed(dossier: Dossier) -> tuple[str, ...]:
    signed = {one.party for one in dossier.plan.signatures if one.signed_on <= dossier.today}
    return tuple(f"signatures: {party}" for party in Party if party not in signed)


def _reviewed(dossier: Dossier) -> tuple[str, ...]:
    plan = dossier.plan
    parts = ("definition", "organisation", "procedures", "commitments", "escalation")
    reviews = {part: getattr(plan, part).review for part in parts}
    return tuple(
        f"{part}.review"
        for part, review in reviews.items()
        if review is None or review.review_by < dossier.today
    )


def _downtimes(dossier: Dossier) -> tuple[str, ...]:
    """The maintenance tier says how often there are any, and what is told before says with what notice."""
    chosen = unless(dossier.plan.definition.maintenance, "maintenance")
    return (*chosen, *untold(dossier, Moment.BEFORE))


def _contacts(dossier: Dossier) -> tuple[str, ...]:
    named = {row.matter for row in dossier.plan.organisation.matters}
    matters = dossier.library.organisation.matters
    answered = {matter.essential for matter in matters if matter.id in named}
    return tuple(f"matters: {essential}" for essential in Essential if essential not in answered)


def _change_rules(dossier: Dossier) -> tuple[str, ...] | None:
    """Exclusions lead to the procedure by which the agreement is changed; without any there is no rule."""
    followed = {item.procedure for item in dossier.plan.procedures.items}
    asked = {exclusion.procedure for exclusion in dossier.plan.definition.exclusions}
    return unless(asked & followed, "procedures")


ISO_20000 = Checklist(
    Profile.ISO_20000,
    "ISO/IEC 20000-1:2018",
    (
        Item(
            "catalogue",
            "ISO/IEC 20000-1:2018, 8.2.4",
            "plan.yml: definition.services[].service",
            lambda dossier: names_without(dossier.plan.definition.services, "service"),
        ),
        Item("agreed", _LEVELS, "plan.yml: signatures", _agreed),
        Item(
            "targets",
            _LEVELS,
            "plan.yml: commitments.items",
            lambda dossier: unless(dossier.plan.commitments.items, "items"),
        ),
        Item(
            "workload_limits",
            _LEVELS,
            "plan.yml: commitments.items[].workload_limits",
            lambda dossier: names_without(dossier.plan.commitments.items, "workload_limits"),
        ),
        Item(
            "exceptions",
            _LEVELS,
            "plan.yml: commitments.items[].exceptions",
            lambda dossier: names_without(dossier.plan.commitments.items, "exceptions"),
        ),
        Item("reviewed", _LEVELS, "plan.yml: review", _reviewed),
        Item(
            "reported",
            _LEVELS,
            "plan.yml: procedures.communication (moment: after)",
            lambda dossier: untold(dossier, Moment.AFTER),
        ),
        Item(
            "improvement",
            _LEVELS,
            "plan.yml: commitments.items[].owner",
            lambda dossier: names_without(dossier.plan.commitments.items, "owner"),
        ),
        Item("five_contacts", _ITIL, "plan.yml: organisation.matters", _contacts),
        Item(
            "service_times",
            _ITIL,
            "plan.yml: commitments.items[].calendar",
            lambda dossier: names_without(
                (one for one in dossier.plan.commitments.items if one.within), "calendar"
            ),
        ),
        Item(
            "downtimes",
            _ITIL,
            "plan.yml: definition.maintenance, procedures.communication (moment: before)",
            _downtimes,
        ),
        Item("change_rules", _ITIL, "plan.yml: definition.exclusions, procedures.items", _change_rules),
        Item(
            "ending",
            _ITIL,
            "plan.yml: validity.ending",
            lambda dossier: unless(dossier.plan.validity.ending, "ending"),
        ),
        Item(
            "duties",
            _ITIL,
            "plan.yml: organisation.client.duties",
            lambda dossier: unless(dossier.plan.organisation.client.duties, "duties"),
        ),
    ),
)
