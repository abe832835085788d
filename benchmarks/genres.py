"""Alarms on clean English beyond news, by genre and rule: `python -m benchmarks.genres --shared ../shared`.

The documents are bench's clean_genres; every finding in them counts as an alarm, and a document fails when it
does not pass the default gate. The core is what is edited, not spoken and not Brown: the aims are about it.
Texts of over 1,500 words are cut after the paragraph that passes 1,200.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import click

from benchmarks import rows
from benchmarks.hits import Examples
from mtcheck.checker import Checker
from mtcheck.findings.report import Report
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

_LONGEST, _ENOUGH = 1_500, 1_200  # words
_CORE, _OTHERS = "core", "outside the core"


@dataclass
class GenreTally:
    """What was found in the documents of a group."""

    documents: int = 0
    """How many documents."""
    words: int = 0
    """Their words."""
    failing: list[str] = field(default_factory=list)
    """The names of those that fail the gate."""
    alarms: Counter[str] = field(default_factory=Counter)
    """Findings by rule."""

    def add(self, report: Report) -> None:
        self.documents += 1
        self.words += report.words
        self.alarms.update(finding.rule for finding in report.findings)
        if not report.passed:
            self.failing.append(report.name)


def cut(paragraphs: Iterable[Iterable[str]]) -> str:
    """The article, cut after the paragraph that passes 1,200 words where it has over 1,500."""
    texts = [" ".join(sentences) for sentences in paragraphs]
    if sum(len(text.split()) for text in texts) <= _LONGEST:
        return "\n\n".join(texts)
    words, kept = 0, []
    for text in texts:
        kept.append(text)
        words += len(text.split())
        if words > _ENOUGH:
            break
    return "\n\n".join(kept)


def genre_and_group(row: rows.Row) -> tuple[str, str]:
    """The genre as the table names it, and whether it belongs to the core."""
    is_brown = row["source"] == "brown"
    is_core = row["edited"] and not row["spoken"] and not is_brown
    return (f"{row['genre']} (Brown)" if is_brown else row["genre"]), _CORE if is_core else _OTHERS


def format_line(name: str, tally: GenreTally) -> str:
    """One line of the table."""
    total = tally.alarms.total()
    rate = 1000 * total / max(tally.words, 1)
    most = ", ".join(f"{rule} {count}" for rule, count in tally.alarms.most_common(6))
    failing = len(tally.failing)
    return f"{name:22} {tally.documents:5} {tally.words:8,} {total:6} {rate:6.2f} {failing:5}  {most}"


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@rows.shared_option
@click.option("--no-model", is_flag=True, help="Rules and Harper alone.")
@click.option("--genre", multiple=True, help="These genres only.")
@click.option("--show", is_flag=True, help="Print every alarm.")
def main(shared: Path, no_model: bool, genre: tuple[str, ...], show: bool) -> None:
    by_genre: dict[str, dict[str, GenreTally]] = {
        _CORE: defaultdict(GenreTally),
        _OTHERS: defaultdict(GenreTally),
    }
    totals = {_CORE: GenreTally(), _OTHERS: GenreTally()}
    examples = Examples(sys.maxsize if show else 0)
    with Checker(Settings(no_engine=("languagetool",), model=not no_model)) as checker:
        for row in rows.bench(shared, "clean_genres"):
            if genre and row["genre"] not in genre:
                continue
            report = checker.check(Document(cut(row["paras"]), name=f"{row['genre']}/{row['doc']}"))
            name, group = genre_and_group(row)
            by_genre[group][name].add(report)
            totals[group].add(report)
            for finding in report.findings:
                examples.show(report.document.text, finding, f"{finding.rule} ", f"  ({report.name})")
    click.echo(f"{'genre':22} {'docs':>5} {'words':>8} {'alarms':>6} {'/1,000':>6} {'fail':>5}  rules")
    for group, tallies in by_genre.items():
        for name, tally in sorted(tallies.items()):
            click.echo(format_line(name, tally))
        click.echo(format_line(group.upper(), totals[group]) + "\n")
    failing = [name for tally in totals.values() for name in tally.failing]
    click.echo(f"failing: {', '.join(failing) or 'none'}")


if __name__ == "__main__":
    main()
