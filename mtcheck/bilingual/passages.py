"""The two sides of a link as ranges of text, and where in a translation to point at what it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.bilingual.pair import Pair
from mtcheck.findings.pair import Link
from mtcheck.text.document import Document
from mtcheck.text.span import Span
from mtcheck.text.words import Word

#: Characters that a finding marks at most.
LONGEST = 80


class LinkedPassage(NamedTuple):
    """A passage of the source and the passage of the translation that renders it."""

    link: Link
    """The sentences of both."""
    source: Span
    """Where it stands in the source."""
    target: Span
    """Where it stands in the translation."""
    source_text: str
    """The text of that range."""
    target_text: str
    """The text of that range."""

    @property
    def is_one_to_one(self) -> bool:
        """Whether one sentence renders one sentence."""
        (first, last), (target_first, target_last) = self.link.source, self.link.target
        return last - first == 1 and target_last - target_first == 1


def linked_passages(pair: Pair, *, least_confidence: float = 0.0) -> Iterator[LinkedPassage]:
    """The links that have both sides and at least this confidence."""
    for link in pair.links:
        if link.source[0] == link.source[1] or link.target[0] == link.target[1]:
            continue
        if link.confidence >= least_confidence:
            source, target = span_of(pair.source, link.source), span_of(pair.target, link.target)
            yield LinkedPassage(
                link,
                source,
                target,
                pair.source.text[source.start : source.end],
                pair.target.text[target.start : target.end],
            )


def span_of(document: Document, sentences: tuple[int, int]) -> Span:
    """From the first of the sentences to the end of the last. sentences: half-open range of indices."""
    first, last = sentences
    return Span(document.sentences[first].start, document.sentences[last - 1].end)


def source_around(pair: Pair, link: Link) -> str:
    """The source of a link, and a sentence more to either side: an aligner can be off by one."""
    span = surroundings(pair.source, link.source)
    return pair.source.text[span.start : span.end]


def target_around(pair: Pair, link: Link) -> str:
    """The translation of a link, and a sentence more to either side."""
    span = surroundings(pair.target, link.target)
    return pair.target.text[span.start : span.end]


def surroundings(document: Document, sentences: tuple[int, int]) -> Span:
    """The sentences with one more to either side."""
    first, last = sentences
    return span_of(document, (max(first - 1, 0), min(last + 1, len(document.sentences))))


def shortened(document: Document, start: int, end: int) -> Span:
    """The range, cut at a word's end where it is longer than a finding may be."""
    if end - start <= LONGEST:
        return Span(start, end)
    cut = document.text.rfind(" ", start, start + LONGEST)
    return Span(start, cut if cut > start else start + LONGEST)


def target_words(pair: Pair, link: Link) -> list[Word]:
    """The words of the translation of a link."""
    return [word for index in range(*link.target) for word in pair.target.sentences[index].words]


def nearest_word(pair: Pair, passage: LinkedPassage, offset: int) -> Span:
    """The word of the translation that stands about where this offset of the source would be; the whole
    passage, shortened, where it has no words.
    """
    words = target_words(pair, passage.link)
    if not words:
        return shortened(pair.target, passage.target.start, passage.target.end)
    share = (offset - passage.source.start) / max(passage.source.end - passage.source.start, 1)
    place = passage.target.start + share * (passage.target.end - passage.target.start)
    word = min(words, key=lambda word: abs((word.start + word.end) / 2 - place))
    return Span(word.start, word.end)
