"""Every test has a cache of its own: none sees what another one, or the user, has checked. And none fails
for being slow.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no defect.
settings.register_profile("mtcheck", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("mtcheck")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that `--cache-dir` would name."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("MTCHECK_CACHE_DIR", str(folder))
    return folder


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """One Spark for all tests, because starting it takes longer than they do.

    It has two tasks at a time, and a task may fail four times, as on a cluster (`local[2]` allows none).
    Without Java the tests skip, or fail where MTCHECK_REQUIRE_SPARK is set.
    """
    required = bool(os.environ.get("MTCHECK_REQUIRE_SPARK"))
    if not required:
        pytest.importorskip("pyspark")
        if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
            pytest.skip("no Java, which Spark needs (Debian: apt-get install openjdk-17-jre-headless)")
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "OFF",
        "spark.driver.memory": "512m",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "10",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.sql.codegen.wholeStage": "false",
    }
    session = SparkSession.builder.master("local[2,4]").config(map=conf).getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="session")
def tiny_shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as `--shared` names it, with a few made-up rows."""
    from tiny_shared import make_tiny_shared

    return make_tiny_shared(tmp_path_factory.mktemp("shared"))
