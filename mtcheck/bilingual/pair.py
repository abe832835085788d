"""What a pair is, what is found in it, and what an MT6 rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from mtcheck.findings.finding import Finding
from mtcheck.findings.pair import Link, PairAnalysis
from mtcheck.rules.base import Declaration
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

__all__ = ["Link", "Pair", "PairAnalysis", "PairRule"]


@dataclass(frozen=True)
class Pair:
    """A translation with its source, aligned. language: ISO 639-1 code of the source, `und` where it
    cannot be told.
    """

    source: Document
    target: Document
    language: str
    links: tuple[Link, ...]
    settings: Settings

    @cached_property
    def by_target(self) -> dict[int, Link]:
        """The link of each target sentence, by the sentence's index."""
        return {index: link for link in self.links for index in range(*link.target)}


@dataclass(frozen=True, kw_only=True)
class PairRule(Declaration):
    """An MT6 rule: a pure function from an aligned pair to findings in the target, with its declaration.

    languages: ISO 639-1 codes of the source languages that it can read; None: every one. what: what it
    compares, for messages.
    """

    check: Callable[[Pair], Iterable[Finding]]
    languages: frozenset[str] | None = None
    what: str = ""
