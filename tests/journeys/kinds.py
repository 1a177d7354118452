"""One page of every kind there is, for the tests that look at pages closely and cannot look at them all."""

from __future__ import annotations

SURVEY = "/survey/vinoteca-duero-tienda"

PUBLIC = (
    "/",
    "/contacto/",
    "/proyectos/",
    "/plan-de-muestra/",
    "/plan-de-muestra/plan/",
    "/su-opinion/",
    "/su-opinion/our-site/",
    "/publico/privacidad/",
    "/nada/",
)
PORTAL = tuple(
    f"/clients/vinoteca-duero/{page}"
    for page in (
        "",
        "plan/",
        "plan/servicio/",
        "plan/organizacion/",
        "plan/procedimientos/",
        "plan/compromisos/",
        "plan/escalado/",
        "lo-que-no-se-nota/",
        "a-quien-me-dirijo/",
        "procedimientos/",
        "procedimientos/change-control/",
        "proyectos/",
        "proyectos/club-siete-bodegas/",
        "propuestas/",
        "opinion/",
        "opinion/vinoteca-duero-tienda/",
        "quejas/",
        "contacto/",
    )
)
ENGLISH_PORTAL = ("/clients/harbour-freight/", "/clients/harbour-freight/plan/commitments/")
INTRANET = tuple(
    f"/intranet/{page}"
    for page in (
        "",
        "clientes/",
        "clientes/harbour-freight/",
        "clientes/harbour-freight/plan/",
        "procedimientos/",
        "procedimientos/leaver-checklist/",
        "organizacion/",
        "organizacion/fases/",
        "organizacion/incidencias/",
        "personas/",
        "personas/asuntos/",
        "calendario/",
        "proyectos/",
        "propuestas/",
        "cuestionarios/",
        "cuestionarios/our-site/",
        "empresa/",
        "ayuda/editar-un-plan/",
        "manual/",
        "manual/incidencias/",
    )
)
OF_THE_APP = (
    *(SURVEY, "/survey/nada", "/sign-in", "/clients/nobody/"),
    *("/procedures-read", "/who-agreed", "/who-agreed/vinoteca-duero"),
)

CLOSELY = (
    *("/", "/contacto/", "/plan-de-muestra/", "/nada/"),
    *(f"/clients/vinoteca-duero/{page}" for page in (
        "", "plan/", "plan/organizacion/", "plan/compromisos/", "procedimientos/",
        "proyectos/club-siete-bodegas/", "propuestas/", "quejas/", "contacto/",
    )),
    *(f"/intranet/{page}" for page in (
        "", "organizacion/fases/", "personas/", "proyectos/", "propuestas/", "cuestionarios/", "calendario/",
    )),
    *(SURVEY, "/sign-in", "/procedures-read", "/who-agreed/vinoteca-duero"),
)  # fmt: skip
"""Those most unlike one another."""

KINDS = (*PUBLIC, *PORTAL, *ENGLISH_PORTAL, *INTRANET, *OF_THE_APP)
NOT_THERE = frozenset({"/nada/", "/survey/nada", "/clients/nobody/"})
"""Of these, the page that says so is looked at."""
