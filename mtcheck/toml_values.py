"""From a TOML table to typed values: one place that says what a wrong key or value is, and what would do."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast


class SettingsError(ValueError):
    """Settings that cannot be used. The message names the file or option, the key, the cause and what
    would do.
    """


#: What a key may hold: a function that converts it (TypeError: it is something else), and what to call that
#: in a message.
Kind = tuple[Callable[[Any], Any], str]


def converted(table: Mapping[str, Any], kinds: Mapping[str, Kind], where: str) -> dict[str, Any]:
    """The values of a table, by the names of their fields (underscores for hyphens). where: the file, or the
    table in it.

    Raises SettingsError for a key that is not in `kinds` and a value of the wrong kind.
    """
    values: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in kinds or "_" in key:
            known = [kind.replace("_", "-") for kind in kinds]
            raise SettingsError(
                f"{where}: unknown key “{key}”: {nearest(key, known, 'known keys: ', cutoff=0.5)}"
            )
        convert, wanted = kinds[name]
        try:
            values[name] = convert(value)
        except TypeError:
            raise SettingsError(f"{where}: “{key}” must be {wanted}, not {value!r}.") from None
    return values


def one_of(key: str, value: str, allowed: Iterable[str]) -> None:
    """Raise SettingsError for a value that is not among those allowed."""
    allowed = tuple(allowed)
    if value not in allowed:
        raise SettingsError(f"{key}: “{value}” is not known: {nearest(value, allowed, 'it is one of ')}")


def nearest(given: str, known: Iterable[str], otherwise: str, cutoff: float = 0.6) -> str:
    """“did you mean “x”?”, or all that is known after the words `otherwise`."""
    known = list(known)
    near = difflib.get_close_matches(given, known, n=1, cutoff=cutoff)
    return f"did you mean “{near[0]}”?" if near else f"{otherwise}{', '.join(known)}."


def strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError
    return tuple(value)


def string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return float(value)


def tables(value: Any) -> list[dict[str, Any]]:
    """What `[[key]]` gives."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise TypeError
    return cast("list[dict[str, Any]]", value)


def string_or_strings(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else strings(value)


STRINGS: Kind = (strings, "a list of strings")
STRING: Kind = (string, "a string")
BOOL: Kind = (boolean, "true or false")
NUMBER: Kind = (number, "a number")
STRING_OR_STRINGS: Kind = (string_or_strings, "a string or a list of strings")
