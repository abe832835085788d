"""The wheel has the package and nothing else; the source distribution has what builds and explains it.

Building needs the network (hatchling): without MTCHECK_TEST_NETWORK only the configuration is read.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from documents import ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def test_the_configuration_packs_the_package_alone() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"] == {"packages": ["mtcheck"]}
    assert [path.name for path in (ROOT / "mtcheck").rglob("*.md")] == ["MODEL_CARD.md"]


@pytest.mark.skipif(
    not os.environ.get("MTCHECK_TEST_NETWORK"), reason="builds with hatchling from the network"
)
def test_the_wheel_has_the_package_alone(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run(command, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        rooms = {name.split("/")[0] for name in archive.namelist()}
    assert rooms == {"mtcheck", f"{wheel.name.removesuffix('-py3-none-any.whl')}.dist-info"}
