"""Settings: one frozen value, found, merged and validated once.

They come from the nearest `mtcheck.toml`, or `pyproject.toml` with a `[tool.mtcheck]` table, in the current
folder or above. The nearer wins: what a file `extends`, the file, its overrides for some articles, the
options of the command line. A value replaces the farther one; a key that begins with `extend-` adds to it;
house rules, overrides and decisions add up.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mtcheck.findings.finding import Severity
from mtcheck.settings.selection import Selection, UnknownRuleError, check_selectors
from mtcheck.toml_values import (
    BOOL,
    NUMBER,
    STRING,
    STRING_OR_STRINGS,
    STRINGS,
    Kind,
    SettingsError,
    converted,
    one_of,
    tables,
)

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from mtcheck.rules.house.declaration import HouseRule
    from mtcheck.settings.overrides import Override
    from mtcheck.settings.suppression import Suppression

__all__ = ["Settings", "SettingsError", "find", "load", "merge"]

FILE_NAME = "mtcheck.toml"
ENGINES = ("harper", "languagetool")
SENSITIVITIES = ("low", "default", "high")
FAIL_ON = ("minor", "major", "critical", "never")
#: What `baseline` says to leave out the one that is there.
NO_BASELINE = "none"
#: Fields that matter only when everything is found: what counts and what fails. A kept analysis does not
#: depend on them.
DECIDING = frozenset(
    {"fail_on", "min_score", "suppress", "vocabulary", "baseline", "root", "min_bleu", "min_chrf"}
)


@dataclass(frozen=True)
class Settings:
    """How to check. Every field but `root` is a key of the settings file, written with hyphens.

    select, extend_select, ignore, extend_ignore: rule ids or prefixes (see `Selection`). fail_on: the least
    severity that fails the gate; `never`: findings and the default threshold fail nothing. min_score: an
    article whose score (0-100) is below it fails; None: the default threshold, see `score.THRESHOLD`.
    require_engine: engines whose absence is an error. no_engine: engines that are left out. languagetool_url:
    a running LanguageTool server. model: whether the garble model runs. sensitivity: how many alarms the
    garble model may raise: `low`, `default` or `high`. rule: house rules. override: settings for some
    articles (see `for_path`). suppress: findings that were decided on (see `suppress.entries`). vocabulary:
    files of words that are right as they stand. baseline: the file of findings that were there before; `none`
    leaves out the one that is there. Without the last two, the files of the usual names in `root` are taken
    where they are there (see `suppress.vocabulary`, `suppress.baseline`). source_language: what the sources
    are written in, ISO 639-1; None: each tells itself. glossary: files of terms (TBX or CSV).
    do_not_translate: terms that stay as they are. min_bleu, min_chrf: an article whose score against its
    references (0-100) is below it fails; None: they fail nothing. root: the folder that file patterns and
    paths in here are relative to: that of the settings file, as an absolute path; None where there is none.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_ignore: tuple[str, ...] = ()
    fail_on: str = "critical"
    min_score: float | None = None
    require_engine: tuple[str, ...] = ()
    no_engine: tuple[str, ...] = ()
    languagetool_url: str | None = None
    model: bool = True
    sensitivity: str = "default"
    rule: tuple[HouseRule, ...] = ()
    override: tuple[Override, ...] = ()
    suppress: tuple[Suppression, ...] = ()
    vocabulary: tuple[str, ...] = ()
    baseline: str | None = None
    source_language: str | None = None
    glossary: tuple[str, ...] = ()
    do_not_translate: tuple[str, ...] = ()
    min_bleu: float | None = None
    min_chrf: float | None = None
    root: str | None = None

    def __post_init__(self) -> None:
        validate(self)

    @property
    def selection(self) -> Selection:
        return Selection(self.select, self.extend_select, (*self.ignore, *self.extend_ignore))

    @property
    def fail_severity(self) -> Severity | None:
        return None if self.fail_on == "never" else Severity(self.fail_on)

    def for_path(self, name: str) -> Settings:
        """The settings for the article of that name (its path): the overrides that hold for it applied, in
        order.
        """
        if not self.override:
            return self
        from mtcheck.settings.overrides import applied, matching

        return applied(self, matching(self.override, name, self.root))

    def fingerprint(self) -> str:
        """Eight hex digits over everything here that changes findings or scores; how they are gated does
        not.
        """
        ignore = (*self.ignore, *self.extend_ignore)
        what: list[Any] = [
            self.select,
            self.extend_select,
            ignore,
            self.no_engine,
            self.model,
            self.sensitivity,
        ]
        if self.rule:
            what.append([rule.without_examples for rule in self.rule])
        if self.suppress:
            what.append([(one.file, one.rule, one.text) for one in self.suppress])
        return hashlib.sha256(repr(what).encode()).hexdigest()[:8]


def validate(settings: Settings) -> None:
    """Raise SettingsError for a value that is not allowed."""
    try:
        selectors = (*settings.select, *settings.extend_select, *settings.ignore, *settings.extend_ignore)
        check_selectors(selectors, house=[rule.id for rule in settings.rule])
    except UnknownRuleError as error:
        raise SettingsError(str(error)) from None
    one_of("fail-on", settings.fail_on, FAIL_ON)
    one_of("sensitivity", settings.sensitivity, SENSITIVITIES)
    for key in ("require_engine", "no_engine"):
        for name in getattr(settings, key):
            one_of(key.replace("_", "-"), name, ENGINES)
    both = set(settings.require_engine) & set(settings.no_engine)
    if both:
        raise SettingsError(f"{', '.join(sorted(both))}: required and left out at once; drop one of the two.")
    if settings.rule:
        from mtcheck.rules.house.declaration import check_ids

        check_ids(settings.rule)
    for override in settings.override:
        override.check(settings)
    for entry in settings.suppress:
        entry.check(house=[rule.id for rule in settings.rule])
    for key in ("min_score", "min_bleu", "min_chrf"):
        least = getattr(settings, key)
        if least is not None and not 0 <= least <= 100:
            raise SettingsError(f"{key.replace('_', '-')}: {least:g} is not between 0 and 100.")
    language = settings.source_language
    if language is not None and not (
        len(language) == 2 and language.isascii() and language.isalpha() and language.islower()
    ):
        raise SettingsError(
            f"source-language: “{language}” is no ISO 639-1 code; write two small letters, such as de."
        )
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
    """The settings in a file and in those that it extends.

    Raises SettingsError for an unreadable file, an unknown key or a value of the wrong kind.
    """
    from mtcheck.settings.extends import collected

    return Settings(**collected(path), root=str(path.absolute().parent))


def merge(settings: Settings, options: Mapping[str, Any]) -> Settings:
    """`settings` with the options that were given, which win over its overrides too; None and () mean not
    given.
    """
    from mtcheck.settings.extends import stacked

    given = {key: value for key, value in options.items() if value is not None and value != ()}
    values = {field.name: getattr(settings, field.name) for field in fields(Settings)}
    values["override"] = tuple(override.without(given) for override in settings.override)
    return Settings(**stacked(values, given))


def own_values(path: Path) -> dict[str, Any]:
    """What stands in one settings file, by the names of the fields, and `extends`. Raises SettingsError."""
    table = _parse(path)
    if path.name == "pyproject.toml":
        tools = _table(table.get("tool", {}), path, "tool")
        if "mtcheck" not in tools:
            raise SettingsError(f"{path}: it has no [tool.mtcheck] table; add one, or name another file.")
        table = _table(tools["mtcheck"], path, "tool.mtcheck")
    try:
        values = converted(table, {**kinds(), "extends": STRING_OR_STRINGS}, str(path))
    except SettingsError as error:
        message = str(error)
        raise SettingsError(message if message.startswith(str(path)) else f"{path}: {message}") from None
    return _anchored(values, path.absolute().parent)


def _anchored(values: dict[str, Any], folder: Path) -> dict[str, Any]:
    """With paths that hold wherever they are used: they were written for the folder of the file that they
    stand in.
    """
    for key in ("vocabulary", "glossary"):
        if key in values:
            values[key] = tuple(str(folder / name) for name in values[key])
    if values.get("baseline", NO_BASELINE) != NO_BASELINE:
        values["baseline"] = str(folder / values["baseline"])
    return values


def kinds() -> dict[str, Kind]:
    """What each key of a settings file holds, by the name of its field."""
    by_type: dict[str, Kind] = {
        "tuple[str, ...]": STRINGS,
        "str": STRING,
        "str | None": STRING,
        "bool": BOOL,
        "float | None": NUMBER,
        "tuple[HouseRule, ...]": (_house_rules, "tables, each headed [[rule]]"),
        "tuple[Override, ...]": (_overrides, "tables, each headed [[override]]"),
        "tuple[Suppression, ...]": (_suppressions, "tables, each headed [[suppress]]"),
    }
    return {field.name: by_type[str(field.type)] for field in fields(Settings) if field.name != "root"}


def _house_rules(value: Any) -> tuple[HouseRule, ...]:
    from mtcheck.rules.house.declaration import house_rules

    return house_rules(tables(value))


def _overrides(value: Any) -> tuple[Override, ...]:
    from mtcheck.settings.overrides import overrides

    return overrides(tables(value))


def _suppressions(value: Any) -> tuple[Suppression, ...]:
    from mtcheck.settings.suppression import suppressions

    return suppressions(tables(value))


def _parse(path: Path) -> dict[str, Any]:
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text("utf-8-sig"))
        return table
    except FileNotFoundError:
        raise SettingsError(f"{path}: there is no such settings file; check the path.") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8; save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from None


def _table(value: Any, path: Path, key: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SettingsError(f"{path}: “{key}” must be a table.")
    return cast("dict[str, Any]", value)
