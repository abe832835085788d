"""A name is spelt otherwise than in the source: check this name.

What it finds
-------------
A capitalised word of the translation that no word list knows, that the source does not have, and that is
nearly a name of the source sentence which the translation does not have: a letter or two differ (Steinmeier,
Steinmaier). Only from languages of Latin script that do not inflect names. What only an ending or a customary
spelling tells apart passes (Europa, Vatikan, Mohammed), and so do countries.

Why it matters
--------------
Names are what editors fear most: a wrong one is noticed by whoever bears it, and a misspelt place is no
place.

Example
-------
Source: Bundespräsident Frank-Walter Steinmeier reiste nach Warschau. Translation: President Frank-Walter
Steinmaier went to Warsaw.

Instead
-------
President Frank-Walter Steinmeier went to Warsaw.

Measured
--------
One finding on 80,596 words of human translations (200 documents), and 12 in all 785: slips of the published
texts (Guiseppe, Setinbrück). DEMETR's misspelt words are no names. `python -m benchmarks.bilingual --shared
../shared --documents 200`.

Source
------
“proper-name correspondence” (B12 in docs/quality-checks.md; M8); likeness: Ratcliff and Obershelp (difflib).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from mtcheck.bilingual.align.translations import translations
from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import Passage, linked
from mtcheck.bilingual.tokens import folded, stem
from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon import foreign, morphology
from mtcheck.lexicon.places import countries_of, country_names
from mtcheck.rules.base import Match, pair_rule
from mtcheck.text.language import ENGLISH

_LATIN_LANGUAGES = frozenset({"de", "fr", "es", "it", "pt", "nl", "sv", "da", "no"})
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_LEAST = 5
_LIKE = 0.8
# Spellings of one sound in the languages of Europe, and in names from elsewhere.
_ALIKE = (
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("sch", "sh"),
    ("tsch", "ch"),
    ("ou", "u"),
    ("oe", "o"),
    ("ae", "a"),
    ("ue", "u"),
    ("dsch", "j"),
)
_ALIKE_ONE = str.maketrans("cyzqwj", "kiskvi")
_DOUBLED = re.compile(r"(.)\1+")


@pair_rule(
    Category.NAME_FORMAT, Severity.MINOR, confidence=0.6, languages=_LATIN_LANGUAGES, what="spelling of names"
)
def check(pair: Pair) -> Iterator[Match]:
    whole = {folded(match.group()) for match in _WORD.finditer(pair.source.text)}
    for passage in linked(pair):
        yield from _compared(pair, passage, whole)


def _compared(pair: Pair, passage: Passage, whole: set[str]) -> Iterator[Match]:
    table = translations(pair.language)
    target = {folded(bare_name(match.group())) for match in _WORD.finditer(passage.target_text)}
    names = [
        match.group()
        for match in _WORD.finditer(passage.source_text)
        if len(match.group()) >= _LEAST
        and match.group()[0].isupper()
        and not _is_there(folded(match.group()), target)
    ]
    for match in _WORD.finditer(passage.target_text):
        word = bare_name(match.group())
        if not is_strange_name(word) or _is_there(folded(word), whole):
            continue
        best = max(names, key=lambda name: _likeness(name, word), default=None)
        if (
            best is None
            or _likeness(best, word) < _LIKE
            or folded(best)[0] != folded(word)[0]
            or not _is_name(best, pair.language)
        ):
            continue
        if _is_customary(best, word):
            continue
        if table is not None and _is_translated(table.forward.get(stem(best, pair.language), {}), best, word):
            continue  # a word that is translated, not a name
        start = passage.target.start + match.start()
        yield Match(start, start + len(word), f"Check this name: the source has “{best}”.", replace_with=best, confidence=0.7 if len(word) > 6 else 0.6)  # fmt: skip


def _is_translated(entries: dict[str, float], name: str, word: str) -> bool:
    """The table has the source's word as one that is translated, by this word or by others than itself."""
    return stem(word, "en") in entries or (
        bool(entries) and not {stem(name, "en"), folded(name)} & set(entries)
    )


def bare_name(word: str) -> str:
    """A name without a genitive's ending."""
    return re.sub(r"['’]s?$", "", word)


def _is_there(word: str, words: set[str]) -> bool:
    """The word, or a form of it: a genitive's s, umlauts spelt out."""
    spelt = word.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("ss", "s")
    forms = {word, f"{word}s", word.removesuffix("s"), word.removesuffix("n"), f"{word}es", spelt}
    return not forms.isdisjoint(words) or any(
        spelt == w.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("ss", "s") for w in words
    )


def _is_customary(one: str, other: str) -> bool:
    """Whether two spellings differ as those of two languages do: in the ending, or in letters for one
    sound.
    """
    first, second = _plain(one), _plain(other)
    common = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )
    return first == second or (common >= 4 and max(len(first), len(second)) - common <= 3)


def _plain(word: str) -> str:
    word = folded(word)
    for spelt, heard in _ALIKE:
        word = word.replace(spelt, heard)
    return _DOUBLED.sub(r"\1", word.translate(_ALIKE_ONE).replace("h", ""))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, folded(one), folded(other), autojunk=False).ratio()


@lru_cache(maxsize=10_000)
def is_strange_name(word: str) -> bool:
    """Capitalised, and neither a word of English nor a place that is spelt so."""
    lower = word.lower()
    return (
        len(word) >= _LEAST
        and word[0].isupper()
        and word[1:].islower()
        and lower not in ENGLISH
        and lower not in foreign.known_english()
        and not morphology.tags(lower)
        and not morphology.tags(lower.removesuffix("s"))
        and not countries_of(word)
        and folded(word) not in country_names()
    )


def _is_name(word: str, language: str) -> bool:
    """Not a common word of the source language, as far as the lists of English and of loans tell."""
    lower = word.lower()
    return (
        foreign.language_of(lower) is None
        and not morphology.tags(lower)
        and lower not in foreign.known_english()
    )
