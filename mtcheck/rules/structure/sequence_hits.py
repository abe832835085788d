"""Where a document has sequences of word classes that edited English does not have; MT511 and MT514 share
the search.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from mtcheck.lexicon.sequences import BOUNDARY, START, grammatical_class, punctuation_class, sequences
from mtcheck.text.document import Document, Sentence

#: Words whose place in the sentence is what a sequence with them is about.
ADVERBS = frozenset("also already again still always never often even now then here yet there only".split())
_LONGEST = 80


class Hit(NamedTuple):
    """A stretch of text that a sequence covers, and the classes of that sequence (of the first one, where
    several overlap).
    """

    start: int
    end: int
    classes: tuple[str, ...]

    @property
    def is_word_order(self) -> bool:
        """True if the sequence is about an adverb that stands between words it may not part."""
        return any(name.lstrip("=") in ADVERBS for name in self.classes)


@lru_cache(maxsize=4)
def hits(document: Document) -> tuple[Hit, ...]:
    """All hits of a document in order, overlapping ones joined."""
    joined: list[Hit] = []
    for sentence in document.sentences:
        for hit in sorted(_in_sentence(document, sentence)):
            last = joined[-1] if joined else None
            if last and hit.start < last.end and max(hit.end, last.end) - last.start <= _LONGEST:
                joined[-1] = Hit(last.start, max(hit.end, last.end), last.classes)
            elif not last or hit.start >= last.end:
                joined.append(hit)
    return tuple(joined)


def _in_sentence(document: Document, sentence: Sentence) -> list[Hit]:
    words = sentence.words
    if len(words) < 4:
        return []
    pairs, triples, frequent = sequences()
    prose = document.prose
    grammatical, lexical = [START], [START]
    spans = [(sentence.start, sentence.start)]
    end = sentence.start
    opens = True
    for word in words:
        gap = prose[end : word.start]
        if gap != " ":
            for character in gap:
                if not character.isspace():
                    name = punctuation_class(character)
                    grammatical.append(name)
                    lexical.append(name)
                    spans.append((end, end))
        name = grammatical_class(word.text, opens)
        grammatical.append(name)
        lexical.append("=" + word.text if word.text in frequent else name)
        spans.append((word.start, word.end))
        end, opens = word.end, False
    for character in prose[end : sentence.end]:
        if not character.isspace():
            name = punctuation_class(character)
            grammatical.append(name)
            lexical.append(name)
            spans.append((end, end))
    found: list[Hit] = []
    for names in (grammatical, lexical) if lexical != grammatical else (grammatical,):
        for index, pair in enumerate(pairwise(names)):
            if pair in pairs:
                found.append(_hit(spans, index, pair))
        for index, triple in enumerate(zip(names, names[1:], names[2:], strict=False)):
            if triple in triples:
                found.append(_hit(spans, index, triple))
    return [hit for hit in found if BOUNDARY not in hit.classes and 0 < hit.end - hit.start <= _LONGEST]


def _hit(spans: list[tuple[int, int]], index: int, classes: tuple[str, ...]) -> Hit:
    covered = [span for span in spans[index : index + len(classes)] if span[0] < span[1]]
    return Hit(covered[0][0], covered[-1][1], classes) if covered else Hit(0, 0, classes)
