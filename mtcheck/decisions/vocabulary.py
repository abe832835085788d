"""The vocabulary: names and words that are right as they stand, for rules of spelling and names only.

A text file in UTF-8, one entry a line; what follows a `#` at the beginning of a line or after a space is a
remark:

    Volodymyr Zelenskyy     # the presidency's own spelling
    e-fuel

Entries are literal (no patterns) and whole: *config* does not accept *configs* or *configurtion*. An entry
with a capital letter accepts only what is written so; one all in small letters accepts any case. A possessive
ending (*Zelenskyy's*) is accepted with its word. In a phrase, each word counts where the whole phrase stands.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from mtcheck.findings.finding import Category, Finding
from mtcheck.settings.model import Settings, SettingsError
from mtcheck.text.document import JOINER, PADDING, Document

FILE_NAME = "mtcheck-vocabulary.txt"
_HEAD = "# Names and words that are right as they stand: one a line, whole and literal; what follows a # is a remark.\n"

#: The rules that a vocabulary may silence, by id or prefix. All others hear nothing of it: a known word may
#: still stand in a damaged phrase, a wrong form or the wrong place.
RULES = (
    "MT106",  # a word of another language that the house uses
    "MT2",  # names and terms
    "MT618",  # the spelling of a name, beside the source
    "MT619",
    "GR-HARPER-SpellCheck",
    "GR-HARPER-Countries",  # capitals of names
    "GR-HARPER-Months",
    "GR-HARPER-ProperNouns",
    "GR-HARPER-UnitedOrganizations",
    "GR-LT-MORFOLOGIK_RULE_EN",
)

_REMARK = re.compile(r"(?:^|\s)#")
_FILLER = re.compile(f"[{JOINER}{PADDING}]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_APOSTROPHES = "['’]"
_FARTHEST = 200


@dataclass(frozen=True)
class Entry:
    """One word or phrase, and what the file remarks on it."""

    text: str
    remark: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """The entries of one or several files."""

    entries: tuple[Entry, ...] = ()

    @property
    def digest(self) -> str:
        """Eight hex digits over the entries, in any order; remarks do not count."""
        return hashlib.sha256("\n".join(sorted({entry.text for entry in self.entries})).encode()).hexdigest()[
            :8
        ]

    def accepting(self, document: Document, finding: Finding) -> Entry | None:
        """The entry that accepts the words of a finding of one of our RULES, or of spelling; None if there
        is none.
        """
        if not self.entries or not is_about_words(finding):
            return None
        prose = document.prose
        core = _folded(_POSSESSIVE.sub("", _FILLER.sub("", prose[finding.start : finding.end]).strip()))
        for folded, entry in self._folded:
            if not core or core not in folded:
                continue
            start = max(finding.start - _FARTHEST, 0)
            for match in _pattern(entry.text).finditer(prose, start, finding.end + _FARTHEST):
                if match.start() <= finding.start and finding.end <= match.end():
                    return entry
        return None

    @cached_property
    def _folded(self) -> tuple[tuple[str, Entry], ...]:
        return tuple((_folded(entry.text), entry) for entry in self.entries)


def is_about_words(finding: Finding) -> bool:
    """Whether a vocabulary has a say: rules of names and spelling, and whatever a grammar checker calls
    spelling.
    """
    return finding.rule.startswith(RULES) or (
        finding.rule.startswith("GR-") and finding.category is Category.SPELLING
    )


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())


@lru_cache(maxsize=4096)
def _pattern(entry: str) -> re.Pattern[str]:
    """The entry as a whole word or phrase, over line breaks and markup, with either apostrophe and a
    possessive ending.
    """
    gap, filler = f"[\\s{JOINER}{PADDING}]+", f"[{JOINER}{PADDING}]*"
    words = gap.join(re.sub("['’]", lambda _: _APOSTROPHES, re.escape(word)) for word in entry.split())
    flags = re.IGNORECASE if entry == entry.lower() else 0
    return re.compile(rf"(?<!\w){words}(?:{filler}['’]{filler}s?)?(?!\w)", flags)


def parse(text: str) -> tuple[Entry, ...]:
    """The entries of a vocabulary file."""
    found = []
    for line in text.lstrip("\ufeff").splitlines():
        match = _REMARK.search(line)
        word, remark = (line[: match.start()], line[match.end() :]) if match else (line, "")
        if word.strip():
            found.append(Entry(" ".join(word.split()), remark.strip()))
    return tuple(found)


def files(settings: Settings) -> tuple[Path, ...]:
    """The vocabulary files that these settings name; else the default one beside the settings file, where
    it is there.
    """
    if settings.vocabulary:
        return tuple(map(Path, settings.vocabulary))
    default = default_file(settings)
    return (default,) if default is not None and default.exists() else ()


def default_file(settings: Settings) -> Path | None:
    return None if settings.root is None else Path(settings.root) / FILE_NAME


def file_to_extend(settings: Settings) -> Path:
    """The file that new words go into: the last one named, which is the nearest; else the default one."""
    return Path(settings.vocabulary[-1]) if settings.vocabulary else default_file(settings) or Path(FILE_NAME)


def text_of(path: Path, *, missing: str | None = "") -> str:
    """What stands in a vocabulary file; `missing` if it is not there. Raises SettingsError, naming it, if
    it cannot be read.
    """
    try:
        return path.read_text("utf-8")
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
    return Vocabulary(
        tuple(entry for path in files(settings) for entry in parse(text_of(path, missing=None)))
    )


def added(text: str, words: Iterable[str], reason: str = "") -> tuple[str, list[str]]:
    """(a vocabulary file with these words added at its end, those that were new). Raises ValueError for
    what is no entry.
    """
    known = {entry.text for entry in parse(text)}
    new: list[str] = []
    for word in words:
        entry = " ".join(word.split())
        if parse(entry) != (Entry(entry),):
            raise ValueError(f"“{word}” is no entry: it is empty, or has a # that would begin a remark.")
        if entry not in known:
            known.add(entry)
            new.append(entry)
    remark = f"  # {' '.join(reason.split())}" if reason.strip() else ""
    body = text if text else _HEAD
    if body and not body.endswith("\n"):
        body += "\n"
    return body + "".join(f"{entry}{remark}\n" for entry in new), new
