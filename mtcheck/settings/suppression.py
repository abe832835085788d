"""`[[suppress]]` entries of the settings: decisions about articles that have no place for a comment (plain
text, Word).

[[suppress]] file = "interviews/smith.txt"     # a pattern as in .gitignore, relative to the settings file
rule = "MT101"                    # an id, a prefix, or `all` text = "Volte face"               # optional:
only findings on exactly these words (case and line breaks aside) reason = "so he spells it"        # optional
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mtcheck.decisions.coverage import ALL
from mtcheck.settings.selection import check_selectors
from mtcheck.toml_values import STRING, SettingsError, converted

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_WILDCARDS = frozenset("*?[")


@dataclass(frozen=True)
class Suppression:
    """One decision. file: which articles. rule: an id, a prefix or `all`. text: the finding's whole text;
    empty for any.
    """

    file: str
    rule: str
    text: str = ""
    reason: str = ""

    def __str__(self) -> str:
        what = f"{self.rule}, “{self.text}”" if self.text else self.rule
        return f"the [[suppress]] entry of the settings for “{self.file}” ({what})"

    def check(self, house: Sequence[str] = ()) -> None:
        """Raise SettingsError for a pattern that is none and a rule that does not exist. house: the ids of
        house rules.
        """
        where = f"[[suppress]] of {self.file or 'no file'}"
        if not self.file.strip() or self.file.startswith(("!", "#")):
            raise SettingsError(
                f'{where}: file must be a pattern as in .gitignore, such as "interviews/*.txt".'
            )
        try:
            _spec(self.file)
            check_selectors([] if self.rule == ALL else [self.rule], house=house)
        except ValueError as error:
            raise SettingsError(f"{where}: {error}") from None

    def holds_for(self, path: str) -> bool:
        """Whether it is about the article at `path` (relative to the settings file, with forward slashes)."""
        return _spec(self.file).match_file(path)

    def takes(self, rule: str, text: str) -> bool:
        """Whether it is about findings of this rule on this text."""
        return (self.rule == ALL or rule.startswith(self.rule)) and (
            not self.text or normalised(self.text) == normalised(text)
        )

    def names(self, path: str) -> bool:
        """Whether it is about this one article; a pattern is also about articles to come, so that it is
        never out of date.
        """
        return self.path == path

    @property
    def path(self) -> str | None:
        """The one file that it names; None for a pattern. A mere file name stands for such files in any
        folder.
        """
        return None if _WILDCARDS & set(self.file) else self.file.lstrip("/")


def suppressions(tables: Iterable[Mapping[str, Any]]) -> tuple[Suppression, ...]:
    """The entries of a settings file. Raises SettingsError."""
    found = []
    for number, table in enumerate(tables, 1):
        where = f"[[suppress]] number {number}"
        values = converted(table, {field.name: STRING for field in fields(Suppression)}, where)
        if not {"file", "rule"} <= values.keys():
            raise SettingsError(f'{where}: it needs both file = "PATTERN" and rule = "ID".')
        found.append(Suppression(**values))
    return tuple(found)


def normalised(text: str) -> str:
    """Without case, and with every run of white space as one space."""
    return " ".join(text.casefold().split())


@lru_cache(maxsize=1024)
def _spec(pattern: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([pattern])
