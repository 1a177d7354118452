"""The results of the serving benchmark: what is compared with what, what is a goal, how it reads."""

from __future__ import annotations

from dataclasses import asdict

from benchmarks.load import Load
from benchmarks.report import Goal
from benchmarks.serving.results import figures, goals
from benchmarks.serving.tables import told

LOADS = {
    "portal.protected": (Load(500, 50, 10, 20, 1.8), Load(500, 90, 10, 30, 2.2), Load(500, 90, 10, 40, 2)),
    "portal.unprotected": (Load(500, 100, 9, 20, 2), Load(500, 100, 9, 20, 2), Load(500, 100, 9, 20, 2)),
    "portal.nginx": (
        Load(500, 2000, 0.2, 1, 0.05),
        Load(500, 3000, 0.2, 1, 0.05),
        Load(500, 4500, 0.25, 1, 0.05),
    ),
    "intranet.protected": (Load(500, 1, 10, 20, 3),) * 3,
    "intranet.unprotected": (Load(500, 2, 10, 20, 3),) * 3,
    "intranet.nginx": (Load(500, 4, 10, 20, 3),) * 3,
    "portal.anonymous": (Load(500, 12345, 1, 2.06, 0.789),) * 3,
}


def test_each_protected_page_has_its_goal_against_the_same_page_unprotected() -> None:
    assert goals(LOADS) == (
        Goal("portal.protected_to_unprotected", 0.6, 0.9),
        Goal("intranet.protected_to_unprotected", 0.6, 0.5),
    )
    assert [one.met for one in goals(LOADS)] == [True, False]


def test_the_figures_hold_every_ratio_and_every_round() -> None:
    found = figures(LOADS)

    assert found["ratios"] == {
        "portal.protected_to_unprotected": {
            "requests_per_second": {"middle": 0.9, "least": 0.5, "most": 0.9},
            "p99_ms": {"middle": 1.5, "least": 1.0, "most": 2.0},
            "processor_ms": {"middle": 1.0, "least": 0.9, "most": 1.1},
        },
        "portal.protected_to_nginx": {
            "requests_per_second": {"middle": 0.025, "least": 0.02, "most": 0.03},
            "p99_ms": {"middle": 30.0, "least": 20.0, "most": 40.0},
            "processor_ms": {"middle": 40.0, "least": 36.0, "most": 44.0},
        },
        "intranet.protected_to_unprotected": {
            "requests_per_second": {"middle": 0.5, "least": 0.5, "most": 0.5},
            "p99_ms": {"middle": 1.0, "least": 1.0, "most": 1.0},
            "processor_ms": {"middle": 1.0, "least": 1.0, "most": 1.0},
        },
        "intranet.protected_to_nginx": {
            "requests_per_second": {"middle": 0.25, "least": 0.25, "most": 0.25},
            "p99_ms": {"middle": 1.0, "least": 1.0, "most": 1.0},
            "processor_ms": {"middle": 1.0, "least": 1.0, "most": 1.0},
        },
    }
    assert found["measured"] == {name: [asdict(one) for one in rounds] for name, rounds in LOADS.items()}


def test_the_tables_read_as_a_person_would_say_it() -> None:
    lines = [line.split("  ") for line in told(LOADS).replace("\N{NO-BREAK SPACE}", " ").splitlines()]
    cells = [[cell.strip() for cell in line if cell.strip()] for line in lines]

    assert ["Portal, con sesión", "90", "10", "30", "2"] in cells
    assert ["Portal, nadie: a identificarse", "12.345", "1", "2,06", "0,79"] in cells
    same = "100 % (100–100)"
    assert cells[-4:] == [
        [
            "Portal, sin proteger",
            "90 % (50–90)",
            "150 % (100–200)",
            "100 % (90–110)",
            "al menos 60 %: cumplido",
        ],
        ["Portal, nginx", "2,5 % (2–3)", "30 × (20–40)", "40 × (36–44)"],
        ["Intranet, sin proteger", "50 % (50–50)", same, same, "al menos 60 %: no cumplido"],
        ["Intranet, nginx", "25 % (25–25)", same, same],
    ]
