"""A published questionnaire with a question of every kind, the responses to it, and the file they lie in."""

from __future__ import annotations

import datetime as dt
import re
import secrets
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from feedback_app.answers import Answers, Channel, Form, Response, content_hash, read_answers
from feedback_app.database import connect
from feedback_app.form_key import FIELD, FormKeys
from feedback_app.settings import Settings
from feedback_app.storage import Submission
from luz.model.frozen import FrozenVersion
from luz.model.library import Library
from luz.model.questionnaire import Questionnaire
from luz.published import Published, PublishedState, publish
from tests.builders import a_client, a_client_folder, a_library, a_product, a_questionnaire, both, write_plans

DAY = dt.date(2026, 11, 21)
REASONS = [
    {"code": "payment-step", "label": both("El paso del pago", "The payment step")},
    {"code": "search", "label": both("La búsqueda", "The search")},
]


def a_point(value: int, es: str, en: str) -> dict[str, Any]:
    return {"value": value, "label": both(es, en)}


QUESTIONS: list[dict[str, Any]] = [
    {
        "kind": "scale", "id": "satisfaction", "metric": "csat", "good_from": 4, "required": "sí",
        "text": both("¿Cómo valora la web?", "How do you rate the site?"),
        "points": [a_point(5, "Muy bien", "Very good"), a_point(4, "Bien", "Good"),
                   a_point(1, "Muy mal", "Very bad")],
    },
    {
        "kind": "choice", "id": "found-it", "text": both("¿Encontró lo que buscaba?", "Did you find it?"),
        "options": [a_point(3, "Sí", "Yes"), a_point(2, "En parte", "In part"), a_point(1, "No", "No")],
    },
    {
        "kind": "multiple_choice", "id": "reasons", "product_reasons": "sí", "required": "sí",
        "ask_if": {"question": "found-it", "any_of": [1, 2]},
        "text": both("¿Qué falló?", "What went wrong?"), "hint": both("Puede marcar varias.", "Tick any."),
        "options": [a_point(9, "Otra cosa", "Something else")],
    },
    {
        "kind": "nps", "id": "recommend", "text": both("¿Nos recomendaría?", "Would you recommend us?"),
        "lowest": both("Nada probable", "Not at all likely"), "highest": both("Muy probable", "Very likely"),
    },
    {"kind": "text", "id": "comment", "max_length": 40, "text": both("¿Qué mejoraría?", "What to improve?")},
]  # fmt: skip

FILLED: dict[str, list[str]] = {"satisfaction": ["4"], "found-it": ["2"], "reasons": ["reason:search", "9"],
                "recommend": ["10"], "comment": ["La atención fue buena"]}  # fmt: skip
"""Every question answered."""


def every_kind(**changes: Any) -> Questionnaire:
    """The questionnaire `opinion` with a question of every kind; all but the first may be skipped."""
    return a_questionnaire(**({"questions": QUESTIONS} | changes))


def asking_library(questionnaire: Questionnaire | None = None, **product: Any) -> Library:
    """A library whose client product asks that questionnaire, frozen, with two reasons."""
    questionnaire = questionnaire or every_kind()
    client = a_client(products=[a_product(**({"reasons": REASONS} | product))])
    folder = a_client_folder(client=client)
    return a_library(
        questionnaires=(questionnaire,),
        frozen=(FrozenVersion.of(questionnaire, DAY),),
        clients=(folder,),
    )


def a_draft(library: Library) -> Library:
    """The same library with nothing frozen."""
    return library.model_copy(update={"frozen": ()})


def published_in(folder: Path, library: Library | None = None) -> Published:
    """Publish a library below a folder and read back what was published."""
    library = library or asking_library()
    publish(library, folder / "published", write_plans(library, folder / "plans"))
    return PublishedState(folder / "published").current()


def a_response(published: Published, form: Form = FILLED, **changes: Any) -> Response:
    """A response to the client's product, read from a form."""
    questionnaire = published.questionnaires[0]
    product = published.product("olmo-tienda")
    assert product is not None
    read = read_answers(questionnaire, product.reasons, form)
    assert isinstance(read, Answers), read
    values: dict[str, Any] = {
        "product": product.id,
        "questionnaire": questionnaire.id,
        "fingerprint": questionnaire.fingerprint(),
        "day": DAY,
        "language": "es",
        "answers": read,
        "channel": Channel.WEB,
    }
    return Response(**(values | changes))


def a_submission(
    published: Published, form: Form = FILLED, *, key: bytes | None = None, **changes: Any
) -> Submission:
    """A response on its way into the file, under a key of its own unless one is given."""
    response = a_response(published, form, **changes)
    return Submission(key or secrets.token_bytes(16), content_hash("olmo-tienda", form), response, published)


def rows(database: Path, query: str) -> list[tuple[Any, ...]]:
    """What another process sees in the file."""
    connection = connect(database)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def receipts_in(file: Path) -> list[str]:
    """The receipts of all responses that are in the file."""
    return [receipt for (receipt,) in rows(file, "select receipt from response")]


def receipts_held(file: Path) -> list[str]:
    """The receipts of all responses that wait for the guardian in the file."""
    held = "select receipt from suspect join form_key using (key)"
    return [receipt for (receipt,) in rows(file, held)]


def hidden_fields(html: str) -> dict[str, str]:
    """The fields a form brings along by itself."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html))


def sent(html: str, form: Mapping[str, Any] = FILLED) -> dict[str, Any]:
    """What a browser sends of a page once the visitor has filled it in."""
    return {**hidden_fields(html), **form}


def aged(form: Mapping[str, Any], settings: Settings, now: float | None = None) -> dict[str, Any]:
    """The form as if it had been opened a minute ago, for an app that goes by the clock of the machine.

    `now` is the time by that clock, if it is not the true one.
    """
    keys = FormKeys(settings.form_secret, clock=time.time if now is None else lambda: now)
    return {**form, FIELD: keys.new(age=60)}
