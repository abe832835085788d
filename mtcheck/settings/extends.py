"""`extends`: a settings file builds upon others, say the house's, in the order they are named.

What the extending file says replaces what the extended ones say; `extend-…` keys and the lists of
ACCUMULATING add up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mtcheck.settings.model import Settings, SettingsError, own_values

#: Fields whose values add up where others replace: each entry stands for itself.
ACCUMULATING = frozenset({"rule", "override", "suppress", "vocabulary", "glossary", "do_not_translate"})


def stacked(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The values of `base` with those of `own`, which is nearer, on top. What is there already is not
    added again.
    """
    values = dict(base)
    for name, value in own.items():
        adds = name in ACCUMULATING or name.startswith("extend_")
        there = values.get(name, ())
        values[name] = (*there, *(one for one in value if one not in there)) if adds else value
    return values


def collected(path: Path, through: tuple[Path, ...] = ()) -> dict[str, Any]:
    """What a settings file says, with what it extends, by the names of the fields. through: the files that
    led here.

    Raises SettingsError, which names the file with the mistake and those that extend it.
    """
    own = own_values(path)
    way = (*through, path.resolve())
    base: dict[str, Any] = {}
    for name in own.pop("extends", ()):
        target = path.parent / Path(name).expanduser()
        if target.resolve() in way:
            raise SettingsError(
                f"{path}: extends “{name}”, which extends this file again: drop one of the two."
            )
        try:
            base = stacked(base, collected(target, way))
        except SettingsError as error:
            raise SettingsError(f"{path}: extends “{name}”: {error}") from None
    if "rule" in own:
        own["rule"] = tuple(replace(rule, source=str(path)) for rule in own["rule"])
    values = stacked(base, own)
    try:
        Settings(**values)
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from None
    return values
