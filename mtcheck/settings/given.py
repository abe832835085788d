"""Settings as a Python program gives them: an object, a mapping, keyword options, or some of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mtcheck.settings.model import Settings, combine, declarations, values_of
from mtcheck.toml_values import convert, key_name


def settings_from(given: Settings | Mapping[str, Any] | None, options: Mapping[str, Any]) -> Settings:
    """The settings, with the options on top of them.

    given: a mapping has the keys of the settings file; `-` and `_` are the same in them. options: by the
    names of the fields. Raises TypeError for what is no setting, SettingsError for a value that is not
    allowed.
    """
    if given is not None and not isinstance(given, (Settings, Mapping)):
        raise TypeError(f"settings must be a Settings, a mapping or None, not {type(given).__name__}")
    known = declarations()
    for name in options:
        if name not in known:
            raise TypeError(f"“{name}” is neither an argument nor a setting")
    base = Settings() if given is None or isinstance(given, Mapping) else given
    keys = given if isinstance(given, Mapping) else {}
    table = {str(name).replace("_", "-"): _as_in_a_file(value) for name, value in keys.items()}
    table |= {key_name(name, known[name]): _as_in_a_file(value) for name, value in options.items()}
    if not table:
        return base
    in_file = {name: declaration for name, declaration in known.items() if name != "root"}
    return Settings(**{**values_of(base), **combine({}, convert(table, in_file, "settings"))})


def _as_in_a_file(value: Any) -> Any:
    return list(value) if isinstance(value, (tuple, set, frozenset)) else value
