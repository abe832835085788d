"""Names in an article, for the rules MT2xx: which capitalised words are one name, and how they sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mtcheck.text.document import Document, Sentence
from mtcheck.text.masking import without_filler
from mtcheck.text.words import Word

#: Words before a name that are no part of it, in lower case.
TITLES = frozenset(
    "mr mrs ms miss mx dr prof sir dame lord lady baron baroness count countess duke duchess king queen "
    "prince princess emperor empress pope cardinal archbishop bishop father sister brother reverend rev imam "
    "sheikh sheik ayatollah rabbi president vice-president premier chancellor minister secretary senator "
    "sen congressman congresswoman representative rep governor gov mayor judge justice ambassador general "
    "gen colonel col major maj captain capt lieutenant lt sergeant sgt admiral marshal commander officer "
    "detective inspector constable professor chairman chairwoman director coach manager prime foreign "
    "defence defense interior finance deputy acting former ex-president".split()
)
#: Small words inside a name (Ursula von der Leyen), which are no part of it for comparison.
_PARTICLES = frozenset(
    "de da do dos del della di du la le van von der den ten ter zu al el bin ibn ben abu e y".split()
)
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february september october november "
    "december".split()
)
# Tags of words that open a sentence and are no part of the name behind them: The, In, Later.
_OPENING = frozenset(("DT", "IN", "CC", "PRP", "PRP$", "WP", "MD", "RB"))
_APOSTROPHE_S = re.compile("(?<=.)(?:['’]s|['’])$")
_BETWEEN = re.compile(r"[^\S\r\n]+|[^\S\r\n]*\r?\n[^\S\r\n]*|\.[^\S\r\n]+")


class Part(NamedTuple):
    """One word of a name, without a possessive ending: `text` stands at `document.text[start:end]`."""

    start: int
    """Code points into the document."""
    end: int
    """Code points, exclusive."""
    text: str
    """As it is written."""
    first: bool
    """Whether it is the first word of its sentence."""


class Name(NamedTuple):
    """A run of capitalised words, titles before it left out."""

    parts: tuple[Part, ...]
    """Its words, at least one; small words inside (von der) are left out."""
    title: str
    """The last title before it, in lower case; empty without one."""
    sentence: Sentence
    """Where it stands."""

    @property
    def core(self) -> tuple[Part, ...]:
        """The parts without a word that only opens the sentence (Later Angela Merkel), if others are left."""
        if len(self.parts) > 1 and self.parts[0].first and _is_opening(self.parts[0].text):
            return self.parts[1:]
        return self.parts


@lru_cache(maxsize=4096)
def _is_opening(word: str) -> bool:
    from mtcheck.lexicon import morphology, people

    return bool(_OPENING & morphology.tags(word.lower())) and not people.is_first_name(word)


def names(document: Document) -> Iterator[Name]:
    """The names of an article in order. The first word of a sentence is among them whatever it is."""
    for sentence in document.sentences:
        yield from names_of(sentence)


def names_of(sentence: Sentence) -> Iterator[Name]:
    """The names of a sentence. A word in capitals, a lower-case word or a possessive ends a name."""
    parts: list[Part] = []
    title = ""
    after_particle = False
    last_end = sentence.start
    for word in sentence.words:
        if parts and not _goes_on(sentence.prose, parts[-1], last_end, word.start):
            yield Name(tuple(parts), title, sentence)
            parts, title = [], ""
        if not parts and word.start - last_end > 2:
            title = ""
        last_end = word.end
        if not _can_be_part(word):
            ended = bool(parts) and (after_particle or word.lower not in _PARTICLES)
            after_particle = bool(parts) and not ended
            if not parts and word.lower not in TITLES:
                title = ""
        elif not parts and word.lower.strip(".") in TITLES:
            ended, after_particle = False, False
            title = word.lower.strip(".")
        else:
            parts.append(_part(word, first=word is sentence.words[0]))
            ended, after_particle = parts[-1].text != word.text, False  # a possessive ends it
        if ended:
            yield Name(tuple(parts), title, sentence)
            parts, title = [], ""
    if parts:
        yield Name(tuple(parts), title, sentence)


def _goes_on(prose: str, part: Part, end: int, start: int) -> bool:
    """Whether `prose[end:start]` may stand inside a name: white space, or the full stop of an initial."""
    between = _BETWEEN.fullmatch(prose, end, start)
    return between is not None and (prose[end] != "." or len(part.text) == 1)


def _can_be_part(word: Word) -> bool:
    """A word with a capital, but not in capitals, and no day or month."""
    text = word.text
    return text[0].isupper() and not (text.isupper() and len(text) > 1) and word.lower not in _CALENDAR


def _part(word: Word, *, first: bool) -> Part:
    possessive = _APOSTROPHE_S.search(word.text)
    if possessive is None:
        return Part(word.start, word.end, word.text, first)
    is_plain = word.end - word.start == len(word.text)  # nothing invisible in it
    end = word.end - len(possessive.group()) if is_plain else word.end
    return Part(word.start, end, word.text[: possessive.start()], first)


# Spellings of a sound in romanised names, longer ones first. Vowels stay: Anna is not Anne, nor Kim Jong-un
# Kim Jong-in.
_SOUNDS = (
    ("shch", "š"),
    ("tsch", "č"),
    ("sch", "š"),
    ("sh", "š"),
    ("tch", "č"),
    ("ch", "č"),
    ("zh", "ž"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("ck", "k"),
    ("ks", "x"),
    ("tz", "ц"),
    ("ts", "ц"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ey", "ei"),
    ("ay", "ai"),
    ("oy", "oi"),
)
_SPELLINGS = re.compile("|".join(spelling for spelling, _ in _SOUNDS))
_LETTERS = str.maketrans("wyjqc", "viikk")
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=16384)
def sound(name: str) -> str:
    """How a romanised name sounds: the same for Zelensky and Zelenskyy, for Sergei and Sergey."""
    from mtcheck.lexicon.places import fold

    heard = fold(without_filler(name).replace("\u00ad", "")).replace("-", "")
    if _SPELLINGS.search(heard):  # most names have none
        for spelling, letter in _SOUNDS:
            heard = heard.replace(spelling, letter)
    heard = _REPEATED.sub(r"\1", heard.translate(_LETTERS))
    return heard[:-1] if heard.endswith("h") and len(heard) > 3 else heard
