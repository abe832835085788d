"""What a pair is, what is found in it, and what an MT6 rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from mtcheck.document import Document
from mtcheck.finding import Finding
from mtcheck.rules.interface import Declaration
from mtcheck.settings import Settings


@dataclass(frozen=True)
class Link:
    """Sentences that translate each other.

    source, target: half-open ranges of sentence indices, `(start, end)`; one of them may be empty (omission, addition).
    confidence: 0..1, how sure the aligner is.
    """

    source: tuple[int, int]
    target: tuple[int, int]
    confidence: float


@dataclass(frozen=True)
class Pair:
    """A translation with its source, aligned. language: ISO 639-1 code of the source, `und` where it cannot be told."""

    source: Document
    target: Document
    language: str
    links: tuple[Link, ...]
    settings: Settings

    @cached_property
    def by_target(self) -> dict[int, Link]:
        """The link of each target sentence, by the sentence's index."""
        return {index: link for link in self.links for index in range(*link.target)}


@dataclass(frozen=True)
class PairAnalysis:
    """What comparing a translation with its source came to.

    findings: of the MT6 rules, positions in the target. estimates: one a target sentence, MQM points per 1,000 words with the
    source in view; empty where it was not computed. problems: what was not checked, a sentence each.
    """

    language: str
    links: tuple[Link, ...]
    findings: tuple[Finding, ...] = ()
    estimates: tuple[float | None, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PairRule(Declaration):
    """An MT6 rule: a pure function from an aligned pair to findings in the target, with its declaration."""

    check: Callable[[Pair], Iterable[Finding]]
