"""How long a translation into English is for its source: statistics of the length ratio, by language.

`data/lengths.tsv` has the mean and the standard deviation of log(characters of the target / characters of the
source), counted by `training/bilingual.py` over the sentence pairs that the word tables are learnt from.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple


class LengthRatio(NamedTuple):
    """The logarithm of characters of the target / characters of the source."""

    mean: float
    """Over the pairs."""
    deviation: float
    """Their standard deviation."""
    pairs: int
    """How many were counted."""


@cache
def length_ratios() -> dict[str, LengthRatio]:
    """The statistics by source language, ISO 639-1."""
    text = (resources.files("mtcheck") / "bilingual" / "data" / "lengths.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {
        language: LengthRatio(float(mean), float(deviation), int(pairs))
        for language, mean, deviation, pairs in rows
    }


def characters(text: str) -> int:
    """Characters that are no space."""
    return sum([not char.isspace() for char in text])
