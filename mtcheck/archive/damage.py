"""Expected damage: how much there is to mend in an article, in MQM penalty points.

It is the larger of two figures: the penalty points of the findings, and the points that the model expects a
professional to mark beyond those of clean news,

    max(findings, (estimate - 115) x words / 1,000)

The model expects 115 points per 1,000 words of clean news, too (`ESTIMATE_OF_CLEAN_NEWS`); ranked by all of
its points, the longest articles would come first. Without the model, the penalty points alone count. The 95 %
interval combines those of the two in the same way: the score's, turned back into points, and the estimate's.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from mtcheck.decisions.gate import ESTIMATE_OF_CLEAN_NEWS
from mtcheck.findings.score import Scorecard


class Damage(NamedTuple):
    """Penalty points, with the 95 % interval from `low` to `high`."""

    points: float
    low: float
    high: float


def expected_damage(card: Scorecard) -> Damage:
    """The expected damage of an article with this scorecard."""
    # The lower the score, the more points.
    high, low = (_points_at(score, card.words) for score in card.interval)
    of_findings = Damage(float(card.penalty), low, high)
    if card.estimate is None or card.estimate_interval is None:
        return of_findings
    of_model = [
        (rate - ESTIMATE_OF_CLEAN_NEWS) * card.words / 1000
        for rate in (card.estimate, *card.estimate_interval)
    ]
    return Damage(*map(max, of_findings, of_model))


def _points_at(score: float, words: int) -> float:
    """The penalty points that give a text of so many words this score: the inverse of `score_of`."""
    if score <= 0:
        return math.inf
    return 10 * math.log(score / 100) / math.log(0.9) * max(words, 1) / 1000 + 0.0
