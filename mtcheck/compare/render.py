"""A comparison as text for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mtcheck.compare.comparison import Comparison, Figure
from mtcheck.findings.finding import Severity
from mtcheck.findings.score import SMALL_SAMPLE
from mtcheck.reports.columns import wrap, wrap_signature
from mtcheck.reports.wording import FEW_WORDS_NOTE, REFERENCE_NOTE, format_count, to_one_line
from mtcheck.text.printable import to_json

_SEVERITIES = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)
_UNITS = {"line": "line", "sentence": "aligned segment", "article": "article"}
#: The level below which a difference counts as one.
_SIGNIFICANT = 0.05


def as_text(comparison: Comparison, width: int | None = None) -> str:
    """A table: the figures of both systems, the difference, and how easily chance would show as much.

    width: of the terminal; None: there is none, and notes are not wrapped.
    """
    lines = [*_heading(comparison), ""]
    if comparison.articles:
        lines += [*_table(comparison), ""]
        for note in _notes(comparison):
            lines += wrap(note, width, "    ")
    for remark in _remarks(comparison):
        lines += wrap(remark, width, "    ")
    for label, signature in _signatures(comparison):
        lines += wrap_signature(label, signature, width, "    ")
    return "\n".join(lines) + "\n"


def _heading(comparison: Comparison) -> Iterator[str]:
    for letter, name in zip("AB", comparison.names, strict=True):
        yield f"{letter}: {to_one_line(name)}"
    units = " or ".join(_UNITS[unit] for unit in comparison.units) or "segment"
    references = f", {format_count(comparison.references, 'reference')}" if comparison.references else ""
    words = " and ".join(f"{number:,}" for number in comparison.words)
    articles, segments = (
        format_count(comparison.articles, "article"),
        format_count(comparison.segments, units),
    )
    yield f"{articles}, {words} words, compared by {segments}{references}"


def _table(comparison: Comparison) -> Iterator[str]:
    yield f"{'':18}{'A':>8}{'B':>8}{'B - A':>8}  {'95 % interval':>16}  {'p':>5}"
    for figure in comparison.figures:
        yield _row(figure, comparison.words if figure.name == "score" else None)
    for severity in _SEVERITIES:
        a, b = (counts[severity] for counts in comparison.counts)
        yield f"{f'{severity.value} findings':18}{a:8,}{b:8,}{b - a:+8,}"


def _row(figure: Figure, words: tuple[int, int] | None) -> str:
    """words: how many each system's articles have, where too few for the figure are marked."""
    few = (False, False) if words is None else tuple(number < SMALL_SAMPLE for number in words)
    values = (
        "-".rjust(8) if value is None else f"{value:.1f}{'*' if is_few else ''}".rjust(8)
        for value, is_few in zip((figure.a, figure.b), few, strict=True)
    )
    cells = [f"{figure.name:18}", *values]
    difference = figure.difference
    if difference is not None:
        observed, p = difference.observed, difference.p
        low, high = difference.interval or (None, None)
        interval = "-" if low is None else f"{low:+.1f} to {high:+.1f}"
        cells += [f"{observed:+8.1f}", f"  {interval:>16}", "" if p is None else f"  {p:5.3f}"]
        if p is not None and p < _SIGNIFICANT and observed:
            b_is_better = (observed > 0) != figure.less_is_better
            cells.append(f"  {'B' if b_is_better else 'A'} is better")
    return "".join(cells).rstrip()


def _notes(comparison: Comparison) -> Iterator[str]:
    """How to read the table."""
    yield (
        "p: how often chance alone would show a difference as large "
        "(paired bootstrap over segments, 1,000 resamples)."
    )
    if comparison.segments < 2:
        yield "One segment says nothing of chance."
    if min(comparison.words) < SMALL_SAMPLE:
        yield FEW_WORDS_NOTE
    if comparison.references:
        yield REFERENCE_NOTE


def _remarks(comparison: Comparison) -> Iterator[str]:
    for problem in comparison.problems:
        yield f"Not compared completely: {to_one_line(problem)}"


def _signatures(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """(what it is, signature) of the metrics, then of the scores."""
    for figure in comparison.figures:
        if figure.signature is not None:
            yield "sacreBLEU", f"{figure.name}|{figure.signature}"
    yield from (("Signature", signature) for signature in comparison.signatures)


def as_json(comparison: Comparison) -> str:
    """All of it, with unrounded scores. `schema_version` goes up when a key changes its meaning."""
    document = {
        "schema_version": 1,
        "systems": list(comparison.names),
        "articles": comparison.articles,
        "segments": comparison.segments,
        "units": list(comparison.units),
        "references": comparison.references,
        "words": list(comparison.words),
        "figures": [_figure(figure) for figure in comparison.figures],
        "findings": [
            {severity.value: counts[severity] for severity in Severity} for counts in comparison.counts
        ],
        "problems": list(comparison.problems),
        "signatures": list(comparison.signatures),
    }
    return to_json(document)


def _figure(figure: Figure) -> dict[str, Any]:
    difference = figure.difference
    interval = None if difference is None else difference.interval
    return {
        "name": figure.name,
        "a": figure.a,
        "b": figure.b,
        "difference": None if difference is None else difference.observed,
        "interval": None if interval is None else list(interval),
        "p": None if difference is None else difference.p,
        "less_is_better": figure.less_is_better,
        "signature": figure.signature,
    }
