"""The strip chart: one bar a sentence along the article, what was found above the line, what the model
expects below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mtcheck.findings.finding import Severity
from mtcheck.findings.report import Report

#: The units of the drawing: a sentence's width, and the heights above and below the line.
STEP, ABOVE, BELOW = 10, 40, 28

#: A sentence with so many penalty points has a full bar, one finding of the worst kind; heights go by the
#: square root.
_FULL_PENALTY = Severity.CRITICAL.weight
#: MQM points per 1,000 words at which the lower bar is full; about three times what the model expects of
#: clean news.
FULL_ESTIMATE = 300.0
_LABEL = 60


@dataclass(frozen=True)
class Bar:
    """One sentence. x: its left edge. up, down: the heights, in the drawing's units. severity: of its
    worst finding.
    """

    sentence: int
    x: int
    up: float
    down: float
    severity: Severity | None
    label: str


def bars(report: Report) -> tuple[Bar, ...]:
    """One bar a sentence of a report, in order; none where the article was not checked."""
    return tuple(_bars(report))


def _bars(report: Report) -> Iterator[Bar]:
    worst: dict[int, Severity] = {}
    for finding in report.findings:
        sentence = report.document.sentence_at(finding.start)
        if sentence is not None:
            worst[sentence.index] = max(finding.severity, worst.get(sentence.index, Severity.NEUTRAL))
    for index, score in enumerate(report.sentences):
        up = ABOVE * min(score.penalty / _FULL_PENALTY, 1.0) ** 0.5
        down = BELOW * min((score.estimate or 0.0) / FULL_ESTIMATE, 1.0)
        points = f"{score.penalty} penalty point{'' if score.penalty == 1 else 's'}"
        expected = "" if score.estimate is None else f", estimate {score.estimate:.0f} per 1,000 words"
        text = " ".join(report.document.text[score.start : score.end].split())
        text = text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"
        yield Bar(
            index,
            index * STEP,
            round(up, 1),
            round(down, 1),
            worst.get(index),
            f"Sentence {index + 1}: {points}{expected}. {text}",
        )
