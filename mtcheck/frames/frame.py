"""check_frame: a pandas DataFrame of articles to one of articles and one of findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from mtcheck.frames.article import ArticleResult, ArticleRow, check_row, clean, is_null
from mtcheck.frames.columns import ArticleColumns
from mtcheck.frames.plan import Desk, Plan, desk
from mtcheck.frames.schema import ARTICLE, ARTICLES, BOTH, FINDING, FINDINGS, KIND
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
    """Check each row's article: (articles, findings), with the columns and types of `schema.ARTICLES` and
    `schema.FINDINGS`.

    text, id, source, reference: names of columns: the article, what it is called, what it was translated
    from, another translation of it. format: what the texts are, `text`, `markdown` or `html`.

    There is one row an article, in the order of the frame, whatever is in the cells: one that cannot be
    checked (null, not English, over 20 MB, no text) has its cause in `error`, nulls for scores, and `passed`
    false; so has one that was checked in part, with scores. Ids may be repeated or null. The same text gets
    the same row whatever stands in the other rows.

    settings=None means the defaults; no settings file is looked for. LanguageTool is off unless it is
    required or has an address. Engines and model load once a process. Raises ColumnError for a column that is
    not there.
    """
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(f"check_frame takes a pandas DataFrame, not a {type(frame).__name__}.")
    columns = ArticleColumns(text, id, source, reference)
    columns.check(frame.columns)
    plan = Plan.of(settings, format)
    return tables(frame, columns, plan, desk(plan))


def tables(
    frame: pd.DataFrame, columns: ArticleColumns, plan: Plan, desk: Desk
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(articles, findings) of a frame that has the columns."""
    kind = id_type(frame[columns.id].dtype)
    ids = [
        None if is_null(value) else value if kind != "string" else clean(str(value))
        for value in frame[columns.id]
    ]
    return as_tables(zip(ids, _checked(frame, columns, plan, desk), strict=True), kind)


def as_tables(
    checked: Iterable[tuple[Any, ArticleResult]], kind: str = "string"
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two tables of (id, what the article came to). kind: the type of the ids."""
    articles: list[dict[str, Any]] = []
    findings: list[dict[str, Any]] = []
    for id, one in checked:
        articles.append({"id": id, **one.article})
        findings.extend({**row, "id": id} for row in one.findings)
    return table(articles, {**ARTICLES, "id": kind}), table(findings, {**FINDINGS, "id": kind})


def table(rows: Sequence[dict[str, Any]], types: dict[str, str]) -> pd.DataFrame:
    """Rows as a frame of exactly these columns and types."""
    columns = {name: column([row.get(name) for row in rows], kind) for name, kind in types.items()}
    frame: pd.DataFrame = pd.DataFrame(columns)
    return frame


def column(values: Sequence[Any], kind: str) -> Any:
    """A column of exactly this type."""
    dtype: Any = pd.api.types.pandas_dtype(kind)
    return pd.array(values, dtype=dtype)


def tagged(articles: pd.DataFrame, findings: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Both tables with the columns of `schema.BOTH`, so that they can travel as one; see `split` in each
    engine's module.
    """
    types = {**BOTH, "id": str(articles["id"].dtype)}
    for kind, rows in ((ARTICLE, articles), (FINDING, findings)):
        values = {
            name: rows[name] if name in rows else column([None] * len(rows), type)
            for name, type in types.items()
        }
        yield pd.DataFrame({**values, KIND: column([kind] * len(rows), "string")})


def id_type(dtype: Any) -> str:
    """The type of the ids that come back: whole numbers and floats stay what they are, all else becomes a
    string.
    """
    if pd.api.types.is_bool_dtype(dtype):
        return "string"
    if pd.api.types.is_integer_dtype(dtype):
        return "string" if pd.api.types.is_unsigned_integer_dtype(dtype) and dtype.itemsize == 8 else "Int64"
    return "Float64" if pd.api.types.is_float_dtype(dtype) else "string"


def _checked(frame: pd.DataFrame, columns: ArticleColumns, plan: Plan, desk: Desk) -> Iterator[ArticleResult]:
    names = {"source": columns.source, "reference": columns.reference}
    beside = {kind: frame[name] for kind, name in names.items() if name is not None}
    for cells in zip(frame[columns.id], frame[columns.text], *beside.values(), strict=True):
        id, text, *others = cells
        yield check_row(desk, ArticleRow(id, text, dict(zip(beside, others, strict=True))), plan.format)
