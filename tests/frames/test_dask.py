"""Dask for real: a cluster of two processes on this machine."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from frame_rows import ALONE, frame

from mtcheck.frames import ARTICLES, FINDINGS, ColumnError, check_frame

dask = pytest.importorskip("dask")
dataframe = pytest.importorskip("dask.dataframe")
distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def same(table: Any, wanted: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(table.reset_index(drop=True), wanted)


@pytest.mark.parametrize("partitions", [1, 7])
def test_the_rows_are_those_of_the_bare_function_in_their_order(client: Any, partitions: int) -> None:
    from mtcheck.frames import dask as on_dask

    given = frame(120)
    articles, findings = on_dask.check(
        dataframe.from_pandas(given, npartitions=partitions, sort=False), ALONE
    )
    assert {name: str(kind) for name, kind in articles.dtypes.items()} == {**ARTICLES, "id": "Int64"}
    assert {name: str(kind) for name, kind in findings.dtypes.items()} == {**FINDINGS, "id": "Int64"}
    for table, wanted in zip(dask.compute(articles, findings), check_frame(given, ALONE), strict=True):
        same(table, wanted)


def test_each_article_is_checked_once(client: Any, tmp_path: Path) -> None:
    from mtcheck.frames import dask as on_dask

    log = tmp_path / "log"
    given = dataframe.from_pandas(frame(60), npartitions=3, sort=False)
    counted = given.map_partitions(_logged, str(log), meta=given._meta)
    articles, findings = on_dask.check(counted, ALONE)
    assert len(articles) == 60
    assert len(findings) > 0
    assert log.read_text().count("x") == 60
    lazily = on_dask.check(counted, ALONE, persist=False)
    assert log.read_text().count("x") == 60
    dask.compute(*lazily)
    assert log.read_text().count("x") == 120


def test_a_worker_that_is_killed_loses_nothing_and_doubles_nothing(client: Any, tmp_path: Path) -> None:
    from mtcheck.frames import dask as on_dask

    mark = tmp_path / "killed"
    given = dataframe.from_pandas(frame(60), npartitions=6, sort=False)
    deadly = given.map_partitions(_killed, str(mark), meta=given._meta)
    for table, wanted in zip(
        dask.compute(*on_dask.check(deadly, ALONE)), check_frame(frame(60), ALONE), strict=True
    ):
        same(table, wanted)
    assert mark.exists()


def test_a_column_that_is_not_there_is_said_at_once() -> None:
    from mtcheck.frames import dask as on_dask

    with pytest.raises(ColumnError, match="no column “url”"):
        on_dask.check(dataframe.from_pandas(frame(3), npartitions=1), ALONE, id="url")


def _logged(part: pd.DataFrame, path: str) -> pd.DataFrame:
    with Path(path).open("a") as file:
        file.write("x" * len(part))
    return part


def _killed(part: pd.DataFrame, path: str) -> pd.DataFrame:
    if 17 in part["id"].dropna().tolist():
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            pass
        else:
            os.kill(os.getpid(), signal.SIGKILL)
    return part
