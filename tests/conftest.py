"""Every test has a cache of its own: none sees what another one, or the user, has checked. And none fails
for being slow.
"""

from __future__ import annotations

from pathlib import Path

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
