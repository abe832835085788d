"""Damaged words → phrases: neighbours join, so that a reader sees one finding where one thing went wrong.

A word whose score reaches the threshold seeds a phrase; neighbours on both sides join while theirs reaches a
lower one. Punctuation ends a phrase, except a hyphen and a quotation mark. No phrase is longer than 80
characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from mtcheck.garble.model import Floats

LONGEST = 80
#: What may stand between two words of one phrase.
_GAP = re.compile(r"[\s\"“”'‘’‐‑-]*\Z")


class Phrase(NamedTuple):
    """Words `first` to `last` (inclusive) of a sentence; `seed` is the worst of them, `score` its score."""

    first: int
    last: int
    seed: int
    score: float


def find_phrases(
    prose: str, spans: Sequence[tuple[int, int]], scores: Floats, threshold: float, joining: float
) -> list[Phrase]:
    """The phrases of one sentence, in order.

    threshold: score of a seed. joining: how far below it a neighbour's score may lie.
    """
    found: list[Phrase] = []
    taken = np.zeros(len(spans), bool)
    for seed in sorted(np.flatnonzero(scores >= threshold).tolist(), key=lambda i: -float(scores[i])):
        if taken[seed]:
            continue
        first = last = seed
        grew = True
        while grew:
            grew = False
            sides = [(first - 1, first - 1, last), (last + 1, first, last + 1)]
            sides = [side for side in sides if 0 <= side[0] < len(spans)]
            for new, a, b in sorted(sides, key=lambda side: -float(scores[side[0]])):
                if taken[new] or scores[new] < threshold - joining or spans[b][1] - spans[a][0] > LONGEST:
                    continue
                inner = (
                    prose[spans[new][1] : spans[first][0]]
                    if new < first
                    else prose[spans[last][1] : spans[new][0]]
                )
                if _GAP.match(inner):
                    first, last, grew = a, b, True
                    break
        taken[first : last + 1] = True
        if spans[last][1] - spans[first][0] <= LONGEST:
            found.append(Phrase(first, last, seed, float(scores[seed])))
    return sorted(found)
