"""The JSON schema of `mtcheck.toml`, for editors: `python -m mtcheck.settings.schema` writes it anew.

It comes from the declarations of the keys. What no schema can say (whether a rule exists, whether a regular
expression is one) is left to mtcheck.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from mtcheck.rules.house.declaration import HouseRule
from mtcheck.settings.declaration import Setting
from mtcheck.settings.loader import EXTENDS
from mtcheck.settings.model import declarations
from mtcheck.settings.overrides import FILES
from mtcheck.settings.suppression import Suppression
from mtcheck.toml_values import STRING, Key, key_name, keys_of

FILE = Path(__file__).with_name("mtcheck.schema.json")


def schema() -> dict[str, Any]:
    """The schema."""
    settings = {name: setting for name, setting in declarations().items() if setting.in_file}
    per_article = {name: setting for name, setting in settings.items() if setting.per_article}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Settings of mtcheck",
        "description": "The file mtcheck.toml, and the table [tool.mtcheck] of pyproject.toml.",
        **_table({"extends": EXTENDS, **settings}),
        "definitions": {
            "rule": {
                "description": settings["rule"].help,
                **_dataclass(HouseRule),
                "oneOf": [{"required": ["phrase"]}, {"required": ["pattern"]}],
            },
            "override": {
                "description": settings["override"].help,
                **_table({"files": FILES, **per_article}),
                "required": ["files"],
                "minProperties": 2,
            },
            "suppress": {
                "description": settings["suppress"].help,
                **_dataclass(Suppression),
            },
        },
    }


def as_json() -> str:
    """The schema as the file has it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _dataclass(table: type[HouseRule] | type[Suppression]) -> dict[str, Any]:
    keys = keys_of(table)
    needed = [field.name for field in fields(table) if field.default is MISSING]
    return {**_table(keys), "required": [key_name(field, keys[field]) for field in needed]}


def _table(keys: Mapping[str, Key]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {key_name(field, key): _value(key) for field, key in keys.items()},
    }


def _value(key: Key) -> dict[str, Any]:
    value: dict[str, Any] = {"description": _description(key), **key.type.schema}
    if isinstance(key, Setting) and key.default not in (None, ()):
        value["default"] = key.default
    strings = value if key.type is STRING else dict(value.get("items", {}))
    if key.choices:
        strings["enum"] = list(key.choices)
    if key.pattern is not None:
        strings["pattern"] = f"^(?:{key.pattern})$"
    if "items" in value:
        value["items"] = strings
    if key.limits is not None:
        value["minimum"], value["maximum"] = key.limits
    return value


def _description(key: Key) -> str:
    if not isinstance(key, Setting):
        return key.help
    is_told = key.default not in (None, ())  # under “default”
    default = f"Default: {key.default_note}." if key.default_note and not is_told else ""
    return " ".join(filter(None, (key.help, key.detail, default)))


if __name__ == "__main__":
    FILE.write_text(as_json(), "utf-8")
