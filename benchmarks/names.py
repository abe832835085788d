"""The rules about names, on whole articles: `python -m benchmarks.names --shared ../shared`.

`benchmarks.rules` reads sentence by sentence, where no name stands twice. Here the sentences of an article by
one system are put together: alarms on clean news and on articles of the clean corpora; findings on
machine-translated news (MQM), with those that touch a span which professionals marked; findings on articles
by weak systems.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import click

from benchmarks import rows
from benchmarks.hits import Check, Examples, touches_any
from benchmarks.rows import Span
from benchmarks.rules import check_with_rules
from mtcheck.rules.registry import rules as all_rules
from mtcheck.text.document import Document

#: Its name, its text, the spans that are marked.
Article = tuple[str, str, tuple[Span, ...]]

#: Lines of a corpus that are read as one article: these corpora do not say where articles end.
LINES = 25


def clean_articles(shared: Path) -> Iterator[Article]:
    for name, text in rows.clean_documents(shared):
        yield name, text, ()


def corpus_articles(shared: Path, name: str) -> Iterator[Article]:
    lines = rows.corpus_lines(shared, name)
    while block := list(islice(lines, LINES)):
        yield name, "".join(block), ()


def marked_articles(shared: Path) -> Iterator[Article]:
    """The MQM news article by article, each in the version of each system."""
    articles: dict[tuple[str, str, str], list[rows.Row]] = {}
    for row in rows.mqm_news(shared):
        articles.setdefault((row["set"], row["doc"], row["system"]), []).append(row)
    for (_, document, system), segments in articles.items():
        text = ""
        spans: list[Span] = []
        for segment in sorted(segments, key=lambda row: row["seg"]):
            spans += [(start + len(text), end + len(text)) for start, end in rows.marked_spans(segment)]
            text += segment["target"] + "\n"
        yield f"{document} {system}", text, tuple(spans)


def weak_articles(shared: Path) -> Iterator[Article]:
    for name, _, versions in rows.document_pairs(shared):
        for system, text in versions:
            yield f"{name} {system}", text, ()


def measure(check: Check, articles: Iterable[Article], show: int) -> tuple[Counter[str], Counter[str], int]:
    """(findings by rule, those that touch a marked span, words)."""
    counts: Counter[str] = Counter()
    right: Counter[str] = Counter()
    words = 0
    examples = Examples(show, before=60)
    for name, text, spans in articles:
        words += len(text.split())
        for finding in check(Document(text, name=name)):
            is_right = touches_any(finding, spans)
            counts[finding.rule] += 1
            right[finding.rule] += is_right
            suggestions = ", ".join(suggestion.text for suggestion in finding.suggestions)
            prefix = f"{finding.rule} {'+' if is_right else ' '} "
            examples.show(text, finding, prefix, f" ({suggestions}; {name})")
    return counts, right, words


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@rows.shared_option
@click.option("--select", multiple=True, default=("MT2",), show_default=True, help="Rule ids or prefixes.")
@click.option("--show", default=0, help="Print the first N findings of each part.")
def main(shared: Path, select: tuple[str, ...], show: int) -> None:
    check = check_with_rules(select)
    parts: dict[str, Iterable[Article]] = {
        "clean news": clean_articles(shared),
        "newstest": corpus_articles(shared, "newstest_en"),
        "VOA": corpus_articles(shared, "gmb_voa_news"),
        "MQM news": marked_articles(shared),
        "weak systems": weak_articles(shared),
    }
    for part, articles in parts.items():
        counts, right, words = measure(check, articles, show)
        click.echo(f"{part} ({words:,} words)")
        for rule in all_rules():
            if rule.id.startswith(select):
                rate = counts[rule.id] * 1000 / words
                marked = f"  on a marked span: {right[rule.id]}" if part == "MQM news" else ""
                click.echo(f"  {rule.id} {rule.name:22} {counts[rule.id]:5} {rate:7.3f} per 1,000{marked}")


if __name__ == "__main__":
    main()
