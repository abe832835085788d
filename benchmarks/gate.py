"""How the default gate parts clean news from weak translations: `python -m benchmarks.gate --shared
../shared`.

Prints, over all documents: how many clean news articles and how many weak machine translations (rule-based,
statistical and the neural systems that WMT's own scores put last) fail, at the default threshold and at
others; alarms per 1,000 clean words; and in how many (human version, weak translation) pairs the human
version has the better score.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from benchmarks import rows
from mtcheck.checker import Checker
from mtcheck.decisions.gate import ESTIMATE_THRESHOLD, THRESHOLD, cautious_estimate
from mtcheck.findings.report import Report
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

_THRESHOLDS = (99.0, 97.0, 95.0, 93.0, 90.0, 85.0, 80.0, 70.0)


def fails(report: Report, threshold: float) -> bool:
    """The default gate at another threshold."""
    if report.card is None:
        return True
    cautious = cautious_estimate(report.card)
    estimated = cautious is not None and cautious > ESTIMATE_THRESHOLD
    critical = any(finding.severity.value == "critical" for finding in report.findings)
    return critical or estimated or report.card.interval[1] < threshold


def better(one: Report, other: Report, value: Callable[[Report], float | None], sign: int) -> float:
    """1 if the value of `one` is the better one, half if they are the same; `sign` -1 where less is
    better.
    """
    first, second = value(one), value(other)
    if first is None or second is None or first == second:
        return 0.5
    return float(sign * first > sign * second)


def check_all(checker: Checker, texts: Iterable[tuple[str, str]]) -> list[Report]:
    return [checker.check(Document(text, name=name)) for name, text in texts]


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@click.option(
    "--shared", type=click.Path(path_type=Path, exists=True), required=True, help="Folder with bench/."
)
@click.option("--no-engine", multiple=True, help="Engines to leave out.")
@click.option("--no-model", is_flag=True, help="Leave the garble model out.")
@click.option(
    "--limit", default=150, show_default=True, help="Documents of the pairs to check (evenly drawn)."
)
@click.option("--show", default=0, help="Print the first N alarms on clean news.")
def main(shared: Path, no_engine: tuple[str, ...], no_model: bool, limit: int, show: int) -> None:
    with Checker(Settings(no_engine=no_engine, model=not no_model)) as checker:
        began = time.perf_counter()
        clean = check_all(checker, rows.clean_documents(shared))
        words = sum(report.words for report in clean)
        click.echo(
            f"{len(clean)} clean articles, {words:,} words, {words / (time.perf_counter() - began):,.0f} words/s"
        )
        pairs = list(rows.document_pairs(shared))
        pairs = pairs[:: max(1, len(pairs) // limit)]
        weak: list[Report] = []
        by_score = by_estimate = 0.0
        for name, human, systems in pairs:
            own = checker.check(Document(human, name=name))
            for system, text in systems:
                report = checker.check(Document(text, name=f"{name}/{system}"))
                weak.append(report)
                by_score += better(own, report, lambda one: one.score, 1)
                by_estimate += better(own, report, lambda one: one.estimate, -1)
    alarms = Counter(finding.rule for report in clean for finding in report.findings)
    for report in clean:
        for finding in report.findings[:show]:
            text = report.document.text
            around = f"{text[max(0, finding.start - 50) : finding.start]}[[{finding.text}]]{text[finding.end : finding.end + 40]}"
            click.echo(f"  {finding.rule} {around}  ({report.name})".replace("\n", " "), err=True)
    click.echo(
        f"alarms: {alarms.total()} = {1000 * alarms.total() / words:.2f} per 1,000 clean words: {dict(alarms.most_common(12))}"
    )
    click.echo(
        f"{len(weak)} weak translations of {len(pairs)} documents; the human version is better (ties count half) by the score in "
        f"{by_score / len(weak):.2f}, by the estimate in {by_estimate / len(weak):.2f} of pairs"
    )
    click.echo("share that fails, the threshold of the estimate as it is, that of the score varied:")
    click.echo(f"{'threshold':>9} {'clean fail':>10} {'weak fail':>10}")
    for threshold in sorted({THRESHOLD, *_THRESHOLDS}, reverse=True):
        mark = "  <- default" if threshold == THRESHOLD else ""
        bad, good = [fails(r, threshold) for r in clean], [fails(r, threshold) for r in weak]
        click.echo(f"{threshold:9.0f} {sum(bad) / len(bad):10.3f} {sum(good) / len(good):10.3f}{mark}")


if __name__ == "__main__":
    main()
