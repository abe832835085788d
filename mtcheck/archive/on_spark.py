"""Partitions on Apache Spark: one task each, over `mapInPandas`. The workers have to see the folder of the
results.
"""

from __future__ import annotations

import os
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from mtcheck.archive.local import EngineFailedError, Tell
from mtcheck.archive.work import PartitionTask, run
from mtcheck.frames.extras import needs
from mtcheck.frames.plan import Plan

_TICK = 1.0
#: Its own talk would stand between ours.
_QUIET = {"spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
#: How often a task may fail until the job does, in local mode, where Spark itself allows none.
_ATTEMPTS = 4


def run_on_spark(
    tasks: Sequence[PartitionTask], plan: Plan, conf: Mapping[str, str], jobs: int | None, tell: Tell
) -> None:
    """All of it on Spark. conf: Spark's own settings; without a master, local processes, `jobs` of them."""
    spark = _session(conf, jobs)
    try:
        _run(spark, tasks, plan, tell)
    finally:
        _stop(spark)


def _stop(spark: Any) -> None:
    spark.stop()


def _session(conf: Mapping[str, str], jobs: int | None) -> Any:
    needs("pyspark", "spark")
    # Of everything in its interface to pandas we use the one thing that is tested here with that version.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    from pyspark import SparkConf
    from pyspark.errors import PySparkRuntimeError
    from pyspark.sql import SparkSession

    os.environ.setdefault(
        "PYSPARK_PYTHON", sys.executable
    )  # else it takes whatever python3 is first on the path
    try:
        known = SparkConf().setAll(list(conf.items()))  # with what spark-submit and the environment say
        quiet = {name: value for name, value in _QUIET.items() if not known.contains(name)}
        builder = SparkSession.builder.appName("mtcheck archive").config(map={**quiet, **conf})
        if not known.contains("spark.master") and not known.contains("spark.remote"):
            builder = builder.master(f"local[{jobs or '*'},{_ATTEMPTS}]").config("spark.ui.enabled", "false")
        return builder.getOrCreate()
    except PySparkRuntimeError as error:  # JAVA_GATEWAY_EXITED
        step = "install Java 17 (Debian: apt-get install openjdk-17-jre-headless) and set JAVA_HOME, or use --engine local"
        raise EngineFailedError(f"Spark did not start ({_first_line(error)}); {step}.") from None


def _run(spark: Any, tasks: Sequence[PartitionTask], plan: Plan, tell: Tell) -> None:
    if not tasks:
        return
    rows = spark.range(0, len(tasks), 1, len(tasks)).mapInPandas(_worker(tasks, plan), "id bigint")
    failed: list[Exception] = []

    def collect() -> None:
        try:
            rows.collect()
        except Exception as error:
            failed.append(error)

    thread = threading.Thread(target=collect, name="spark-job", daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_TICK)
            tell(sum(task.articles for task in tasks if not task.staged.exists()))
    except BaseException:
        spark.sparkContext.cancelAllJobs()
        raise
    if failed:
        step = "see Spark's log and go on with --resume; --engine local gives up an article that ends its process"
        raise EngineFailedError(f"the Spark job failed ({_first_line(failed[0])}); {step}.")


def _worker(
    tasks: Sequence[PartitionTask], plan: Plan
) -> Callable[[Iterable[pd.DataFrame]], Iterator[pd.DataFrame]]:
    def work(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for batch in batches:
            for index in batch["id"]:
                task = tasks[index]
                if task.staged.exists():  # else another attempt at this task was through with it
                    run(task, plan)
            yield batch

    return work


def _first_line(error: Exception) -> str:
    lines = [line for line in str(error).strip().splitlines() if line.strip()]
    return lines[0][:300] if lines else type(error).__name__
