"""Several findings on the same words become one, which says what else reported them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mtcheck.findings.finding import Finding
from mtcheck.text.masking import WITHOUT_WIDTH

#: A finding longer than this (code points) is about a passage. It takes in what engines and the model report
#: inside it, but not what rules report of a phrase.
PASSAGE = 80

#: Start, end and number of a finding.
_Range = tuple[int, int, int]

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
    """The findings that are left.

    Short ones do not overlap each other, nor do passages of one rule, so that few can overlap a guest.
    """

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._others: list[dict[str, None]] = []  # the rules that reported the same as each
        self._short: list[_Range] = []
        self._passages: dict[str, list[_Range]] = {}  # by rule

    @property
    def findings(self) -> Iterator[Finding]:
        """They name the rules of those that they took in."""
        for finding, others in zip(self._findings, self._others, strict=True):
            yield (
                replace(finding, also_reported_by=(*finding.also_reported_by, *others)) if others else finding
            )

    def add(self, finding: Finding) -> None:
        """Adds a finding that no other has taken in."""
        ranges = self._passages.setdefault(finding.rule, []) if _is_passage(finding) else self._short
        insort(ranges, (finding.start, finding.end, len(self._findings)))
        self._findings.append(finding)
        self._others.append({})

    def take_in(self, guest: Finding) -> bool:
        """Whether one of the findings takes in another, and from now on names its rule."""
        host = min(self._hosts_of(guest), default=None)
        if host is None:
            return False
        index = host[-1]
        finding = self._findings[index]
        if guest.rule != finding.rule and guest.rule not in finding.also_reported_by:
            self._others[index][guest.rule] = None
        return True

    def _hosts_of(self, guest: Finding) -> Iterator[_Range]:
        """The findings that overlap another and may stand for it.

        A passage stands for what engines and the model report inside it, and for others of its rule; a short
        finding for short ones.
        """
        if guest.rule.startswith(_RULES):
            passages = [self._passages.get(guest.rule, [])]
        else:
            passages = list(self._passages.values())
        for ranges in passages:
            index = bisect_right(ranges, guest.start, key=lambda found: found[1])
            if index < len(ranges) and ranges[index][0] < guest.end:
                yield ranges[index]
        if _is_passage(guest):
            return
        for index in range(bisect_left(self._short, (guest.start - PASSAGE, 0, 0)), len(self._short)):
            start, end, _ = self._short[index]
            if start > guest.start and start >= guest.end:
                return
            overlap = start < guest.end and guest.start < end
            if overlap or (start, end) == (guest.start, guest.end):  # also of findings on nothing
                yield self._short[index]


def _is_passage(finding: Finding) -> bool:
    return finding.end - finding.start > PASSAGE


def _precedence(finding: Finding) -> tuple[int, int, float, int, int, str]:
    """What findings are sorted by, the most telling first."""
    if _UNSEEN.fullmatch(finding.text):
        return 3, 0, 0.0, 0, finding.start, finding.rule
    source = 0 if finding.rule.startswith(_RULES) else 2 if finding.rule.startswith(_MODEL) else 1
    length = finding.end - finding.start
    return source, -finding.severity.weight, -finding.confidence, length, finding.start, finding.rule
