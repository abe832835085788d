"""What each rule finds and what it costs: `python -m benchmarks.rules --shared ../shared`.

A table, one row a rule: alarms per 1,000 words of clean news; findings on machine-translated news and the
share that touches a span professionals marked (MQM); findings on held-out outputs of rule-based and online
systems, the share that touches a word nobody else wrote, and the share of all such words they hit. A finding
is an alarm wherever clean news has one.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks import consensus, rows
from mtcheck.findings.finding import Finding
from mtcheck.rules.registry import rules as all_rules
from mtcheck.text.document import Document

Checker = Callable[[Document], Iterable[Finding]]


@dataclass(frozen=True)
class Hits:
    findings: Counter[str]
    right: Counter[str]
    marked: Counter[str]
    total_marked: int


def touches(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < span_end and span_start < end for span_start, span_end in spans)


def alarms(checker: Checker, documents: Iterable[tuple[str, str]], show: int) -> tuple[Counter[str], int]:
    """(findings by rule, words) on clean documents; prints the first `show` findings with their
    surroundings.
    """
    count: Counter[str] = Counter()
    words = 0
    for name, text in documents:
        document = Document(text, name=name)
        words += len(text.split())
        for finding in checker(document):
            count[finding.rule] += 1
            if show > 0:
                show -= 1
                before, after = (
                    text[max(0, finding.start - 50) : finding.start],
                    text[finding.end : finding.end + 40],
                )
                click.echo(
                    f"  {finding.rule} {before}[[{finding.text[:80]}]]{after}  ({name})".replace("\n", " "),
                    err=True,
                )
    return count, words


def hits(checker: Checker, texts: Iterable[tuple[str, Sequence[tuple[int, int]]]], show: int = 0) -> Hits:
    """How many findings touch a marked span, and how many marked spans are touched, by rule."""
    findings: Counter[str] = Counter()
    right: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    total = 0
    for text, spans in texts:
        total += len(spans)
        found = list(checker(Document(text)))
        by_rule: dict[str, list[Finding]] = defaultdict(list)
        for finding in found:
            by_rule[finding.rule].append(finding)
            findings[finding.rule] += 1
            good = touches(finding.start, finding.end, spans)
            right[finding.rule] += good
            if show > 0:
                show -= 1
                before, after = (
                    text[max(0, finding.start - 50) : finding.start],
                    text[finding.end : finding.end + 40],
                )
                click.echo(
                    f"  {'+' if good else '-'} {finding.rule} {before}[[{finding.text}]]{after}", err=True
                )
        for rule, of_rule in by_rule.items():
            marked[rule] += sum(any(f.start < end and start < f.end for f in of_rule) for start, end in spans)
        marked["all"] += sum(any(f.start < end and start < f.end for f in found) for start, end in spans)
    findings["all"], right["all"] = findings.total(), right.total()
    return Hits(findings, right, marked, total)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:6.2f}" if whole else "     -"


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@click.option(
    "--shared",
    type=click.Path(path_type=Path, exists=True),
    required=True,
    help="Folder with bench/ and training/.",
)
@click.option("--select", multiple=True, help="Rule ids or prefixes; default: the default-on set.")
@click.option("--engine", "engines", multiple=True, help="Engines to run as well: harper, languagetool.")
@click.option("--outputs", default=6000, show_default=True, help="Held-out outputs to sample.")
@click.option("--mined/--held-out", default=False, help="Measure on the lines rules were mined from instead.")
@click.option("--show", default=0, help="Print the first N findings of each part.")
def main(
    shared: Path, select: tuple[str, ...], engines: tuple[str, ...], outputs: int, mined: bool, show: int
) -> None:
    with ExitStack() as stack:
        checker = _checker(select, engines, stack)
        began = time.perf_counter()
        clean, words = alarms(checker, rows.clean_documents(shared), show)
        speed = words / (time.perf_counter() - began)
        mqm = hits(
            checker,
            ((r["target"], [(s["start"], s["end"]) for s in r["spans"]]) for r in rows.mqm_news(shared)),
            show,
        )
        drawn = consensus.sample(shared, outputs, held_out=not mined)
        damage = hits(checker, ((output.text, output.damaged) for output in drawn), show)
    click.echo(
        f"{words:,} clean words ({speed:,.0f} words/s); {mqm.total_marked:,} MQM spans; "
        f"{damage.total_marked:,} damaged words in {len(drawn):,} outputs"
    )
    click.echo(
        f"{'rule':34} {'alarms':>6} {'/1,000':>7} | {'MQM':>6} {'right':>6} | {'damage':>6} {'right':>6} {'hit':>6}"
    )
    clean["all"] = clean.total()
    names = sorted((set(clean) | set(mqm.findings) | set(damage.findings)) - {"all"})
    for name in [*names, "all"]:
        click.echo(
            f"{name:34} {clean[name]:6} {clean[name] * 1000 / words:7.3f} | "
            f"{mqm.findings[name]:6} {_share(mqm.right[name], mqm.findings[name])} | "
            f"{damage.findings[name]:6} {_share(damage.right[name], damage.findings[name])} "
            f"{damage.marked[name] / max(damage.total_marked, 1):6.3f}"
        )


def _checker(select: tuple[str, ...], engines: tuple[str, ...], stack: ExitStack) -> Checker:
    rules = (
        [rule for rule in all_rules() if rule.id.startswith(select)]
        if select
        else [rule for rule in all_rules() if rule.default]
    )

    def check(document: Document) -> Iterable[Finding]:
        for rule in rules:
            yield from rule.check(document)

    if engines:
        raise click.UsageError(
            "engines are measured by benchmarks.harper_rules and benchmarks.languagetool_rules"
        )
    return check


if __name__ == "__main__":
    main()
