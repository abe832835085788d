"""TOML tables as typed values. A key is declared once, in the metadata of the dataclass field that holds it.

From the declarations come the conversion, the messages about wrong keys and values, and the JSON schema.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, dataclass, fields
from typing import Any, ClassVar, Protocol, cast

#: Where the metadata of a dataclass field holds its Key.
METADATA = "key"


class SettingsError(ValueError):
    """Settings that cannot be used.

    The message names the file or option, the key, the cause and the remedy.
    """


@dataclass(frozen=True)
class ValueType:
    """What a key may hold."""

    convert: Callable[[Any], Any]
    """Turns the TOML value into the field's value; raises TypeError for a value of another type."""
    description: str
    """Completes the message “… must be”."""
    schema: Mapping[str, Any]
    """The same type in JSON Schema."""


@dataclass(frozen=True)
class Key:
    """The declaration of one key of a table."""

    type: ValueType
    """What it may hold."""
    help: str
    """What the command line, the JSON schema and the documentation say about it."""
    name: str | None = None
    """The key in the file, where it is not the field's name with hyphens for underscores."""
    choices: tuple[str, ...] = ()
    """The strings allowed; empty: any."""
    limits: tuple[float, float] | None = None
    """The least and the greatest number allowed."""
    pattern: str | None = None
    """A regular expression that the whole string must match, in the syntax that JSON Schema shares."""
    complaint: str = ""
    """The message for a string that `pattern` does not match; `{value}` stands for the string."""

    def check(self, where: str, value: Any) -> None:
        """Raise SettingsError for a value that is not allowed, at `where`; None always is."""
        if value is None:
            return
        for item in value if isinstance(value, tuple) else (value,):
            if self.choices:
                check_choice(where, item, self.choices)
            if self.limits is not None and not self.limits[0] <= item <= self.limits[1]:
                least, most = self.limits
                raise SettingsError(f"{where}: {item:g} is not between {least:g} and {most:g}.")
            if self.pattern is not None and not re.fullmatch(self.pattern, item, re.DOTALL):
                raise SettingsError(f"{where}: {self.complaint.format(value=item)}")


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


def key(type: ValueType, help: str, **declared: Any) -> dict[str, Key]:
    """The metadata of a field that holds the value of a key; `declared`: the other attributes of Key."""
    return {METADATA: Key(type, help, **declared)}


def keys_of(table: type[_Dataclass]) -> dict[str, Key]:
    """The keys that a dataclass declares, by field name, in the order of its fields."""
    return {field.name: field.metadata[METADATA] for field in fields(table) if METADATA in field.metadata}


def key_name(field: str, key: Key) -> str:
    """The name of a key in the file."""
    return key.name or field.replace("_", "-")


def convert(table: Mapping[str, Any], keys: Mapping[str, Key], where: str) -> dict[str, Any]:
    """The values of a table, by field name.

    Raises SettingsError for an unknown key and for a value of the wrong type; `where`, the file or the table
    in it, begins the message.
    """
    by_name = {key_name(field, key): (field, key) for field, key in keys.items()}
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name not in by_name:
            hint = nearest(name, by_name, "known keys: ", cutoff=0.5)
            raise SettingsError(f"{where}: unknown key “{name}”: {hint}")
        field, key = by_name[name]
        try:
            values[field] = key.type.convert(value)
        except TypeError:
            raise SettingsError(f"{where}: “{name}” must be {key.type.description}, not {value!r}.") from None
    return values


def check_choice(where: str, value: str, choices: Iterable[str]) -> None:
    """Raise SettingsError for a value that is not one of `choices`."""
    choices = tuple(choices)
    if value not in choices:
        raise SettingsError(f"{where}: “{value}” is not known: {nearest(value, choices, 'it is one of ')}")


def nearest(given: str, known: Iterable[str], otherwise: str, cutoff: float = 0.6) -> str:
    """“did you mean “x”?”, or, where nothing is similar, `otherwise` and the whole list."""
    known = list(known)
    matches = difflib.get_close_matches(given, known, n=1, cutoff=cutoff)
    return f"did you mean “{matches[0]}”?" if matches else f"{otherwise}{', '.join(known)}."


def tables(value: Any) -> list[dict[str, Any]]:
    """An array of tables, as `[[key]]` gives it; raises TypeError for anything else."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise TypeError
    return cast("list[dict[str, Any]]", value)


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError
    return tuple(value)


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _string_or_strings(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else _strings(value)


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return float(value)


_STRING_SCHEMA = {"type": "string"}
_STRINGS_SCHEMA = {"type": "array", "items": _STRING_SCHEMA}

STRING = ValueType(_string, "a string", _STRING_SCHEMA)
STRINGS = ValueType(_strings, "a list of strings", _STRINGS_SCHEMA)
STRING_OR_STRINGS = ValueType(
    _string_or_strings, "a string or a list of strings", {"anyOf": [_STRING_SCHEMA, _STRINGS_SCHEMA]}
)
BOOL = ValueType(_boolean, "true or false", {"type": "boolean"})
NUMBER = ValueType(_number, "a number", {"type": "number"})
