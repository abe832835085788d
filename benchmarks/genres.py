"""Alarms on clean English beyond news, by genre and rule: `python -m benchmarks.genres --shared ../shared`.

The documents are bench's clean_genres; every finding in them counts as an alarm, and a document fails when it
does not pass the default gate. The core is what is edited, not spoken and not Brown: the aims are about it.
Texts of over 1,500 words are cut after the paragraph that passes 1,200.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from benchmarks import rows
from mtcheck.checker import Checker
from mtcheck.findings.finding import Finding
from mtcheck.findings.report import Report
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

_LONGEST, _ENOUGH = 1_500, 1_200  # words
_CORE, _OTHERS = "core", "outside the core"


@dataclass
class Tally:
    """What was found in the documents of a group."""

    documents: int = 0
    words: int = 0
    failing: list[str] = field(default_factory=list)
    alarms: Counter[str] = field(default_factory=Counter)

    def add(self, report: Report) -> None:
        self.documents += 1
        self.words += report.words
        self.alarms.update(finding.rule for finding in report.findings)
        if not report.passed:
            self.failing.append(report.name)


def excerpt(paragraphs: Iterable[Iterable[str]]) -> str:
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


def groups_of(row: rows.Row) -> tuple[str, str]:
    """The genre as the table names it, and whether it belongs to the core."""
    brown = row["source"] == "brown"
    core = row["edited"] and not row["spoken"] and not brown
    return (f"{row['genre']} (Brown)" if brown else row["genre"]), _CORE if core else _OTHERS


def line(name: str, tally: Tally) -> str:
    """One line of the table."""
    total = tally.alarms.total()
    rate = 1000 * total / max(tally.words, 1)
    most = ", ".join(f"{rule} {count}" for rule, count in tally.alarms.most_common(6))
    failing = len(tally.failing)
    return f"{name:22} {tally.documents:5} {tally.words:8,} {total:6} {rate:6.2f} {failing:5}  {most}"


def shown(report: Report, finding: Finding) -> str:
    """An alarm in its sentence."""
    text = report.document.text
    before, after = text[max(0, finding.start - 50) : finding.start], text[finding.end : finding.end + 40]
    return f"  {finding.rule} {before}[[{finding.text}]]{after}  ({report.name})".replace("\n", " ")


def reports_of(checker: Checker, documents: Iterable[rows.Row]) -> Iterator[tuple[rows.Row, Report]]:
    for row in documents:
        yield row, checker.check(Document(excerpt(row["paras"]), name=f"{row['genre']}/{row['doc']}"))


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@click.option("--shared", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--no-model", is_flag=True, help="Rules and Harper alone.")
@click.option("--genre", multiple=True, help="These genres only.")
@click.option("--show", is_flag=True, help="Print every alarm.")
def main(shared: Path, no_model: bool, genre: tuple[str, ...], show: bool) -> None:
    by_genre: dict[str, dict[str, Tally]] = {_CORE: defaultdict(Tally), _OTHERS: defaultdict(Tally)}
    total = {_CORE: Tally(), _OTHERS: Tally()}
    documents = [row for row in rows.bench(shared, "clean_genres") if not genre or row["genre"] in genre]
    settings = Settings(no_engine=("languagetool",), model=not no_model)
    with Checker(settings) as checker:
        for row, report in reports_of(checker, documents):
            name, group = groups_of(row)
            by_genre[group][name].add(report)
            total[group].add(report)
            for finding in report.findings if show else ():
                click.echo(shown(report, finding))
    click.echo(f"{'genre':22} {'docs':>5} {'words':>8} {'alarms':>6} {'/1,000':>6} {'fail':>5}  rules")
    for group, tallies in by_genre.items():
        for name, tally in sorted(tallies.items()):
            click.echo(line(name, tally))
        click.echo(line(group.upper(), total[group]) + "\n")
    failing = [name for tally in total.values() for name in tally.failing]
    click.echo(f"failing: {', '.join(failing) or 'none'}")


if __name__ == "__main__":
    main()
