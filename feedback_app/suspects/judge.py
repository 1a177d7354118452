"""By what an answer looks like no visitor's. It is never refused for it: a person looks, and decides.

Nothing here tells people by who they are: only the form itself is looked at, and whether the same words came
before.
"""

from __future__ import annotations

import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from feedback_app.answers import Answers, Form, plain
from feedback_app.day_memory import DayMemory
from feedback_app.form_key import FormKey
from feedback_app.suspects.quarantine import Reason

TRAP = "_website"
"""A field that no person sees. No question is called so, and no browser fills it in by itself."""
SHORTEST_SECONDS = 3
"""Nobody reads one question, chooses and finds the button in less; programs take a few milliseconds."""
SHORTEST_REPEATED = 30
"""Letters and digits. Two people do say «todo bien, gracias»; they do not write the same sentence."""


class Judge:
    """Looks at each answer once it is complete. What it remembers of words is a mark, for a day."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._lock = threading.Lock()
        self._first: DayMemory[bytes] = DayMemory(clock)

    def reasons(self, form: Form, key: FormKey, answers: Answers) -> tuple[Reason, ...]:
        """Why these answers may be no visitor's; nothing as a rule."""
        return tuple(self._reasons(form, key, answers))

    @contextmanager
    def storing(self, key: FormKey, answers: Answers) -> Iterator[None]:
        """While these answers are stored: where that fails, another form may be the first to say the same."""
        try:
            yield
        except BaseException:
            self._forget(answers, key.key)
            raise

    def _reasons(self, form: Form, key: FormKey, answers: Answers) -> Iterator[Reason]:
        if any(map(plain, form.get(TRAP, ()))):
            yield Reason.TRAP
        if is_hasty(key):
            yield Reason.HASTE
        if self._came_before(answers, key.key):
            yield Reason.REPEATED

    def _came_before(self, answers: Answers, key: bytes) -> bool:
        """Whether any of these words came in another form; they are remembered as those of this one."""
        said = _compared(answers)
        with self._lock:
            firsts = [self._first.get(words) for words in said]
            for words, first in zip(said, firsts, strict=True):
                if first is None:
                    self._first.put(key, words)
        return any(first not in (None, key) for first in firsts)

    def _forget(self, answers: Answers, key: bytes) -> None:
        with self._lock:
            for words in _compared(answers):
                if self._first.get(words) == key:
                    self._first.drop(words)


def is_hasty(key: FormKey) -> bool:
    """Whether a form came back sooner than anybody reads it, as far as its key tells."""
    # Below zero the clock was set back meanwhile, and tells nothing.
    return key.age is not None and 0 <= key.age < SHORTEST_SECONDS


def _compared(answers: Answers) -> list[str]:
    """What is said in so many words that two people do not say it alike."""
    return [words for words in map(_bare, answers.texts.values()) if len(words) >= SHORTEST_REPEATED]


def _bare(text: str) -> str:
    """A text without what is easily varied: capitals, accents, spaces and signs."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text).casefold() if sign.isalnum())
