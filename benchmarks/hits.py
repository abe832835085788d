"""Counting findings: alarms on clean text, hits on marked text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import click

from benchmarks.rows import Span
from mtcheck.findings.finding import Finding
from mtcheck.text.document import Document

#: What finds: rules, or an engine.
Check = Callable[[Document], Iterable[Finding]]
#: A text and the spans in it that are marked.
MarkedText = tuple[str, Sequence[Span]]


@dataclass(frozen=True)
class Hits:
    """Findings on marked text, counted by rule and, under “all”, together."""

    findings: Counter[str]
    """Findings."""
    right: Counter[str]
    """Findings that touch a marked span."""
    marked: Counter[str]
    """Marked spans that a finding touches."""
    total_marked: int
    """All marked spans."""


class Examples:
    """Prints the first findings with their surroundings to standard error."""

    def __init__(self, count: int, before: int = 50, after: int = 40) -> None:
        self._left = count
        self._before = before
        self._after = after

    def show(self, text: str, finding: Finding, prefix: str = "", suffix: str = "") -> None:
        if self._left <= 0:
            return
        self._left -= 1
        before = text[max(0, finding.start - self._before) : finding.start]
        after = text[finding.end : finding.end + self._after]
        example = f"{prefix}{before}[[{finding.text[:80]}]]{after}{suffix}"
        click.echo(f"  {example}".replace("\n", " "), err=True)


def touches_any(finding: Finding, spans: Iterable[Span]) -> bool:
    """Whether a finding overlaps one of the spans."""
    return any(finding.start < end and start < finding.end for start, end in spans)


def count_alarms(
    check: Check, documents: Iterable[tuple[str, str]], examples: int = 0
) -> tuple[Counter[str], int]:
    """(findings by rule, words) of clean documents, given as (name, text)."""
    alarms: Counter[str] = Counter()
    words = 0
    shown = Examples(examples)
    for name, text in documents:
        words += len(text.split())
        for finding in check(Document(text, name=name)):
            alarms[finding.rule] += 1
            shown.show(text, finding, f"{finding.rule} ", f"  ({name})")
    return alarms, words


def count_hits(check: Check, texts: Iterable[MarkedText], examples: int = 0) -> Hits:
    """How many findings touch a marked span, and how many marked spans are touched, by rule."""
    counts, right, marked = Counter[str](), Counter[str](), Counter[str]()
    total = 0
    shown = Examples(examples)
    for text, spans in texts:
        total += len(spans)
        findings_by_rule: dict[str, list[Finding]] = defaultdict(list)
        for finding in check(Document(text)):
            findings_by_rule[finding.rule].append(finding)
            counts[finding.rule] += 1
            is_right = touches_any(finding, spans)
            right[finding.rule] += is_right
            shown.show(text, finding, f"{'+' if is_right else '-'} {finding.rule} ")
        for rule, findings in findings_by_rule.items():
            marked[rule] += _touched(spans, findings)
        every = [finding for findings in findings_by_rule.values() for finding in findings]
        marked["all"] += _touched(spans, every)
    counts["all"], right["all"] = counts.total(), right.total()
    return Hits(counts, right, marked, total)


def _touched(spans: Sequence[Span], findings: Sequence[Finding]) -> int:
    """How many of the spans a finding touches."""
    return sum(
        any(finding.start < end and start < finding.end for finding in findings) for start, end in spans
    )


def format_share(part: int, whole: int, width: int = 6) -> str:
    """`part` of `whole`, for a column of a table; a dash where there is nothing to divide by."""
    return f"{part / whole:{width}.2f}" if whole else "-".rjust(width)
