"""One article of a table to its rows: whatever is in the cell, and whatever goes wrong, there is a row for
it.
"""

from __future__ import annotations

import math
import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from mtcheck.findings.report import Report
from mtcheck.findings.rows import Cell, rows
from mtcheck.frames.plan import SUFFIX, Desk
from mtcheck.frames.schema import FINDINGS
from mtcheck.readers import MAX_BYTES, ReadError, read_bytes
from mtcheck.readers.plain import plain_document
from mtcheck.text.document import Document

# Half a character: a Python string may hold one, Arrow may not.
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNNAMED = "<row>"


#: (source, references, what is wrong with them)
_Found = tuple[Document | None, tuple[Document, ...], tuple[str, ...]]
_Companions = Callable[[], _Found]


@dataclass(frozen=True)
class ArticleResult:
    """What an article came to: its row without the id, its findings' rows without the id, and the report,
    if there is one.
    """

    article: dict[str, Cell]
    findings: list[dict[str, Cell]] = field(default_factory=list)
    report: Report | None = None


@dataclass(frozen=True)
class ArticleRow:
    """The cells of one row. companions: what stands in the columns `source` and `reference`, as far as
    there are such columns.
    """

    id: Any
    text: Any
    companions: Mapping[str, Any] = field(default_factory=dict)


def check_row(desk: Desk, row: ArticleRow, format: str) -> ArticleResult:
    """Check the text in a row. format: what it is, `text`, `markdown` or `html`."""
    name = name_of(row.id)
    companions = partial(_companions, row.companions, name, format) if row.companions else None
    return check_document(desk, name, lambda: _document(row.text, name, format), companions)


def check_document(
    desk: Desk, name: str, read: Callable[[], Document], companions: _Companions | None = None
) -> ArticleResult:
    """Check the article that `read` gives. Raises nothing that the article could be the cause of."""
    try:
        document = read()
        checker = desk.checker_for(name)
        problems: tuple[str, ...] = ()
        if companions is None:
            report = checker.check(document)
        else:
            source, references, problems = companions()
            if source is None and not references:
                report = checker.check(document)
            else:
                report = checker.check(document, source=source, references=references)
        return ArticleResult(_article(report, problems), _findings(report), report)
    except ReadError as error:
        return failed(error.message)
    except MemoryError:
        return failed(
            "there was not enough memory to check it; give a worker more, or let fewer run beside one another"
        )
    except Exception as error:  # a mistake of ours: said, and the other articles are not lost
        return failed(
            f"mtcheck itself failed on it ({_said(error)}); please report that, with the article if you may"
        )


def failed(cause: str) -> ArticleResult:
    """The row of an article that was not checked."""
    return ArticleResult({"passed": False, "error": clean(cause)})


def is_null(value: Any) -> bool:
    """None, NaN, NaT and pandas' NA."""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    try:
        return bool(math.isnan(value))
    except (TypeError, ValueError, OverflowError):
        return False


def name_of(id: Any) -> str:
    """What the article is called where settings look at names (overrides, suppressions)."""
    return _UNNAMED if is_null(id) else clean(str(id))


def _companions(cells: Mapping[str, Any], name: str, format: str) -> _Found:
    """What comes with the article. What cannot be read is a problem, not a reason to leave the article
    unchecked.
    """
    found: dict[str, Document] = {}
    problems = []
    for kind, value in cells.items():
        try:
            found[kind] = _document(value, f"{name} ({kind})", format)
        except ReadError as error:
            problems.append(f"what needs its {kind} was not checked; of the {kind}: {error.message}")
    references = (found["reference"],) if "reference" in found else ()
    return found.get("source"), references, tuple(problems)


def _document(value: Any, name: str, format: str) -> Document:
    """The article in a cell. Raises ReadError."""
    if is_null(value):
        raise ReadError(name, "it is null, there is no text", "fill the cell or leave the row out")
    if not isinstance(value, str):
        raise ReadError(name, f"it is {_kind(value)}, not text", "give a column of strings")
    if len(value) > MAX_BYTES or (
        4 * len(value) > MAX_BYTES and len(value.encode("utf-8", "replace")) > MAX_BYTES
    ):
        size = f"{len(value.encode('utf-8', 'replace')) / 1e6:.3g}"
        raise ReadError(
            name, f"it has {size} MB; the limit is {MAX_BYTES / 1e6:.3g} MB", "split it into articles"
        )
    if format == "text":
        return plain_document(value, name)
    return read_bytes(value.encode("utf-8", "replace"), name, SUFFIX[format])


def _kind(value: Any) -> str:
    if isinstance(value, bytes | bytearray | memoryview):
        return "bytes"
    if isinstance(value, bool | int | float) or (
        hasattr(value, "dtype") and getattr(value, "ndim", None) == 0
    ):
        return "a number"
    return f"a value of type {type(value).__name__}"


def _article(report: Report, problems: tuple[str, ...]) -> dict[str, Cell]:
    low, high = report.interval or (None, None)
    errors = [one for one in (report.not_checked, *report.problems, *problems) if one]
    return {
        "score": report.score,
        "interval_low": low,
        "interval_high": high,
        "penalty_per_1000": report.penalty_per_1000,
        "estimate": report.estimate,
        "words": report.words,
        "passed": report.passed and not problems,
        "error": clean("; ".join(errors)) if errors else None,
    }


def _findings(report: Report) -> list[dict[str, Cell]]:
    return [
        {
            name: clean(value) if isinstance(value, str) else value
            for name, value in row.items()
            if name in FINDINGS
        }
        for row in rows(report)
        if row["rule"] is not None
    ]


def clean(text: str) -> str:
    """The text without halves of characters, which no encoding can write."""
    return _SURROGATE.sub("\ufffd", text)


def _said(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {str(error)[:200]}; {Path(last.filename).name}:{last.lineno}"
