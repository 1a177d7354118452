"""What the rounds of answers say: each goal against the ratio it is about, and a table that tells them."""

from __future__ import annotations

from benchmarks.feedback.polite import Waited
from benchmarks.feedback.results import Measured, figures, goals
from benchmarks.feedback.tables import told
from benchmarks.load import Load

MEASURED = Measured(
    loads={
        "grouped": (Load(500, 300, 10, 20, 1), Load(500, 280, 10, 30, 1), Load(500, 500, 10, 20, 1)),
        "single": (Load(500, 100, 10, 200, 2), Load(500, 100, 10, 100, 2), Load(500, 100, 10, 200, 2)),
        "nothing": (Load(500, 400, 10, 20, 1),) * 3,
        "bare": (Load(500, 4000, 1, 2, 0.1),) * 3,
    },
    slow={
        "grouped": (Load(500, 200, 10, 40, 1),) * 3,
        "single": (Load(500, 50, 10, 800, 2),) * 3,
    },
    visitors={
        "idle": (Waited(900, 4, 10), Waited(900, 4, 20), Waited(900, 4, 10)),
        "exporting": (Waited(900, 6, 25), Waited(900, 6, 30), Waited(900, 6, 40)),
    },
    written={"counted": (9000.0, 10_000.0, 11_000.0), "plain": (20_000.0, 21_000.0, 19_000.0)},
    bytes_each=249.9,
)


def test_each_goal_is_the_middle_of_the_ratios_of_its_rounds() -> None:
    assert [(one.name, one.goal, one.measured, one.met) for one in goals(MEASURED)] == [
        ("answers_to_storing_nothing", 0.6, 0.75, True),
        ("p99_to_one_transaction_each", 0.2, 0.1, True),
        ("p99_while_two_export_to_idle", 2.0, 2.5, False),
        ("bytes_each", 250, 249.9, True),
    ]


def test_the_figures_keep_every_ratio_and_every_round() -> None:
    found = figures(MEASURED)

    assert found["ratios"] == {
        "disk": {
            "single": {
                "requests_per_second": {"middle": 3.0, "least": 2.8, "most": 5.0},
                "p99_ms": {"middle": 0.1, "least": 0.1, "most": 0.3},
                "processor_ms": {"middle": 0.5, "least": 0.5, "most": 0.5},
            },
            "nothing": {
                "requests_per_second": {"middle": 0.75, "least": 0.7, "most": 1.25},
                "p99_ms": {"middle": 1.0, "least": 1.0, "most": 1.5},
                "processor_ms": {"middle": 1.0, "least": 1.0, "most": 1.0},
            },
            "bare": {
                "requests_per_second": {"middle": 0.075, "least": 0.07, "most": 0.125},
                "p99_ms": {"middle": 10.0, "least": 10.0, "most": 15.0},
                "processor_ms": {"middle": 10.0, "least": 10.0, "most": 10.0},
            },
        },
        "slow_disk": {
            "single": {
                "requests_per_second": {"middle": 4.0, "least": 4.0, "most": 4.0},
                "p99_ms": {"middle": 0.05, "least": 0.05, "most": 0.05},
                "processor_ms": {"middle": 0.5, "least": 0.5, "most": 0.5},
            }
        },
    }
    assert found["written_per_second"] == {"counted": 10_000, "plain": 20_000}


def test_the_tables_tell_every_contestant_and_every_goal() -> None:
    lines = [" ".join(line.split()) for line in told(MEASURED).splitlines()]

    assert [line for line in lines if line.startswith("Luz ")] == [
        "Luz 300 10 20 1",
        "Luz 200 10 40 1",
    ]
    assert lines[-4:] == [
        "respuestas/s, frente a no guardar nada al menos 0,6 0,75 cumplido",
        "p99, frente a una transacción para cada una como mucho 0,2 0,1 cumplido",
        "p99 mientras dos exportan, frente a en reposo como mucho 2 2,5 no cumplido",
        "bytes por respuesta como mucho 250 249,9 cumplido",
    ]
