"""Expected damage: how much there is to mend in an article, in MQM penalty points.

It is the larger of two: the penalty points of what was found, and the points that the model expects a
professional to mark beyond those of clean news,

    max(found, (estimate - 115) x words / 1,000)

because of clean news the model expects 115 points per 1,000 words as well (`score.ESTIMATE_OF_CLEAN_NEWS`),
and ranked by all of its points the longest articles would come first. Without the model it is what was found.
Its 95 % interval is made of those of the two: the score's, turned back into points, and the estimate's (see
`score`).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from mtcheck.decisions.gate import ESTIMATE_OF_CLEAN_NEWS
from mtcheck.findings.score import Scorecard


class Damage(NamedTuple):
    """Points, and their 95 % interval."""

    points: float
    low: float
    high: float


def expected(card: Scorecard) -> Damage:
    """The expected damage of an article with this scorecard."""
    high, low = (
        _points_at(score, card.words) for score in card.interval
    )  # the lower the score, the more points
    found = Damage(float(card.penalty), low, high)
    if card.estimate is None or card.estimate_interval is None:
        return found
    beyond = [
        (rate - ESTIMATE_OF_CLEAN_NEWS) * card.words / 1000
        for rate in (card.estimate, *card.estimate_interval)
    ]
    return Damage(*(max(one, other) for one, other in zip(found, beyond, strict=True)))


def _points_at(score: float, words: int) -> float:
    """The penalty points that give so many words this score: `score.score_of` the other way round."""
    if score <= 0:
        return math.inf
    return 10 * math.log(score / 100) / math.log(0.9) * max(words, 1) / 1000 + 0.0
