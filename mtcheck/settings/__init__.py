"""How to check: the settings, where they come from, and what holds for which article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtcheck.settings.loader import find, load, merge
    from mtcheck.settings.model import Settings, declarations
    from mtcheck.toml_values import SettingsError

__all__ = ["Settings", "SettingsError", "declarations", "find", "load", "merge"]

_HOMES = {
    "Settings": "mtcheck.settings.model",
    "SettingsError": "mtcheck.toml_values",
    "declarations": "mtcheck.settings.model",
    "find": "mtcheck.settings.loader",
    "load": "mtcheck.settings.loader",
    "merge": "mtcheck.settings.loader",
}


def __getattr__(name: str) -> object:
    # Loaded on first use: whoever needs one module of this room does not pay for the others.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module “mtcheck.settings” has no attribute “{name}”")
