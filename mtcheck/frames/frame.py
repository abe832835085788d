"""check_frame: a pandas DataFrame of articles to one of articles and one of findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from mtcheck.frames.article import ArticleResult, ArticleRow, check_row
from mtcheck.frames.cells import is_null, replace_surrogates
from mtcheck.frames.columns import ArticleColumns
from mtcheck.frames.plan import Plan, session_for
from mtcheck.frames.schema import ARTICLE, ARTICLES, BOTH, FINDING, FINDINGS, KIND
from mtcheck.runner.session import Session
from mtcheck.settings.model import Settings


def check_frame(
    frame: pd.DataFrame,
    settings: Settings | None = None,
    text: str = "text",
    id: str = "id",
    source: str | None = None,
    reference: str | None = None,
    *,
    format: str = "text",
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Check the article in each row.

    text, id, source, reference: names of columns: the article, what it is called, what it was translated
    from, another translation of it. format: of the texts, `text`, `markdown` or `html`. settings: None means
    the defaults; no settings file is looked for. LanguageTool is off unless it is required or has an address.

    Returns (articles, findings), with the columns and types of `ARTICLES` and `FINDINGS`. There is one row
    for each article, in the order of the frame, whatever is in the cells. The row of an article that cannot
    be checked (null, not English, over 20 MB, no text) has the cause in `error`, nulls for scores, and
    `passed` false; one that was checked in part has scores, too. Ids may be repeated or null. The same text
    gets the same row, whatever stands in the other rows.

    Engines and model load once in a process. Raises ColumnError for a column that is missing.
    """
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(f"check_frame takes a pandas DataFrame, not a {type(frame).__name__}.")
    columns = ArticleColumns(text, id, source, reference)
    columns.check(frame.columns)
    plan = Plan.of(settings, format)
    return check_rows(frame, columns, plan, session_for(plan))


def check_rows(
    frame: pd.DataFrame, columns: ArticleColumns, plan: Plan, session: Session
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(articles, findings) of a frame that has the columns."""
    kind = id_type(frame[columns.id].dtype)
    ids = [_id(value, kind) for value in frame[columns.id]]
    return make_tables(zip(ids, _results(frame, columns, plan, session), strict=True), kind)


def make_tables(
    results: Iterable[tuple[Any, ArticleResult]], kind: str = "string"
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables of articles and findings. results: with their ids. kind: the type of the ids."""
    articles: list[dict[str, Any]] = []
    findings: list[dict[str, Any]] = []
    for id, result in results:
        articles.append({"id": id, **result.article})
        findings.extend({**row, "id": id} for row in result.findings)
    return _table(articles, {**ARTICLES, "id": kind}), _table(findings, {**FINDINGS, "id": kind})


def tagged(articles: pd.DataFrame, findings: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Both tables with the columns of `schema.BOTH`, so that they can travel as one.

    `split` in the module of each engine parts them again.
    """
    types = {**BOTH, "id": str(articles["id"].dtype)}
    for kind, rows in ((ARTICLE, articles), (FINDING, findings)):
        values = {
            name: rows[name] if name in rows else _column([None] * len(rows), type)
            for name, type in types.items()
        }
        yield pd.DataFrame({**values, KIND: _column([kind] * len(rows), "string")})


def id_type(dtype: Any) -> str:
    """The type of the ids in the results, from their type in the input.

    Whole numbers and floats stay what they are; everything else becomes a string.
    """
    if pd.api.types.is_bool_dtype(dtype):
        return "string"
    if pd.api.types.is_integer_dtype(dtype):
        is_too_large = pd.api.types.is_unsigned_integer_dtype(dtype) and dtype.itemsize == 8
        return "string" if is_too_large else "Int64"
    return "Float64" if pd.api.types.is_float_dtype(dtype) else "string"


def _id(value: Any, kind: str) -> Any:
    if is_null(value):
        return None
    return replace_surrogates(str(value)) if kind == "string" else value


def _table(rows: Sequence[dict[str, Any]], types: dict[str, str]) -> pd.DataFrame:
    """Rows as a frame of exactly these columns and types."""
    columns = {name: _column([row.get(name) for row in rows], kind) for name, kind in types.items()}
    frame: pd.DataFrame = pd.DataFrame(columns)
    return frame


def _column(values: Sequence[Any], kind: str) -> Any:
    """A column of exactly this type."""
    dtype: Any = pd.api.types.pandas_dtype(kind)
    return pd.array(values, dtype=dtype)


def _results(
    frame: pd.DataFrame, columns: ArticleColumns, plan: Plan, session: Session
) -> Iterator[ArticleResult]:
    """The result of each row, in order."""
    names = {"source": columns.source, "reference": columns.reference}
    companions = {kind: frame[name] for kind, name in names.items() if name is not None}
    for id, text, *others in zip(frame[columns.id], frame[columns.text], *companions.values(), strict=True):
        yield check_row(
            session, ArticleRow(id, text, dict(zip(companions, others, strict=True))), plan.format
        )
