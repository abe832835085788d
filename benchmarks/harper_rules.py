"""What each of Harper's lints finds and costs: `python -m benchmarks.harper_rules --shared ../shared`.

One row a rule id, those that pay first. `clean`: findings on clean news. `other`: findings on news by people
from the corpora. `MQM`: findings on machine-translated news, and how many touch a span which professionals
marked. `output`: findings on held-out outputs of rule-based and online systems, and how many touch a word
that nobody else wrote. `lift`: findings per word of machine text over findings per word of human text.
`mtcheck/engines/harper/rules.py` has what follows from it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import click

from benchmarks import consensus, rows
from benchmarks.engine_rules import EngineCounts, measure
from benchmarks.hits import Check
from mtcheck.engines.harper import rules as harper_rules
from mtcheck.engines.harper.engine import Harper
from mtcheck.findings.finding import Finding
from mtcheck.text.document import Document

_TOGETHER = 20  # lines in a document of other news


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@rows.shared_option
@click.option(
    "--outputs",
    default=12000,
    show_default=True,
    help="Held-out outputs to sample (all there are: about 21,000).",
)
@click.option("--lines", default=4000, show_default=True, help="Lines of each other news corpus.")
@click.option(
    "--all/--default-on", "everything", default=True, help="All lints, or only those that are on by default."
)
@click.option(
    "--least", default=3, show_default=True, help="Leave out rules with fewer findings than this in all."
)
@click.option("--show", default=0, help="Print the first N findings of each part.")
def main(shared: Path, outputs: int, lines: int, everything: bool, least: int, show: int) -> None:
    counts = measure(
        _check_with_harper(everything),
        shared,
        [(output.text, output.damaged) for output in consensus.sample(shared, outputs)],
        rows.other_news(shared, lines, _TOGETHER, "\n"),
        clock=time.process_time,
        show=show,
    )
    click.echo(
        f"{counts.clean_words:,} clean words ({counts.speed:,.0f} words a second of CPU time), "
        f"{counts.other_words:,} of other news, {counts.machine_words:,} machine-translated"
    )
    _print_table(counts, least)


def _check_with_harper(everything: bool) -> Check:
    engine = Harper(None if everything else harper_rules.default_on)

    def check(document: Document) -> Iterable[Finding]:
        findings = engine.check(document)
        return (finding for finding in findings if everything or harper_rules.default_on(finding.rule))

    return check


def _print_table(counts: EngineCounts, least: int) -> None:
    click.echo(
        f"{'rule':30} {'on':2} {'clean':>6} {'/1,000':>7} {'other':>6} | {'MQM':>5} {'right':>5} | "
        f"{'output':>6} {'right':>5} | lift"
    )
    lifts = {rule: counts.lift(rule, 0.0, 0.5) for rule in counts.rule_ids}
    clean, mqm, damage = counts.clean, counts.mqm, counts.damage
    for rule in sorted(lifts, key=lambda rule: -lifts[rule]):
        if counts.human(rule) + counts.machine(rule) < least:
            continue
        name, on = rule.removeprefix(harper_rules.PREFIX), harper_rules.default_on(rule)
        click.echo(
            f"{name:30} {'on' if on else '':2} {clean[rule]:6} "
            f"{clean[rule] * 1000 / counts.clean_words:7.3f} {counts.other[rule]:6} | "
            f"{mqm.findings[rule]:5} {mqm.right[rule]:5} | "
            f"{damage.findings[rule]:6} {damage.right[rule]:5} | {lifts[rule]:5.1f}"
        )
    alarms = sum(count for rule, count in clean.items() if harper_rules.default_on(rule))
    rate = alarms * 1000 / counts.clean_words
    click.echo(f"default-on together: {alarms} alarms, {rate:.3f} per 1,000 clean words")


if __name__ == "__main__":
    main()
