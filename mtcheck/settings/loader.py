"""Settings from files: found, read, and combined with the files they extend and the options given.

They stand in the nearest `mtcheck.toml`, or `pyproject.toml` with a `[tool.mtcheck]` table, in the current
folder or above. The nearer value wins. From far to near: the files that a file `extends`, in the order
named; the file; its overrides for some articles; the options of the command line.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from mtcheck.readers.side_files import is_there, read_side_file
from mtcheck.settings.model import NO_BASELINE, Settings, SettingsError, combine, declarations, values_of
from mtcheck.toml_values import STRING_OR_STRINGS, Key, convert

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE_NAME = "mtcheck.toml"
#: How many settings files may extend one another in a row.
_LONGEST_CHAIN = 30
#: The key of a settings file that is no setting.
EXTENDS = Key(STRING_OR_STRINGS, "Settings files to build upon, relative to the folder of this one.")


def find(folder: Path) -> Path | None:
    """The settings file that holds for `folder`: the nearest one upward."""
    for ancestor in (folder, *folder.parents):
        own, shared = ancestor / FILE_NAME, ancestor / "pyproject.toml"
        if is_there(own):  # whatever it is: what cannot be read must not pass for what is not there
            return own
        if shared.is_file() and "mtcheck" in _table(_parse(shared).get("tool", {}), shared, "tool"):
            return shared
    return None


def load(path: Path) -> Settings:
    """The settings in a file and in those that it extends.

    Raises SettingsError for an unreadable file, an unknown key or a value of the wrong kind.
    """
    return Settings(**_extended(path, (), {}), root=str(path.absolute().parent))


def extended_files(path: Path) -> list[Path]:
    """A settings file that `load` has read, and the files that it extends, each once."""
    files: dict[Path, Path] = {}
    pending = [path]
    while pending:
        file = pending.pop()
        if files.setdefault(file.resolve(), file) is file:
            names = _own_values(file).get("extends", ())
            pending.extend(file.parent / Path(name).expanduser() for name in names)
    return list(files.values())


def merge(settings: Settings, options: Mapping[str, Any]) -> Settings:
    """`settings` with the options that were given, by field name. They win over overrides, too.

    None and () mean that an option was not given.
    """
    given = {name: value for name, value in options.items() if value is not None and value != ()}
    replaced = {name for name in given if not declarations()[name].accumulates}
    values = values_of(settings)
    values["override"] = tuple(override.without(replaced) for override in settings.override)
    return Settings(**combine(values, given))


def _extended(path: Path, extending: tuple[Path, ...], known: dict[Path, dict[str, Any]]) -> dict[str, Any]:
    """The values of a settings file and of those it extends.

    extending: the files that led to it. known: the values of the files read so far; several may extend the
    same. Raises SettingsError, which names the file with the mistake and those that extend it.
    """
    file = path.resolve()
    if file in known:
        return known[file]
    if len(extending) == _LONGEST_CHAIN:
        raise SettingsError(f"{path}: it ends a chain of {_LONGEST_CHAIN} files; extend fewer.")
    own = _own_values(path)
    chain = (*extending, file)
    farther: dict[str, Any] = {}
    for name in own.pop("extends", ()):
        target = path.parent / Path(name).expanduser()
        if target.resolve() in chain:
            raise SettingsError(
                f"{path}: extends “{name}”, which extends this file again: drop one of the two."
            )
        try:
            farther = combine(farther, _extended(target, chain, known))
        except SettingsError as error:
            raise SettingsError(f"{path}: extends “{name}”: {error}") from None
    values = combine(farther, own)
    try:
        Settings(**values)
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from None
    known[file] = values
    return values


def _own_values(path: Path) -> dict[str, Any]:
    """The values of one settings file, by field name, and `extends`. Raises SettingsError."""
    table = _parse(path)
    if path.name == "pyproject.toml":
        tools = _table(table.get("tool", {}), path, "tool")
        if "mtcheck" not in tools:
            raise SettingsError(f"{path}: it has no [tool.mtcheck] table; add one, or name another file.")
        table = _table(tools["mtcheck"], path, "tool.mtcheck")
    keys = {name: declaration for name, declaration in declarations().items() if declaration.in_file}
    try:
        values = convert(table, {**keys, "extends": EXTENDS}, str(path))
    except SettingsError as error:
        message = str(error)
        raise SettingsError(message if message.startswith(str(path)) else f"{path}: {message}") from None
    return _located(values, path)


def _located(values: dict[str, Any], path: Path) -> dict[str, Any]:
    """The values with absolute paths, and rules that name the file they stand in."""
    folder = path.absolute().parent
    for key, value in values.items():
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, str) and "\0" in item:
                raise SettingsError(
                    f"{path}: “{key}” has the character U+0000, which no path and no word has."
                )
    for name, declaration in declarations().items():
        value = values.get(name)
        if declaration.holds_paths and isinstance(value, tuple):
            values[name] = tuple(str(folder / item) for item in value)
        elif declaration.holds_paths and value not in (None, NO_BASELINE):
            values[name] = str(folder / value)
    if "rule" in values:
        values["rule"] = tuple(replace(rule, source=str(path)) for rule in values["rule"])
    return values


def _parse(path: Path) -> dict[str, Any]:
    try:
        table: dict[str, Any] = tomllib.loads(read_side_file(path).decode("utf-8-sig").replace("\r\n", "\n"))
        return table
    except FileNotFoundError:
        raise SettingsError(f"{path}: there is no such settings file; check the path.") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8; save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from None
    except RecursionError:
        raise SettingsError(f"{path}: its arrays or tables are nested too deep; flatten them.") from None


def _table(value: Any, path: Path, key: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SettingsError(f"{path}: “{key}” must be a table.")
    return cast("dict[str, Any]", value)
