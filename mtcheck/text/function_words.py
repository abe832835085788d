"""Function words: how much of a text they show to be English, and which language a sentence is in.

A third to a half of the words of running English are function words, and hardly any word of another language
is one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from mtcheck.lexicon import foreign, languages
from mtcheck.text.words import Word

#: English function words in lower case, contracted and tokenised forms included.
ENGLISH = languages.language("en").function_words
# Those that are words of other languages, too: they prove nothing where nothing else is English.
_SHARED = languages.language("en").shared_words


@cache
def languages_of() -> dict[str, tuple[str, ...]]:
    """Function words of other languages, each with the codes (ISO 639-1) of the languages that have it."""
    codes: dict[str, list[str]] = {}
    for code in languages.WITH_FUNCTION_WORDS:
        for word in languages.language(code).function_words - ENGLISH:
            codes.setdefault(word, []).append(code)
    return {word: tuple(codes[word]) for word in codes}


@cache
def common_english() -> frozenset[str]:
    """Function words and the commonest other words of English, in lower case."""
    return ENGLISH | foreign.known_english()


def is_known(word: str) -> bool:
    """Whether English has the word (lower case), inflected or not."""
    from mtcheck.lexicon import morphology  # large data, needed only in doubt

    return word in ENGLISH or word in foreign.known_english() or bool(morphology.tags(word))


def function_word_hits(words: Iterable[str]) -> Counter[str]:
    """How many of the words (lower case) are function words, by the code of the language, English included.

    A word that several languages share counts for each of them.
    """
    hits: Counter[str] = Counter()
    codes = languages_of()
    for word in words:
        hits.update(codes.get(word, ()))
        if word in ENGLISH and word not in _SHARED:
            hits["en"] += 1
    return hits


def count_english(words: Sequence[Word]) -> int:
    """How many of the words are function words of English."""
    return sum([word.lower in ENGLISH for word in words])


def count_english_only(words: Sequence[Word]) -> int:
    """How many of the words are function words of English and of no other language."""
    return sum([word.lower in ENGLISH and word.lower not in _SHARED for word in words])


def without_citations(words: Sequence[Word]) -> list[Word]:
    """The words that say something about the language: without numbers and “et al.”."""
    lower = [word.lower for word in words]
    return [
        word
        for index, word in enumerate(words)
        if not word.is_number
        and lower[index : index + 2] != ["et", "al"]
        and lower[max(index - 1, 0) : index + 1] != ["et", "al"]
    ]


def sentence_language(words: Sequence[Word]) -> str | None:
    """`en`, or the code of the language whose function words prevail; None where nothing shows."""
    words = without_citations(words)
    english = count_english(words)
    proof = english - sum([word.lower in _SHARED for word in words])
    if words and english >= 0.3 * len(words) and proof:
        return "en"
    language, most = _prevailing(words)
    if language and most >= 2 and most >= 0.15 * len(words) and most > 1.5 * proof and _is_strange(words):
        return language
    return "en" if english else None


def _prevailing(words: Sequence[Word]) -> tuple[str | None, int]:
    """The language with most of the function words, English aside, and how many it has."""
    codes = languages_of()
    hits = Counter(code for word in words for code in codes.get(word.lower, ()))
    return hits.most_common(1)[0] if hits else (None, 0)


def _is_strange(words: Sequence[Word]) -> bool:
    """Whether at least half of the words in small letters are unknown to English, function words aside."""
    codes, common = languages_of(), common_english()
    function_words = sum([word.lower in codes for word in words])
    others = [word.lower for word in words if word.text.islower() and word.lower not in codes]
    unknown = sum([word not in common for word in others])
    return len(others) + function_words >= 4 and unknown >= 0.5 * len(others)
