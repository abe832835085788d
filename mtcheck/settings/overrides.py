"""Overrides: settings that hold for some of the articles only, `[[override]] files = ["opinion/**"]`.

Patterns are those of `.gitignore`, matched against the article's path relative to the folder of the settings
file (not that of a file it extends). Of several that match, the later ones come on top.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mtcheck.settings.article_names import relative
from mtcheck.settings.extends import stacked
from mtcheck.settings.model import Settings, SettingsError, kinds
from mtcheck.toml_values import STRINGS, converted

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: What can differ from article to article. Engines, for one, are started once a run.
FIELDS = (
    "select",
    "extend_select",
    "ignore",
    "extend_ignore",
    "fail_on",
    "min_score",
    "min_bleu",
    "min_chrf",
    "model",
    "sensitivity",
    "source_language",
)


@dataclass(frozen=True)
class Override:
    """Settings for the articles that match `files`. values: (name of a field of Settings, its value), none
    twice.
    """

    files: tuple[str, ...]
    values: tuple[tuple[str, Any], ...]

    def without(self, given: Mapping[str, Any]) -> Override:
        """This one, less what nearer settings replace."""
        kept = tuple(
            (name, value) for name, value in self.values if name not in given or name.startswith("extend_")
        )
        return Override(self.files, kept)

    def check(self, settings: Settings) -> None:
        """Raise SettingsError for patterns that are none, and for values that are not allowed on top of
        `settings`.
        """
        try:
            _spec(self.files)
            applied(settings, [self])
        except ValueError as error:
            raise SettingsError(f"[[override]] of {', '.join(self.files)}: {error}") from None


def overrides(tables: Iterable[Mapping[str, Any]]) -> tuple[Override, ...]:
    """The overrides of a settings file. Raises SettingsError."""
    return tuple(_override(table, f"[[override]] number {number}") for number, table in enumerate(tables, 1))


def _override(table: Mapping[str, Any], where: str) -> Override:
    known = kinds()
    for key in table:
        if key.replace("-", "_") in known.keys() - FIELDS:
            can = ", ".join(name.replace("_", "-") for name in FIELDS)
            raise SettingsError(
                f"{where}: “{key}” holds for a whole run, not for some of its files; what can differ: {can}."
            )
    values = converted(table, {"files": STRINGS, **{name: known[name] for name in FIELDS}}, where)
    files = values.pop("files", ())
    if not files:
        raise SettingsError(f'{where}: it does not say which files it is for; add files = ["folder/**"].')
    if up := [pattern for pattern in files if ".." in pattern.split("/")]:
        raise SettingsError(
            f"{where}: “{up[0]}” leads out of the folder of the settings; put the override into a file above."
        )
    if not values:
        raise SettingsError(
            f'{where}: it changes nothing for {", ".join(files)}; add a setting, such as ignore = ["MT5"].'
        )
    return Override(files, tuple(values.items()))


def applied(settings: Settings, chosen: Iterable[Override]) -> Settings:
    """`settings` with the overrides on top, in order, and none left to apply."""
    values = {field.name: getattr(settings, field.name) for field in fields(Settings)}
    values["override"] = ()
    for override in chosen:
        values = stacked(values, dict(override.values))
    return Settings(**values)


def matching(candidates: Sequence[Override], name: str, root: str | None) -> list[Override]:
    """Those whose patterns the article of that name matches. What lies outside of the root matches none."""
    path = relative(name, root)
    if path.startswith("../"):
        return []
    return [override for override in candidates if _spec(override.files).match_file(path)]


@lru_cache(maxsize=256)
def _spec(files: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(files)
