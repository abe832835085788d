"""The rows of the tables in `harper/rules.py` and `languagetool/rules.py`."""

from __future__ import annotations

from dataclasses import dataclass

from mtcheck.findings.finding import Category, Severity

#: Confidence in a finding of a rule that is off by default: half of them are right, at best.
DEFAULT_OFF_CONFIDENCE = 0.5


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """How MQM classifies what a rule reports."""

    category: Category
    """The MQM error type."""
    severity: Severity
    """The MQM severity."""


@dataclass(frozen=True, slots=True)
class DefaultRule:
    """A rule of an engine that is on by default, with the measurements that put it there."""

    human: int
    """Findings on text written by people; the table says which."""
    machine: int
    """Findings on machine-translated text; the table says which."""
    confidence: float
    """Share of the findings that an editor would accept, 0 to 1, estimated from those that were read."""
    kind: ErrorKind | None = None
    """Its classification; None leaves that to the engine's own category of the finding."""
