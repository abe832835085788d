"""A comparison as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from mtcheck.compare.comparison import Comparison, Figure
from mtcheck.findings.finding import Severity
from mtcheck.reports.wording import REFERENCE_NOTE, format_count, to_one_line

_SEVERITIES = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)
_UNITS = {"line": "line", "sentence": "aligned segment", "article": "article"}


def as_text(comparison: Comparison) -> str:
    """A table: the measures of both, the difference, and whether chance would show as much."""
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    for letter, name in zip("AB", comparison.names, strict=True):
        yield f"{letter}: {to_one_line(name)}"
    units = " or ".join(_UNITS[unit] for unit in comparison.units) or "segment"
    beside = f", {format_count(comparison.references, 'reference')}" if comparison.references else ""
    words = " and ".join(f"{number:,}" for number in comparison.words)
    segments = format_count(comparison.segments, units)
    yield f"{format_count(comparison.articles, 'article')}, {words} words, compared by {segments}{beside}"
    yield ""
    if comparison.articles:
        yield f"{'':24}{'A':>9}{'B':>9}{'B - A':>9}  {'95 % interval':>17}  {'p':>6}"
        for figure in comparison.figures:
            yield _row(figure)
        for severity in _SEVERITIES:
            a, b = (counts[severity] for counts in comparison.counts)
            yield f"{f'{severity.value} findings':24}{a:9,}{b:9,}{b - a:+9,}"
        yield ""
        yield "p: how often chance alone would show a difference as large (paired bootstrap over segments, 1,000 resamples)."
        if comparison.segments < 2:
            yield "One segment says nothing of chance."
        if comparison.references:
            yield REFERENCE_NOTE
    for problem in comparison.problems:
        yield f"Not compared completely: {to_one_line(problem)}"
    for figure in comparison.figures:
        if figure.signature is not None:
            yield f"sacreBLEU: {figure.name}|{figure.signature}"
    for signature in comparison.signatures:
        yield f"Signature: {signature}"


def _row(figure: Figure) -> str:
    found = figure.difference
    cells = [
        f"{figure.name:24}",
        *("-".rjust(9) if one is None else f"{one:9.1f}" for one in (figure.a, figure.b)),
    ]
    if found is not None:
        interval = "-" if found.interval is None else f"{found.interval[0]:+.1f} to {found.interval[1]:+.1f}"
        cells += [
            f"{found.observed:+9.1f}",
            f"  {interval:>17}",
            "" if found.p is None else f"  {found.p:6.3f}",
        ]
        better = found.observed < 0 if figure.less else found.observed > 0
        if found.p is not None and found.p < 0.05 and found.observed:
            cells.append(f"  {'B' if better else 'A'} is better")
    return "".join(cells).rstrip()


def as_json(comparison: Comparison) -> str:
    """All of it, scores not rounded. schema_version goes up when a key changes its meaning."""
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
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _figure(figure: Figure) -> dict[str, Any]:
    found = figure.difference
    return {
        "name": figure.name,
        "a": figure.a,
        "b": figure.b,
        "difference": None if found is None else found.observed,
        "interval": None if found is None or found.interval is None else list(found.interval),
        "p": None if found is None else found.p,
        "less_is_better": figure.less,
        "signature": figure.signature,
    }
