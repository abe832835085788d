"""`check_frame` on Apache Spark (`pip install ".[spark]"`, PySpark 3.5 or later, Java 17).

    from mtcheck.frames import spark
    articles, findings = spark.check(df, text="body", id="url")

It runs over `mapInPandas`. A Python worker loads engines and model once and keeps them. It takes the rows of
a partition batch by batch and hands their results on in small pieces, so its memory depends on the size of a
batch (`spark.sql.execution.arrow.maxRecordsPerBatch`), not of the partition. The findings in an article do
not depend on the rows beside it, so a task that Spark runs again gives the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import pandas as pd

from mtcheck.frames.columns import ArticleColumns
from mtcheck.frames.extras import require_package
from mtcheck.frames.frame import check_rows, tagged
from mtcheck.frames.plan import Plan, worker_session
from mtcheck.frames.schema import ARTICLE, ARTICLES, BOTH, FINDING, FINDINGS, KIND, spark_schema
from mtcheck.settings.model import Settings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

#: Articles whose results are handed on together.
_ROWS = 64
#: Types of ids that the results keep; all others become strings.
_KEPT_TYPES = ("tinyint", "smallint", "int", "bigint", "decimal")


def check(
    df: DataFrame,
    settings: Settings | None = None,
    text: str = "text",
    id: str = "id",
    source: str | None = None,
    reference: str | None = None,
    *,
    format: str = "text",
    persist: bool = True,
) -> tuple[DataFrame, DataFrame]:
    """Check the article in each row, lazily. The parameters are those of `check_frame`; df is the frame.

    Returns (articles, findings), with the columns of `check_frame`, both from one pass. Ids of whole-number
    and decimal types keep their type, others become strings.

    persist: whether to keep the rows (in memory, else on the executors' disks), so that they are made once,
    whatever is done with the two frames. With False every action on either of them checks all articles
    again; write the rows of `checked` in that case, and `split` what you read back.

    Files that the settings name are read here, on the driver. LanguageTool is off unless it is required (each
    Python worker then starts a server of its own) or has an address (`http://localhost:8081`: one a machine).
    Raises ColumnError for a column that is missing.
    """
    both = checked(df, settings, text, id, source, reference, format=format)
    return split(both.persist() if persist else both)


def checked(
    df: DataFrame,
    settings: Settings | None = None,
    text: str = "text",
    id: str = "id",
    source: str | None = None,
    reference: str | None = None,
    *,
    format: str = "text",
) -> DataFrame:
    """Articles and findings in one frame, for those who keep it themselves: write it, read it, `split` it."""
    require_package("pyspark", "spark")
    columns = ArticleColumns(text, id, source, reference)
    columns.check(df.columns)
    types = dict(df.dtypes)
    # Ids as strings, because pandas turns whole numbers beside a null into floats.
    chosen = [
        df[_quoted(name)].cast("string" if name == id else types[name]).alias(name)
        for name in columns.names()
    ]
    plan = Plan.of(settings, format)
    rows = df.select(*chosen).mapInPandas(_worker(plan, columns), spark_schema(BOTH))
    if not types[id].startswith(_KEPT_TYPES):
        return rows
    return rows.withColumn("id", rows["id"].cast(types[id]))


def split(both: DataFrame) -> tuple[DataFrame, DataFrame]:
    """Part the rows of `checked` into (articles, findings)."""
    articles = both.where(both[KIND] == ARTICLE).select(*ARTICLES)
    return articles, both.where(both[KIND] == FINDING).select(*FINDINGS)


def _worker(
    plan: Plan, columns: ArticleColumns
) -> Callable[[Iterable[pd.DataFrame]], Iterator[pd.DataFrame]]:
    """What a Python worker does with the batches of a partition."""

    def work(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        session = worker_session(plan)
        for batch in batches:
            for start in range(0, len(batch), _ROWS):
                yield from tagged(*check_rows(batch.iloc[start : start + _ROWS], columns, plan, session))

    return work


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
