"""The rows that the benchmarks read, made up and few."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_shared import make_tiny_shared


@pytest.fixture(scope="session")
def tiny_shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_shared(tmp_path_factory.mktemp("shared"))
