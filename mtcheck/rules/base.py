"""What a rule is: one declaration, from which the catalogue, `explain`, the reports' help and the tests
derive.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mtcheck.findings.finding import Category, Finding, Severity, Suggestion
from mtcheck.text.document import Document

Check = Callable[[Document], Iterable[Finding]]


class UnfinishedRuleError(Exception):
    """A rule could not finish on this article. The message names the rule, says why, and what to do next."""


#: The headings of a rule module's docstring, its user documentation, in this order. The first line is the
#: summary.
HEADINGS = ("What it finds", "Why it matters", "Example", "Instead", "Measured", "Source")

_HEADING = re.compile(rf"^({'|'.join(HEADINGS)})\n-+$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """What is declared of everything that has an id of its own: names and documentation.

    id: `MT` and three digits, for ever; `HR-…` is a house rule. name: kebab case. category and severity: of
    its findings unless it says otherwise. doc: the module's docstring. default: whether it runs without being
    selected. confidence: share of its findings that are right, as far as measured.
    """

    id: str
    name: str
    category: Category
    severity: Severity
    doc: str
    default: bool = True
    confidence: float = 0.9

    def finding(
        self,
        document: Document,
        start: int,
        end: int,
        message: str,
        *,
        suggestions: Iterable[str] = (),
        severity: Severity | None = None,
        confidence: float | None = None,
        safe_fix: bool = False,
    ) -> Finding:
        """A finding of this rule at `document.text[start:end]`, widened where that would cut an entity of
        markup in two.

        A fix is safe only where no markup would be replaced with it.
        """
        span = document.snap(start, end)
        start, end = span.start, span.end
        return Finding(
            rule=self.id,
            name=self.name,
            category=self.category,
            severity=severity or self.severity,
            start=start,
            end=end,
            text=document.text[start:end],
            message=message,
            suggestions=tuple(Suggestion(text) for text in suggestions),
            confidence=self.confidence if confidence is None else confidence,
            safe_fix=safe_fix and not document.is_masked(start, end),
        )

    @property
    def summary(self) -> str:
        """The docstring's first line."""
        return self.doc.strip().splitlines()[0].rstrip(".")

    @property
    def sections(self) -> dict[str, str]:
        """The docstring's sections, heading to text."""
        parts = _HEADING.split(self.doc)
        return {heading: text.strip() for heading, text in zip(parts[1::2], parts[2::2], strict=True)}


@dataclass(frozen=True, kw_only=True)
class Rule(Declaration):
    """A rule: a pure function from a document to findings, with its declaration.

    blocks: a finding of it means that the text was not checked (empty, not English).
    """

    check: Check
    blocks: bool = False
