"""Analysis: what rules, engines and model say of one article, before decisions, score and gate.

It depends on the bytes and formats of the article, its source and its references, on the code and data of
mtcheck and its engines, and on the settings that choose what is looked for; on nothing else. So it may be
kept in the cache, and may come from another process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mtcheck.findings.finding import Finding
from mtcheck.findings.pair import PairAnalysis
from mtcheck.findings.reference import ReferenceScores
from mtcheck.findings.report import Skipped


@dataclass(frozen=True)
class Analysis:
    """What was found in one article."""

    findings: tuple[Finding, ...]
    """Of rules, engines, model and the comparison with the source, merged."""
    estimates: tuple[float | None, ...] = ()
    """The model’s, one a sentence (MQM points per 1,000 words); empty without it."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """Of the engines that ran, by name."""
    model: str = "none"
    """The model’s version; `none` where it did not run."""
    skipped: tuple[Skipped, ...] = ()
    """What did not run, and why."""
    problems: tuple[str, ...] = ()
    """What was not checked although it should have been, a sentence each."""
    blocked: str | None = None
    """Why the article cannot be checked. Then `findings` are those that say so, and nothing else was
    asked.
    """
    pair: PairAnalysis | None = None
    """What comparing it with its source came to; its findings are among `findings`. None without a source."""
    reference: ReferenceScores | None = None
    """Scores against reference translations; None without one."""

    @property
    def complete(self) -> bool:
        """Whether everything that was to be asked has answered."""
        return self.blocked is None and not self.problems
