"""What the app knows of its files: damage, what cannot be written, a disk that is nearly full."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from feedback_app import create_app
from feedback_app.access_file import access_file
from feedback_app.database import connect
from feedback_app.day_memory import DayMemory
from feedback_app.sessions import Sessions
from feedback_app.settings import Settings
from feedback_app.upkeep.search_index import make_anew
from feedback_app.upkeep.soundness import Soundness
from feedback_app.writer import Unavailable, Writer
from luz.published import Published
from tests.feedback_app.asked import a_submission, rows
from tests.feedback_app.damages import DAMAGES, Damage, another_thing, cut_short
from tests.feedback_app.stepped_clock import DAY, SteppedClock
from tests.feedback_app.upkeep.copied_house import change
from tests.feedback_app.waiting_for_file import connection_of, held
from tests.until import until


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


@pytest.fixture
def writer(settings: Settings, published: Published) -> Writer:
    """A writer that has stored some answers and let go of the file."""
    writer = Writer(settings.answers)
    for _ in range(20):
        writer.store(a_submission(published))
    writer.close()
    return writer


def test_a_new_data_folder_is_sound(settings: Settings) -> None:
    soundness = Soundness(settings, Writer(settings.answers))

    soundness.look()

    assert soundness.problems() == ()


def test_files_that_are_written_to_are_sound(
    settings: Settings, writer: Writer, published: Published
) -> None:
    writer.store(a_submission(published))
    soundness = Soundness(settings, writer)
    with held(settings.answers):
        soundness.look()
    writer.store(a_submission(published))
    writer.close()

    assert soundness.problems() == ()


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_noticed_and_nothing_more_goes_into_the_file(
    settings: Settings, writer: Writer, published: Published, damage: Damage
) -> None:
    damage(settings.answers)
    left = settings.answers.read_bytes()
    soundness = Soundness(settings, writer)

    soundness.look()
    with pytest.raises(Unavailable):
        writer.store(a_submission(published))

    assert soundness.problems() == ("feedback.db is damaged", "answers cannot be stored")
    assert settings.answers.read_bytes() == left


def test_once_a_good_copy_has_taken_its_place_answers_are_stored_again(
    settings: Settings, writer: Writer, published: Published
) -> None:
    good = settings.answers.read_bytes()
    cut_short(settings.answers)
    soundness = Soundness(settings, writer)
    soundness.look()
    copy = settings.data / "copy"
    copy.write_bytes(good)
    copy.replace(settings.answers)

    soundness.look()
    writer.store(a_submission(published))
    writer.close()

    assert soundness.problems() == ()
    assert rows(settings.answers, "select count(*) from response") == [(21,)]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_of_another_file_is_noticed_and_answers_are_stored(
    settings: Settings, writer: Writer, published: Published, damage: Damage
) -> None:
    file = access_file(settings.access)
    Sessions(file).begin("employee:elena-robles", "elena.robles@oficio.example", "Firefox")
    file.close()
    damage(settings.access)
    soundness = Soundness(settings, writer)

    soundness.look()
    writer.store(a_submission(published))
    writer.close()

    assert soundness.problems() == ("access.db is damaged",)


def test_damage_is_logged_when_it_is_new(
    settings: Settings, writer: Writer, caplog: pytest.LogCaptureFixture
) -> None:
    another_thing(settings.answers)
    soundness = Soundness(settings, writer)
    for _ in range(2):
        soundness.look()

    assert caplog.messages.count("feedback.db is damaged") == 1


def test_a_disk_with_little_room_left_is_told_of(settings: Settings, writer: Writer) -> None:
    soundness = Soundness(settings, writer, least_free=2**60)

    soundness.look()

    assert soundness.problems() == ("the disk is nearly full",)


def test_what_is_wrong_can_be_asked_for_and_is_over_when_it_is_over(
    settings: Settings, writer: Writer, published: Published
) -> None:
    client = create_app(settings, writer=writer).test_client()
    connection_of(writer).execute("pragma max_page_count = 1")
    with pytest.raises(Unavailable):
        while True:
            writer.store(a_submission(published))
    failing = client.get("/healthz")
    writer.store(a_submission(published))
    writer.close()

    assert (failing.status_code, failing.json) == (
        503,
        {"status": "failing", "problems": ["answers cannot be stored"]},
    )
    assert client.get("/healthz").json == {"status": "ok"}


def test_a_watched_file_needs_nobody_to_look(settings: Settings, writer: Writer) -> None:
    soundness = Soundness(settings, writer)
    soundness.watch(every=0.01)
    before = soundness.problems()
    another_thing(settings.answers)

    until(lambda: soundness.problems() == ("feedback.db is damaged",))
    soundness.close()

    assert before == ()


def test_a_data_folder_that_is_gone_is_a_problem_and_no_end_of_watching(settings: Settings) -> None:
    gone = replace(settings, data=settings.data / "gone")
    soundness = Soundness(gone, Writer(gone.answers))
    soundness.watch(every=0.01)

    until(lambda: soundness.problems() == ("the files cannot be looked at",))
    gone.data.mkdir()
    until(lambda: soundness.problems() == ())
    soundness.close()


class Odd(Settings):
    """A folder at which looking fails in a way nobody has thought of."""

    raised: BaseException

    @property
    def databases(self) -> tuple[Path, ...]:
        if thrown := vars(self).get("raised"):
            raise thrown
        return super().databases


def test_whatever_looking_brings_about_is_a_problem_and_no_end_of_watching(settings: Settings) -> None:
    odd = Odd(settings.data)
    vars(odd)["raised"] = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")
    soundness = Soundness(odd, Writer(odd.answers))
    soundness.watch(every=0.01)

    until(lambda: soundness.problems() == ("the files cannot be looked at",))
    del vars(odd)["raised"]
    until(lambda: soundness.problems() == ())
    soundness.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_where_nobody_looks_any_more_that_is_a_problem(settings: Settings, writer: Writer) -> None:
    odd = Odd(settings.data)
    soundness = Soundness(odd, writer)
    soundness.watch(every=0.01)
    seen = soundness.problems()
    vars(odd)["raised"] = GeneratorExit()

    until(lambda: soundness.problems() == ("nobody looks at the files any more",))

    assert seen == ()


def test_a_look_that_does_not_end_is_a_problem(settings: Settings, writer: Writer) -> None:
    soundness = Soundness(settings, writer, hanging=-3600)

    soundness.watch(every=0.01)

    assert soundness.problems() == ("nobody looks at the files any more",)
    soundness.close()


@pytest.mark.parametrize("empty", [False, True])
def test_a_file_that_is_lost_is_noticed_and_not_made_anew(
    settings: Settings, writer: Writer, published: Published, empty: bool
) -> None:
    settings.answers.unlink()
    if empty:
        settings.answers.touch()
    soundness = Soundness(settings, writer)

    soundness.look()
    with pytest.raises(Unavailable, match="feedback.db is missing"):
        writer.store(a_submission(published))

    assert soundness.problems() == ("feedback.db is missing", "answers cannot be stored")
    assert settings.answers.exists() is empty


def test_a_damaged_search_index_is_noticed_until_it_is_written_anew(
    settings: Settings, writer: Writer, published: Published
) -> None:
    change(settings.answers, "update comment_fts_data set block = x'ff' where id = 10")
    soundness = Soundness(settings, writer)
    problems = []
    with held(settings.answers):
        soundness.look()
        problems.append(soundness.problems())
    soundness.look()
    problems.append(soundness.problems())
    with closing(connect(settings.answers)) as connection:
        make_anew(connection)
    soundness.look()
    problems.append(soundness.problems())

    assert problems == [(), ("the search index of feedback.db is damaged",), ()]


def test_into_the_search_index_it_is_not_looked_each_time(settings: Settings, writer: Writer) -> None:
    soundness = Soundness(settings, writer)
    soundness.look()
    change(settings.answers, "update comment_fts_data set block = x'ff' where id = 10")

    soundness.look()

    assert soundness.problems() == ()


def test_looking_writes_nothing(settings: Settings, writer: Writer, published: Published) -> None:
    writer.store(a_submission(published))
    log = settings.data / "feedback.db-wal"
    before = log.read_bytes()

    Soundness(settings, writer).look()

    assert log.read_bytes() == before
    writer.close()


def test_whoever_looks_has_forgotten_what_is_a_day_old(settings: Settings) -> None:
    clock = SteppedClock()
    memory: DayMemory[int] = DayMemory(clock)
    memory.put(1, "203.0.113.77")
    soundness = Soundness(settings, Writer(settings.answers))
    soundness.watch(every=0.01)

    clock.step(DAY)

    until(lambda: len(memory) == 0)
    soundness.close()
