"""The key of a form is nobody else's, knows its age, and is made by nobody but the app."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from itsdangerous import TimestampSigner

from feedback_app.form_key import FIELD, FormKey, FormKeys
from tests.feedback_app.stepped_clock import DAY, HOUR, SteppedClock


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def keys(tmp_path: Path, clock: SteppedClock) -> FormKeys:
    return FormKeys(tmp_path / "form.key", clock)


def read(keys: FormKeys, *written: str) -> FormKey | None:
    return keys.read({FIELD: written})


def test_no_two_keys_are_the_same(keys: FormKeys) -> None:
    written = [keys.new() for _ in range(100)]
    found = {one.key for one in (read(keys, text) for text in written) if one}

    assert (len(set(written)), len(found)) == (100, 100)
    assert {len(key) for key in found} == {16}


def test_a_key_that_comes_back_says_how_old_it_is(keys: FormKeys, clock: SteppedClock) -> None:
    young, older = keys.new(), keys.new(age=60)
    clock.step(2.0)

    ages = [found.age for found in (read(keys, young), read(keys, older)) if found]

    assert ages == [2, 62]


def test_the_secret_outlives_the_process_and_is_its_owners_alone(tmp_path: Path, keys: FormKeys) -> None:
    written = keys.new()
    after = FormKeys(tmp_path / "form.key", SteppedClock())

    found = read(after, written)

    assert found is not None
    assert found.age == 0
    assert (tmp_path / "form.key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["form.key"]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda text: text.partition(".")[0], True),
        (lambda text: text[:-1] + ("A" if text[-1] != "A" else "Q"), True),
        (lambda text: "0" * 32 + text[32:], True),
        (lambda text: text.replace(".", ".AAAA", 1), True),
        (lambda text: text + ".é\0", True),
        (lambda text: text.upper(), False),
        (lambda text: text[1:], False),
        (lambda text: "", False),
        (lambda text: "é" * 32, False),
    ],
)
def test_what_we_did_not_sign_has_no_age(keys: FormKeys, change: object, key: bool) -> None:
    assert callable(change)
    found = read(keys, change(keys.new()))

    assert (found is not None) == key
    assert found is None or (found.age, found.is_current) == (None, False)


def test_what_was_signed_for_anything_else_has_no_age(tmp_path: Path, keys: FormKeys) -> None:
    keys.new()
    secret = (tmp_path / "form.key").read_bytes()

    def signed(purpose: str) -> FormKey | None:
        signer = TimestampSigner(secret, purpose, key_derivation="hmac", digest_method=hashlib.sha256)
        return read(keys, signer.sign("0" * 32).decode())

    found = [signed("luz.form"), signed("luz.other")]

    assert [one and one.age is None for one in found] == [False, True]


def test_what_another_house_signed_has_no_age(tmp_path: Path, keys: FormKeys) -> None:
    found = read(keys, FormKeys(tmp_path / "another.key", SteppedClock()).new())

    assert found is not None
    assert found.age is None


def test_two_keys_in_one_form_are_none(keys: FormKeys) -> None:
    assert (read(keys), read(keys, keys.new(), keys.new())) == (None, None)


@pytest.mark.parametrize(
    ("step", "current"),
    [(0, True), (6 * DAY, True), (6 * DAY + 1, False), (-HOUR, True), (-DAY, True), (-DAY - 1, False)],
)
def test_a_key_is_good_for_six_days_whatever_is_done_to_the_clock(
    keys: FormKeys, clock: SteppedClock, step: float, current: bool
) -> None:
    written = keys.new()
    clock.step(step)

    found = read(keys, written)

    assert found is not None
    assert found.is_current == current


def test_a_secret_that_is_damaged_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "form.key"
    file.write_bytes(b"half")
    keys = FormKeys(file, SteppedClock())

    found = read(keys, keys.new())

    assert found is not None
    assert found.is_current
    assert len(file.read_bytes()) == 32


def test_where_no_secret_can_be_kept_forms_still_go_out_and_it_is_kept_once_it_can(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "place").write_text("in the way")
    keys = FormKeys(tmp_path / "place" / "form.key", SteppedClock())
    written = [keys.new(), keys.new()]
    current = [found.is_current for text in written if (found := read(keys, text))]
    (tmp_path / "place").unlink()
    written.append(keys.new())

    after = FormKeys(tmp_path / "place" / "form.key", SteppedClock())

    assert current == [True, True]
    assert [found.is_current for text in written if (found := read(after, text))] == [True] * 3
    assert len(caplog.messages) == 1


def test_made_by_many_at_the_same_moment_the_secret_is_one(tmp_path: Path) -> None:
    makers = [FormKeys(tmp_path / "form.key", SteppedClock()) for _ in range(8)]
    with ThreadPoolExecutor(8) as threads:
        written = list(threads.map(lambda keys: keys.new(), makers))

    found = [read(keys, text) for keys in makers for text in written]

    assert [one and one.age for one in found] == [0] * 64
