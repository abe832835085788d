"""How the gate parts clean news from weak translations: `python -m benchmarks.gate --shared ../shared`.

It prints how many clean articles and how many weak machine translations (rule-based, statistical and the
neural systems that WMT's own scores put last) fail, at the default threshold and at others; alarms per 1,000
clean words; and in how many pairs of a human version and a weak translation the human version has the better
score.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks import rows
from benchmarks.hits import Examples
from mtcheck.checker import Checker
from mtcheck.decisions.gate import ESTIMATE_THRESHOLD, THRESHOLD, cautious_estimate
from mtcheck.findings.report import Report
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

_THRESHOLDS = (99.0, 97.0, 95.0, 93.0, 90.0, 85.0, 80.0, 70.0)


@dataclass(frozen=True)
class WeakTranslations:
    """Weak translations beside the human versions of the same documents."""

    documents: int
    """How many documents."""
    reports: tuple[Report, ...]
    """Of all weak translations."""
    better_by_score: float
    """In how many pairs the human version has the better score; ties count half."""
    better_by_estimate: float
    """In how many pairs the human version has the better estimate; ties count half."""


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@rows.shared_option
@click.option("--no-engine", multiple=True, help="Engines to leave out.")
@click.option("--no-model", is_flag=True, help="Leave the garble model out.")
@click.option(
    "--limit", default=150, show_default=True, help="Documents of the pairs to check (evenly drawn)."
)
@click.option("--show", default=0, help="Print the first N alarms on clean news.")
def main(shared: Path, no_engine: tuple[str, ...], no_model: bool, limit: int, show: int) -> None:
    with Checker(Settings(no_engine=no_engine, model=not no_model)) as checker:
        began = time.perf_counter()
        clean = [checker.check(Document(text, name=name)) for name, text in rows.clean_documents(shared)]
        seconds = time.perf_counter() - began
        words = sum(report.words for report in clean)
        click.echo(f"{len(clean)} clean articles, {words:,} words, {words / seconds:,.0f} words/s")
        pairs = list(rows.document_pairs(shared))
        weak = _check_pairs(checker, pairs[:: max(1, len(pairs) // limit)])
    _print_alarms(clean, words, show)
    click.echo(
        f"{len(weak.reports)} weak translations of {weak.documents} documents; the human version is better "
        f"(ties count half) by the score in {weak.better_by_score / len(weak.reports):.2f}, "
        f"by the estimate in {weak.better_by_estimate / len(weak.reports):.2f} of pairs"
    )
    _print_failures(clean, weak.reports)


def _check_pairs(
    checker: Checker, pairs: Iterable[tuple[str, str, list[tuple[str, str]]]]
) -> WeakTranslations:
    reports: list[Report] = []
    documents = 0
    by_score = by_estimate = 0.0
    for name, text, translations in pairs:
        documents += 1
        human = checker.check(Document(text, name=name))
        for system, translation in translations:
            weak = checker.check(Document(translation, name=f"{name}/{system}"))
            reports.append(weak)
            by_score += _wins(human.score, weak.score)
            by_estimate += _wins(weak.estimate, human.estimate)
    return WeakTranslations(documents, tuple(reports), by_score, by_estimate)


def _wins(value: float | None, other: float | None) -> float:
    """1 where `value` is the higher one, 0 where it is the lower one, half where that cannot be said."""
    if value is None or other is None or value == other:
        return 0.5
    return float(value > other)


def _print_alarms(clean: Sequence[Report], words: int, show: int) -> None:
    alarms = Counter(finding.rule for report in clean for finding in report.findings)
    for report in clean:
        examples = Examples(show)
        for finding in report.findings:
            examples.show(report.document.text, finding, f"{finding.rule} ", f"  ({report.name})")
    rate = 1000 * alarms.total() / words
    click.echo(f"alarms: {alarms.total()} = {rate:.2f} per 1,000 clean words: {dict(alarms.most_common(12))}")


def _print_failures(clean: Sequence[Report], weak: Sequence[Report]) -> None:
    click.echo("share that fails, the threshold of the estimate as it is, that of the score varied:")
    click.echo(f"{'threshold':>9} {'clean fail':>10} {'weak fail':>10}")
    for threshold in sorted({THRESHOLD, *_THRESHOLDS}, reverse=True):
        mark = "  <- default" if threshold == THRESHOLD else ""
        clean_share = sum(fails(report, threshold) for report in clean) / len(clean)
        weak_share = sum(fails(report, threshold) for report in weak) / len(weak)
        click.echo(f"{threshold:9.0f} {clean_share:10.3f} {weak_share:10.3f}{mark}")


def fails(report: Report, threshold: float) -> bool:
    """Whether an article fails the default gate with another threshold for the score."""
    if report.card is None:
        return True
    estimate = cautious_estimate(report.card)
    is_estimated_bad = estimate is not None and estimate > ESTIMATE_THRESHOLD
    is_critical = any(finding.severity.value == "critical" for finding in report.findings)
    return is_critical or is_estimated_bad or report.card.interval[1] < threshold


if __name__ == "__main__":
    main()
