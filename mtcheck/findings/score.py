"""The MQM-style scorecard: penalty points, points per 1,000 words, a score from 0 to 100, an interval.

Severities weigh 0, 1, 5 and 25 penalty points (MQM 2). With P points in W words of prose, a text has
1,000 P / W points per 1,000 words (MQM's normed penalty total, over words of the translation), and

    score = 100 x 0.9 ^ (points per 1,000 words / 10)

so that every 10 points per 1,000 words take a tenth of what is left: 10 points leave 90, 66 leave 50, and
no text is below 0. Only what mtcheck finds counts, which is a part of what a professional would mark: the
score is MQM-style, not an MQM score.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mtcheck.findings.finding import Finding
from mtcheck.text.document import Document

#: Below so many words the score says little about the text as a whole: MQM evaluators take samples of 500
#: words and more.
SMALL_SAMPLE = 500

#: (amount, words) of a sentence, or of a run of sentences.
Unit = tuple[float, int]

#: How intervals are found by bootstrap.
_RESAMPLES, _SEED, _LEVEL = 1000, 12345, 0.95
#: Of a longer text, runs of sentences are drawn.
_MOST_UNITS = 400


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """The score of one sentence."""

    start: int
    """Offset of the first character, in code points."""
    end: int
    """Offset behind the last character."""
    words: int
    """How many it has, numbers included."""
    penalty: int
    """Penalty points of the findings that begin in it."""
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
    """The scores of the sentences, in order."""
    estimate: float | None = None
    """The mean of the sentences' estimates, weighted by words, MQM points per 1,000 words; None without the
    model."""
    estimate_interval: tuple[float, float] | None = None
    """95 % bootstrap interval of the estimate, (low, high)."""

    @property
    def figure(self) -> str:
        """As `mark_score`."""
        return mark_score(self.score, self.words)

    @property
    def range(self) -> str:
        """The interval for people: “47.6–80.6”, “0.4–100”; “–” where too few words without an error show
        none.
        """
        if self.small_sample and not self.penalty:
            return "–"
        low, high = map(format_score, self.interval)
        return f"{low}–{high}"


def format_score(score: float) -> str:
    """“63.1”, and both ends of the scale without decimals: “0”, “100”."""
    return f"{score:.0f}" if score < 0.05 or score >= 99.95 else f"{score:.1f}"


def mark_score(score: float, words: int) -> str:
    """The score for people: “63.1”; with a star where the words are too few for it: “8.6*”."""
    return f"{score:.1f}{'*' if words < SMALL_SAMPLE else ''}"


def score_of(penalty: float, words: int) -> float:
    """The score (0-100) of a text with so many penalty points in so many words."""
    return 100.0 * math.pow(0.9, per_1000(penalty, words) / 10.0)


def per_1000(penalty: float, words: int) -> float:
    """Penalty points per 1,000 words; a text without words counts as one word."""
    return 1000.0 * penalty / max(words, 1)


def scorecard(
    document: Document, findings: Sequence[Finding], estimates: Sequence[float | None] = ()
) -> Scorecard:
    """The scores of a document and of its sentences. A finding counts for the sentence in which it begins.

    estimates: MQM points per 1,000 words, one a sentence, None where there is none; empty without the model.
    """
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
            start=sentence.start,
            end=sentence.end,
            words=count,
            penalty=penalty,
            score=score_of(penalty, count),
            estimate=estimates[sentence.index] if estimates else None,
        )
        for sentence, count, penalty in zip(document.sentences, counts, penalties, strict=True)
    )
    words, penalty = sum(counts), sum(penalties) + outside
    estimated = [
        (sentence.estimate * sentence.words, sentence.words)
        for sentence in sentences
        if sentence.estimate is not None
    ]
    return Scorecard(
        words=words,
        penalty=penalty,
        penalty_per_1000=per_1000(penalty, words),
        score=score_of(penalty, words),
        interval=bootstrap(penalties, counts),
        small_sample=words < SMALL_SAMPLE,
        sentences=sentences,
        estimate=_mean(*_sums(estimated)) if estimated else None,
        estimate_interval=_interval(_resample(estimated, _mean)) if estimated else None,
    )


def bootstrap(penalties: Sequence[int], words: Sequence[int]) -> tuple[float, float]:
    """The 95 % bootstrap interval of the score, (low, high), from the points and words of each sentence.

    Sentences are drawn with replacement 1,000 times, with a fixed seed. Of a long text, runs of neighbouring
    sentences are drawn, at most 400 of them (block bootstrap). One sentence does not show how sentences
    differ, so its interval ends at 100.
    """
    if not any(penalties):
        return (100.0, 100.0)
    if len(penalties) == 1:
        return (score_of(penalties[0], words[0]), 100.0)
    return _interval(_resample(list(zip(penalties, words, strict=True)), score_of))


def _resample(units: Sequence[Unit], statistic: Callable[[float, int], float]) -> list[float]:
    """The statistic of the sums of 1,000 texts drawn from `units` with replacement."""
    run = math.ceil(len(units) / _MOST_UNITS)
    if run > 1:
        units = [_sums(units[start : start + run]) for start in range(0, len(units), run)]
    amounts, words = [amount for amount, _ in units], [words for _, words in units]
    generator, places = random.Random(_SEED), range(len(units))
    draws = (generator.choices(places, k=len(units)) for _ in range(_RESAMPLES))
    return [
        statistic(sum(map(amounts.__getitem__, drawn)), sum(map(words.__getitem__, drawn))) for drawn in draws
    ]


def _interval(values: list[float]) -> tuple[float, float]:
    """The percentile interval of the values."""
    values = sorted(values)
    tail = (1 - _LEVEL) / 2
    return values[int(tail * _RESAMPLES)], values[int((1 - tail) * _RESAMPLES) - 1]


def _sums(units: Sequence[Unit]) -> tuple[float, int]:
    return sum(unit[0] for unit in units), sum(unit[1] for unit in units)


def _mean(amount: float, words: int) -> float:
    return amount / max(words, 1)
