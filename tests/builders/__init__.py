"""A small, complete and valid company built through the models, for every test that needs one.

`a_library()` has two clients of different languages and a specimen; each part has its own builder, whose
keyword arguments replace fields. `write_plans` lays a library out as the files a person would have written.
"""

from __future__ import annotations

from tests.builders.catalogue import (
    a_catalogue,
    a_contingency,
    a_service,
    a_supplier,
    a_tier,
    an_internal_service,
)
from tests.builders.clients import (
    a_client,
    a_client_folder,
    a_document,
    a_library,
    a_project,
    a_proposal,
    a_specimen_folder,
    an_english_client_folder,
)
from tests.builders.company import a_company, a_product, a_review, an_organisation, both, calendars, people
from tests.builders.folders import LOGO, write_plans, write_project
from tests.builders.plans import (
    a_change,
    a_commitment,
    a_communication,
    a_duty,
    a_peak,
    a_plan,
    a_timed_commitment,
)
from tests.builders.procedures import a_procedure, a_procedure_change, a_questionnaire, an_internal_procedure
from tests.builders.protocol import a_protocol, a_step
from tests.builders.staff import (
    a_controlled_document,
    a_document_control,
    a_glossary,
    a_keeping_rule,
    a_known_fact,
    a_term,
)

__all__ = [
    "LOGO",
    "a_catalogue",
    "a_change",
    "a_client",
    "a_client_folder",
    "a_commitment",
    "a_communication",
    "a_company",
    "a_contingency",
    "a_controlled_document",
    "a_document",
    "a_document_control",
    "a_duty",
    "a_glossary",
    "a_keeping_rule",
    "a_known_fact",
    "a_library",
    "a_peak",
    "a_plan",
    "a_procedure",
    "a_procedure_change",
    "a_product",
    "a_project",
    "a_proposal",
    "a_protocol",
    "a_questionnaire",
    "a_review",
    "a_service",
    "a_specimen_folder",
    "a_step",
    "a_supplier",
    "a_term",
    "a_tier",
    "a_timed_commitment",
    "an_english_client_folder",
    "an_internal_procedure",
    "an_internal_service",
    "an_organisation",
    "both",
    "calendars",
    "people",
    "write_plans",
    "write_project",
]
