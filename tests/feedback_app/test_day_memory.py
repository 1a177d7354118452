"""What is remembered for a day: found by its name, never readable, never more than there is room for."""

from __future__ import annotations

import gc
import weakref

from feedback_app.day_memory import DayMemory, forget_old
from tests.feedback_app.stepped_clock import DAY, SteppedClock

ADDRESS = "203.0.113.77"


def test_what_was_put_is_found_until_the_day_is_over() -> None:
    clock = SteppedClock()
    memory: DayMemory[int] = DayMemory(clock)
    memory.put(7, "answers", ADDRESS)
    found = []
    for _ in range(2):
        found.append((memory.get("answers", ADDRESS), memory.get("links", ADDRESS), memory.get(ADDRESS)))
        clock.step(DAY)

    assert found == [(7, None, None), (None, None, None)]
    assert len(memory) == 0


def test_what_was_dropped_is_forgotten_and_nothing_else() -> None:
    memory: DayMemory[int] = DayMemory(SteppedClock())
    for name in ("answers", "links"):
        memory.put(7, name, ADDRESS)
    memory.drop("answers", ADDRESS)
    memory.drop("never put")

    assert (memory.get("answers", ADDRESS), memory.get("links", ADDRESS)) == (None, 7)


def test_the_name_is_nowhere_in_it_and_has_another_mark_each_day() -> None:
    clock = SteppedClock()
    memory: DayMemory[int] = DayMemory(clock)
    marks = set()
    for _ in range(3):
        memory.put(1, ADDRESS)
        marks.add(next(iter(memory._values)))
        clock.step(DAY)

    assert len(marks) == 3
    assert {len(mark) for mark in marks} == {16}
    assert [one for one in gc.get_referents(memory.__dict__) if ADDRESS in str(one)] == []


def test_beyond_its_room_the_oldest_is_forgotten() -> None:
    memory: DayMemory[int] = DayMemory(SteppedClock(), most=3)
    for name in ("a", "b", "c", "a", "d"):
        memory.put(1, name)

    assert [memory.get(name) for name in "abcd"] == [1, None, 1, 1]
    assert len(memory) == 3


def test_when_its_day_is_over_it_is_forgotten_though_nobody_asks() -> None:
    clock = SteppedClock()
    memories: list[DayMemory[int]] = [DayMemory(clock) for _ in range(2)]
    for memory in memories:
        memory.put(7, ADDRESS)
    kept = []
    for _ in range(3):
        forget_old()
        kept += [(len(memory), len(memory._salt)) for memory in memories]
        clock.step(DAY / 2)

    assert kept == [(1, 16)] * 4 + [(0, 0)] * 2
    memories[0].put(8, ADDRESS)
    assert [memory.get(ADDRESS) for memory in memories] == [8, None]


def test_a_memory_that_nobody_has_any_more_is_not_kept_to_be_forgotten() -> None:
    memory: DayMemory[int] = DayMemory(SteppedClock())
    gone = weakref.ref(memory)

    del memory

    assert gone() is None
