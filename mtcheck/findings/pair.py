"""What comparing a translation with its source came to; apart from the rules, because reports and the
cache need no rule.
"""

from __future__ import annotations

from dataclasses import dataclass

from mtcheck.findings.finding import Finding
from mtcheck.text.document import Document


@dataclass(frozen=True)
class Link:
    """Sentences that translate each other.

    source, target: half-open ranges of sentence indices, `(start, end)`; one of them may be empty (omission,
    addition). confidence: 0..1, how sure the aligner is.
    """

    source: tuple[int, int]
    target: tuple[int, int]
    confidence: float


@dataclass(frozen=True)
class PairAnalysis:
    """What comparing a translation with its source came to.

    language: ISO 639-1 code of the source, `und` where it cannot be told. findings: of the MT6 rules,
    positions in the target. estimates: one a target sentence, MQM points per 1,000 words with the source in
    view; empty where it was not computed. problems: what was not checked, a sentence each. source: the source
    with its sentences found as its language has them, which the links count; None: as it was given.
    """

    language: str
    links: tuple[Link, ...]
    findings: tuple[Finding, ...] = ()
    estimates: tuple[float | None, ...] = ()
    problems: tuple[str, ...] = ()
    source: Document | None = None

    @property
    def confidence(self) -> float | None:
        """0..1: how sure the aligner is of the links that have both sides, on average; None where there is
        none.
        """
        known = [
            link.confidence
            for link in self.links
            if link.source[0] < link.source[1] and link.target[0] < link.target[1]
        ]
        return sum(known) / len(known) if known else None
