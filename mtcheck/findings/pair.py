"""What comparing a translation with its source came to; apart from the rules, because reports and the
cache need no rule.
"""

from __future__ import annotations

from dataclasses import dataclass

from mtcheck.findings.finding import Finding
from mtcheck.text.document import Document


@dataclass(frozen=True)
class Link:
    """Sentences that translate each other."""

    source: tuple[int, int]
    """Half-open range of sentence indices, `(start, end)`; empty for an addition."""
    target: tuple[int, int]
    """Half-open range of sentence indices, `(start, end)`; empty for an omission."""
    confidence: float
    """How sure the aligner is, 0 to 1."""


@dataclass(frozen=True)
class PairAnalysis:
    """What comparing a translation with its source came to."""

    language: str
    """ISO 639-1 code of the source; `und` where it cannot be told."""
    links: tuple[Link, ...]
    """The alignment, in order."""
    findings: tuple[Finding, ...] = ()
    """Of the MT6 rules; positions are in the translation."""
    estimates: tuple[float | None, ...] = ()
    """One a target sentence, MQM points per 1,000 words with the source in view; empty where it was not
    computed.
    """
    problems: tuple[str, ...] = ()
    """What was not compared, a sentence each."""
    source: Document | None = None
    """The source, with the sentences that the links count; None: as it was given."""

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
