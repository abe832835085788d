"""The findings as rows: what the CSV report, `Report.to_frame` and the frames share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mtcheck.findings.report import Report

if TYPE_CHECKING:
    import pandas as pd

Cell = str | int | float | None

#: Column to pandas type. Offsets and lines are nullable integers, so that an article without findings does
#: not make them floats.
COLUMNS: dict[str, str] = {
    "file": "string",
    "line": "Int64",
    "column": "Int64",
    "end_line": "Int64",
    "end_column": "Int64",
    "start": "Int64",
    "end": "Int64",
    "rule": "string",
    "name": "string",
    "category": "string",
    "severity": "string",
    "penalty": "Int64",
    "confidence": "Float64",
    "text": "string",
    "suggestion": "string",
    "message": "string",
    "sentence": "string",
    "sentence_score": "Float64",
    "article_score": "Float64",
    "article_words": "Int64",
    "engine": "string",
    "also_reported_by": "string",
    "fingerprint": "string",
    "signature": "string",
}


def rows(report: Report) -> Iterator[dict[str, Cell]]:
    """One row a finding; an article without findings has one row with empty finding columns.

    What was not checked has a row of its own, also with empty finding columns, the cause in `message`.

    Scores are rounded to one decimal. `start`, `end`, `line` and `column` count as `Location` says.
    """
    article: dict[str, Cell] = {
        "file": report.name,
        "article_score": None if report.score is None else round(report.score, 1),
        "article_words": report.words,
        "signature": report.signature,
    }
    remarks = [one for one in (None if report.findings else report.not_checked, *report.problems) if one]
    for remark in remarks:
        yield {**dict.fromkeys(COLUMNS), **article, "message": remark}
    if not report.findings and not remarks:
        yield {**dict.fromkeys(COLUMNS), **article}
    for finding, fingerprint in zip(report.findings, report.fingerprints, strict=True):
        location = report.document.locate(finding.start, finding.end)
        sentence = report.document.sentence_at(finding.start)
        score = report.sentences[sentence.index].score if sentence and report.sentences else None
        yield {
            **dict.fromkeys(COLUMNS),
            **article,
            **location._asdict(),
            "rule": finding.rule,
            "name": finding.name,
            "category": finding.category.value,
            "severity": finding.severity.value,
            "penalty": finding.penalty,
            "confidence": round(finding.confidence, 3),
            "text": finding.text,
            "suggestion": " | ".join(suggestion.text for suggestion in finding.suggestions),
            "message": finding.message if report.not_checked is None else report.not_checked,
            "sentence": report.document.text[sentence.start : sentence.end] if sentence else "",
            "sentence_score": None if score is None else round(score, 1),
            "engine": finding.engine,
            "also_reported_by": " ".join(finding.also_reported_by),
            "fingerprint": fingerprint,
        }


def to_frame(reports: Sequence[Report]) -> pd.DataFrame:
    """The rows of several reports as a DataFrame with the columns and types of COLUMNS."""
    import pandas as pd

    table = [row for report in reports for row in rows(report)]
    frame: pd.DataFrame = pd.DataFrame(table, columns=list(COLUMNS)).astype(COLUMNS)
    return frame
