"""The loop that runs rules: on a document, or on a translation beside its source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from mtcheck.findings.contribution import Contribution
from mtcheck.findings.finding import Finding
from mtcheck.rules.base import UnfinishedRuleError

Subject = TypeVar("Subject", contravariant=True)


class Checks(Protocol[Subject]):
    """A rule that can be asked about a document or a pair."""

    def check(self, subject: Subject, /) -> Iterable[Finding]: ...


def run_rules(rules: Iterable[Checks[Subject]], subject: Subject) -> Contribution:
    """What the rules find. A rule that cannot finish is reported as a problem; the others run on."""
    findings: list[Finding] = []
    problems: list[str] = []
    for rule in rules:
        try:
            findings.extend(rule.check(subject))
        except UnfinishedRuleError as error:
            problems.append(str(error))
    return Contribution(tuple(findings), problems=tuple(problems))
