"""What the rules on names of a pair share: words of the translation that look like misspelt names."""

from __future__ import annotations

import re
from functools import lru_cache

from mtcheck.bilingual.align.translations import translations
from mtcheck.bilingual.tokens import folded, stem
from mtcheck.lexicon import foreign, morphology
from mtcheck.lexicon.places import countries_of, country_names
from mtcheck.text.function_words import ENGLISH

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
#: Letters of a name that is long enough to compare.
LEAST_LETTERS = 5


def bare_name(word: str) -> str:
    """A name without a genitive's ending."""
    return re.sub(r"['’]s?$", "", word)


@lru_cache(maxsize=10_000)
def is_strange_name(word: str) -> bool:
    """Capitalised, and neither a word of English nor a place that is spelt so."""
    lower = word.lower()
    return (
        len(word) >= LEAST_LETTERS
        and word[0].isupper()
        and word[1:].islower()
        and lower not in ENGLISH
        and lower not in foreign.known_english()
        and not morphology.tags(lower)
        and not morphology.tags(lower.removesuffix("s"))
        and not countries_of(word)
        and folded(word) not in country_names()
    )


def translations_of(word: str, language: str) -> dict[str, float]:
    """How the table translates a word of the source: English stems, with their probability."""
    table = translations(language)
    return table.forward.get(stem(word, language), {}) if table is not None else {}
