"""The examples that house rules carry, run: what must be flagged is, what must pass does, and a safe fix
settles it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mtcheck.findings.finding import Finding
from mtcheck.readers.plain import plain_document
from mtcheck.rules.base import UnfinishedRuleError
from mtcheck.rules.house.declaration import HouseRule
from mtcheck.rules.house.matching import rule_of


@dataclass(frozen=True)
class Trial:
    """How one rule did. failures: what went wrong, a sentence each. unfinished: why it could not be tried
    to the end.
    """

    rule: HouseRule
    failures: tuple[str, ...] = ()
    unfinished: str | None = None

    @property
    def passed(self) -> bool:
        return not self.failures and self.unfinished is None


def tried(rules: Iterable[HouseRule]) -> tuple[Trial, ...]:
    """Every rule on its own examples, each taken for an article in plain text."""
    return tuple(map(_tried, rules))


def as_text(trials: Iterable[Trial]) -> str:
    """One line a rule, and under it what went wrong."""
    lines = []
    for trial in trials:
        rule = trial.rule
        verdict = "ok  " if trial.passed else "FAIL"
        lines.append(f"{verdict}  {rule.id}  {len(rule.flag)} to flag, {len(rule.passes)} to pass")
        lines += [f"      {failure}" for failure in (*trial.failures, *filter(None, [trial.unfinished]))]
    return "\n".join(lines) + "\n"


def _tried(rule: HouseRule) -> Trial:
    try:
        return Trial(rule, tuple(_failures(rule)))
    except UnfinishedRuleError as error:
        return Trial(rule, unfinished=f"{error}.")


def _failures(rule: HouseRule) -> Iterator[str]:
    if not rule.flag:
        yield 'It has nothing to flag, so nothing shows that it works: add flag = ["a sentence with the fault"].'
    for example in rule.flag:
        findings = _findings(rule, example)
        if not findings:
            yield f"Must be flagged, and is not: {example}"
        elif rule.safe_fix and (left := _findings(rule, _fixed(example, findings))):
            yield f"Once it is fixed it is flagged again, at “{left[0].text}”: {_fixed(example, findings)}"
    for example in rule.passes:
        for finding in _findings(rule, example):
            yield f"Must pass, and is flagged at “{finding.text}”: {example}"


def _findings(rule: HouseRule, example: str) -> list[Finding]:
    return list(rule_of(rule).check(plain_document(example)))


def _fixed(example: str, findings: Iterable[Finding]) -> str:
    for finding in sorted(findings, key=lambda finding: finding.start, reverse=True):
        if finding.safe_fix:
            example = example[: finding.start] + finding.suggestions[0].text + example[finding.end :]
    return example
