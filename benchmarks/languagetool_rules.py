"""What each of LanguageTool's rules finds and costs: `python -m benchmarks.languagetool_rules`.

Needs Java and LanguageTool (`mtcheck engines install languagetool`), and takes ten minutes on two cores. One
row a rule id, those that pay first. `clean`: findings on clean news. `other`: findings on news by people from
the corpora. `MQM`: findings on machine-translated news, and how many touch a span which professionals marked.
`output`: findings on outputs of rule-based and online systems, how many touch a word that nobody else wrote,
and (`hit`) how many such words they touch. `lift`: findings per word of machine text over findings per word
of human text. `mtcheck/engines/languagetool/rules.py` has what follows from it.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from benchmarks import consensus, rows
from benchmarks.engine_rules import EngineCounts, measure
from benchmarks.hits import MarkedText
from mtcheck.engines.languagetool import rules as languagetool_rules
from mtcheck.engines.languagetool.engine import LanguageTool

_PARAGRAPH_BREAK = "\n\n"
#: Texts in one document: a request costs 40 ms, whatever is in it.
_TOGETHER = 40


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@rows.shared_option
@click.option("--outputs", default=10000, show_default=True, help="Outputs to sample.")
@click.option("--mined/--held-out", default=False, help="Sample the lines the rules were picked on instead.")
@click.option("--lines", default=4000, show_default=True, help="Lines of each other news corpus.")
@click.option(
    "--least", default=2, show_default=True, help="Leave out rules with fewer findings than this in all."
)
@click.option("--url", default=None, help="A running LanguageTool server; without it one is started.")
def main(shared: Path, outputs: int, mined: bool, lines: int, least: int, url: str | None) -> None:
    engine = LanguageTool(url, deadline=180)
    try:
        sample = consensus.sample(shared, outputs, held_out=not mined)
        counts = measure(
            engine.check,
            shared,
            [(output.text, output.damaged) for output in sample],
            rows.other_news(shared, lines, _TOGETHER, _PARAGRAPH_BREAK),
            clock=time.perf_counter,
            join_texts=_join_texts,
        )
        version = engine.version()
    finally:
        engine.stop()
    click.echo(
        f"LanguageTool {version}: {counts.clean_words:,} clean words ({counts.speed:,.0f} a second), "
        f"{counts.other_words:,} of other news, {counts.machine_words:,} machine-translated; "
        f"{counts.damage.total_marked:,} damaged words in {len(sample):,} outputs"
    )
    _print_table(counts, least)
    _print_default_rules(counts)


def _join_texts(texts: Iterable[MarkedText]) -> Iterator[MarkedText]:
    """Many short texts as a few documents with a paragraph for each."""
    joined, spans, count = "", list[rows.Span](), 0
    for text, marked in texts:
        spans += [(start + len(joined), end + len(joined)) for start, end in marked]
        joined += text.replace("\n", " ") + _PARAGRAPH_BREAK
        count += 1
        if count == _TOGETHER:
            yield joined, spans
            joined, spans, count = "", [], 0
    if joined:
        yield joined, spans


def _print_table(counts: EngineCounts, least: int) -> None:
    click.echo(
        f"{'rule':46} {'on':2} {'clean':>6} {'/1,000':>7} {'other':>6} | {'MQM':>5} {'right':>5} | "
        f"{'output':>6} {'right':>5} {'hit':>5} | lift"
    )
    lifts = {rule: counts.lift(rule, 0.5, 1.0) for rule in counts.rule_ids}
    clean, mqm, damage = counts.clean, counts.mqm, counts.damage
    for rule in sorted(lifts, key=lambda rule: -lifts[rule]):
        if counts.human(rule) + counts.machine(rule) < least:
            continue
        name, on = rule.removeprefix(languagetool_rules.PREFIX), languagetool_rules.default_on(rule)
        click.echo(
            f"{name:46} {'on' if on else '':2} "
            f"{clean[rule]:6} {clean[rule] * 1000 / counts.clean_words:7.3f} {counts.other[rule]:6} | "
            f"{mqm.findings[rule]:5} {mqm.right[rule]:5} | "
            f"{damage.findings[rule]:6} {damage.right[rule]:5} {damage.marked[rule]:5} | {lifts[rule]:5.1f}"
        )


def _print_default_rules(counts: EngineCounts) -> None:
    default_on = [rule for rule in counts.rule_ids if languagetool_rules.default_on(rule)]

    def total(findings: Counter[str]) -> int:
        return sum(findings[rule] for rule in default_on)

    mqm, damage, alarms = counts.mqm, counts.damage, total(counts.clean)
    click.echo(
        f"default-on together: {alarms} alarms, "
        f"{alarms * 1000 / counts.clean_words:.3f} per 1,000 clean words; "
        f"MQM {total(mqm.findings)} findings, {total(mqm.right)} right; "
        f"outputs {total(damage.findings)} findings, {total(damage.right)} right, "
        f"{total(damage.marked)} damaged words hit"
    )


if __name__ == "__main__":
    main()
