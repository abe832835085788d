"""How much of a sentence has no counterpart on the other side, by the word table: what was left out, made up
or mistranslated.

A target word is covered by a source word (Chinese: an n-gram) that the table has it for, by a number of the
same value, or by the same letters or sound; a source word by the same from the other side. Function words of
English and what the table has never seen are left out of the count: nothing can be said of them.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mtcheck.bilingual.align.translations import Translations, translations
from mtcheck.bilingual.numbers.reader import quantities
from mtcheck.bilingual.tokens import UNSPACED, Token, folded, tokens
from mtcheck.bilingual.transliteration import sound
from mtcheck.lexicon.languages import READ
from mtcheck.text.language import ENGLISH

#: A translation of at least this probability, either way, covers a word fully; below it in proportion.
_ENOUGH = 0.15


class Coverage(NamedTuple):
    """Words that count on either side, and how much of them is not covered (words, fractions for weak
    translations).
    """

    target_words: int
    target_open: float
    source_words: float
    source_open: float


def coverage(source: str, target: str, language: str) -> Coverage | None:
    """How two sentences cover each other; None where there is no table for the language."""
    table = translations(language)
    if table is None:
        return None
    theirs, ours = tokens(source, language), tokens(target, "en")
    keys = {token.key for token in theirs}
    stems = {token.key for token in ours}
    heard = {
        code for token in theirs if len(code := sound(source[token.start : token.end], of=language)) >= 3
    }
    letters = {folded(source[token.start : token.end]) for token in theirs}
    known = _known(language)
    count, uncovered = 0, 0.0
    for token in ours:
        word = target[token.start : token.end]
        if word.lower() in ENGLISH or len(word) < 3:
            continue
        if token.key not in known and not word[0].isupper():
            continue
        count += 1
        if folded(word) in letters or (word[0].isupper() and sound(word, of=language) in heard):
            continue
        best = max(
            (table.strength(key, token.key) for key in keys if token.key in table.forward.get(key, ())),
            default=0.0,
        )
        uncovered += max(0.0, 1.0 - best / _ENOUGH)
    size, left = _source_side(
        source, theirs, stems, {folded(target[t.start : t.end]) for t in ours}, table, language
    )
    if language in READ:
        there = quantities(target, "en")
        lost = sum(
            one.firm and not any(one.may_equal(other) for other in there)
            for one in quantities(source, language)
        )
        left += lost
    return Coverage(count, uncovered, size, left)


def _source_side(
    text: str, tokens: list[Token], stems: set[str], letters: set[str], table: Translations, language: str
) -> tuple[float, float]:
    """(words of the source that count, of them not covered); of Chinese, characters halved, since two make
    a word.
    """
    if language not in UNSPACED:
        count, uncovered = 0, 0.0
        for token in tokens:
            entries = table.forward.get(token.key)
            if (
                entries is None
                or all(target in ENGLISH for target in entries)
                or folded(text[token.start : token.end]) in letters
            ):
                continue
            count += 1
            best = max(
                (table.strength(token.key, target) for target in entries if target in stems), default=0.0
            )
            uncovered += max(0.0, 1.0 - best / _ENOUGH)
        return count, uncovered
    best_of: dict[int, float] = {}
    for token in tokens:
        entries = table.forward.get(token.key)
        if entries is None or all(target in ENGLISH for target in entries):
            continue
        best = max((table.strength(token.key, target) for target in entries if target in stems), default=0.0)
        for at in range(token.start, token.end):
            best_of[at] = max(best_of.get(at, 0.0), best)
    return len(best_of) / 2, sum(max(0.0, 1.0 - best / _ENOUGH) for best in best_of.values()) / 2


@cache
def _known(language: str) -> frozenset[str]:
    """The English stems that the table has."""
    table = translations(language)
    return (
        frozenset(target for entries in table.forward.values() for target in entries)
        if table
        else frozenset()
    )
