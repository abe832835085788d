"""How the default gate parts clean news from weak translations: `python -m benchmarks.gate --shared ../shared`.

Prints, over all documents: how many clean news articles and how many weak machine translations (rule-based, statistical and
the neural systems that WMT's own scores put last) fail, at the default threshold and at others; alarms per 1,000 clean words;
and in how many (human version, weak translation) pairs the human version has the better score.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from benchmarks import rows
from mtcheck.checker import Checker
from mtcheck.document import Document
from mtcheck.report import Report
from mtcheck.score import THRESHOLD
from mtcheck.settings import Settings

_THRESHOLDS = (99.0, 97.0, 95.0, 93.0, 90.0, 85.0, 80.0, 70.0)


def fails(report: Report, threshold: float) -> bool:
    """The default gate at another threshold."""
    critical = any(finding.severity.value == "critical" for finding in report.findings)
    return report.card is None or critical or report.card.interval[1] < threshold


def check_all(checker: Checker, texts: Iterable[tuple[str, str]]) -> list[Report]:
    return [checker.check(Document(text, name=name)) for name, text in texts]


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@click.option("--shared", type=click.Path(path_type=Path, exists=True), required=True, help="Folder with bench/.")
@click.option("--no-engine", multiple=True, help="Engines to leave out.")
@click.option("--limit", default=150, show_default=True, help="Documents of the pairs to check (evenly drawn).")
@click.option("--show", default=0, help="Print the first N alarms on clean news.")
def main(shared: Path, no_engine: tuple[str, ...], limit: int, show: int) -> None:
    with Checker(Settings(no_engine=no_engine)) as checker:
        began = time.perf_counter()
        clean = check_all(checker, rows.clean_documents(shared))
        words = sum(report.words for report in clean)
        click.echo(f"{len(clean)} clean articles, {words:,} words, {words / (time.perf_counter() - began):,.0f} words/s")
        pairs = list(rows.document_pairs(shared))
        pairs = pairs[:: max(1, len(pairs) // limit)]
        weak: list[Report] = []
        better = ties = 0
        for name, human, systems in pairs:
            own = checker.check(Document(human, name=name)).score or 0.0
            for system, text in systems:
                report = checker.check(Document(text, name=f"{name}/{system}"))
                weak.append(report)
                better += own > (report.score or 0.0)
                ties += own == report.score
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
        f"{len(weak)} weak translations of {len(pairs)} documents; the human version scores better in "
        f"{better / len(weak):.2f} of pairs, the same in {ties / len(weak):.2f}"
    )
    click.echo(f"{'threshold':>9} {'clean fail':>10} {'weak fail':>10}")
    for threshold in sorted({THRESHOLD, *_THRESHOLDS}, reverse=True):
        mark = "  <- default" if threshold == THRESHOLD else ""
        bad, good = [fails(r, threshold) for r in clean], [fails(r, threshold) for r in weak]
        click.echo(f"{threshold:9.0f} {sum(bad) / len(bad):10.3f} {sum(good) / len(good):10.3f}{mark}")


if __name__ == "__main__":
    main()
