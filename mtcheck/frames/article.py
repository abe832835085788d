"""One article of a table becomes rows: whatever is in its cells, and whatever goes wrong, it has a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from mtcheck.findings.report import Report
from mtcheck.findings.rows import Row
from mtcheck.frames.cells import describe_type, is_null, replace_surrogates
from mtcheck.frames.plan import SUFFIX
from mtcheck.frames.schema import FINDINGS
from mtcheck.readers import MAX_BYTES, ReadError, read_bytes
from mtcheck.readers.plain import plain_document
from mtcheck.runner.failure import describe_failure
from mtcheck.runner.session import Session
from mtcheck.text.document import Document

#: The name of an article whose id is null.
_UNNAMED = "<row>"


@dataclass(frozen=True)
class ArticleResult:
    """What checking one article came to. The rows are without the article's id."""

    article: Row
    """The row of the article."""
    findings: list[Row] = field(default_factory=list)
    """The rows of its findings."""
    report: Report | None = None
    """None where the article was not checked at all."""

    @classmethod
    def unchecked(cls, cause: str) -> ArticleResult:
        """The result of an article that was not checked."""
        return cls({"passed": False, "error": replace_surrogates(cause)})


@dataclass(frozen=True)
class ArticleRow:
    """The cells of one row."""

    id: Any
    """The article's id."""
    text: Any
    """The article."""
    companions: Mapping[str, Any] = field(default_factory=dict)
    """The cells of the columns `source` and `reference`, where there are such columns."""


@dataclass(frozen=True)
class RowCompanions:
    """What stands in a row beside the article."""

    source: Document | None = None
    """What the article was translated from."""
    references: tuple[Document, ...] = ()
    """Other translations of it."""
    problems: tuple[str, ...] = ()
    """What could not be read, a sentence each."""


def check_row(session: Session, row: ArticleRow, format: str) -> ArticleResult:
    """Check the text in a row. format: of the text, `text`, `markdown` or `html`."""
    name = article_name(row.id)
    companions = partial(_read_companions, row.companions, name, format) if row.companions else None
    return check_document(session, name, lambda: _read_cell(row.text, name, format), companions)


def check_document(
    session: Session,
    name: str,
    read: Callable[[], Document],
    read_companions: Callable[[], RowCompanions] | None = None,
) -> ArticleResult:
    """Check the article that `read` returns. Raises nothing that the article could cause."""
    try:
        document = read()
        companions = RowCompanions() if read_companions is None else read_companions()
        report = session.check_document(document, companions.source, companions.references)
        problems = companions.problems
        return ArticleResult(_article_row(report, problems), _finding_rows(report), report)
    except ReadError as error:
        return ArticleResult.unchecked(error.message)
    except MemoryError:
        return ArticleResult.unchecked(
            "there was not enough memory to check it; give a worker more, or let fewer run beside one another"
        )
    except Exception as error:
        return ArticleResult.unchecked(describe_failure(error, name))


def article_name(id: Any) -> str:
    """The name of an article for the settings that look at names (overrides, suppressions)."""
    return _UNNAMED if is_null(id) else replace_surrogates(str(id))


def _read_companions(cells: Mapping[str, Any], name: str, format: str) -> RowCompanions:
    """Read source and reference. What cannot be read is a problem; the article is checked all the same."""
    documents: dict[str, Document] = {}
    problems = []
    for kind, value in cells.items():
        try:
            documents[kind] = _read_cell(value, f"{name} ({kind})", format)
        except ReadError as error:
            problems.append(f"what needs its {kind} was not checked; of the {kind}: {error.message}")
    references = (documents["reference"],) if "reference" in documents else ()
    return RowCompanions(documents.get("source"), references, tuple(problems))


def _read_cell(value: Any, name: str, format: str) -> Document:
    """Read the text in a cell. Raises ReadError."""
    if is_null(value):
        raise ReadError(name, "it is null, there is no text", "fill the cell or leave the row out")
    if not isinstance(value, str):
        raise ReadError(name, f"it is {describe_type(value)}, not text", "give a column of strings")
    # Only a long text is encoded for its size: a character takes four bytes at most.
    size = len(value) if 4 * len(value) <= MAX_BYTES else len(value.encode("utf-8", "replace"))
    if size > MAX_BYTES:
        cause = f"it has {size / 1e6:.3g} MB; the limit is {MAX_BYTES / 1e6:.3g} MB"
        raise ReadError(name, cause, "split it into articles")
    if format == "text":
        return plain_document(value, name)
    return read_bytes(value.encode("utf-8", "replace"), name, SUFFIX[format])


def _article_row(report: Report, problems: tuple[str, ...]) -> Row:
    low, high = report.interval or (None, None)
    errors = [error for error in (report.not_checked, *report.problems, *problems) if error]
    return {
        "score": report.score,
        "interval_low": low,
        "interval_high": high,
        "penalty_per_1000": report.penalty_per_1000,
        "estimate": report.estimate,
        "words": report.words,
        "passed": report.passed and not problems,
        "error": replace_surrogates("; ".join(errors)) if errors else None,
    }


def _finding_rows(report: Report) -> list[Row]:
    return [
        {
            name: replace_surrogates(value) if isinstance(value, str) else value
            for name, value in row.items()
            if name in FINDINGS
        }
        for row in report.rows()
        if row["rule"] is not None
    ]
