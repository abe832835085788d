"""Several findings on the same words become one, which says what else reported them."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import replace

from mtcheck.findings.finding import Finding
from mtcheck.text.masking import WITHOUT_WIDTH

#: A finding longer than this (code points) is about a passage. It takes in what engines and the model report
#: inside it, but not what rules report of a phrase.
PASSAGE = 80

_RULES = ("MT", "HR")
_MODEL = "GM"
_UNSEEN = re.compile(f"[{WITHOUT_WIDTH}]+")


def merge(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the order of the text, with one left of those that overlap.

    Those of rules are preferred to those of engines, and these to those of the model; then the more severe,
    the more confident and the shorter ones. One of an invisible character gives way to all that are about the
    word it is in. The finding that is left names the others.
    """
    hosts = _Hosts()
    for finding in sorted(findings, key=_precedence):
        if not hosts.take_in(finding):
            hosts.add(finding)
    return tuple(sorted(hosts.findings, key=lambda finding: (finding.start, finding.end, finding.rule)))


class _Hosts:
    """The findings that are left."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._ranges: list[tuple[int, int, int]] = []  # sorted (start, end, index of the finding)
        self._longest = 0

    def add(self, finding: Finding) -> None:
        """Adds a finding that no other has taken in."""
        insort(self._ranges, (finding.start, finding.end, len(self.findings)))
        self._longest = max(self._longest, finding.end - finding.start)
        self.findings.append(finding)

    def take_in(self, guest: Finding) -> bool:
        """Whether one of the findings takes in another, and from now on names its rule."""
        index = self._host_of(guest)
        if index is None:
            return False
        host = self.findings[index]
        if guest.rule != host.rule and guest.rule not in host.also_reported_by:
            self.findings[index] = replace(host, also_reported_by=(*host.also_reported_by, guest.rule))
        return True

    def _host_of(self, guest: Finding) -> int | None:
        first = bisect_left(self._ranges, (guest.start - self._longest, 0, 0))
        for start, end, index in self._ranges[first:]:
            if start > guest.start and start >= guest.end:
                return None
            overlap = start < guest.end and guest.start < end
            is_same = (start, end) == (guest.start, guest.end)  # also of findings on nothing
            if (overlap or is_same) and _takes_in(self.findings[index], guest):
                return index
        return None


def _takes_in(host: Finding, guest: Finding) -> bool:
    """Whether one finding may stand for another that overlaps it."""
    if host.end - host.start > PASSAGE:
        return guest.rule == host.rule or not guest.rule.startswith(_RULES)
    return guest.end - guest.start <= PASSAGE


def _precedence(finding: Finding) -> tuple[int, int, float, int, int, str]:
    """What findings are sorted by, the most telling first."""
    if _UNSEEN.fullmatch(finding.text):
        return 3, 0, 0.0, 0, finding.start, finding.rule
    source = 0 if finding.rule.startswith(_RULES) else 2 if finding.rule.startswith(_MODEL) else 1
    length = finding.end - finding.start
    return source, -finding.severity.weight, -finding.confidence, length, finding.start, finding.rule
