"""The findings of one article on their way through the decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from mtcheck.decisions.coverage import Coverage
from mtcheck.findings.finding import Finding
from mtcheck.findings.report import Suppressed
from mtcheck.rules.base import Declaration, Match
from mtcheck.text.document import Document


@dataclass
class Sieve:
    """What is left of an article's findings, and what the decisions took out."""

    document: Document
    """The article."""
    coverage: Coverage
    """Which rules were asked about it."""
    left: list[Finding]
    """The findings that still count."""
    suppressed: list[Suppressed] = field(default_factory=list)
    """The findings that no longer count."""
    remarks: list[Finding] = field(default_factory=list)
    """Findings about the decisions: what is out of date or malformed among them."""

    def take(self, decision: str, reason: Callable[[Finding], str | None]) -> None:
        """Take out the findings that have a reason, be it empty. `decision`: as `Suppressed.by`."""
        left = []
        for finding in self.left:
            given = reason(finding)
            if given is None:
                left.append(finding)
            else:
                self.suppressed.append(Suppressed(finding, decision, given))
        self.left = left

    def remark(self, rule: Declaration, message: str, start: int = 0, end: int = 0) -> None:
        """Add a finding about a decision; without a place, it is about the article as a whole."""
        self.remarks.append(rule.finding(self.document, Match(start, end, message)))

    def admit_remarks(self) -> None:
        """Let the remarks count, so far as their rules are wanted."""
        wanted = self.coverage.selection.takes
        self.left += (remark for remark in self.remarks if wanted(remark.rule, True))
        self.remarks = []
