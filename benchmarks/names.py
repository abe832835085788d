"""The names desk on whole articles: `python -m benchmarks.names --shared ../shared`.

`benchmarks.rules` reads sentence by sentence, where no name stands twice. Here the sentences of an article by
one system are put together: alarms on clean news and on articles of the clean corpora, findings on
machine-translated news (MQM) with the share that touches a span professionals marked, and findings on
articles by weak systems.
"""

from __future__ import annotations

import lzma
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import click

from benchmarks import rows
from benchmarks.rules import Checker
from mtcheck.findings.finding import Finding
from mtcheck.rules.registry import rules as all_rules
from mtcheck.text.document import Document

Article = tuple[str, str, tuple[tuple[int, int], ...]]

#: Lines of a corpus that are read as one article: these corpora do not say where articles end.
LINES = 25


def clean(shared: Path) -> Iterator[Article]:
    for name, text in rows.clean_documents(shared):
        yield name, text, ()


def corpus(shared: Path, name: str) -> Iterator[Article]:
    with lzma.open(shared / "corpora" / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
        lines = (line for line in file if line.strip())
        while block := list(islice(lines, LINES)):
            yield name, "".join(block), ()


def marked(shared: Path) -> Iterator[Article]:
    """The articles of the MQM news by each system, with the spans that raters marked."""
    articles: dict[tuple[str, str, str], list[rows.Row]] = {}
    for row in rows.mqm_news(shared):
        articles.setdefault((row["set"], row["doc"], row["system"]), []).append(row)
    for (_, document, system), segments in articles.items():
        text = ""
        spans: list[tuple[int, int]] = []
        for segment in sorted(segments, key=lambda row: row["seg"]):
            spans.extend((span["start"] + len(text), span["end"] + len(text)) for span in segment["spans"])
            text += segment["target"] + "\n"
        yield f"{document} {system}", text, tuple(spans)


def weak(shared: Path) -> Iterator[Article]:
    for name, _, versions in rows.document_pairs(shared):
        for system, text in versions:
            yield f"{name} {system}", text, ()


def measure(check: Checker, articles: Iterable[Article], show: int) -> tuple[Counter[str], Counter[str], int]:
    """(findings, those that touch a marked span, words) by rule; prints the first `show` findings with
    their surroundings.
    """
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    words = 0
    for name, text, spans in articles:
        words += len(text.split())
        for finding in check(Document(text, name=name)):
            good = any(finding.start < end and start < finding.end for start, end in spans)
            found[finding.rule] += 1
            right[finding.rule] += good
            if show > 0:
                show -= 1
                before, after = (
                    text[max(0, finding.start - 60) : finding.start],
                    text[finding.end : finding.end + 40],
                )
                meant = ", ".join(suggestion.text for suggestion in finding.suggestions)
                line = f"  {finding.rule} {'+' if good else ' '} {before}[[{finding.text}]]{after} ({meant}; {name})"
                click.echo(line.replace("\n", " "), err=True)
    return found, right, words


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@click.option(
    "--shared",
    type=click.Path(path_type=Path, exists=True),
    required=True,
    help="Folder with bench/ and corpora/.",
)
@click.option("--select", multiple=True, default=("MT2",), show_default=True, help="Rule ids or prefixes.")
@click.option("--show", default=0, help="Print the first N findings of each part.")
def main(shared: Path, select: tuple[str, ...], show: int) -> None:
    rules = [rule for rule in all_rules() if rule.id.startswith(select)]

    def check(document: Document) -> Iterator[Finding]:
        for rule in rules:
            yield from rule.check(document)

    parts: dict[str, Iterable[Article]] = {
        "clean news": clean(shared),
        "newstest": corpus(shared, "newstest_en"),
        "VOA": corpus(shared, "gmb_voa_news"),
        "MQM news": marked(shared),
        "weak systems": weak(shared),
    }
    for part, articles in parts.items():
        found, right, words = measure(check, articles, show)
        click.echo(f"{part} ({words:,} words)")
        for rule in rules:
            count = found[rule.id]
            share = f"  on a marked span: {right[rule.id]}" if part == "MQM news" else ""
            click.echo(f"  {rule.id} {rule.name:22} {count:5} {count * 1000 / words:7.3f} per 1,000{share}")


if __name__ == "__main__":
    main()
