"""What was published and is damaged since, by a disk or by hand, stops nobody and is mended by a build."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luz.published import ACCESS_FILE, STATE_FILE, NothingPublished, PublishedState, publish
from tests.builders import a_library, write_plans
from tests.luz.test_library_anything import SAME

DAMAGED = st.binary(max_size=200) | st.sampled_from(
    [b"", b"[" * 100_000, b'{"a":' * 100_000, b"null", b'{"company": 1e999}', b"\xff\xfe{}", b"0" * 99999]
)


def replace(file: Path, content: bytes) -> None:
    beside = file.with_suffix(".beside")
    beside.write_bytes(content)
    beside.replace(file)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damaged")
    write_plans(a_library(), folder / "plans")
    return folder


@given(st.sampled_from([ACCESS_FILE, STATE_FILE]), DAMAGED)
@settings(SAME, max_examples=40)
def test_a_running_process_goes_on_with_what_it_read_before(folder: Path, name: str, damaged: bytes) -> None:
    publish(a_library(), folder / "published", folder / "plans")
    state = PublishedState(folder / "published")
    before = state.current()

    replace(folder / "published" / name, damaged)

    assert state.current() is before
    with pytest.raises(NothingPublished):
        PublishedState(folder / "published").current()


def test_the_next_build_mends_it(folder: Path) -> None:
    publish(a_library(), folder / "published", folder / "plans")
    sound = {name: (folder / "published" / name).read_bytes() for name in (ACCESS_FILE, STATE_FILE)}
    for name in sound:
        replace(folder / "published" / name, b"{")

    publish(a_library(), folder / "published", folder / "plans", {"olmo": None})
    publish(a_library(), folder / "published", folder / "plans")

    assert {name: (folder / "published" / name).read_bytes() for name in sound} == sound
