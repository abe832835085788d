"""From damaged words to phrases, so that a reader sees one finding where one thing went wrong.

A word whose score reaches the threshold is the seed of a phrase. Neighbours on both sides join it while their
score reaches a lower threshold. Punctuation ends a phrase, except hyphens and quotation marks. No phrase is
longer than 80 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mtcheck.garble.model import Floats

#: Characters of a phrase.
LONGEST = 80
#: What may stand between two words of one phrase.
_GAP = re.compile(r"[\s\"“”'‘’‐‑-]*\Z")

Spans = Sequence[tuple[int, int]]


class Phrase(NamedTuple):
    """Neighbouring damaged words of a sentence."""

    first: int
    """Index of the first word."""
    last: int
    """Index of the last word."""
    seed: int
    """Index of the word with the highest score."""
    score: float
    """The seed's score."""


def find_phrases(prose: str, spans: Spans, scores: Floats, threshold: float, joining: float) -> list[Phrase]:
    """The phrases of one sentence, in order.

    spans, scores: of its words. threshold: the lowest score of a seed. joining: how far below the threshold a
    neighbour's score may lie.
    """
    phrases: list[Phrase] = []
    can_join = scores >= threshold - joining
    candidates = np.flatnonzero(scores >= threshold).tolist()
    for seed in sorted(candidates, key=lambda word: -float(scores[word])):
        if not can_join[seed]:  # a phrase has it already
            continue
        first, last = _grow(prose, spans, scores, can_join, seed)
        can_join[first : last + 1] = False
        if spans[last][1] - spans[first][0] <= LONGEST:
            phrases.append(Phrase(first, last, seed, float(scores[seed])))
    return sorted(phrases)


def _grow(
    prose: str, spans: Spans, scores: Floats, can_join: npt.NDArray[np.bool_], seed: int
) -> tuple[int, int]:
    """The first and the last word of the phrase around `seed`: word by word, the worse neighbour first."""
    first = last = seed
    while True:
        for neighbour in sorted(_neighbours(first, last, len(spans)), key=lambda word: -float(scores[word])):
            wider = min(first, neighbour), max(last, neighbour)
            if can_join[neighbour] and _fits(prose, spans, wider, neighbour):
                first, last = wider
                break
        else:
            return first, last


def _neighbours(first: int, last: int, words: int) -> Iterator[int]:
    if first > 0:
        yield first - 1
    if last + 1 < words:
        yield last + 1


def _fits(prose: str, spans: Spans, wider: tuple[int, int], neighbour: int) -> bool:
    """Whether the phrase may grow: it stays short, and no punctuation parts it from its new neighbour."""
    first, last = wider
    if spans[last][1] - spans[first][0] > LONGEST:
        return False
    before = neighbour if neighbour == first else last - 1
    return _GAP.match(prose[spans[before][1] : spans[before + 1][0]]) is not None
