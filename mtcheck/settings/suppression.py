"""`[[suppress]]` entries of the settings: decisions about articles without comments (plain text, Word).

[[suppress]]
file = "interviews/smith.txt"
rule = "MT101"
text = "Volte face"
reason = "so he spells it"
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from mtcheck.rules.registry import ALL, check_selectors
from mtcheck.settings.article_names import compiled, matches
from mtcheck.toml_values import STRING, SettingsError, convert, key, keys_of

_WILDCARDS = frozenset("*?[")


@dataclass(frozen=True)
class Suppression:
    """One decision."""

    file: str = field(metadata=key(STRING, "Which articles: a pattern as in .gitignore."))
    rule: str = field(metadata=key(STRING, f"A rule id, a prefix of ids, or “{ALL}”."))
    text: str = field(
        default="",
        metadata=key(STRING, "Only findings on exactly these words; case and line breaks do not matter."),
    )
    reason: str = field(default="", metadata=key(STRING, "Why, for whoever reads the file."))

    def __str__(self) -> str:
        subject = f"{self.rule}, “{self.text}”" if self.text else self.rule
        return f"the [[suppress]] entry of the settings for “{self.file}” ({subject})"

    def check(self, house: Sequence[str] = ()) -> None:
        """Raise SettingsError for an invalid pattern or an unknown rule; `house`: the ids of house rules."""
        where = f"[[suppress]] of {self.file or 'no file'}"
        if not self.file.strip() or self.file.startswith(("!", "#")):
            raise SettingsError(
                f'{where}: file must be a pattern as in .gitignore, such as "interviews/*.txt".'
            )
        try:
            compiled((self.file,))
            check_selectors([] if self.rule == ALL else [self.rule], house=house)
        except ValueError as error:
            raise SettingsError(f"{where}: {error}") from None

    def holds_for(self, path: str) -> bool:
        """Whether it is about the article at `path` (from the settings file, with forward slashes)."""
        return matches(path, (self.file,))

    def names(self, path: str) -> bool:
        """Whether it names this one article. A pattern names none: it is about articles to come, too."""
        return self.path == path

    @property
    def path(self) -> str | None:
        """The one file that it names; None for a pattern. A bare file name means that name in any folder."""
        return None if _WILDCARDS & set(self.file) else self.file.lstrip("/")

    @property
    def significant(self) -> tuple[str, str, str]:
        """The part that changes findings, for the fingerprint of the settings."""
        return self.file, self.rule, self.text


class SuppressionIndex:
    """The entries that hold for an article, by rule and text; it remembers which were of use."""

    def __init__(self, entries: Iterable[Suppression]) -> None:
        self._entries: dict[tuple[str, str], list[tuple[int, Suppression]]] = defaultdict(list)
        for number, entry in enumerate(entries):
            self._entries[entry.rule, _normalised(entry.text)].append((number, entry))
        self._used: set[tuple[str, str]] = set()

    def find(self, rule: str, text: str) -> Suppression | None:
        """The first entry about findings of this rule on this text; all such entries are of use."""
        selectors = [ALL, *(rule[:end] for end in range(len(rule) + 1))]
        keys = {(selector, words) for selector in selectors for words in ("", _normalised(text))}
        known = [key for key in keys if key in self._entries]
        self._used.update(known)
        first = min((self._entries[key][0] for key in known), default=None, key=lambda item: item[0])
        return None if first is None else first[1]

    def unused(self) -> Iterator[Suppression]:
        """The entries that were of no use, in order."""
        left = (items for key, items in self._entries.items() if key not in self._used)
        for _, entry in sorted(chain.from_iterable(left), key=lambda item: item[0]):
            yield entry


def suppressions(tables: Iterable[Mapping[str, Any]]) -> tuple[Suppression, ...]:
    """The entries of a settings file. Raises SettingsError."""
    entries = []
    for number, table in enumerate(tables, 1):
        where = f"[[suppress]] number {number}"
        values = convert(table, keys_of(Suppression), where)
        if not {"file", "rule"} <= values.keys():
            raise SettingsError(f'{where}: it needs both file = "PATTERN" and rule = "ID".')
        entries.append(Suppression(**values))
    return tuple(entries)


def _normalised(text: str) -> str:
    """The text without case, and with every run of white space as one space."""
    return " ".join(text.casefold().split())
