"""The same on Dask (`pip install "mtcheck[dask]"`).

    from mtcheck.frames import dask
    articles, findings = dask.check(ddf, text="body", id="url")

Works over `map_partitions`. A worker process loads engines and model once and keeps them; run one thread a
process, as Python code does not run faster in more. A partition is in memory as a whole, as always with Dask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from mtcheck.frames.columns import ArticleColumns
from mtcheck.frames.extras import needs
from mtcheck.frames.frame import as_tables, id_type, tables, tagged
from mtcheck.frames.plan import Plan, settle
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
    """Check each row's article: (articles, findings), with the columns and types of `check_frame`.

    Both frames come from one pass. persist: begin with it now and keep what it gives on the workers, so that
    it is made once, whatever is done with the two frames; without a cluster it is done when this returns.
    With False they are lazy: then `dask.compute(articles, findings)` checks each article once, but computing
    them one after the other checks all of them twice.

    The index of both counts within a partition. Files that the settings name are read here. LanguageTool is
    off unless it is required (each worker then starts a server of its own) or has an address. Raises
    ColumnError for a column that is not there.
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
    needs("dask", "dask")
    columns = ArticleColumns(text, id, source, reference)
    columns.check(frame.columns)
    plan = Plan.of(settings, format)
    meta = pd.concat(tagged(*as_tables([], id_type(frame[id].dtype))), ignore_index=True)
    chosen = frame[list(columns.named())]
    both: DataFrame = chosen.map_partitions(_worked, plan, columns, meta=meta, clear_divisions=True)
    return both


def split(both: DataFrame) -> tuple[DataFrame, DataFrame]:
    """(articles, findings) of the rows of `checked`."""
    return both[both[KIND] == ARTICLE][list(ARTICLES)], both[both[KIND] == FINDING][list(FINDINGS)]


def _worked(part: pd.DataFrame, plan: Plan, columns: ArticleColumns) -> Any:
    """What a worker does with a partition."""
    return pd.concat(tagged(*tables(part, columns, plan, settle(plan))), ignore_index=True)
