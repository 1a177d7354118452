"""What the rounds of answers say: each goal against the ratio it is about, and a table that tells them."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.feedback.polite import Waited
from benchmarks.feedback.results import Measured, figures, goals
from benchmarks.feedback.tables import told
from benchmarks.load import Load

MEASURED = Measured(
    loads={
        "grouped": (Load(500, 300, 10, 20, 1), Load(500, 280, 10, 30, 1), Load(500, 500, 10, 20, 1)),
        "single": (Load(500, 100, 10, 200, 2), Load(500, 100, 10, 100, 2), Load(500, 100, 10, 200, 2)),
        "in_turn": (Load(500, 250, 20, 40, 1),) * 3,
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
    bytes_each={2_000: 480.4, 200_000: 249.9},
)


def test_each_goal_is_the_middle_of_the_ratios_of_its_rounds() -> None:
    assert [(one.name, one.goal, one.measured, one.met) for one in goals(MEASURED)] == [
        ("answers_to_storing_nothing", 0.6, 0.75, True),
        ("p99_to_one_transaction_each", 0.2, 0.1, True),
        ("p99_to_one_transaction_each_in_turn", 0.2, 0.5, False),
        ("p99_while_two_export_to_idle", 2.0, 2.5, False),
        ("bytes_each", 250, 249.9, True),
    ]


def test_the_goal_of_bytes_names_the_size_it_is_of() -> None:
    goal = told(replace(MEASURED, bytes_each={2_000: 480.4, 20_000: 300})).splitlines()[-1]

    assert " ".join(goal.split()) == "bytes por respuesta, con 20.000 al año como mucho 250 300 no cumplido"


def of(middle: float, least: float | None = None, most: float | None = None) -> dict[str, float]:
    return {
        "middle": middle,
        "least": middle if least is None else least,
        "most": middle if most is None else most,
    }


def compared(speed: object, p50: object, p99: object, processor: object) -> dict[str, object]:
    return {"requests_per_second": speed, "p50_ms": p50, "p99_ms": p99, "processor_ms": processor}


def test_the_figures_keep_every_ratio_and_every_round() -> None:
    found = figures(MEASURED)

    assert found["ratios"] == {
        "disk": {
            "single": compared(of(3, 2.8, 5), of(1), of(0.1, 0.1, 0.3), of(0.5)),
            "in_turn": compared(of(1.2, 1.12, 2), of(0.5), of(0.5, 0.5, 0.75), of(1)),
            "nothing": compared(of(0.75, 0.7, 1.25), of(1), of(1, 1, 1.5), of(1)),
            "bare": compared(of(0.075, 0.07, 0.125), of(10), of(10, 10, 15), of(10)),
        },
        "slow_disk": {"single": compared(of(4), of(1), of(0.05), of(0.5))},
    }
    assert found["written_per_second"] == {"counted": 10_000, "plain": 20_000}


def test_the_tables_tell_every_contestant_and_every_goal() -> None:
    lines = [" ".join(line.split()) for line in told(MEASURED).splitlines()]

    assert [line for line in lines if line.startswith("Luz ")] == [
        "Luz 300 10 20 1",
        "Luz 200 10 40 1",
    ]
    assert lines[-10:-8] == ["2000 480", "200.000 250"]
    assert lines[-5:] == [
        "respuestas/s, frente a no guardar nada al menos 0,6 0,75 cumplido",
        "p99, frente a una transacción para cada una como mucho 0,2 0,1 cumplido",
        "p99, frente a una transacción para cada una, por turno como mucho 0,2 0,5 no cumplido",
        "p99 mientras dos exportan, frente a en reposo como mucho 2 2,5 no cumplido",
        "bytes por respuesta, con 200.000 al año como mucho 250 249,9 cumplido",
    ]
