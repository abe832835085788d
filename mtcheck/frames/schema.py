"""The columns of the two tables, with types that pandas, Arrow, Parquet and Spark have in common.

Every column may be null. The types are pandas' nullable ones, so that a table without rows, or a column of
nulls, has the same types as any other: `string`, `Float64` (double), `Int64` (long), `boolean`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtcheck.findings.rows import COLUMNS

if TYPE_CHECKING:
    import pyarrow as pa

#: One row for each article. `id` is `Int64` or `Float64` where the input's is, else `string`. `score`,
#: `interval_low`, `interval_high`: 0 to 100, with the 95 % interval. `penalty_per_1000`: penalty points per
#: 1,000 words. `estimate`: MQM points per 1,000 words that a professional would be expected to mark; null
#: without the model. All of these are null where the article was not checked. `words`: null where there was
#: no text. `passed`: checked completely and below the gate; never null. `error`: why the article was not
#: checked, or not completely; null where it was.
ARTICLES: dict[str, str] = {
    "id": "string",
    "score": "Float64",
    "interval_low": "Float64",
    "interval_high": "Float64",
    "penalty_per_1000": "Float64",
    "estimate": "Float64",
    "words": "Int64",
    "passed": "boolean",
    "error": "string",
}

#: One row for each finding: the columns of the CSV report, with the article's id instead of its file.
FINDINGS: dict[str, str] = {
    "id": "string",
    **{name: kind for name, kind in COLUMNS.items() if name != "file"},
}

#: The column that tells the rows of both apart where they travel in one table, and its values.
KIND, ARTICLE, FINDING = "kind", "article", "finding"
BOTH: dict[str, str] = {KIND: "string", **ARTICLES, **FINDINGS}

_SPARK_TYPES = {"string": "string", "Float64": "double", "Int64": "bigint", "boolean": "boolean"}


def spark_schema(columns: dict[str, str]) -> str:
    """The columns as Spark writes a schema (DDL)."""
    return ", ".join(f"`{name}` {_SPARK_TYPES[kind]}" for name, kind in columns.items())


def arrow_schema(columns: dict[str, str]) -> pa.Schema:
    """The columns as an Arrow schema. It is here that pyarrow, which is an extra, is loaded."""
    import pyarrow as pa

    types = {"string": pa.string(), "Float64": pa.float64(), "Int64": pa.int64(), "boolean": pa.bool_()}
    return pa.schema([(name, types[kind]) for name, kind in columns.items()])
