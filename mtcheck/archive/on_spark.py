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
from pyspark import SparkConf
from pyspark.errors import PySparkRuntimeError
from pyspark.sql import SparkSession

from mtcheck.archive.errors import EngineFailedError
from mtcheck.archive.work import PartitionTask, check_partition
from mtcheck.frames.plan import Plan
from mtcheck.runner.pool import Tell

#: Seconds between two looks at the progress.
_INTERVAL = 1.0
#: Settings that keep Spark's messages from mixing with ours.
_QUIET = {"spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
#: How often a task may fail before the job does, in local mode, where Spark by itself allows no failure.
_ATTEMPTS = 4


def run_on_spark(
    tasks: Sequence[PartitionTask], plan: Plan, conf: Mapping[str, str], jobs: int | None, tell: Tell
) -> None:
    """Check all partitions on Spark.

    conf: Spark's own settings; without a master there, `jobs` processes on this machine, one a processor for
    None. tell: is called with the number of articles that are done.
    """
    spark = _start_session(conf, jobs)
    try:
        _run(spark, tasks, plan, tell)
    finally:
        _stop(spark)


def _start_session(conf: Mapping[str, str], jobs: int | None) -> Any:
    # What we use of its interface to pandas is tested with that version.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    # Otherwise Spark takes the first python3 on the path.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        known = SparkConf().setAll(list(conf.items()))  # includes spark-submit's and the environment's
        quiet = {name: value for name, value in _QUIET.items() if not known.contains(name)}
        builder = SparkSession.builder.appName("mtcheck archive").config(map={**quiet, **conf})
        if not known.contains("spark.master") and not known.contains("spark.remote"):
            builder = builder.master(f"local[{jobs or '*'},{_ATTEMPTS}]").config("spark.ui.enabled", "false")
        return builder.getOrCreate()
    except PySparkRuntimeError as error:  # JAVA_GATEWAY_EXITED
        step = (
            "install Java 17 (Debian: apt-get install openjdk-17-jre-headless) and set JAVA_HOME, "
            "or use --engine local"
        )
        raise EngineFailedError(f"Spark did not start ({_first_line(error)}); {step}.") from None


def _stop(spark: Any) -> None:
    spark.stop()


def _run(spark: Any, tasks: Sequence[PartitionTask], plan: Plan, tell: Tell) -> None:
    if not tasks:
        return
    rows = spark.range(0, len(tasks), 1, len(tasks)).mapInPandas(_worker(tasks, plan), "id bigint")
    errors: list[Exception] = []

    def collect() -> None:
        try:
            rows.collect()
        except Exception as error:
            errors.append(error)

    thread = threading.Thread(target=collect, name="spark-job", daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_INTERVAL)
            tell(sum(task.articles for task in tasks if not task.staged.exists()))
    except BaseException:
        spark.sparkContext.cancelAllJobs()
        raise
    if errors:
        step = (
            "see Spark's log and go on with --resume; "
            "--engine local gives up an article that ends its process"
        )
        raise EngineFailedError(f"the Spark job failed ({_first_line(errors[0])}); {step}.")


def _worker(
    tasks: Sequence[PartitionTask], plan: Plan
) -> Callable[[Iterable[pd.DataFrame]], Iterator[pd.DataFrame]]:
    """What a Python worker does with its batches of indices into the tasks."""

    def work(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for batch in batches:
            for index in batch["id"]:
                task = tasks[index]
                if task.staged.exists():  # else another attempt at this task has finished it
                    check_partition(task, plan)
            yield batch

    return work


def _first_line(error: Exception) -> str:
    lines = [line for line in str(error).strip().splitlines() if line.strip()]
    return lines[0][:300] if lines else type(error).__name__
