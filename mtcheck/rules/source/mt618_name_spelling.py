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
from itertools import takewhile

from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import LinkedPassage, linked_passages
from mtcheck.bilingual.tokens import folded, stem
from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon import foreign, morphology
from mtcheck.rules.base import Match, pair_rule
from mtcheck.rules.source.names import LEAST_LETTERS, WORD, bare_name, is_strange_name, translations_of

_LATIN_LANGUAGES = frozenset({"de", "fr", "es", "it", "pt", "nl", "sv", "da", "no"})
_LEAST_LIKENESS = 0.8
# Spellings of one sound in the languages of Europe, and in names from elsewhere.
_SAME_SOUND = (
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
_SAME_SOUND_LETTERS = str.maketrans("cyzqwj", "kiskvi")
_DOUBLED = re.compile(r"(.)\1+")


@pair_rule(
    Category.NAME_FORMAT,
    Severity.MINOR,
    confidence=0.6,
    languages=_LATIN_LANGUAGES,
    compares="spelling of names",
)
def check(pair: Pair) -> Iterator[Match]:
    known = {folded(match.group()) for match in WORD.finditer(pair.source.text)}
    for passage in linked_passages(pair):
        yield from _misspelt(pair, passage, known)


def _misspelt(pair: Pair, passage: LinkedPassage, known: set[str]) -> Iterator[Match]:
    """Names of the translation that are spelt otherwise in its source. known: the words of the source."""
    names = _lost_names(passage)
    for match in WORD.finditer(passage.target_text):
        word = bare_name(match.group())
        if not names or not is_strange_name(word) or _has_form_of(folded(word), known):
            continue
        name = max(names, key=lambda name: _likeness(name, word))
        if _is_misspelling(word, name) and _is_name(name) and not _is_translated(name, word, pair.language):
            start = passage.target.start + match.start()
            message = f"Check this name: the source has “{name}”."
            confidence = 0.7 if len(word) > 6 else 0.6
            yield Match(start, start + len(word), message, replace_with=name, confidence=confidence)


def _lost_names(passage: LinkedPassage) -> list[str]:
    """Capitalised words of the source that the translation does not have."""
    target = {folded(bare_name(match.group())) for match in WORD.finditer(passage.target_text)}
    words = [match.group() for match in WORD.finditer(passage.source_text)]
    return [
        word
        for word in words
        if len(word) >= LEAST_LETTERS and word[0].isupper() and not _has_form_of(folded(word), target)
    ]


def _has_form_of(word: str, words: set[str]) -> bool:
    """Whether the word is there, or a form of it: a genitive's s, umlauts spelt out."""
    spelt = _without_digraphs(word)
    forms = {word, f"{word}s", word.removesuffix("s"), word.removesuffix("n"), f"{word}es", spelt}
    return not forms.isdisjoint(words) or any(spelt == _without_digraphs(other) for other in words)


def _without_digraphs(word: str) -> str:
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("ss", "s")


def _is_misspelling(word: str, name: str) -> bool:
    """Whether a word is so like a name that it is the same one, spelt otherwise than languages do."""
    return (
        _likeness(name, word) >= _LEAST_LIKENESS
        and folded(name)[0] == folded(word)[0]
        and not _is_customary(name, word)
    )


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, folded(one), folded(other), autojunk=False).ratio()


def _is_customary(one: str, other: str) -> bool:
    """Whether two spellings differ as those of two languages do: in the ending, or in letters for one
    sound.
    """
    first, second = _by_sound(one), _by_sound(other)
    pairs = zip(first, second, strict=False)
    common = len(list(takewhile(lambda letters: letters[0] == letters[1], pairs)))
    return first == second or (common >= 4 and max(len(first), len(second)) - common <= 3)


def _by_sound(word: str) -> str:
    word = folded(word)
    for spelling, sound in _SAME_SOUND:
        word = word.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", word.translate(_SAME_SOUND_LETTERS).replace("h", ""))


def _is_name(word: str) -> bool:
    """Not a common word of the source language, as far as the lists of English and of loans tell."""
    lower = word.lower()
    return (
        foreign.language_of(lower) is None
        and not morphology.tags(lower)
        and lower not in foreign.known_english()
    )


def _is_translated(name: str, word: str, language: str) -> bool:
    """Whether the table has it as a word that is translated, by this word or by others than itself."""
    translated = translations_of(name, language)
    by_others = bool(translated) and not {stem(name, "en"), folded(name)} & set(translated)
    return stem(word, "en") in translated or by_others
