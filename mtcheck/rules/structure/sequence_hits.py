"""Where a document has sequences of word classes that edited English does not have.

MT511 and MT514 share this search.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from mtcheck.lexicon.sequences import BOUNDARY, START, grammatical_class, punctuation_class, sequences
from mtcheck.text.document import Document, Sentence

#: Words whose place in the sentence is what a sequence with them is about.
ADVERBS = frozenset("also already again still always never often even now then here yet there only".split())
_LONGEST = 80  # characters
_FEWEST = 4  # words of a sentence


class Hit(NamedTuple):
    """Text that such a sequence covers."""

    start: int
    """Code points into the document's text."""
    end: int
    """Code points, exclusive."""
    classes: tuple[str, ...]
    """The sequence; of overlapping ones the first."""

    @property
    def is_word_order(self) -> bool:
        """Whether it is about an adverb between words that it may not part."""
        return any(name.lstrip("=") in ADVERBS for name in self.classes)


class _Token(NamedTuple):
    """A word, or a punctuation mark, which has no width here."""

    start: int
    end: int
    grammatical: str
    lexical: str


@lru_cache(maxsize=4)
def hits(document: Document) -> tuple[Hit, ...]:
    """All hits of a document in order, overlapping ones joined."""
    joined: list[Hit] = []
    for sentence in document.sentences:
        for hit in sorted(_hits_in(document.prose, sentence)):
            last = joined[-1] if joined else None
            if not last or hit.start >= last.end:
                joined.append(hit)
            elif max(hit.end, last.end) - last.start <= _LONGEST:
                joined[-1] = Hit(last.start, max(hit.end, last.end), last.classes)
    return tuple(joined)


def _hits_in(prose: str, sentence: Sentence) -> Iterator[Hit]:
    if len(sentence.words) < _FEWEST:
        return
    tokens = list(_tokens(prose, sentence))
    grammatical = [token.grammatical for token in tokens]
    lexical = [token.lexical for token in tokens]
    for classes in (grammatical, lexical) if lexical != grammatical else (grammatical,):
        for index, sequence in _impossible(classes):
            words = [token for token in tokens[index : index + len(sequence)] if token.start < token.end]
            if words and BOUNDARY not in sequence and words[-1].end - words[0].start <= _LONGEST:
                yield Hit(words[0].start, words[-1].end, sequence)


def _tokens(prose: str, sentence: Sentence) -> Iterator[_Token]:
    frequent = sequences().words
    end = sentence.start
    yield _Token(end, end, START, START)
    for index, word in enumerate(sentence.words):
        if prose[end : word.start] != " ":
            yield from _marks(prose, end, word.start)
        grammatical = grammatical_class(word.text, index == 0)
        lexical = "=" + word.text if word.text in frequent else grammatical
        yield _Token(word.start, word.end, grammatical, lexical)
        end = word.end
    yield from _marks(prose, end, sentence.end)


def _marks(prose: str, start: int, end: int) -> Iterator[_Token]:
    """What is no space between two words."""
    for character in prose[start:end]:
        if not character.isspace():
            name = punctuation_class(character)
            yield _Token(start, start, name, name)


def _impossible(classes: list[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The pairs and triples that edited English does not have, each with the index of its first class."""
    pairs, triples, _ = sequences()
    for index, pair in enumerate(pairwise(classes)):
        if pair in pairs:
            yield index, pair
    for index, triple in enumerate(zip(classes, classes[1:], classes[2:], strict=False)):
        if triple in triples:
            yield index, triple
