"""Findings of several checks on the same words become one, which says who else reported it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import replace

from mtcheck.findings.finding import Finding

#: A finding longer than this (code points) is about a passage: it takes in what engines and model say of
#: words inside it, but our own findings on a phrase inside stay.
PASSAGE = 80


def merge(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the order of the text, overlapping ones collapsed to the most telling.

    Own rules come before engines, engines before the model; then the more severe, the more confident, the
    shorter.
    """
    kept: list[Finding] = []
    spans: list[tuple[int, int, int]] = []  # sorted (start, end, index into kept)
    longest = 0
    for finding in sorted(findings, key=_precedence):
        host = _host(finding, kept, spans, longest)
        if host is None:
            insort(spans, (finding.start, finding.end, len(kept)))
            longest = max(longest, finding.end - finding.start)
            kept.append(finding)
        elif finding.rule != kept[host].rule and finding.rule not in kept[host].also_reported_by:
            kept[host] = replace(kept[host], also_reported_by=(*kept[host].also_reported_by, finding.rule))
    return tuple(sorted(kept, key=lambda finding: (finding.start, finding.end, finding.rule)))


def _precedence(finding: Finding) -> tuple[int, int, float, int, int, str]:
    source = 0 if finding.rule.startswith(("MT", "HR")) else 2 if finding.rule.startswith("GM") else 1
    return (
        source,
        -finding.severity.weight,
        -finding.confidence,
        finding.end - finding.start,
        finding.start,
        finding.rule,
    )


def _host(
    finding: Finding, kept: list[Finding], spans: list[tuple[int, int, int]], longest: int
) -> int | None:
    for start, end, index in spans[bisect_left(spans, (finding.start - longest, 0, 0)) :]:
        if start > finding.start and start >= finding.end:
            break
        overlap = (start < finding.end and finding.start < end) or (start, end) == (
            finding.start,
            finding.end,
        )
        if overlap and _takes_in(kept[index], finding):
            return index
    return None


def _takes_in(host: Finding, guest: Finding) -> bool:
    if host.end - host.start > PASSAGE:
        return guest.rule == host.rule or not guest.rule.startswith(("MT", "HR"))
    return guest.end - guest.start <= PASSAGE
