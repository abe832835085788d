"""Runs the examples of house rules: what must be flagged is, what must pass does, a safe fix settles it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mtcheck.findings.finding import Finding
from mtcheck.readers.plain import plain_document
from mtcheck.rules.base import UnfinishedRuleError
from mtcheck.rules.house.declaration import HouseRule
from mtcheck.rules.house.matching import as_rule


@dataclass(frozen=True)
class Trial:
    """How one rule did on its examples."""

    rule: HouseRule
    """The rule that was tried."""
    failures: tuple[str, ...] = ()
    """What went wrong, a sentence each."""
    unfinished: str | None = None
    """Why the trial stopped before its end; None: it did not."""

    @property
    def passed(self) -> bool:
        """Whether every example is as it says."""
        return not self.failures and self.unfinished is None


def try_rules(rules: Iterable[HouseRule]) -> tuple[Trial, ...]:
    """Try every rule on its own examples, each read as an article in plain text."""
    return tuple(map(_try, rules))


def as_text(trials: Iterable[Trial]) -> str:
    """One line a rule, and under it what went wrong."""
    lines = []
    for trial in trials:
        rule = trial.rule
        verdict = "ok  " if trial.passed else "FAIL"
        lines.append(f"{verdict}  {rule.id}  {len(rule.flag)} to flag, {len(rule.passes)} to pass")
        lines += [f"      {failure}" for failure in (*trial.failures, *filter(None, [trial.unfinished]))]
    return "\n".join(lines) + "\n"


def _try(rule: HouseRule) -> Trial:
    try:
        return Trial(rule, tuple(_failures(rule)))
    except UnfinishedRuleError as error:
        return Trial(rule, unfinished=f"{error}.")


def _failures(rule: HouseRule) -> Iterator[str]:
    if not rule.flag:
        yield (
            "It has nothing to flag, so nothing shows that it works: "
            'add flag = ["a sentence with the fault"].'
        )
    for example in rule.flag:
        findings = _findings(rule, example)
        if not findings:
            yield f"Must be flagged, and is not: {example}"
        elif rule.safe_fix:
            fixed = _fixed(example, findings)
            if left := _findings(rule, fixed):
                yield f"Once it is fixed it is flagged again, at “{left[0].text}”: {fixed}"
    for example in rule.passes:
        for finding in _findings(rule, example):
            yield f"Must pass, and is flagged at “{finding.text}”: {example}"


def _findings(rule: HouseRule, example: str) -> list[Finding]:
    return list(as_rule(rule).check(plain_document(example)))


def _fixed(example: str, findings: Iterable[Finding]) -> str:
    for finding in sorted(findings, key=lambda finding: finding.start, reverse=True):
        if finding.safe_fix:
            example = example[: finding.start] + finding.suggestions[0].text + example[finding.end :]
    return example
