"""What each of Harper's lints finds and what it costs: `python -m benchmarks.harper_rules --shared
../shared`.

One row a rule id, those that pay first. `clean`: findings on clean news; `other`: on human-written news of
corpora/, per id the same kind of figure from another source. `MQM`: findings on machine-translated news, and
how many touch a span professionals marked. `output`: findings on held-out outputs of rule-based and online
systems, and how many touch a word that nobody else wrote. `lift`: findings per word of machine text over
findings per word of human text. `mtcheck/engines/harper/rules.py` has what follows from it.
"""

from __future__ import annotations

import lzma
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from benchmarks import consensus, rows
from benchmarks.rules import Checker, alarms, hits
from mtcheck.engines.harper import rules as harper_rules
from mtcheck.engines.harper.engine import Harper
from mtcheck.findings.finding import Finding
from mtcheck.text.document import Document

_NEWS = ("newstest_en", "gmb_voa_news")


def other_news(shared: Path, lines: int) -> Iterator[tuple[str, str]]:
    """`lines` lines of news by people from each of two corpora, drawn at random, in documents of 20 lines."""
    for name in _NEWS:
        with lzma.open(shared / "corpora" / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
            drawn = random.Random(7).sample([line.strip() for line in file if len(line) > 40], lines)
        for at in range(0, lines, 20):
            yield name, "\n".join(drawn[at : at + 20])


def lifts(
    machine: Counter[str], machine_words: int, human: Counter[str], human_words: int
) -> dict[str, float]:
    """How much oftener each rule fires on machine text; half a finding is added on the human side, so that
    none is infinite.
    """
    return {
        rule: machine[rule] / machine_words / ((human[rule] + 0.5) / human_words)
        for rule in set(machine) | set(human)
    }


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@click.option(
    "--shared",
    type=click.Path(path_type=Path, exists=True),
    required=True,
    help="Folder with bench/, training/, corpora/.",
)
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
    engine = Harper(None if everything else harper_rules.default_on)
    checker = _counting(engine, everything)
    began = time.process_time()
    clean, clean_words = alarms(checker, rows.clean_documents(shared), show)
    speed = clean_words / (time.process_time() - began)
    other, other_words = alarms(checker, other_news(shared, lines), show)
    mqm_rows = [
        (row["target"], [(span["start"], span["end"]) for span in row["spans"]])
        for row in rows.mqm_news(shared)
    ]
    mqm = hits(checker, mqm_rows, show)
    drawn = consensus.sample(shared, outputs)
    damage = hits(checker, ((output.text, output.damaged) for output in drawn), show)

    machine_words = _words(text for text, _ in mqm_rows) + _words(output.text for output in drawn)
    human, machine = clean + other, mqm.findings + damage.findings
    lift = lifts(machine, machine_words, human, clean_words + other_words)
    click.echo(
        f"{clean_words:,} clean words ({speed:,.0f} words a second of CPU time), {other_words:,} of other news, "
        f"{machine_words:,} machine-translated"
    )
    click.echo(
        f"{'rule':30} {'on':2} {'clean':>6} {'/1,000':>7} {'other':>6} | {'MQM':>5} {'right':>5} | "
        f"{'output':>6} {'right':>5} | lift"
    )
    for rule in sorted(lift, key=lambda rule: -lift[rule]):
        if rule != "all" and human[rule] + machine[rule] >= least:
            click.echo(
                f"{rule.removeprefix(harper_rules.PREFIX):30} {'on' if harper_rules.default_on(rule) else '':2} {clean[rule]:6} "
                f"{clean[rule] * 1000 / clean_words:7.3f} {other[rule]:6} | {mqm.findings[rule]:5} {mqm.right[rule]:5} | "
                f"{damage.findings[rule]:6} {damage.right[rule]:5} | {lift[rule]:5.1f}"
            )
    on = [rule for rule in clean if harper_rules.default_on(rule)]
    total = sum(clean[rule] for rule in on)
    click.echo(f"default-on together: {total} alarms, {total * 1000 / clean_words:.3f} per 1,000 clean words")


def _counting(engine: Harper, everything: bool) -> Checker:
    def check(document: Document) -> Iterable[Finding]:
        return (
            finding
            for finding in engine.check(document)
            if everything or harper_rules.default_on(finding.rule)
        )

    return check


def _words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


if __name__ == "__main__":
    main()
