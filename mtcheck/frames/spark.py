"""The same on Apache Spark (`pip install "mtcheck[spark]"`, PySpark 3.5 or later, Java 17).

    from mtcheck.frames import spark
    articles, findings = spark.check(df, text="body", id="url")

Works over `mapInPandas`. A Python worker loads engines and model once and keeps them; it takes the rows of a
partition batch by batch and gives their results on in small pieces, so its memory depends on the size of a
batch (`spark.sql.execution.arrow.maxRecordsPerBatch`), not of the partition. What is found in an article does
not depend on the rows beside it, so a task that Spark runs again gives the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import pandas as pd

from mtcheck.frames.columns import ArticleColumns
from mtcheck.frames.extras import needs
from mtcheck.frames.frame import tables, tagged
from mtcheck.frames.plan import Plan, settle
from mtcheck.frames.schema import ARTICLE, ARTICLES, BOTH, FINDING, FINDINGS, KIND, spark_schema
from mtcheck.settings.model import Settings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

#: Articles whose results are handed on together.
_TOGETHER = 64
#: Types of ids that come back as they were; all others come back as strings.
_KEPT = ("tinyint", "smallint", "int", "bigint", "decimal")


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
    """Check each row's article: (articles, findings), with the columns of `check_frame`, lazily.

    Both frames come from one pass. persist: keep what it gives (in memory, else on the executors' disks), so
    that it is made once, whatever is done with the two frames. With False every action on either of them
    checks all articles anew; write both from `checked` then.

    Ids of whole-number and decimal types keep their type, others become strings. Files that the settings name
    are read here, on the driver. LanguageTool is off unless it is required (each Python worker then starts a
    server of its own) or has an address (`http://localhost:8081`: one a machine). Raises ColumnError for a
    column that is not there.
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
    """Articles and findings in one frame, for whoever keeps it himself: write it, read it back, then
    `split` it.
    """
    needs("pyspark", "spark")
    from pyspark.sql import functions

    columns = ArticleColumns(text, id, source, reference)
    columns.check(df.columns)
    types = dict(df.dtypes)
    # As strings, because pandas would make floats of whole numbers beside a null.
    chosen = [
        functions.col(_quoted(name)).cast("string" if name == id else types[name]).alias(name)
        for name in columns.named()
    ]
    plan = Plan.of(settings, format)
    rows = df.select(*chosen).mapInPandas(_worker(plan, columns), spark_schema(BOTH))
    if not types[id].startswith(_KEPT):
        return rows
    return rows.withColumn("id", functions.col("id").cast(types[id]))


def split(both: DataFrame) -> tuple[DataFrame, DataFrame]:
    """(articles, findings) of the rows of `checked`."""
    from pyspark.sql import functions

    kind = functions.col(KIND)
    return both.where(kind == ARTICLE).select(*ARTICLES), both.where(kind == FINDING).select(*FINDINGS)


def _worker(
    plan: Plan, columns: ArticleColumns
) -> Callable[[Iterable[pd.DataFrame]], Iterator[pd.DataFrame]]:
    """What a Python worker does with the batches of a partition."""

    def work(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        own = settle(plan)
        for batch in batches:
            for start in range(0, len(batch), _TOGETHER):
                yield from tagged(*tables(batch.iloc[start : start + _TOGETHER], columns, plan, own))

    return work


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
