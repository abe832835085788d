"""docs/architecture.md says of the layers what the import contract enforces."""

from __future__ import annotations

import re
import sys

from documents import ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")


def test_the_layers_are_those_of_the_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    enforced = [{room.strip().removeprefix("mtcheck.") for room in layer.split("|")} for layer in layers]
    shown = [
        set(re.findall(r"`(\w+)`", rooms))
        for rooms in re.findall(r"^\| \d+ \| ([^|]+) \|", PAGE, re.MULTILINE)
    ]
    assert shown == enforced


def test_every_room_is_on_the_page() -> None:
    rooms = {path.stem for path in (ROOT / "mtcheck").iterdir() if path.suffix == ".py" or path.is_dir()}
    for room in rooms - {"__init__", "__main__", "__pycache__", "py"}:
        assert f"`{room}`" in PAGE, room


def test_every_module_it_names_is_there() -> None:
    for path in re.findall(r"`(\w+(?:/\w+)*(?:\.py|/))`", PAGE):
        assert (ROOT / "mtcheck" / path).exists() or (ROOT / path).exists(), path
