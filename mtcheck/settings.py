"""Settings: one frozen value, found, merged and validated once.

They come from the nearest `mtcheck.toml`, or `pyproject.toml` with a `[tool.mtcheck]` table, in the current folder or above;
options of the command line win over them.
"""

from __future__ import annotations

import difflib
import hashlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, cast

from mtcheck.finding import Severity
from mtcheck.selection import Selection, UnknownRuleError, check_selectors

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE_NAME = "mtcheck.toml"
ENGINES = ("harper", "languagetool")
SENSITIVITIES = ("low", "default", "high")
FAIL_ON = ("minor", "major", "critical", "never")


class SettingsError(ValueError):
    """Settings that cannot be used. The message names the file or option, the key, the cause and what would do."""


@dataclass(frozen=True)
class Settings:
    """How to check. Every field is a key of the settings file, written with hyphens.

    select, extend_select, ignore: rule ids or prefixes (see `Selection`).
    fail_on: the least severity that fails the gate; `never`: findings and the default threshold fail nothing.
    min_score: an article whose score (0-100) is below it fails; None: the default threshold, see `score.THRESHOLD`.
    require_engine: engines whose absence is an error. no_engine: engines that are left out.
    languagetool_url: a running LanguageTool server. model: whether the garble model runs.
    sensitivity: how many alarms the garble model may raise: `low`, `default` or `high`.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "critical"
    min_score: float | None = None
    require_engine: tuple[str, ...] = ()
    no_engine: tuple[str, ...] = ()
    languagetool_url: str | None = None
    model: bool = True
    sensitivity: str = "default"

    def __post_init__(self) -> None:
        validate(self)

    @property
    def selection(self) -> Selection:
        return Selection(self.select, self.extend_select, self.ignore)

    @property
    def fail_severity(self) -> Severity | None:
        return None if self.fail_on == "never" else Severity(self.fail_on)

    def fingerprint(self) -> str:
        """Eight hex digits over everything here that changes findings or scores; how they are gated does not."""
        what = [self.select, self.extend_select, self.ignore, self.no_engine, self.model, self.sensitivity]
        return hashlib.sha256(repr(what).encode()).hexdigest()[:8]


def validate(settings: Settings) -> None:
    """Raise SettingsError for a value that is not allowed."""
    try:
        check_selectors((*settings.select, *settings.extend_select, *settings.ignore))
    except UnknownRuleError as error:
        raise SettingsError(str(error)) from None
    _one_of("fail-on", settings.fail_on, FAIL_ON)
    _one_of("sensitivity", settings.sensitivity, SENSITIVITIES)
    for key in ("require_engine", "no_engine"):
        for name in getattr(settings, key):
            _one_of(key.replace("_", "-"), name, ENGINES)
    both = set(settings.require_engine) & set(settings.no_engine)
    if both:
        raise SettingsError(f"{', '.join(sorted(both))}: required and left out at once; drop one of the two.")
    if settings.min_score is not None and not 0 <= settings.min_score <= 100:
        raise SettingsError(f"min-score: {settings.min_score:g} is not between 0 and 100.")
    url = settings.languagetool_url
    if url is not None and not url.startswith(("http://", "https://")):
        raise SettingsError(f"languagetool-url: “{url}” is no address; write it as http://host:8081.")


def find(folder: Path) -> Path | None:
    """The settings file that holds for `folder`: the nearest one upward."""
    for here in (folder, *folder.parents):
        own, shared = here / FILE_NAME, here / "pyproject.toml"
        if own.is_file():
            return own
        if shared.is_file() and "mtcheck" in _table(_parse(shared).get("tool", {}), shared, "tool"):
            return shared
    return None


def load(path: Path) -> Settings:
    """The settings in a file. Raises SettingsError for an unreadable file, an unknown key or a value of the wrong kind."""
    table = _parse(path)
    if path.name == "pyproject.toml":
        table = _table(_table(table.get("tool", {}), path, "tool").get("mtcheck", {}), path, "tool.mtcheck")
    try:
        return replace(Settings(), **_values(table, path))
    except SettingsError as error:
        message = str(error)
        raise SettingsError(message if message.startswith(str(path)) else f"{path}: {message}") from None


def merge(settings: Settings, options: Mapping[str, Any]) -> Settings:
    """`settings` with the options that were given; None and () mean not given."""
    return replace(settings, **{key: value for key, value in options.items() if value is not None and value != ()})


def _parse(path: Path) -> dict[str, Any]:
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text("utf-8-sig"))
        return table
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from None


def _table(value: Any, path: Path, key: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SettingsError(f"{path}: “{key}” must be a table.")
    return cast("dict[str, Any]", value)


def _values(table: Mapping[str, Any], path: Path) -> dict[str, Any]:
    kinds = _kinds()
    values: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in kinds or "_" in key:
            near = difflib.get_close_matches(key, [kind.replace("_", "-") for kind in kinds], n=1, cutoff=0.5)
            hint = f"did you mean “{near[0]}”?" if near else f"known keys: {', '.join(k.replace('_', '-') for k in kinds)}."
            raise SettingsError(f"{path}: unknown key “{key}”: {hint}")
        convert, wanted = kinds[name]
        try:
            values[name] = convert(value)
        except TypeError:
            raise SettingsError(f"{path}: “{key}” must be {wanted}, not {value!r}.") from None
    return values


def _kinds() -> dict[str, tuple[Callable[[Any], Any], str]]:
    by_type: dict[str, tuple[Callable[[Any], Any], str]] = {
        "tuple[str, ...]": (_strings, "a list of strings"),
        "str": (_string, "a string"),
        "str | None": (_string, "a string"),
        "bool": (_bool, "true or false"),
        "float | None": (_number, "a number"),
    }
    return {field.name: by_type[str(field.type)] for field in fields(Settings)}


def _strings(value: Any) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError
    return tuple(value)


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return float(value)


def _one_of(key: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        near = difflib.get_close_matches(value, allowed, n=1)
        hint = f"did you mean “{near[0]}”?" if near else f"it is one of {', '.join(allowed)}."
        raise SettingsError(f"{key}: “{value}” is not known: {hint}")
