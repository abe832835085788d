"""The summary as a table for spreadsheets, and the list of what to mend first."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from mtcheck.archive.summary import BIN, Summary, Sums, Worst, points
from mtcheck.reports.csv import defuse

#: One row a line of one of the tables: `total`, `worst`, `by`, `rule`, `scores`, `not-checked`. key: the
#: article's id, the group, the rule, the lowest score of the step, the cause. Points are penalty points;
#: expected: damage times weight.
COLUMNS = (
    *(
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
    ),
    *("interval_low", "interval_high", "estimate", "weight", "expected", "expected_low", "expected_high"),
)
_TOP = (
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
)
_TOP_COLUMNS = (*_TOP, "words", "passed", "phrases")


def as_csv(summary: Summary) -> str:
    """All tables of the summary in one, told apart by the first column."""
    rows: list[dict[str, Any]] = [{"table": "total", **_sums(summary.total)}]
    rows += [
        {"table": "worst", "rank": rank, "key": one.id, **_worst(one)}
        for rank, one in enumerate(summary.worst, 1)
    ]
    rows += [{"table": "by", "key": key, **_sums(sums)} for key, sums in summary.groups.items()]
    rows += [
        {"table": "rule", "rank": rank, "key": one.rule, "findings": one.findings, "penalty": one.penalty}
        for rank, one in enumerate(summary.rules, 1)
    ]
    rows += [
        {"table": "scores", "key": str(BIN * index), "articles": number}
        for index, number in enumerate(summary.bins)
    ]
    rows += [
        {"table": "not-checked", "key": cause, "articles": number} for cause, number, _ in summary.causes
    ]
    return _csv(rows, COLUMNS)


def top(worst: Sequence[Worst], format: str) -> str:
    """The articles to mend first, as `text`, `csv` or `json`."""
    rows = [
        {"rank": rank, "id": one.id, **_worst(one), "passed": one.passed, "phrases": list(one.phrases)}
        for rank, one in enumerate(worst, 1)
    ]
    if format == "json":
        return (
            json.dumps(
                [{name: row.get(name) for name in _TOP_COLUMNS} for row in rows], indent=2, ensure_ascii=False
            )
            + "\n"
        )
    if format == "csv":
        return _csv(
            [{**row, "phrases": " | ".join(one.phrases)} for row, one in zip(rows, worst, strict=True)],
            _TOP_COLUMNS,
        )
    return _text(worst)


def _text(worst: Sequence[Worst]) -> str:
    if not worst:
        return "Nothing to mend was found.\n"
    head = ("rank", "expected", "95 % interval", "weight", "score", "estimate", "words", "article")
    lines = [head]
    for rank, one in enumerate(worst, 1):
        weight = "" if one.weight is None else f"{one.weight:,.6g}"
        estimate = "-" if one.estimate is None else f"{one.estimate:.0f}"
        interval = f"{points(one.low)}-{points(one.high)}"
        name = "(no id)" if one.id is None else " ".join(one.id.split())
        lines.append(
            (
                f"{rank}",
                points(one.expected),
                interval,
                weight,
                f"{one.score:.1f}",
                estimate,
                f"{one.words:,}",
                name,
            )
        )
    widths = [max(len(line[column]) for line in lines) for column in range(len(head) - 1)]
    return "".join(
        "  ".join([*(cell.rjust(width) for cell, width in zip(line, widths, strict=False)), line[-1]]) + "\n"
        for line in lines
    )


def _sums(sums: Sums) -> dict[str, Any]:
    return {
        "articles": sums.articles,
        "not_checked": sums.not_checked,
        "failed": sums.failed,
        "words": sums.words,
        "penalty": round(sums.penalty),
        "penalty_per_1000": _rounded(sums.penalty_per_1000),
        "score": _rounded(sums.score),
        "estimate": _rounded(sums.estimate),
        "expected": _rounded(sums.expected),
    }


def _worst(one: Worst) -> dict[str, Any]:
    return {
        "words": one.words,
        "score": _rounded(one.score),
        "interval_low": _rounded(one.interval[0]),
        "interval_high": _rounded(one.interval[1]),
        "estimate": _rounded(one.estimate),
        "weight": one.weight,
        "expected": _rounded(one.expected),
        "expected_low": _rounded(one.low),
        "expected_high": _rounded(one.high),
    }


def _rounded(value: float | None) -> float | None:
    if value is None or value in (float("inf"), float("-inf")):
        return None
    return round(value, 1)


def _csv(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(
            {name: defuse(value) if isinstance(value, str) else value for name, value in row.items()}
        )
    return out.getvalue()
