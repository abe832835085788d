"""What of a sentence can be found again in its translation without understanding it: the anchors of both.

Translations of the word table, quantities, words of Latin script that stay as they are or nearly so
(cognates: Simard, Foster and Isabelle 1992), names by their sound across scripts, question marks. An anchor
is a string that says what it is, then the thing itself: `w:` an English stem, `n:` a number, `f:` a word in
lower case without diacritics, `p:` its first five letters, `s:` a sound, `?`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from mtcheck.bilingual.align.translations import translations
from mtcheck.bilingual.numbers.reader import quantities
from mtcheck.bilingual.tokens import UNSPACED, folded, tokens
from mtcheck.bilingual.transliteration import sound
from mtcheck.lexicon.languages import READ
from mtcheck.text.function_words import ENGLISH

_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]+")
_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][A-Za-zÀ-ɏ'’-]+")
_OTHER_SCRIPT = re.compile("[\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u0600-\u06ff]{3,}|[ァ-ヺー]{3,}")
_QUESTION_MARK = re.compile("[?？؟]")
#: Consonants of a sound that is worth comparing.
_LEAST_SOUND = 3
#: Letters from which on the beginning of a word counts.
_PREFIX = 5
#: A translation must be at least so probable.
_LEAST_PROBABILITY = 0.04

#: Anchors of a source sentence that are alternatives of one another, with their weights, 0 to 1.
Alternatives = dict[str, float]


def target_anchors(text: str, source_language: str) -> frozenset[str]:
    """The anchors of an English sentence. source_language: decides how names are heard."""
    anchors = {f"w:{token.key}" for token in tokens(text, "en")}
    for match in _LATIN_WORD.finditer(text):
        anchors.update(_spelling(folded(match.group()), 1.0, 1.0))
    for match in _CAPITALISED.finditer(text):
        code = sound(match.group(), of=source_language)
        if len(code) >= _LEAST_SOUND:
            anchors.add(f"s:{code}")
    for quantity in quantities(text, "en"):
        anchors.update(f"n:{value:.6g}" for value in quantity.values)
    if _QUESTION_MARK.search(text):
        anchors.add("?")
    return frozenset(anchors)


def source_anchors(text: str, language: str) -> list[Alternatives]:
    """For each thing in a source sentence that can be found again, its anchors."""
    return [
        *_numbers(text, language),
        *_translations(text, language),
        *_latin_words(text),
        *_names(text, language),
        *([{"?": 0.6}] if _QUESTION_MARK.search(text) else []),
    ]


def _numbers(text: str, language: str) -> Iterator[Alternatives]:
    if language in READ:
        for quantity in quantities(text, language):
            yield {f"n:{value:.6g}": 1.0 if quantity.firm else 0.3 for value in quantity.values}


def _translations(text: str, language: str) -> Iterator[Alternatives]:
    """The English words that the table has for a word, without function words."""
    table = translations(language)
    if table is None:
        return
    for token in tokens(text, language):
        # The characters of a word are n-grams themselves, and would count again.
        is_character = token.end - token.start == 1
        share = 1.0 if language not in UNSPACED else 0.35 if is_character else 0.7
        anchors = {
            f"w:{english}": share * math.sqrt(p * max(p, table.backward[token.key][english]))
            for english, p in table.forward.get(token.key, {}).items()
            if p >= _LEAST_PROBABILITY and english not in ENGLISH
        }
        if anchors:
            yield anchors


def _latin_words(text: str) -> Iterator[Alternatives]:
    for match in _LATIN_WORD.finditer(text):
        word = folded(match.group())
        if word not in ENGLISH and len(word) >= 3:
            yield _spelling(word, 0.9 if len(word) > 3 else 0.5, 0.5)


def _spelling(word: str, whole: float, prefix: float) -> Alternatives:
    """The word, and of a longer one its beginning, with the weight of each."""
    anchors = {f"f:{word}": whole}
    if len(word) >= _PREFIX:
        anchors[f"p:{word[:_PREFIX]}"] = prefix
    return anchors


def _names(text: str, language: str) -> Iterator[Alternatives]:
    """Words of other scripts by their sound."""
    for match in _OTHER_SCRIPT.finditer(text):
        code = sound(match.group(), of=language)
        if len(code) >= _LEAST_SOUND:
            yield {f"s:{code}": 0.4 + 0.1 * min(len(code), 6)}
