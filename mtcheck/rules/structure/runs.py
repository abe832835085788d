"""Runs for the rules on structure (MT5xx): words of one sentence with only space between, and their tags."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mtcheck.lexicon.morphology import tags
from mtcheck.text.document import Document, Sentence
from mtcheck.text.words import Word

_EDGE = "^"
_NAME = frozenset({"NNP"})
_NUMBER = frozenset({"CD"})
_NUMERALS = frozenset(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty".split()
)
_NEGATED = frozenset({"AUX"})


class TaggedWord(NamedTuple):
    """A word with every tag it can have."""

    start: int
    """Code points into the document's text."""
    end: int
    """Code points, exclusive."""
    text: str
    """As it is written."""
    lower: str
    """In lower case."""
    tags: frozenset[str]
    """Those of `mtcheck.lexicon.morphology`; NNP: capitals inside a sentence; CD: numbers; AUX: “don't”."""


class WordRun(NamedTuple):
    """Words of one sentence with only space between."""

    words: tuple[TaggedWord, ...]
    """At least one."""
    before: str
    """The character in front that is no space; `^` where the sentence begins."""
    after: str
    """The character behind that is no space; `^` where the sentence ends."""

    @property
    def opens(self) -> bool:
        """Whether the sentence begins with it."""
        return self.before == _EDGE


@lru_cache(maxsize=4)
def runs(document: Document) -> tuple[WordRun, ...]:
    """All runs of a document, in order.

    Sentences in capitals are left out: everything in them looks like a name.
    """
    return tuple(
        run
        for sentence in document.sentences
        if not _is_in_capitals(document, sentence)
        for run in _runs_of(document.prose, sentence)
    )


def _is_in_capitals(document: Document, sentence: Sentence) -> bool:
    return len(sentence.words) > 1 and document.prose[sentence.start : sentence.end].isupper()


def _runs_of(prose: str, sentence: Sentence) -> Iterator[WordRun]:
    words: list[TaggedWord] = []
    before, end = _EDGE, sentence.start
    for index, word in enumerate(sentence.words):
        gap = prose[end : word.start].strip()
        if gap:
            if words:
                yield WordRun(tuple(words), before, gap[0])
                words = []
            before = gap[-1]
        words.append(TaggedWord(word.start, word.end, word.text, word.lower, _tags(word, opens=index == 0)))
        end = word.end
    if words:
        yield WordRun(tuple(words), before, prose[end : sentence.end].strip()[:1] or _EDGE)


def _tags(word: Word, opens: bool) -> frozenset[str]:
    """The tags of a word; `opens`: the sentence begins with it, so that a capital says nothing."""
    lower = word.lower
    if word.is_number or lower in _NUMERALS:
        return _NUMBER
    if lower.endswith("n't"):
        return _NEGATED
    if word.is_capitalised and not opens and lower != "i":
        return _NAME
    return tags(lower)
