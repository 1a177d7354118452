"""The words in which benchmarks report: Spanish, as those of the command line."""

from __future__ import annotations

from pathlib import Path

from luz import wording

WORDS = wording.load(Path(__file__).parent, "es")
say = WORDS.text
