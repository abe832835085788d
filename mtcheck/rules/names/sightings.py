"""Names in an article, for the rules MT2xx: which runs of capitalised words are one name, and what their
parts sound like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mtcheck.text.document import Document, Sentence, Word
from mtcheck.text.masking import without_filler

#: What stands before a name and is no part of it, in lower case.
TITLES = frozenset(
    "mr mrs ms miss mx dr prof sir dame lord lady baron baroness count countess duke duchess king queen "
    "prince princess emperor empress pope cardinal archbishop bishop father sister brother reverend rev imam"
    " sheikh sheik ayatollah rabbi president vice-president premier chancellor minister secretary senator "
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
    end: int
    text: str
    first: bool  # of its sentence


class Name(NamedTuple):
    """A run of capitalised words, titles before it left out. title: the last of them, in lower case, or
    empty.
    """

    parts: tuple[Part, ...]
    title: str
    sentence: Sentence

    @property
    def core(self) -> tuple[Part, ...]:
        """The parts without a word that only opens the sentence (Later Angela Merkel); all of them where
        there are no others.
        """
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
    """The names of a sentence. Words in capitals throughout, initials and numbers end a name or are left
    out of it.
    """
    run: list[Part] = []
    title = ""
    pending: Word | None = None
    last_end = sentence.start
    words = sentence.words
    first = words[0] if words else None
    for word in words:
        text = word.text
        beside = bool(run) and _BETWEEN.fullmatch(sentence.prose, last_end, word.start) is not None
        dot = beside and sentence.prose[last_end] == "."
        if run and (not beside or (dot and len(run[-1].text) > 1)):
            yield Name(tuple(run), title, sentence)
            run, title, pending = [], "", None
        if not run and word.start - last_end > 2:
            title = ""
        if text[0].isupper() and not (text.isupper() and len(text) > 1) and word.lower not in _CALENDAR:
            if not run and word.lower.strip(".") in TITLES:
                title = word.lower.strip(".")
            else:
                possessive = _APOSTROPHE_S.search(text)
                end = word.end - (
                    len(possessive.group()) if possessive and word.end - word.start == len(text) else 0
                )
                run.append(
                    Part(word.start, end, text[: possessive.start()] if possessive else text, word is first)
                )
                if possessive:
                    yield Name(tuple(run), title, sentence)
                    run, title = [], ""
        elif run and word.lower in _PARTICLES and pending is None:
            pending = word
            last_end = word.end
            continue
        elif run:
            yield Name(tuple(run), title, sentence)
            run, title = [], ""
        elif word.lower not in TITLES:
            title = ""
        pending = None
        last_end = word.end
    if run:
        yield Name(tuple(run), title, sentence)


# Spellings of one sound in romanised names, longer ones first. Vowels stay: Anna is not Anne, Kim Jong-un not
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
_OF_ONE = str.maketrans("wyjqc", "viikk")
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=16384)
def sound(name: str) -> str:
    """What a romanised name sounds like, vowels and all: the same for Zelensky and Zelenskyy, Sergei and
    Sergey.
    """
    from mtcheck.lexicon.places import fold

    heard = fold(without_filler(name).replace("\u00ad", "")).replace("-", "")
    for spelt, one in _SOUNDS:
        heard = heard.replace(spelt, one)
    heard = _REPEATED.sub(r"\1", heard.translate(_OF_ONE))
    return heard[:-1] if heard.endswith("h") and len(heard) > 3 else heard
