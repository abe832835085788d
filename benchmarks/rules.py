"""What each rule finds and what it costs: `python -m benchmarks.rules --shared ../shared`.

A table with one row a rule: alarms per 1,000 words of clean news; findings on machine-translated news, and
the share that touches a span which professionals marked (MQM); findings on held-out outputs of rule-based and
online systems, the share that touches a word nobody else wrote, and the share of all such words that they
hit. Every finding on clean news is an alarm.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from benchmarks import consensus, rows
from benchmarks.hits import Check, Hits, count_alarms, count_hits, format_share
from mtcheck.findings.finding import Finding
from mtcheck.rules.registry import rules as all_rules
from mtcheck.text.document import Document


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@rows.shared_option
@click.option("--select", multiple=True, help="Rule ids or prefixes; default: the default-on set.")
@click.option("--outputs", default=6000, show_default=True, help="Held-out outputs to sample.")
@click.option("--mined/--held-out", default=False, help="Measure on the lines rules were mined from instead.")
@click.option("--show", default=0, help="Print the first N findings of each part.")
def main(shared: Path, select: tuple[str, ...], outputs: int, mined: bool, show: int) -> None:
    check = check_with_rules(select)
    began = time.perf_counter()
    clean, words = count_alarms(check, rows.clean_documents(shared), show)
    speed = words / (time.perf_counter() - began)
    marked_news = ((row["target"], rows.marked_spans(row)) for row in rows.mqm_news(shared))
    mqm = count_hits(check, marked_news, show)
    sample = consensus.sample(shared, outputs, held_out=not mined)
    damage = count_hits(check, ((output.text, output.damaged) for output in sample), show)
    click.echo(
        f"{words:,} clean words ({speed:,.0f} words/s); {mqm.total_marked:,} MQM spans; "
        f"{damage.total_marked:,} damaged words in {len(sample):,} outputs"
    )
    _print_table(clean, words, mqm, damage)


def check_with_rules(select: tuple[str, ...]) -> Check:
    """A check by the rules with these ids or prefixes; without any, by those that are on by default."""
    chosen = [rule for rule in all_rules() if (rule.id.startswith(select) if select else rule.default)]

    def check(document: Document) -> Iterator[Finding]:
        for rule in chosen:
            yield from rule.check(document)

    return check


def _print_table(clean: Counter[str], words: int, mqm: Hits, damage: Hits) -> None:
    click.echo(
        f"{'rule':34} {'alarms':>6} {'/1,000':>7} | {'MQM':>6} {'right':>6} | "
        f"{'damage':>6} {'right':>6} {'hit':>6}"
    )
    clean["all"] = clean.total()
    names = sorted((set(clean) | set(mqm.findings) | set(damage.findings)) - {"all"})
    for name in [*names, "all"]:
        click.echo(
            f"{name:34} {clean[name]:6} {clean[name] * 1000 / words:7.3f} | "
            f"{mqm.findings[name]:6} {format_share(mqm.right[name], mqm.findings[name])} | "
            f"{damage.findings[name]:6} {format_share(damage.right[name], damage.findings[name])} "
            f"{damage.marked[name] / max(damage.total_marked, 1):6.3f}"
        )


if __name__ == "__main__":
    main()
