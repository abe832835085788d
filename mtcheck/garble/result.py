"""What the model says of one document."""

from __future__ import annotations

from dataclasses import dataclass

from mtcheck.findings.finding import Finding

#: The id of the model's findings.
RULE_ID = "GM101"


@dataclass(frozen=True)
class GarbleResult:
    """Findings and estimates of one document."""

    findings: tuple[Finding, ...]
    """In the order of their places."""
    estimates: tuple[float | None, ...]
    """One a sentence: MQM points per 1,000 words; None for a sentence without words."""
