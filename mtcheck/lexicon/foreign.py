"""Words of other languages (Latin script) in English text: which language a word belongs to, or that it looks
foreign.

Two sources, both made by `training/lexicon/foreign.py` from counted words: lists of words that are common in
another language and (nearly) absent from English, and a classifier of spelling for all others, a logistic
regression over hashed character n-grams (the hashing trick: Weinberger et al. 2009). English words that it
would mistake are listed too.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize
from zlib import crc32

from mtcheck.lexicon.lists import read_bytes, read_lines, read_rows

#: The size of the n-gram table. A weight is stored as a signed byte, in units of 1/SCALE.
BUCKETS = 1 << 15
SCALE = 32
#: Log-odds above which a word is taken for a foreign one: three quarters of the untranslated words that no
#: list has are above it.
THRESHOLD = 2.0
#: Log-odds above which a word beside a foreign one is taken for foreign as well.
BESIDE = 0.5
#: Log-odds of what is certainly not foreign.
_CERTAINLY_NOT = -10.0
#: Letters of a word that the classifier can judge.
_LEAST_LETTERS = 3


class _Words(NamedTuple):
    bias: int
    """Of the classifier, in units of 1/SCALE."""
    weights: array[int]
    """The same, by bucket."""
    english: frozenset[str]
    """Common English words, and those that look foreign."""
    languages: dict[str, str]
    """Word of another language: its code."""
    loans: frozenset[str]
    """Words and phrases (`_` for a space) that English took from other languages, listed by hand."""
    dictionary_loans: frozenset[str]
    """The same, from dictionaries."""


@cache
def _words() -> _Words:
    bias, english, languages = 0, set[str](), dict[str, str]()
    for key, words in read_rows("foreign_words.txt"):
        if key == "!bias":
            bias = int(words)
        elif key.startswith("!"):
            english.update(words.split())
        else:
            languages.update(dict.fromkeys(words.split(), key))
    loans = frozenset(word for line in read_lines("loans.txt") for word in line.split())
    in_dictionaries = frozenset(
        entry for line in read_lines("loans_dictionaries.txt") for entry in line.split()
    )
    weights = array("b", read_bytes("foreign_ngrams.bin"))
    return _Words(bias, weights, frozenset(english), languages, loans, in_dictionaries)


def known_english() -> frozenset[str]:
    """The commonest English words, and those whose spelling looks foreign (lower case)."""
    return _words().english


def given_loans() -> frozenset[str]:
    """The loanwords that were listed by hand."""
    return _words().loans


def is_loan(word: str) -> bool:
    """True for words of other languages that English prose uses as they are (*café*, *raison*, *per*).

    A plural in -s counts, too.
    """
    words = _words()
    return word in words.loans or not words.dictionary_loans.isdisjoint((word, word.removesuffix("s")))


def loan_phrases(lower_words: Sequence[str]) -> Iterator[range]:
    """The places of phrases of such words (*de rigueur*, *al dente*) in a sequence of words.

    They may have accents or not.
    """
    phrases = _loan_phrases()
    words = [word if word.isascii() else _without_accents(word) for word in lower_words]
    for first, word in enumerate(words):
        for phrase in phrases.get(word, ()):
            if tuple(words[first : first + len(phrase)]) == phrase:
                yield range(first, first + len(phrase))


def _without_accents(text: str) -> str:
    return "".join(char for char in normalize("NFD", text) if not combining(char))


@cache
def _loan_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases by their first words."""
    words = _words()
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for entry in words.loans | words.dictionary_loans:
        if "_" in entry:
            phrase = tuple(_without_accents(entry).split("_"))
            phrases.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(listed) for first, listed in phrases.items()}


def buckets(word: str) -> set[int]:
    """The hashed n-grams (2 to 5 characters, word boundaries included) of a lower-case word."""
    marked = f"^{word}$"
    return {
        crc32(marked[start : start + length].encode()) % BUCKETS
        for length in (2, 3, 4, 5)
        for start in range(len(marked) - length + 1)
    }


@lru_cache(maxsize=65536)
def foreignness(word: str) -> float:
    """Log-odds that a lower-case word is foreign, from its spelling; -10 for known English words and parts
    under 3 letters.

    Of a compound with hyphens the least foreign part counts (socio-economic), of one with apostrophes the
    most (d'urgence).
    """
    words = _words()
    if word in words.english:
        return _CERTAINLY_NOT
    if "-" in word:
        parts = (part for part in word.split("-") if len(part) >= _LEAST_LETTERS)
        return min(map(foreignness, parts), default=_CERTAINLY_NOT)
    if "'" in word:
        return max(map(foreignness, word.split("'")))
    if len(word) < _LEAST_LETTERS or not word.isalpha():
        return _CERTAINLY_NOT
    weights = words.weights
    return (words.bias + sum([weights[bucket] for bucket in buckets(word)])) / SCALE


def language_of(word: str) -> str | None:
    """The language (code) that a lower-case word is listed under, None for all others."""
    return _words().languages.get(word)
