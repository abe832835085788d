"""What each of LanguageTool's rules finds and what it costs: `python -m benchmarks.languagetool_rules
--shared ../shared`.

Needs Java and LanguageTool (`mtcheck engines install languagetool`); takes some ten minutes on two cores. One
row a rule id, those that pay first. `clean`: findings on clean news; `other`: on human-written news of
corpora/. `MQM`: findings on machine-translated news, and how many touch a span professionals marked.
`output`: findings on outputs of rule-based and online systems, and how many touch a word that nobody else
wrote; `hit`: how many such words they touch. `lift`: findings per word of machine text over findings per word
of human text. `mtcheck/engines/languagetool/rules.py` has what follows from it.
"""

from __future__ import annotations

import lzma
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from benchmarks import consensus, rows
from benchmarks.rules import Checker, Hits, alarms, hits
from mtcheck.engines.languagetool import rules as languagetool_rules
from mtcheck.engines.languagetool.engine import LanguageTool
from mtcheck.findings.finding import Finding
from mtcheck.text.document import Document

_NEWS = ("newstest_en", "gmb_voa_news")
_GAP = "\n\n"
_TOGETHER = 40

Marked = tuple[str, Sequence[tuple[int, int]]]


def other_news(shared: Path, lines: int) -> Iterator[tuple[str, str]]:
    """`lines` lines of news by people from each of two corpora, drawn at random, in documents of 40 lines."""
    for name in _NEWS:
        with lzma.open(shared / "corpora" / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
            drawn = random.Random(7).sample([line.strip() for line in file if len(line) > 40], lines)
        for at in range(0, lines, _TOGETHER):
            yield name, _GAP.join(drawn[at : at + _TOGETHER])


def together(texts: Iterable[Marked]) -> Iterator[Marked]:
    """Many short texts as few documents of as many paragraphs: a request costs 40 ms, whatever is in it."""
    joined, spans, count = "", list[tuple[int, int]](), 0
    for text, marked in texts:
        spans += [(start + len(joined), end + len(joined)) for start, end in marked]
        joined += text.replace("\n", " ") + _GAP
        count += 1
        if count == _TOGETHER:
            yield joined, spans
            joined, spans, count = "", [], 0
    if joined:
        yield joined, spans


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@click.option(
    "--shared",
    type=click.Path(path_type=Path, exists=True),
    required=True,
    help="Folder with bench/, training/, corpora/.",
)
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
        _measure(engine, shared, outputs, mined, lines, least)
    finally:
        engine.stop()


def _measure(engine: LanguageTool, shared: Path, outputs: int, mined: bool, lines: int, least: int) -> None:
    began = time.perf_counter()
    clean, clean_words = alarms(_checker(engine), rows.clean_documents(shared), 0)
    speed = clean_words / (time.perf_counter() - began)
    other, other_words = alarms(_checker(engine), other_news(shared, lines), 0)
    mqm_texts = [
        (row["target"], [(span["start"], span["end"]) for span in row["spans"]])
        for row in rows.mqm_news(shared)
    ]
    mqm = _hits(engine, mqm_texts)
    drawn = [
        (output.text, output.damaged) for output in consensus.sample(shared, outputs, held_out=not mined)
    ]
    damage = _hits(engine, drawn)
    machine_words = sum(len(text.split()) for text, _ in [*mqm_texts, *drawn])
    human_words = clean_words + other_words

    click.echo(
        f"LanguageTool {engine.version()}: {clean_words:,} clean words ({speed:,.0f} a second), {other_words:,} of other news, "
        f"{machine_words:,} machine-translated; {damage.total_marked:,} damaged words in {len(drawn):,} outputs"
    )
    click.echo(
        f"{'rule':46} {'on':2} {'clean':>6} {'/1,000':>7} {'other':>6} | {'MQM':>5} {'right':>5} | "
        f"{'output':>6} {'right':>5} {'hit':>5} | lift"
    )

    def lift(rule: str) -> float:
        # One finding is added on the human side and half a one on the other, so that no rule's is infinite.
        machine = (mqm.findings[rule] + damage.findings[rule] + 0.5) / machine_words
        return machine / ((clean[rule] + other[rule] + 1) / human_words)

    everything = (set(clean) | set(other) | set(mqm.findings) | set(damage.findings)) - {"all", "default"}
    for rule in sorted(everything, key=lift, reverse=True):
        if clean[rule] + other[rule] + mqm.findings[rule] + damage.findings[rule] < least:
            continue
        click.echo(
            f"{rule.removeprefix(languagetool_rules.PREFIX):46} {'on' if languagetool_rules.default_on(rule) else '':2} "
            f"{clean[rule]:6} {clean[rule] * 1000 / clean_words:7.3f} {other[rule]:6} | "
            f"{mqm.findings[rule]:5} {mqm.right[rule]:5} | "
            f"{damage.findings[rule]:6} {damage.right[rule]:5} {damage.marked[rule]:5} | {lift(rule):5.1f}"
        )
    on = [rule for rule in everything if languagetool_rules.default_on(rule)]

    def total(count: Counter[str]) -> int:
        return sum(count[rule] for rule in on)

    click.echo(
        f"default-on together: {total(clean)} alarms, {total(clean) * 1000 / clean_words:.3f} per 1,000 clean words; "
        f"MQM {total(mqm.findings)} findings, {total(mqm.right)} right; outputs {total(damage.findings)} findings, "
        f"{total(damage.right)} right, {total(damage.marked)} damaged words hit"
    )


def _hits(engine: LanguageTool, texts: Sequence[Marked]) -> Hits:
    return hits(_checker(engine), together(texts))


def _checker(engine: LanguageTool) -> Checker:
    def check(document: Document) -> Iterable[Finding]:
        return engine.check(document)

    return check


if __name__ == "__main__":
    main()
