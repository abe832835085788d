"""What may stand twice in a row in English: reduplicated words, and particles before a preposition.

Source: `doubles.txt` beside this file (WordNet; its header says how it was made).
"""

from __future__ import annotations

from functools import cache

from mtcheck.lexicon.lists import read_rows
from mtcheck.lexicon.morphology import verb_lemma

_TWICE = "twice"


@cache
def _rows() -> dict[str, frozenset[str]]:
    return {key: frozenset(words.split()) for key, words in read_rows("doubles.txt")}


def is_one_word_twice(word: str) -> bool:
    """Whether a lower-case word is half of one: agar agar, chop chop."""
    return word in _rows()[_TWICE]


def takes_particle(verb: str, particle: str) -> bool:
    """Whether English has a form of a verb with a particle: *turned* with *in*."""
    if particle == _TWICE:
        return False
    lemma = verb_lemma(verb)
    return lemma is not None and lemma in _rows().get(particle, ())
