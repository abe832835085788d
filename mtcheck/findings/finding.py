"""Findings: what a rule, an engine or the model has to say about one stretch of text.

Everything here is an immutable value. Positions are code-point offsets into `Document.text`, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
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
    """What would stand there."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem. MQM calls this an *issue*: it becomes an *error* when a person confirms it."""

    rule: str
    """Id of the rule, such as `MT101` or `GR-HARPER-…`."""
    name: str
    """Name of the rule, in kebab case."""
    category: Category
    """MQM error type."""
    severity: Severity
    """MQM severity; its weight is the penalty."""
    start: int
    """Code points into the document’s text."""
    end: int
    """Code points, exclusive."""
    text: str
    """`document.text[start:end]`, always."""
    message: str
    """What is wrong, for the editor."""
    suggestions: tuple[Suggestion, ...] = ()
    """Replacements for the whole text, the likeliest first; never the text itself."""
    confidence: float = 1.0
    """0 to 1: the share of such findings that are right, as far as it was measured."""
    engine: str = "mtcheck"
    """What found it: `mtcheck`, `garble`, or the name of a grammar engine."""
    also_reported_by: tuple[str, ...] = ()
    """Ids of other rules that marked the same words."""
    safe_fix: bool = False
    """Whether the first suggestion may be applied without a person looking."""
    line: int | None = field(default=None, compare=False)
    """The line of its first character, from 1, as reports give it; None until a Report has it."""
    column: int | None = field(default=None, compare=False)
    """The column of its first character, from 1, in code points; None until a Report has it."""

    def __post_init__(self) -> None:
        """Drop suggestions that change nothing, wherever they come from; the next one is no safe fix."""
        if any(suggestion.text == self.text for suggestion in self.suggestions):
            others = tuple(suggestion for suggestion in self.suggestions if suggestion.text != self.text)
            object.__setattr__(self, "suggestions", others)
            object.__setattr__(self, "safe_fix", False)

    @property
    def penalty(self) -> int:
        """Penalty points: the severity's weight."""
        return self.severity.weight

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)
