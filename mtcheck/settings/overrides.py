"""Overrides: settings that hold for some of the articles only, `[[override]] files = ["opinion/**"]`.

Patterns are those of `.gitignore`, matched against the article's path from the folder of the settings file
(not that of a file it extends). Of several overrides that match, the later ones win.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mtcheck.settings.article_names import compiled, matches
from mtcheck.settings.declaration import Setting
from mtcheck.toml_values import STRINGS, Key, SettingsError, convert, key_name

FILES = Key(
    replace(STRINGS, schema={**STRINGS.schema, "minItems": 1}),
    "Which articles: patterns as in .gitignore.",
)


@dataclass(frozen=True)
class Override:
    """Settings for the articles that match `files`."""

    files: tuple[str, ...]
    """Patterns as in `.gitignore`."""
    values: tuple[tuple[str, Any], ...]
    """Pairs of a field of Settings and its value, no field twice."""

    def without(self, names: Collection[str]) -> Override:
        """The override without its values for the named fields."""
        return Override(self.files, tuple(pair for pair in self.values if pair[0] not in names))

    def applies_to(self, path: str) -> bool:
        """Whether it holds for the article at `path`; never outside the folder of the settings file."""
        return not path.startswith("../") and matches(path, self.files)

    def check_patterns(self) -> None:
        """Raise ValueError for an invalid pattern."""
        compiled(self.files)


def overrides(
    tables: Iterable[Mapping[str, Any]], declarations: Mapping[str, Setting]
) -> tuple[Override, ...]:
    """The overrides of a settings file; `declarations`: the settings by field name. Raises SettingsError."""
    return tuple(
        _override(table, declarations, f"[[override]] number {number}")
        for number, table in enumerate(tables, 1)
    )


def _override(table: Mapping[str, Any], declarations: Mapping[str, Setting], where: str) -> Override:
    allowed = {field: setting for field, setting in declarations.items() if setting.per_article}
    names = [key_name(field, setting) for field, setting in allowed.items()]
    others = {key_name(field, setting) for field, setting in declarations.items() if field not in allowed}
    for key in table:
        if key.replace("_", "-") in others:
            raise SettingsError(
                f"{where}: “{key}” holds for a whole run, not for some of its files; "
                f"what can differ: {', '.join(names)}."
            )
    values = convert(table, {"files": FILES, **allowed}, where)
    files = values.pop("files", ())
    if not files:
        raise SettingsError(f'{where}: it does not say which files it is for; add files = ["folder/**"].')
    for pattern in files:
        if ".." in pattern.split("/"):
            raise SettingsError(
                f"{where}: “{pattern}” leads out of the folder of the settings; "
                "put the override into a file above."
            )
    if not values:
        raise SettingsError(
            f'{where}: it changes nothing for {", ".join(files)}; add a setting, such as ignore = ["MT5"].'
        )
    return Override(files, tuple(values.items()))
