"""What was looked at by hand and agreed on, field by field, each with its reason."""

from __future__ import annotations

SELECTS = {
    "CatalogueService.audience": "says which editions show the service",
    "CatalogueService.serves": "a service for employees is shown to nobody else",
    "Contingency.audience": "says whether clients may see the contingency",
    "Document.audience": "says which editions hold the document",
    "Procedure.audience": "says whether clients may see the procedure",
    "Project.draft": "says whether anybody but employees sees the project",
    "Project.public": "says whether the public site shows the project",
    "Proposal.draft": "says whether anybody but employees sees the proposal",
    "ServicePlan.draft": "says whether there is a portal, or a specimen, at all",
    "ServicePlan.specimen": "says whether the public site shows the plan as its own client would see it",
}
"""Fields that an edition does not show and that decide what it shows."""

HAVE_NO_OTHER_VALUE = {
    "ChoiceQuestion.kind": "the name of the kind of question",
    "MultipleChoiceQuestion.kind": "the name of the kind of question",
    "NpsQuestion.kind": "the name of the kind of question",
    "PublicHolidays.country": "another country would not know the region",
    "Remedy.kind": "the name of the kind of impact",
    "ScaleQuestion.kind": "the name of the kind of question",
    "ServiceCredit.kind": "the name of the kind of impact",
    "TextQuestion.kind": "the name of the kind of question",
    "Waiver.check": "only one check can be waived",
}
"""Fields whose planted value cannot be replaced by another."""

NOT_WRITTEN_OUT = {
    "Condition.any_of": "the page says the words of the answer, not the number stored for it",
    "FrozenVersion.day": "kept for the check that a frozen version did not change; no page is about it",
    "FrozenVersion.version": "kept for the check that a frozen version did not change; no page is about it",
    "Point.value": "the page says the words of the answer, not the number stored for it",
    "ScaleQuestion.good_from": "it decides what counts as good; nobody is shown the number stored",
}
"""Numbers that no page writes out, though its readers might see them."""

NOT_TOLD = {
    "Matter.essential": "orders the essential matters among themselves; the planted plan names one alone",
    "ScaleQuestion.metric": "says which score the answers yield; the site shows the questions alone",
}
"""Choices and flags that make no page of the planted library different."""
