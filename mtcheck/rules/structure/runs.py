"""What the rules on structure (MT5xx) work on: runs of words with nothing but space between, each with its
possible tags.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from mtcheck.lexicon.morphology import tags
from mtcheck.text.document import Document, Sentence, Word

_NAME = frozenset({"NNP"})
_NUMBER = frozenset({"CD"})
_NUMERALS = frozenset(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty".split()
)
_NEGATED = frozenset({"AUX"})


class Tagged(NamedTuple):
    """A word with the tags it can have (see `mtcheck.lexicon.morphology`), NNP for capitals inside a
    sentence, CD for numbers.
    """

    start: int
    end: int
    text: str
    lower: str
    tags: frozenset[str]


class Run(NamedTuple):
    """Words of one sentence with only space between.

    `before` and `after`: the character next to the run that is no space; `^` where the sentence begins or
    ends.
    """

    words: tuple[Tagged, ...]
    before: str
    after: str
    sentence: Sentence

    @property
    def opens(self) -> bool:
        """True where the run is how the sentence begins."""
        return self.before == "^"


@lru_cache(maxsize=4)
def runs(document: Document) -> tuple[Run, ...]:
    """All runs of a document, in order. Sentences in capitals only are left out: nothing can be told from
    them.
    """
    found: list[Run] = []
    prose = document.prose
    for sentence in document.sentences:
        if len(sentence.words) > 1 and prose[sentence.start : sentence.end].isupper():
            continue
        current: list[Tagged] = []
        before, end, first = "^", sentence.start, True
        for word in sentence.words:
            gap = prose[end : word.start]
            if gap and (not gap.isspace() or end == sentence.start):
                if current:
                    found.append(Run(tuple(current), before, gap.strip()[:1], sentence))
                    current = []
                before = gap.strip()[-1:] or "^"
            current.append(Tagged(word.start, word.end, word.text, word.lower, _tags(word, first)))
            end, first = word.end, False
        if current:
            found.append(Run(tuple(current), before, prose[end : sentence.end].strip()[:1] or "^", sentence))
    return tuple(found)


def _tags(word: Word, opens: bool) -> frozenset[str]:
    lower = word.lower
    if word.is_number or lower in _NUMERALS:
        return _NUMBER
    if lower.endswith("n't"):
        return _NEGATED
    if word.is_capitalised and not opens and lower != "i":
        return _NAME
    return tags(lower)
