"""The strip chart: one bar for each sentence of the article. Above the line is the penalty of what was found,
below it what the model expects.
"""

from __future__ import annotations

from dataclasses import dataclass

from mtcheck.findings.finding import Severity
from mtcheck.findings.report import Report
from mtcheck.findings.score import SentenceScore

#: In units of the drawing: the width of a sentence, and the heights above and below the line.
STEP, ABOVE, BELOW = 10, 40, 28

#: Penalty points at which the upper bar is full: one finding of the worst kind. Heights are square roots.
_FULL_PENALTY = Severity.CRITICAL.weight
#: MQM points per 1,000 words at which the lower bar is full: about three times what the model expects of
#: clean news.
FULL_ESTIMATE = 300.0
#: The longest text in a label, in code points.
_LABEL = 60


@dataclass(frozen=True)
class Bar:
    """The bar of one sentence. Lengths are in units of the drawing."""

    sentence: int
    """The index of the sentence in the document."""
    x: int
    """The left edge."""
    up: float
    """The height above the line: the penalty."""
    down: float
    """The height below the line: the estimate."""
    severity: Severity | None
    """Of the worst finding; None where there is none."""
    label: str
    """The sentence and its figures in words."""


def make_bars(report: Report) -> tuple[Bar, ...]:
    """One bar for each sentence of a report, in order; none where the article was not checked."""
    worst: dict[int, Severity] = {}
    for finding in report.findings:
        sentence = report.document.sentence_at(finding.start)
        if sentence is not None:
            worst[sentence.index] = max(finding.severity, worst.get(sentence.index, Severity.NEUTRAL))
    return tuple(
        Bar(
            sentence=index,
            x=index * STEP,
            up=round(ABOVE * min(score.penalty / _FULL_PENALTY, 1.0) ** 0.5, 1),
            down=round(BELOW * min((score.estimate or 0.0) / FULL_ESTIMATE, 1.0), 1),
            severity=worst.get(index),
            label=_label(index, score, report.document.text[score.start : score.end]),
        )
        for index, score in enumerate(report.sentences)
    )


def _label(index: int, score: SentenceScore, text: str) -> str:
    points = f"{score.penalty} penalty point{'' if score.penalty == 1 else 's'}"
    estimate = "" if score.estimate is None else f", estimate {score.estimate:.0f} per 1,000 words"
    text = " ".join(text.split())
    text = text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"
    return f"Sentence {index + 1}: {points}{estimate}. {text}"
