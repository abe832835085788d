"""Findings: what a rule, an engine or the model has to say about one stretch of text.

Everything here is an immutable value. Positions are code-point offsets into `Document.text`, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import total_ordering

from mtcheck.text.span import Span

#: How the ids of findings begin that are relayed from an engine, by the engine's name, in the order in which
#: engines are asked. Here because rules and engines both need them and do not import one another.
ENGINE_PREFIXES = {"harper": "GR-HARPER-", "languagetool": "GR-LT-"}


@total_ordering
class Severity(Enum):
    """MQM severities. `weight` is the penalty in points: 0, 1, 5, 25 (MQM 2 default scheme)."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def weight(self) -> int:
        return _WEIGHTS[self]

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Severity):
            return NotImplemented
        return self.weight < other.weight


_WEIGHTS = {Severity.NEUTRAL: 0, Severity.MINOR: 1, Severity.MAJOR: 5, Severity.CRITICAL: 25}


class Category(Enum):
    """MQM-Core error types, `dimension/subtype`, as far as a checker of this kind can tell them apart."""

    MISTRANSLATION = "accuracy/mistranslation"
    ADDITION = "accuracy/addition"
    OMISSION = "accuracy/omission"
    UNTRANSLATED = "accuracy/untranslated"
    NON_TRANSLATION = "accuracy/non-translation"
    WRONG_TERM = "terminology/wrong term"
    INCONSISTENT_TERM = "terminology/inconsistent"
    GRAMMAR = "linguistic conventions/grammar"
    PUNCTUATION = "linguistic conventions/punctuation"
    SPELLING = "linguistic conventions/spelling"
    ENCODING = "linguistic conventions/character encoding"
    INCONSISTENCY = "linguistic conventions/inconsistency"
    AWKWARD = "style/awkward"
    UNIDIOMATIC = "style/unidiomatic"
    REGISTER = "style/register"
    HOUSE_STYLE = "style/organizational style"
    NAME_FORMAT = "locale conventions/name format"
    DATE_FORMAT = "locale conventions/date format"
    NUMBER_FORMAT = "locale conventions/number format"
    CURRENCY_FORMAT = "locale conventions/currency format"
    MEASUREMENT_FORMAT = "locale conventions/measurement format"
    MARKUP = "design and markup/markup"
    TRUNCATION = "design and markup/truncation"
    HOUSEKEEPING = "housekeeping"

    @property
    def dimension(self) -> str:
        return self.value.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A replacement for the whole text of the finding it belongs to."""

    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem. MQM calls this an *issue*: it becomes an *error* when a person confirms it.

    `text` is `document.text[start:end]`, always. `confidence` is 0..1: the share of such findings that are
    right, as far as it was measured. `safe_fix`: the first suggestion may be applied without a person
    looking.
    """

    rule: str
    name: str
    category: Category
    severity: Severity
    start: int
    end: int
    text: str
    message: str
    suggestions: tuple[Suggestion, ...] = ()
    confidence: float = 1.0
    engine: str = "mtcheck"
    also_reported_by: tuple[str, ...] = ()
    safe_fix: bool = False

    @property
    def penalty(self) -> int:
        """Penalty points: the severity's weight."""
        return self.severity.weight

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)
