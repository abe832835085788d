"""The summary as a table for spreadsheets, and the list of the articles to mend first."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence
from typing import Any

from mtcheck.archive.summary import BIN, RankedArticle, Summary, Totals, format_points
from mtcheck.findings.score import SMALL_SAMPLE, mark_score
from mtcheck.reports.csv import defuse
from mtcheck.reports.wording import FEW_WORDS_NOTE
from mtcheck.text.printable import to_json

#: The columns of summary.csv, which holds several tables: `total`, `worst`, `by`, `rule`, `scores`,
#: `not-checked`. The key is the article's id, the group, the rule, the lowest score of the bin, or the cause.
#: Points are penalty points; `expected` is damage times weight.
COLUMNS = (
    "table",
    "rank",
    "key",
    "articles",
    "not_checked",
    "failed",
    "words",
    "findings",
    "penalty",
    "penalty_per_1000",
    "score",
    "interval_low",
    "interval_high",
    "estimate",
    "weight",
    "expected",
    "expected_low",
    "expected_high",
)
#: The columns of the list of articles to mend first.
_LIST_COLUMNS = (
    "rank",
    "id",
    "expected",
    "expected_low",
    "expected_high",
    "weight",
    "score",
    "interval_low",
    "interval_high",
    "estimate",
    "words",
    "passed",
    "phrases",
)
_HEADINGS = ("rank", "expected", "95 % interval", "weight", "score", "estimate", "words", "article")


def as_csv(summary: Summary) -> str:
    """All tables of the summary in one, told apart by the first column."""
    return _csv(list(_rows(summary)), COLUMNS)


def _rows(summary: Summary) -> Iterator[dict[str, Any]]:
    yield {"table": "total", **_totals(summary.total)}
    for rank, article in enumerate(summary.worst, 1):
        yield {"table": "worst", "rank": rank, "key": article.id, **_article(article)}
    for group, totals in summary.groups.items():
        yield {"table": "by", "key": group, **_totals(totals)}
    for rank, rule in enumerate(summary.rules, 1):
        figures = {"findings": rule.findings, "penalty": rule.penalty}
        yield {"table": "rule", "rank": rank, "key": rule.rule, **figures}
    for index, articles in enumerate(summary.bins):
        yield {"table": "scores", "key": str(BIN * index), "articles": articles}
    for cause in summary.causes:
        yield {"table": "not-checked", "key": cause.text, "articles": cause.articles}


def list_articles(articles: Sequence[RankedArticle], format: str) -> str:
    """The articles to mend first, as `text`, `csv` or `json`."""
    if format == "text":
        return _text(articles)
    rows = [
        {
            "rank": rank,
            "id": article.id,
            **_article(article),
            "passed": article.passed,
            "phrases": list(article.phrases) if format == "json" else " | ".join(article.phrases),
        }
        for rank, article in enumerate(articles, 1)
    ]
    if format == "csv":
        return _csv(rows, _LIST_COLUMNS)
    ordered = [{name: row.get(name) for name in _LIST_COLUMNS} for row in rows]
    return to_json(ordered)


def _text(articles: Sequence[RankedArticle]) -> str:
    if not articles:
        return "Nothing to mend was found.\n"
    lines = [_HEADINGS, *(_line(rank, article) for rank, article in enumerate(articles, 1))]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)][:-1]
    text = ""
    for *cells, name in lines:
        padded = [cell.rjust(width) for cell, width in zip(cells, widths, strict=True)]
        text += "  ".join([*padded, name]) + "\n"
    return text + (f"{FEW_WORDS_NOTE}\n" if any(article.words < SMALL_SAMPLE for article in articles) else "")


def _line(rank: int, article: RankedArticle) -> tuple[str, ...]:
    """The cells below the headings."""
    return (
        f"{rank}",
        format_points(article.expected),
        f"{format_points(article.low)}-{format_points(article.high)}",
        "" if article.weight is None else f"{article.weight:,.6g}",
        mark_score(article.score, article.words),
        "-" if article.estimate is None else f"{article.estimate:.0f}",
        f"{article.words:,}",
        "(no id)" if article.id is None else " ".join(article.id.split()),
    )


def _totals(totals: Totals) -> dict[str, Any]:
    return {
        "articles": totals.articles,
        "not_checked": totals.not_checked,
        "failed": totals.failed,
        "words": totals.words,
        "penalty": round(totals.penalty),
        "penalty_per_1000": _round(totals.penalty_per_1000),
        "score": _round(totals.score),
        "estimate": _round(totals.estimate),
        "expected": _round(totals.expected),
    }


def _article(article: RankedArticle) -> dict[str, Any]:
    return {
        "words": article.words,
        "score": _round(article.score),
        "interval_low": _round(article.interval[0]),
        "interval_high": _round(article.interval[1]),
        "estimate": _round(article.estimate),
        "weight": article.weight,
        "expected": _round(article.expected),
        "expected_low": _round(article.low),
        "expected_high": _round(article.high),
    }


def _round(value: float | None) -> float | None:
    return None if value is None or math.isinf(value) else round(value, 1)


def _csv(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        cells = {name: defuse(value) if isinstance(value, str) else value for name, value in row.items()}
        writer.writerow(cells)
    return out.getvalue()
