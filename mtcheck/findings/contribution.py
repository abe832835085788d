"""Contribution: what one part of the check adds to an article's result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mtcheck.findings.finding import Finding
from mtcheck.findings.report import Skipped


@dataclass(frozen=True)
class Contribution:
    """What rules, an engine, the model or the comparison with the source found. Contributions add up."""

    findings: tuple[Finding, ...] = ()
    """In the order in which they were found; not merged."""
    skipped: tuple[Skipped, ...] = ()
    """What did not run, and why."""
    problems: tuple[str, ...] = ()
    """What was not checked although it should have been, a sentence each."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """Of the engines that answered, and of the model (under `model`)."""
    estimates: tuple[float | None, ...] = ()
    """The model's, one a sentence (MQM points per 1,000 words)."""

    def __add__(self, other: Contribution) -> Contribution:
        return Contribution(
            (*self.findings, *other.findings),
            (*self.skipped, *other.skipped),
            (*self.problems, *other.problems),
            {**self.versions, **other.versions},
            self.estimates or other.estimates,
        )
