"""The vocabulary: names and words that are right as they stand, for rules of spelling and names only.

A text file in UTF-8, one entry a line. A remark follows a `#` at the beginning of a line or after a space:

    Volodymyr Zelenskyy     # the presidency's own spelling
    e-fuel

Entries are literal (no patterns) and whole: *config* does not accept *configs* or *configurtion*. An entry
with a capital letter accepts only this spelling, one in small letters any case. A possessive ending
(*Zelenskyy's*) is accepted with its word. In a phrase, each word is accepted where the whole phrase stands.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import takewhile
from pathlib import Path

from mtcheck.findings.finding import Category, Finding
from mtcheck.readers.side_files import is_there, read_side_file
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document
from mtcheck.text.span import Span
from mtcheck.toml_values import SettingsError

FILE_NAME = "mtcheck-vocabulary.txt"
_HEAD = (
    "# Names and words that are right as they stand: "
    "one a line, whole and literal; what follows a # is a remark.\n"
)

#: The rules that a vocabulary may silence, by id or prefix. It silences no other rule: a known word may still
#: stand in a damaged phrase, have a wrong form or stand in the wrong place.
RULES = (
    "MT106",  # words of another language, which the house may use
    "MT2",  # names and terms
    "MT618",  # the spelling of a name, compared with the source
    "MT619",
    "GR-HARPER-SpellCheck",
    "GR-HARPER-Countries",  # capitals of names
    "GR-HARPER-Months",
    "GR-HARPER-ProperNouns",
    "GR-HARPER-UnitedOrganizations",
    "GR-LT-MORFOLOGIK_RULE_EN",
)

#: What an entry and a text are compared by first: its runs of letters, figures and underscores.
_PART = re.compile(r"\w+")
_REMARK = re.compile(r"(?:^|\s)#")
_POSSESSIVE = re.compile(r"['’]s?$")
_APOSTROPHES = "['’]"
#: How far from a finding (characters) a phrase that holds it may begin or end.
_FARTHEST = 200


@dataclass(frozen=True)
class VocabularyEntry:
    """One word or phrase."""

    text: str
    """The word or phrase, with single spaces."""
    remark: str = ""
    """What the file remarks on it."""


@dataclass(frozen=True)
class Vocabulary:
    """The entries of one or several files."""

    entries: tuple[VocabularyEntry, ...] = ()
    """In the order of the files."""

    @property
    def digest(self) -> str:
        """Eight hex digits over the entries, whatever their order and remarks."""
        texts = sorted({entry.text for entry in self.entries})
        return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:8]

    def accepting(self, document: Document, finding: Finding) -> VocabularyEntry | None:
        """The entry that accepts the words of a finding; None if there is none, or the rule is not for it."""
        if not self.entries or not is_about_words(finding):
            return None
        prose, found = document.decoded.prose, document.in_decoded(finding.start, finding.end)
        core = _folded(_POSSESSIVE.sub("", prose[found.start : found.end].strip()))
        start, end = max(found.start - _FARTHEST, 0), found.end + _FARTHEST
        for index in sorted(self._candidates(prose, Span(start, end), found)) if core else ():
            entry = self.entries[index]
            if core not in _folded(entry.text):
                continue
            for match in _pattern(entry.text).finditer(prose, start, end):
                if match.start() <= found.start and found.end <= match.end():
                    return entry
        return None

    def _candidates(self, prose: str, window: Span, found: Span) -> set[int]:
        """The indices of the entries whose letters and figures stand in the window, about what was found."""
        parts = list(_PART.finditer(prose, window.start, window.end))
        texts = [_folded(part.group()) for part in parts]
        first = bisect_right(parts, found.start, key=lambda part: part.end())
        last = bisect_left(parts, found.end, key=lambda part: part.start())
        indices = set(self._by_parts.get((), ()))
        for length in takewhile(lambda length: length <= len(parts), self._lengths):
            for start in range(max(first - length, 0), last + 1):
                indices.update(self._by_parts.get(tuple(texts[start : start + length]), ()))
        return indices

    @cached_property
    def _by_parts(self) -> dict[tuple[str, ...], list[int]]:
        """The indices of the entries by their runs of letters and figures, so that few are looked at."""
        by_parts: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for index, entry in enumerate(self.entries):
            by_parts[tuple(map(_folded, _PART.findall(entry.text)))].append(index)
        return dict(by_parts)

    @cached_property
    def _lengths(self) -> list[int]:
        return sorted({len(parts) for parts in self._by_parts if parts})


def is_about_words(finding: Finding) -> bool:
    """Whether a vocabulary may accept a finding: one of RULES, or spelling found by a grammar checker."""
    return finding.rule.startswith(RULES) or (
        finding.rule.startswith("GR-") and finding.category is Category.SPELLING
    )


def parse(text: str) -> tuple[VocabularyEntry, ...]:
    """The entries of a vocabulary file."""
    entries = []
    for line in text.lstrip("\ufeff").splitlines():
        match = _REMARK.search(line)
        word, remark = (line[: match.start()], line[match.end() :]) if match else (line, "")
        if word.strip():
            entries.append(VocabularyEntry(_spaced(word), remark.strip()))
    return tuple(entries)


def files(settings: Settings) -> tuple[Path, ...]:
    """The vocabulary files that these settings name; else the default one, if it is there."""
    if settings.vocabulary:
        return tuple(map(Path, settings.vocabulary))
    default = _default_file(settings)
    return (default,) if default is not None and is_there(default) else ()


def file_to_extend(settings: Settings) -> Path:
    """The file for new words: the last one named, which is the nearest; else the default one."""
    if settings.vocabulary:
        return Path(settings.vocabulary[-1])
    return _default_file(settings) or Path(FILE_NAME)


def text_of(path: Path, *, missing: str | None = "") -> str:
    """The text of a vocabulary file, or `missing` if it is not there.

    Raises SettingsError, naming the file, if it cannot be read, or is not there and `missing` is None.
    """
    try:
        return read_side_file(path).decode("utf-8")
    except FileNotFoundError:
        if missing is not None:
            return missing
        raise SettingsError(
            f"{path}: there is no such vocabulary file; “mtcheck vocab add WORD” writes one."
        ) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: the vocabulary is not UTF-8; save it as UTF-8.") from None
    except OSError as error:
        raise SettingsError(f"{path}: the vocabulary cannot be read: {error.strerror or error}.") from None


def load(settings: Settings) -> Vocabulary:
    """The vocabulary for these settings. Raises SettingsError."""
    texts = [text_of(path, missing=None) for path in files(settings)]
    return Vocabulary(tuple(entry for text in texts for entry in parse(text)))


def add(text: str, words: Iterable[str], reason: str = "") -> tuple[str, list[str]]:
    """A vocabulary file with these words added at its end, and the words that were new.

    Raises ValueError for a word that cannot be an entry.
    """
    known = {entry.text for entry in parse(text)}
    new: list[str] = []
    for word in words:
        entry = _spaced(word)
        if parse(entry) != (VocabularyEntry(entry),):
            raise ValueError(f"“{word}” is no entry: it is empty, or has a # that would begin a remark.")
        if entry not in known:
            known.add(entry)
            new.append(entry)
    remark = f"  # {_spaced(reason)}" if reason.strip() else ""
    body = text if text else _HEAD
    if body and not body.endswith("\n"):
        body += "\n"
    return body + "".join(f"{entry}{remark}\n" for entry in new), new


def _default_file(settings: Settings) -> Path | None:
    return None if settings.root is None else Path(settings.root) / FILE_NAME


def _spaced(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())


def _folded(text: str) -> str:
    return _spaced(text.replace("’", "'").casefold())


@lru_cache(maxsize=4096)
def _pattern(entry: str) -> re.Pattern[str]:
    """The entry as a whole word or phrase, with a possessive ending or not."""
    words = r"\s+".join(re.sub("['’]", lambda _: _APOSTROPHES, re.escape(word)) for word in entry.split())
    flags = re.IGNORECASE if entry == entry.lower() else 0
    return re.compile(rf"(?<!\w){words}(?:['’]s?)?(?!\w)", flags)
