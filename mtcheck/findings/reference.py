"""What an article scores against reference translations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MetricScore:
    """One of sacreBLEU's metrics of one article."""

    name: str
    """`BLEU`, `chrF2++` or `TER`."""
    score: float
    """0 to 100 for BLEU and chrF2++; TER: edits per 100 words of the reference, where less is better."""
    signature: str
    """sacreBLEU's."""
    mean: float | None
    """Of the bootstrap; None where there is one segment."""
    margin: float | None
    """Half of the 95 % interval; None where there is one segment."""
    segments: tuple[float, ...]
    """The sentence-level score of each segment; BLEU's with effective order, as sacreBLEU advises."""

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % interval, (low, high)."""
        if self.mean is None or self.margin is None:
            return None
        return (self.mean - self.margin, self.mean + self.margin)


@dataclass(frozen=True)
class ReferenceScores:
    """What an article scores against its references."""

    references: int
    """How many there are."""
    unit: str
    """What the segments are: `line`, `sentence` (aligned; some are runs of sentences) or `article`."""
    spans: tuple[tuple[int, int], ...]
    """`(start, end)` of each segment in the article, code points."""
    reference_spans: tuple[tuple[tuple[int, int], ...], ...]
    """The same in each reference."""
    metrics: tuple[MetricScore, ...]
    """In the order in which they are shown."""

    def score(self, name: str) -> float:
        """The article's score by the metric of that name. Raises KeyError."""
        return {metric.name: metric.score for metric in self.metrics}[name]
