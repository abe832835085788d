"""How long a translation into English is for its source: statistics of the length ratio, by language.

`data/lengths.tsv`: mean and standard deviation of log(characters of the target / characters of the source),
counted by `training/bilingual.py` over the sentence pairs that the word tables are learnt from.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple


class Ratio(NamedTuple):
    """Of log(target / source characters): mean, standard deviation; pairs counted."""

    mean: float
    deviation: float
    pairs: int


@cache
def ratios() -> dict[str, Ratio]:
    """The statistics by source language, ISO 639-1."""
    text = (resources.files("mtcheck") / "bilingual" / "data" / "lengths.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {
        language: Ratio(float(mean), float(deviation), int(pairs))
        for language, mean, deviation, pairs in rows
    }


def characters(text: str) -> int:
    """Characters that are no space."""
    return sum([not char.isspace() for char in text])
