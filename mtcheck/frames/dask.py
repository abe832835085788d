"""`check_frame` on Dask (`pip install ".[dask]"`).

    from mtcheck.frames import dask
    articles, findings = dask.check(ddf, text="body", id="url")

It runs over `map_partitions`. A worker process loads engines and model once and keeps them; run one thread a
process, as Python code runs no faster in more. A partition is in memory as a whole, as always with Dask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from mtcheck.frames.columns import ArticleColumns
from mtcheck.frames.extras import require_package
from mtcheck.frames.frame import check_rows, id_type, make_tables, tagged
from mtcheck.frames.plan import Plan, worker_session
from mtcheck.frames.schema import ARTICLE, ARTICLES, FINDING, FINDINGS, KIND
from mtcheck.settings.model import Settings

if TYPE_CHECKING:
    from dask.dataframe import DataFrame


def check(
    frame: DataFrame,
    settings: Settings | None = None,
    text: str = "text",
    id: str = "id",
    source: str | None = None,
    reference: str | None = None,
    *,
    format: str = "text",
    persist: bool = True,
) -> tuple[DataFrame, DataFrame]:
    """Check the article in each row. The parameters are those of `check_frame`.

    Returns (articles, findings), with the columns and types of `check_frame`, both from one pass. The index
    of each counts within a partition.

    persist: whether to begin at once and keep the rows on the workers, so that they are made once, whatever
    is done with the two frames; without a cluster the work is done when this returns. With False the frames
    are lazy: `dask.compute(articles, findings)` then checks each article once, but computing them one after
    the other checks all of them twice.

    Files that the settings name are read here. LanguageTool is off unless it is required (each worker then
    starts a server of its own) or has an address. Raises ColumnError for a column that is missing.
    """
    both = checked(frame, settings, text, id, source, reference, format=format)
    return split(both.persist() if persist else both)


def checked(
    frame: DataFrame,
    settings: Settings | None = None,
    text: str = "text",
    id: str = "id",
    source: str | None = None,
    reference: str | None = None,
    *,
    format: str = "text",
) -> DataFrame:
    """Articles and findings in one frame, lazily; `split` parts them."""
    require_package("dask", "dask")
    columns = ArticleColumns(text, id, source, reference)
    columns.check(frame.columns)
    plan = Plan.of(settings, format)
    meta = pd.concat(tagged(*make_tables([], id_type(frame[id].dtype))), ignore_index=True)
    chosen = frame[list(columns.names())]
    both: DataFrame = chosen.map_partitions(_check_partition, plan, columns, meta=meta, clear_divisions=True)
    return both


def split(both: DataFrame) -> tuple[DataFrame, DataFrame]:
    """Part the rows of `checked` into (articles, findings)."""
    return both[both[KIND] == ARTICLE][list(ARTICLES)], both[both[KIND] == FINDING][list(FINDINGS)]


def _check_partition(partition: pd.DataFrame, plan: Plan, columns: ArticleColumns) -> Any:
    """Check the articles of a partition, in a worker."""
    return pd.concat(tagged(*check_rows(partition, columns, plan, worker_session(plan))), ignore_index=True)
