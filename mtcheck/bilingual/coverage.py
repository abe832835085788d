"""How much of a sentence has no counterpart on the other side, by the word table: what was left out, made up
or mistranslated.

A target word is covered by a source word (Chinese: an n-gram) that the table has it for, by a number of the
same value, or by the same letters or sound; a source word by the same from the other side. Function words of
English and what the table has never seen are left out of the count: nothing can be said of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from mtcheck.bilingual.align.translations import Translations, translations
from mtcheck.bilingual.numbers.reader import quantities
from mtcheck.bilingual.tokens import UNSPACED, Token, folded, tokens
from mtcheck.bilingual.transliteration import sound
from mtcheck.lexicon.languages import READ
from mtcheck.text.function_words import ENGLISH

#: A translation of at least this probability, either way, covers a word fully; below it in proportion.
_ENOUGH = 0.15
#: Letters of a word, and consonants of its sound, from which on they count.
_LEAST_LETTERS, _LEAST_SOUND = 3, 3


class WordCoverage(NamedTuple):
    """Words that count on either side, and how much of them is not covered."""

    target_words: int
    """Words of the translation that count."""
    target_open: float
    """Those that are not covered; fractions are weak translations."""
    source_words: float
    """Words of the source that count; half a word a Chinese character, since two make a word."""
    source_open: float
    """Those that are not covered."""


class _Side(NamedTuple):
    """A sentence with its words."""

    text: str
    tokens: Sequence[Token]

    @property
    def keys(self) -> set[str]:
        return {token.key for token in self.tokens}

    @property
    def spellings(self) -> set[str]:
        return {folded(self.word(token)) for token in self.tokens}

    def word(self, token: Token) -> str:
        return self.text[token.start : token.end]


def coverage(source: str, target: str, language: str) -> WordCoverage | None:
    """How two sentences cover each other; None where there is no table for the language."""
    table = translations(language)
    if table is None:
        return None
    original, translated = _Side(source, tokens(source, language)), _Side(target, tokens(target, "en"))
    target_words, target_open = _target_side(original, translated, table, language)
    measure = _characters_covered if language in UNSPACED else _words_covered
    source_words, source_open = measure(original, translated, table)
    if language in READ:
        source_open += _lost_numbers(source, target, language)
    return WordCoverage(target_words, target_open, source_words, source_open)


def _target_side(original: _Side, translated: _Side, table: Translations, language: str) -> tuple[int, float]:
    """(words of the translation that count, those of them that are not covered)."""
    keys, spellings = original.keys, original.spellings
    sounds = {
        code
        for token in original.tokens
        if len(code := sound(original.word(token), of=language)) >= _LEAST_SOUND
    }
    count, uncovered = 0, 0.0
    for token in translated.tokens:
        word = translated.word(token)
        is_name = word[0].isupper()
        if word.lower() in ENGLISH or len(word) < _LEAST_LETTERS:
            continue
        if token.key not in _english_stems(language) and not is_name:
            continue
        count += 1
        if folded(word) in spellings or (is_name and sound(word, of=language) in sounds):
            continue
        uncovered += _open(
            table.strength(key, token.key) for key in keys if token.key in table.forward.get(key, ())
        )
    return count, uncovered


def _words_covered(original: _Side, translated: _Side, table: Translations) -> tuple[float, float]:
    """(words of the source that count, those of them that are not covered)."""
    stems, spellings = translated.keys, translated.spellings
    count, uncovered = 0, 0.0
    for token in original.tokens:
        english = table.forward.get(token.key)
        if english is None or ENGLISH.issuperset(english) or folded(original.word(token)) in spellings:
            continue
        count += 1
        uncovered += _open(_strengths(token, english, stems, table))
    return count, uncovered


def _characters_covered(original: _Side, translated: _Side, table: Translations) -> tuple[float, float]:
    """The same of a language without spaces: each character by the best n-gram that has it."""
    stems = translated.keys
    best: dict[int, float] = {}
    for token in original.tokens:
        english = table.forward.get(token.key)
        if english is None or ENGLISH.issuperset(english):
            continue
        strength = max(_strengths(token, english, stems, table), default=0.0)
        for offset in range(token.start, token.end):
            best[offset] = max(best.get(offset, 0.0), strength)
    return len(best) / 2, sum(_open([strength]) for strength in best.values()) / 2


def _strengths(
    token: Token, english: Iterable[str], stems: Collection[str], table: Translations
) -> Iterable[float]:
    """How surely a word of the source is translated by each of the stems that the translation has."""
    return (table.strength(token.key, stem) for stem in english if stem in stems)


def _open(strengths: Iterable[float]) -> float:
    """What the best of the translations leaves open of a word, 0 to 1."""
    return max(0.0, 1.0 - max(strengths, default=0.0) / _ENOUGH)


def _lost_numbers(source: str, target: str, language: str) -> int:
    """Numbers of the source that the translation must have and does not."""
    translated = quantities(target, "en")
    return sum(
        quantity.firm and not any(quantity.may_equal(other) for other in translated)
        for quantity in quantities(source, language)
    )


@cache
def _english_stems(language: str) -> frozenset[str]:
    """The English stems that the table has."""
    table = translations(language)
    forward = table.forward.values() if table is not None else ()
    return frozenset(stem for english in forward for stem in english)
