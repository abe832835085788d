"""The two sides of a link as stretches of text, and where in a translation to point at what it does not
have.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.bilingual.pair import Pair
from mtcheck.findings.pair import Link
from mtcheck.text.document import Document
from mtcheck.text.span import Span

#: A finding marks a phrase: at most so many characters.
LONGEST = 80


class Passage(NamedTuple):
    """A stretch of the source and the stretch of the translation that renders it, with their offsets."""

    link: Link
    source: Span
    target: Span
    source_text: str
    target_text: str


def linked(pair: Pair, *, sure: float = 0.0) -> Iterator[Passage]:
    """The links that have both sides and at least this confidence."""
    for link in pair.links:
        if link.source[0] < link.source[1] and link.target[0] < link.target[1] and link.confidence >= sure:
            one, two = stretch(pair.source, link.source), stretch(pair.target, link.target)
            yield Passage(
                link, one, two, pair.source.text[one.start : one.end], pair.target.text[two.start : two.end]
            )


def stretch(document: Document, sentences: tuple[int, int]) -> Span:
    """From the first of the sentences to the end of the last."""
    return Span(document.sentences[sentences[0]].start, document.sentences[sentences[1] - 1].end)


def phrase(document: Document, start: int, end: int) -> Span:
    """The range, cut at a word's end where it is longer than a phrase."""
    if end - start <= LONGEST:
        return Span(start, end)
    cut = document.text.rfind(" ", start, start + LONGEST)
    return Span(start, cut if cut > start else start + LONGEST)


def near(pair: Pair, passage: Passage, offset: int) -> Span:
    """The word of the translation that stands about where `offset` of the source would be; its last one
    where there is none.
    """
    words = [word for index in range(*passage.link.target) for word in pair.target.sentences[index].words]
    if not words:
        return phrase(pair.target, passage.target.start, passage.target.end)
    share = (offset - passage.source.start) / max(passage.source.end - passage.source.start, 1)
    at = passage.target.start + share * (passage.target.end - passage.target.start)
    word = min(words, key=lambda word: abs((word.start + word.end) / 2 - at))
    return Span(word.start, word.end)


def neighbourhood(pair: Pair, link: Link, reach: int = 1) -> Span:
    """The source of a link with `reach` sentences more to either side."""
    first, last = max(link.source[0] - reach, 0), min(link.source[1] + reach, len(pair.source.sentences))
    return stretch(pair.source, (first, last))
