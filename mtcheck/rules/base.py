"""What a rule is: a check with its declaration, from which catalogue, `explain`, reports and tests derive.

A rule is one module. Its file name gives id and name (`mt505_doubled_word.py`: MT505 doubled-word), its
docstring the documentation, and `@rule(…)` or `@pair_rule(…)` on its `check` the rest.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mtcheck.findings.finding import Category, Finding, Severity, Suggestion
from mtcheck.text.masking import OPAQUE, legible

if TYPE_CHECKING:
    from mtcheck.bilingual.pair import Pair
    from mtcheck.text.document import Document
    from mtcheck.text.span import Span

#: The headings of a rule module's docstring, in this order. The first line is the summary.
HEADINGS = ("What it finds", "Why it matters", "Example", "Instead", "Measured", "Source")

_HEADING = re.compile(rf"^({'|'.join(HEADINGS)})\n-+$", re.MULTILINE)
# White space that is not one plain space.
_OTHER_SPACE = re.compile(r"[^\S ]|\s{2}")
_MODULE = re.compile(r"(?P<id>mt\d{3})_(?P<name>\w+)")


class UnfinishedRuleError(Exception):
    """A rule could not finish on this article. The message names the rule, the cause and the next step."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a check yields: a range of the document and what is wrong with it."""

    start: int
    """Code points into the document's text (for a pair: the translation's)."""
    end: int
    """Code points, exclusive."""
    message: str
    """One sentence for the editor."""
    replace_with: str | Iterable[str] = ()
    """What may stand there instead, the likeliest first."""
    severity: Severity | None = None
    """None: the rule's own."""
    confidence: float | None = None
    """0 to 1; None: the rule's own."""
    safe: bool = False
    """Whether `--fix` may apply the first replacement without a person looking."""


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """What everything with an id of its own declares."""

    id: str
    """`MT` and three digits, for ever; `HR-…` is a house rule."""
    name: str
    """In kebab case."""
    category: Category
    """Of its findings."""
    severity: Severity
    """Of its findings, unless a match says otherwise."""
    doc: str
    """The module's docstring: what `mtcheck explain` prints."""
    default: bool = True
    """Whether it runs without being selected."""
    confidence: float = 0.9
    """Share of its findings that are right, as far as measured, 0 to 1."""

    def finding(self, document: Document, match: Match) -> Finding:
        """The finding for a match, widened where it would cut an entity of markup in two.

        A fix is safe only where it would replace no markup.
        """
        return self._finding(document, match, document.snap(match.start, match.end))

    def finding_in_decoded(self, document: Document, match: Match) -> Finding:
        """The finding for a match in `document.decoded`, at its place in the document.

        A fix is safe only where it would also replace no other white space with a plain space.
        """
        span = document.in_file(match.start, match.end)
        finding = self._finding(document, match, span)
        if finding.safe_fix and _OTHER_SPACE.search(finding.text):
            is_safe = not any(" " in suggestion.text for suggestion in finding.suggestions[:1])
            return replace(finding, safe_fix=is_safe)
        return finding

    def _finding(self, document: Document, match: Match, span: Span) -> Finding:
        replacements = match.replace_with
        texts = (replacements,) if isinstance(replacements, str) else replacements
        return Finding(
            rule=self.id,
            name=self.name,
            category=self.category,
            severity=match.severity or self.severity,
            start=span.start,
            end=span.end,
            text=document.text[span.start : span.end],
            message=legible(match.message),
            suggestions=tuple(Suggestion(text) for text in texts if OPAQUE not in text),
            confidence=self.confidence if match.confidence is None else match.confidence,
            safe_fix=match.safe and not document.hides_any(span),
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
    """A rule on one document."""

    matches: Callable[[Document], Iterable[Match]]
    """The module's check, a pure function."""
    blocks: bool = False
    """Whether a finding means that nothing else was checked (empty, not English)."""
    as_written: bool = False
    """Whether it reads the characters that a reader does not see, too."""

    def check(self, document: Document) -> Iterator[Finding]:
        """Its findings in a document, which it reads decoded. Raises UnfinishedRuleError."""
        if self.as_written:
            yield from (self.finding(document, match) for match in self.matches(document))
            return
        for match in self.matches(document.decoded):
            yield self.finding_in_decoded(document, match)


@dataclass(frozen=True, kw_only=True)
class PairRule(Declaration):
    """A rule on a translation beside its source (MT6)."""

    matches: Callable[[Pair], Iterable[Match]]
    """The module's check, a pure function; positions are in the translation."""
    languages: frozenset[str] | None = None
    """ISO 639-1 codes of the source languages it can read; None: every one."""
    compares: str = ""
    """What it compares, for messages: `currencies`."""
    as_written: bool = False
    """Whether it reads the characters that a reader does not see, too, such as markup."""

    def reads(self, language: str) -> bool:
        """Whether it knows this source language (ISO 639-1)."""
        return self.languages is None or language in self.languages

    def check(self, pair: Pair) -> Iterator[Finding]:
        """Its findings in the translation; it reads both texts decoded. Raises UnfinishedRuleError."""
        if self.as_written:
            yield from (self.finding(pair.target, match) for match in self.matches(pair))
            return
        for match in self.matches(pair.decoded):
            yield self.finding_in_decoded(pair.target, match)


def declare(module: str, category: Category, severity: Severity) -> Declaration:
    """The declaration of a rule without a check of its own (housekeeping: `decisions` makes its findings)."""
    identifier, name, doc = identify(module)
    return Declaration(
        id=identifier, name=name, category=category, severity=severity, doc=doc, confidence=1.0
    )


def rule(
    category: Category,
    severity: Severity,
    *,
    default: bool = True,
    confidence: float = 0.9,
    blocks: bool = False,
    as_written: bool = False,
) -> Callable[[Callable[[Document], Iterable[Match]]], Rule]:
    """Declare the decorated check a rule; see `Declaration` and `Rule` for the arguments."""

    def decorate(check: Callable[[Document], Iterable[Match]]) -> Rule:
        identifier, name, doc = identify(check.__module__)
        return Rule(
            id=identifier,
            name=name,
            category=category,
            severity=severity,
            doc=doc,
            default=default,
            confidence=confidence,
            matches=check,
            blocks=blocks,
            as_written=as_written,
        )

    return decorate


def pair_rule(
    category: Category,
    severity: Severity,
    *,
    default: bool = True,
    confidence: float = 0.9,
    languages: frozenset[str] | None = None,
    compares: str = "",
    as_written: bool = False,
) -> Callable[[Callable[[Pair], Iterable[Match]]], PairRule]:
    """Declare the decorated check a rule that needs the source; see `PairRule` for the arguments."""

    def decorate(check: Callable[[Pair], Iterable[Match]]) -> PairRule:
        identifier, name, doc = identify(check.__module__)
        return PairRule(
            id=identifier,
            name=name,
            category=category,
            severity=severity,
            doc=doc,
            default=default,
            confidence=confidence,
            matches=check,
            languages=languages,
            compares=compares,
            as_written=as_written,
        )

    return decorate


def identify(module: str) -> tuple[str, str, str]:
    """(id, name, documentation) of the rule in a module. Raises ValueError where its name is not a rule's."""
    match = _MODULE.fullmatch(module.rpartition(".")[2])
    if match is None:
        raise ValueError(f"{module}: a rule's module is called mtNNN_name")
    doc = sys.modules[module].__doc__ or ""
    return match["id"].upper(), match["name"].replace("_", "-"), doc
