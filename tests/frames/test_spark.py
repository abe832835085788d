"""Spark for real, in local mode: two tasks at a time, each in a Python process of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from frame_rows import ALONE, CLEAN, DAMAGED, frame, rows

from mtcheck import Settings
from mtcheck.frames import ColumnError, check_frame
from mtcheck.frames.schema import ARTICLES, FINDINGS, spark_schema

pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]


@pytest.fixture(scope="module")
def given(spark: Any) -> Any:
    """120 articles in 5 partitions, as Spark has them."""
    return spark.createDataFrame(spark.sparkContext.parallelize(rows(120), 5), "id bigint, text string")


def expected() -> list[pd.DataFrame]:
    return [in_order(table) for table in check_frame(frame(120), ALONE)]


def in_order(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values(list(table.columns), ignore_index=True)


def as_pandas(table: Any, like: pd.DataFrame) -> pd.DataFrame:
    return in_order(table.toPandas().astype(like.dtypes.to_dict()))


def test_the_schema_is_fixed_and_told_without_a_job(spark: Any) -> None:
    from mtcheck.frames import spark as on_spark

    empty = spark.createDataFrame([], "url string, body string")
    articles, findings = on_spark.check(empty, ALONE, text="body", id="url")
    for table, columns in ((articles, ARTICLES), (findings, FINDINGS)):
        assert ", ".join(f"`{name}` {kind}" for name, kind in table.dtypes) == spark_schema(columns)
    assert articles.count() == findings.count() == 0


def test_ids_keep_their_type_and_large_ones_beside_null_their_digits(spark: Any) -> None:
    from mtcheck.frames import spark as on_spark

    large = 2**62 + 1
    rows = spark.createDataFrame([(large, CLEAN), (None, CLEAN)], "`the id` bigint, text string")
    articles, _ = on_spark.check(rows, ALONE, id="the id", persist=False)
    assert dict(articles.dtypes)["id"] == "bigint"
    assert {row["id"] for row in articles.collect()} == {large, None}
    with pytest.raises(ColumnError, match="did you mean “text”"):
        on_spark.check(rows, ALONE, id="the id", text="txt")


def test_each_article_is_checked_once_and_its_rows_are_those_of_the_bare_function(
    given: Any, tmp_path: Path
) -> None:
    from mtcheck.frames import spark as on_spark

    log = tmp_path / "log"
    counted = given.coalesce(1).mapInPandas(_logging(str(log)), given.schema)
    tables = on_spark.check(counted, ALONE)
    assert tables[0].count() == 120
    for table, wanted in zip(tables, expected(), strict=True):
        pd.testing.assert_frame_equal(as_pandas(table, wanted), wanted)
    assert len(log.read_text().split()) == 120


def test_a_worker_that_is_killed_loses_nothing_and_doubles_nothing_in_other_partitions(
    given: Any, tmp_path: Path
) -> None:
    from mtcheck.frames import spark as on_spark

    mark = tmp_path / "killed"
    deadly = given.mapInPandas(_killing(str(mark)), given.schema)
    for table, wanted in zip(on_spark.check(deadly, ALONE), expected(), strict=True):
        pd.testing.assert_frame_equal(as_pandas(table, wanted), wanted)
    assert mark.exists()


def test_vocabulary_and_baseline_are_read_where_the_job_is_submitted(given: Any, tmp_path: Path) -> None:
    from mtcheck.frames import spark as on_spark

    words = tmp_path / "words.txt"
    words.write_text("Kyivv\n")
    chosen = replace(ALONE, vocabulary=(str(words),))
    lazily = on_spark.check(given, chosen, persist=False)
    words.unlink()
    assert "vocabulary-" in lazily[1].first()["signature"]


def test_with_the_model(spark: Any) -> None:
    from mtcheck.frames import spark as on_spark

    chosen = Settings(no_engine=("harper", "languagetool"))
    expected, _ = check_frame(pd.DataFrame({"id": ["a"], "text": [DAMAGED]}), chosen)
    articles, _ = on_spark.check(
        spark.createDataFrame([("a", DAMAGED)], "id string, text string"), chosen, persist=False
    )
    assert articles.first()["estimate"] == pytest.approx(expected["estimate"][0], abs=1e-3)


def _logging(path: str) -> Any:
    def log(batches: Any) -> Any:
        for batch in batches:
            with open(path, "a") as file:  # noqa: PTH123
                file.write("x\n" * len(batch))
            yield batch

    return log


def _killing(path: str) -> Any:
    """What kills its own process, once, when a part of its partition is through."""

    def kill(batches: Any) -> Any:
        import os
        import signal

        for number, batch in enumerate(batches):
            if number == 1:
                try:
                    os.close(os.open(path, os.O_CREAT | os.O_EXCL))
                except FileExistsError:
                    pass
                else:
                    os.kill(os.getpid(), signal.SIGKILL)
            yield batch

    return kill
