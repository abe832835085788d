"""The MQM-style scorecard: penalty points, points per 1,000 words, a score from 0 to 100, an interval.

Severities weigh 0, 1, 5 and 25 penalty points (MQM 2). With P points in W words of prose, a text has
1,000 P / W points per 1,000 words (MQM's normed penalty total, over words of the translation), and

    score = 100 x 0.9 ^ (points per 1,000 words / 10)

so that every 10 points per 1,000 words take a tenth of what is left: 10 points leave 90, 66 leave 50, and
no text is below 0. It counts what this tool finds, which is a part of what a professional would mark: it is
MQM-style, not an MQM score.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mtcheck.findings.finding import Finding
from mtcheck.text.document import Document

#: Below so many words the score says little about the text as a whole (MQM evaluators take samples of 500
#: words and more).
SMALL_SAMPLE = 500

#: (amount, words) of one sentence.
Unit = tuple[float, int]

_RESAMPLES, _SEED, _LEVEL, _MOST_UNITS = 1000, 12345, 0.95, 400


@dataclass(frozen=True)
class SentenceScore:
    """The score of one sentence."""

    start: int
    """Code points into the document’s text."""
    end: int
    """Code points, exclusive."""
    words: int
    """How many it has."""
    penalty: int
    """Points."""
    score: float
    """0 to 100."""
    estimate: float | None = None
    """MQM points per 1,000 words that a professional would be expected to mark; None without the model."""


@dataclass(frozen=True)
class Scorecard:
    """The score and the estimate of one article. Nothing of the estimate is in the score."""

    words: int
    """How many the article has."""
    penalty: int
    """Points of all findings that count."""
    penalty_per_1000: float
    """Points per 1,000 words."""
    score: float
    """0 to 100."""
    interval: tuple[float, float]
    """95 % bootstrap interval of the score over sentences, (low, high)."""
    small_sample: bool
    """Whether the article is too short (under 500 words) for the score to say much."""
    sentences: tuple[SentenceScore, ...]
    """One each, in order."""
    estimate: float | None = None
    """The sentences’ estimates weighted by their words, MQM points per 1,000 words; None without the
    model.
    """
    estimate_interval: tuple[float, float] | None = None
    """95 % bootstrap interval of the estimate, (low, high)."""


def score_of(penalty: float, words: int) -> float:
    """The score (0-100) of a text with so many penalty points in so many words."""
    return 100.0 * math.pow(0.9, per_1000(penalty, words) / 10.0)


def per_1000(penalty: float, words: int) -> float:
    """Penalty points per 1,000 words; a text without words counts as one word."""
    return 1000.0 * penalty / max(words, 1)


def scorecard(
    document: Document, findings: Sequence[Finding], estimates: Sequence[float | None] = ()
) -> Scorecard:
    """Score a document. A finding counts for the sentence in which it begins."""
    penalties = [0] * len(document.sentences)
    outside = 0
    for finding in findings:
        sentence = document.sentence_at(finding.start)
        if sentence is None:
            outside += finding.penalty
        else:
            penalties[sentence.index] += finding.penalty
    counts = [len(sentence.words) for sentence in document.sentences]
    sentences = tuple(
        SentenceScore(
            s.start,
            s.end,
            count,
            penalty,
            score_of(penalty, count),
            estimates[s.index] if estimates else None,
        )
        for s, count, penalty in zip(document.sentences, counts, penalties, strict=True)
    )
    words, penalty = sum(counts), sum(penalties) + outside
    known = [(one.estimate * one.words, one.words) for one in sentences if one.estimate is not None]
    return Scorecard(
        words=words,
        penalty=penalty,
        penalty_per_1000=per_1000(penalty, words),
        score=score_of(penalty, words),
        interval=bootstrap(penalties, counts),
        small_sample=words < SMALL_SAMPLE,
        sentences=sentences,
        estimate=_mean(known) if known else None,
        estimate_interval=_tails(_resample(known, _mean)) if known else None,
    )


def bootstrap(penalties: Sequence[int], words: Sequence[int]) -> tuple[float, float]:
    """The 95 % percentile interval of the score when sentences are drawn anew with replacement, 1,000 times,
    fixed seed.

    One sentence says nothing of how sentences differ: its favourable end is 100. Of a long text, runs of
    neighbouring sentences are drawn instead (block bootstrap), at most 400 of them.
    """
    if not any(penalties):
        return (100.0, 100.0)
    if len(penalties) == 1:
        return (score_of(penalties[0], words[0]), 100.0)
    return _tails(_resample(list(zip(penalties, words, strict=True)), lambda units: score_of(*_sums(units))))


def _resample(units: Sequence[Unit], statistic: Callable[[Sequence[Unit]], float]) -> list[float]:
    """The statistic of 1,000 texts drawn from `units` with replacement."""
    run = -(-len(units) // _MOST_UNITS)
    if run > 1:
        units = [_sums(units[i : i + run]) for i in range(0, len(units), run)]
    draw = random.Random(_SEED)
    return [statistic(draw.choices(units, k=len(units))) for _ in range(_RESAMPLES)]


def _tails(values: list[float]) -> tuple[float, float]:
    values = sorted(values)
    tail = (1 - _LEVEL) / 2
    return values[int(tail * _RESAMPLES)], values[int((1 - tail) * _RESAMPLES) - 1]


def _sums(units: Sequence[Unit]) -> tuple[float, int]:
    return sum(unit[0] for unit in units), sum(unit[1] for unit in units)


def _mean(units: Sequence[Unit]) -> float:
    amount, words = _sums(units)
    return amount / max(words, 1)
