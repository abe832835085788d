"""The summary of an archive's results: which articles to mend first, and where the damage lies."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mtcheck.archive.manifest import Manifest
from mtcheck.findings.score import per_1000, score_of
from mtcheck.reports.wording import format_count

#: The points that a bin of the histogram of scores is wide.
BIN = 5
#: Causes of not checking that are printed at the end of a run.
_CAUSES_PRINTED = 5


@dataclass
class Totals:
    """The figures of several articles together."""

    articles: int = 0
    """How many there are."""
    not_checked: int = 0
    """Those that were not checked, or not completely."""
    failed: int = 0
    """Those that fail the gate."""
    words: int = 0
    """Words in the articles with a score."""
    penalty: float = 0.0
    """Penalty points."""
    expected: float = 0.0
    """Expected damage times weight, in penalty points."""
    estimated: float = 0.0
    """MQM points that the model expects."""
    estimated_words: int = 0
    """Words in the articles with an estimate."""

    @property
    def score(self) -> float | None:
        """The score of all of them as one text, 0 to 100; None where nothing was checked."""
        return score_of(self.penalty, self.words) if self.words else None

    @property
    def penalty_per_1000(self) -> float | None:
        """Penalty points per 1,000 words."""
        return per_1000(self.penalty, self.words) if self.words else None

    @property
    def estimate(self) -> float | None:
        """MQM points per 1,000 words that the model expects."""
        return self.estimated / self.estimated_words * 1000 if self.estimated_words else None

    def add(self, row: dict[str, Any], expected: float | None) -> None:
        """Add an article. row: its row in the results. expected: its damage times its weight."""
        self.articles += 1
        self.not_checked += row["error"] is not None
        self.failed += row["error"] is None and not row["passed"]
        self.expected += expected or 0.0
        if row["score"] is None:
            return
        self.words += row["words"]
        self.penalty += row["penalty_per_1000"] * row["words"] / 1000
        if row["estimate"] is not None:
            self.estimated += row["estimate"] * row["words"] / 1000
            self.estimated_words += row["words"]


@dataclass
class RuleTotals:
    """The findings of one rule."""

    rule: str
    """The rule's id."""
    name: str
    """The rule's name."""
    findings: int = 0
    """How many there are."""
    penalty: int = 0
    """Their penalty points."""


@dataclass(frozen=True)
class RankedArticle:
    """An article to mend. Expected damage is in penalty points, times the article's weight."""

    id: str | None
    """The article's id; None where it is null."""
    expected: float
    """Its expected damage."""
    low: float
    """The lower end of the 95 % interval of that."""
    high: float
    """The upper end of it; may be infinite."""
    weight: float | None
    """How much the article counts; None where there are no weights."""
    score: float
    """0 to 100."""
    interval: tuple[float, float]
    """The 95 % interval of the score."""
    estimate: float | None
    """MQM points per 1,000 words that the model expects."""
    words: int
    """Words in the article."""
    passed: bool
    """Whether it passes the gate."""
    by: str | None
    """What it is summed up by."""
    partition: str
    """The name of the partition that it is in."""
    phrases: tuple[str, ...] = ()
    """The phrases found in it that cost most."""


@dataclass(frozen=True)
class Cause:
    """Why articles were not checked."""

    text: str
    """The cause, as their rows have it."""
    articles: int
    """How many articles it holds for."""
    example: str | None
    """The id of one of them; None where that is null."""


@dataclass(frozen=True)
class Summary:
    """What the results of an archive come to."""

    manifest: Manifest
    """What the results are of."""
    total: Totals
    """All articles."""
    groups: dict[str, Totals]
    """The articles by the column of --by, in its order; empty without one."""
    rules: tuple[RuleTotals, ...]
    """The rules that found something, the one with the most penalty points first."""
    bins: tuple[int, ...]
    """Articles by their score, in bins of BIN points from 0 on."""
    worst: tuple[RankedArticle, ...]
    """The articles to mend first."""
    causes: tuple[Cause, ...]
    """Why articles were not checked, the most frequent causes first."""
    unweighted: int = 0
    """Articles whose weight is no number from 0 on: they are not ranked."""

    @property
    def exit_status(self) -> int:
        """As of `check`: 2 where something was not checked, 1 where an article fails, else 0."""
        if self.total.not_checked or not self.total.articles or not self.manifest.complete:
            return 2
        return int(self.total.failed > 0)

    def closing_lines(self, folder: str) -> list[str]:
        """The lines to print at the end of a run."""
        return [*self._results(folder), *self.remarks()]

    def _results(self, folder: str) -> Iterator[str]:
        total = self.total
        articles = format_count(total.articles, "article")
        yield f"{articles} in {folder}: {total.failed:,} fail, {total.not_checked:,} not checked."
        if not total.articles:
            yield "there was no article, so nothing was checked."
        for cause in self.causes[:_CAUSES_PRINTED]:
            example = "one without id" if cause.example is None else cause.example
            yield f"not checked: {cause.articles:,} × {cause.text} (such as {example})"
        if len(self.causes) > _CAUSES_PRINTED:
            rest = "more causes are in summary.html, all of them in the column error of articles/"
            yield f"not checked: {rest}."

    def remarks(self) -> list[str]:
        """What one has to know to read the ranking."""
        remarks = []
        if not self.manifest.complete:
            remarks.append(
                "the run is not complete; this is about the part that is done. Go on with --resume."
            )
        if self.unweighted:
            articles = format_count(self.unweighted, "article")
            remarks.append(f"{articles} without a weight (null, or no number from 0 on): not ranked.")
        return remarks


def format_points(value: float) -> str:
    """Points for people: “1,234”, “12.5”, “0.8”, “∞”."""
    if math.isinf(value):
        return "∞"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"
