"""`--statistics`: how often each rule found something, instead of what it found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from mtcheck.reports.columns import wrap
from mtcheck.reports.formats import RunResult
from mtcheck.reports.wording import count_verdicts
from mtcheck.text.printable import printable, to_json


@dataclass(frozen=True)
class RuleCount:
    """What a rule found in a run."""

    rule: str
    """Its id."""
    name: str
    """Its name."""
    count: int
    """How many findings it has."""
    articles: int
    """In how many articles."""


def count_rules(run: RunResult) -> list[RuleCount]:
    """The rules that found something, the most frequent first."""
    names, findings, articles = dict[str, str](), Counter[str](), Counter[str]()
    for report in run.reports:
        names.update({finding.rule: finding.name for finding in report.findings})
        findings.update(finding.rule for finding in report.findings)
        articles.update({finding.rule for finding in report.findings})
    ordered = sorted(names, key=lambda rule: (-findings[rule], rule))
    return [RuleCount(rule, names[rule], findings[rule], articles[rule]) for rule in ordered]


def as_text(run: RunResult) -> str:
    """A line a rule: “12  MT503 subject-as-agent”, and the verdicts."""
    return "\n".join(_lines(run)) + "\n"


def _lines(run: RunResult) -> Iterator[str]:
    counts = count_rules(run)
    width = max((len(f"{rule.count:,}") for rule in counts), default=0)
    for rule in counts:
        yield f"{rule.count:{width},}  {printable(f'{rule.rule} {rule.name}')}"
    if not counts:
        yield "Nothing was found."
    yield ""
    if len(run.reports) == 1:
        verdicts = printable(f"{run.reports[0].name}: {run.reports[0].judgement}")
    else:
        verdicts = f"{count_verdicts(run.reports)}."
    yield from wrap(verdicts, run.width, "    ")


def as_json(run: RunResult) -> str:
    """A list of the rules, for programs."""
    return to_json([asdict(rule) for rule in count_rules(run)])


#: The formats that there are of it.
STATISTICS: dict[str, Callable[[RunResult], str]] = {"text": as_text, "json": as_json}
