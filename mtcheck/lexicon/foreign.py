"""Words of other languages (Latin script) in English text: which language a word belongs to, or that it looks
foreign.

Two sources, both made by `training/lexicon/foreign.py` from counted words: lists of words that are common in
another language and (nearly) absent from English, and a classifier of spelling for all others, a logistic
regression over hashed character n-grams (the hashing trick: Weinberger et al. 2009). English words that it
would mistake are listed too.
"""

from __future__ import annotations

from array import array
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

#: The size of the n-gram table. A weight is stored as a signed byte, in units of 1/SCALE.
BUCKETS = 1 << 15
SCALE = 32
#: Log-odds above which a word is taken for a foreign one: three quarters of the untranslated words that no
#: list has are above it.
THRESHOLD = 2.0
#: Log-odds above which a word beside a foreign one is taken for foreign as well.
BESIDE = 0.5

_HERE = Path(__file__)


class _Data(NamedTuple):
    bias: int
    english: frozenset[str]
    languages: dict[str, str]  # word: language code
    weights: array[int]
    loans: frozenset[str]


@cache
def _data() -> _Data:
    bias, english, languages = 0, set[str](), dict[str, str]()
    with _HERE.with_name("foreign_words.txt").open(encoding="utf-8") as lines:
        for line in lines:
            key, _, rest = line.rstrip("\n").partition("\t")
            if key.startswith("#"):
                continue
            if key == "!bias":
                bias = int(rest)
            elif key.startswith("!"):
                english.update(rest.split())
            else:
                languages.update(dict.fromkeys(rest.split(), key))
    weights = array("b", _HERE.with_name("foreign_ngrams.bin").read_bytes())
    loans = _HERE.with_name("loans.txt").read_text(encoding="utf-8")
    naturalised = frozenset(
        word for line in loans.splitlines() if not line.startswith("#") for word in line.split()
    )
    return _Data(bias, frozenset(english), languages, weights, naturalised)


def known_english() -> frozenset[str]:
    """The commonest English words, and those whose spelling looks foreign (lower case)."""
    return _data().english


def is_loan(word: str) -> bool:
    """True for words of other languages that English prose uses as they are (*café*, *raison*, *per*)."""
    return word in _data().loans


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
    data = _data()
    if word in data.english:
        return -10.0
    if "-" in word:
        return min((foreignness(part) for part in word.split("-") if len(part) > 2), default=-10.0)
    if "'" in word:
        return max(map(foreignness, word.split("'")))
    if len(word) < 3 or not word.isalpha():
        return -10.0
    weights = data.weights
    return (data.bias + sum([weights[bucket] for bucket in buckets(word)])) / SCALE


def language_of(word: str) -> str | None:
    """The language (code) that a lower-case word is listed under, None for all others."""
    return _data().languages.get(word)
