"""Reading: what a reader sees of an article, with the way back to the offsets of the file.

Whatever reads as people do, and not as the file has it, starts from here: the text that Harper and
LanguageTool are sent, the paragraphs that house rules match, the HTML page and the segments that are compared
with references.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from mtcheck.text.masking import INVISIBLE, LINE_BREAK, OPAQUE, Mask, MaskedText, without_filler
from mtcheck.text.span import Span

#: What parts two ranges in a reading: to an engine, the end of a paragraph.
GAP = "\n\n"


class Piece(NamedTuple):
    """A part of a reading that runs in parallel with the document."""

    text: str
    """The part as it reads; it may be longer or shorter than what it stands for."""
    offset: int
    """Where it begins in the document, in code points."""


class Reading:
    """A text made of parts of a document, each character of which knows where it comes from."""

    def __init__(self, masked: MaskedText, pieces: Iterable[Piece]) -> None:
        self._masked = masked
        self._pieces = tuple(pieces)
        self._indices = list(accumulate([len(piece.text) for piece in self._pieces[:-1]], initial=0))
        self.text = "".join([piece.text for piece in self._pieces])
        """What to show, or to give to an engine."""

    def offset(self, index: int) -> int:
        """The offset in the document of the character `text[index]`."""
        if not self._pieces:
            return 0
        number = max(bisect_right(self._indices, index) - 1, 0)
        return min(self._pieces[number].offset + index - self._indices[number], len(self._masked.text))

    def span(self, start: int, end: int) -> Span:
        """The range of the document that reads as `text[start:end]`, entities whole."""
        first = self.offset(start)
        return self._masked.snap(first, max(self.offset(end - 1) + 1, first) if end > start else first)

    def replace(self, pattern: re.Pattern[str], substitute: Callable[[re.Match[str]], str]) -> Reading:
        """The reading with every match of the pattern replaced; what is left keeps its offsets."""
        matches = list(pattern.finditer(self.text))
        return Reading(self._masked, self._replaced(matches, substitute)) if matches else self

    def _replaced(
        self, matches: Sequence[re.Match[str]], substitute: Callable[[re.Match[str]], str]
    ) -> Iterator[Piece]:
        end = 0
        for match in matches:
            yield from self._slice(end, match.start())
            yield Piece(substitute(match), self.offset(match.start()))
            end = match.end()
        yield from self._slice(end, len(self.text))

    def cut(self, start: int, end: int) -> Reading:
        """The part `text[start:end]`."""
        return Reading(self._masked, self._slice(start, end))

    def _slice(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of `text[start:end]`; an empty range has one, which says where it lies."""
        inner = self._indices[bisect_right(self._indices, start) : bisect_left(self._indices, end)]
        for first, last in pairwise([start, *inner, end]):
            yield Piece(self.text[first:last], self.offset(first))

    @classmethod
    def join(cls, masked: MaskedText, readings: Sequence[Reading]) -> Reading:
        """One reading of several, with GAP between them, which belongs to the character before it."""
        pieces: list[Piece] = []
        for number, reading in enumerate(readings):
            if number:
                before = readings[number - 1]
                pieces.append(Piece(GAP, before.offset(len(before.text) - 1)))
            pieces.extend(reading._pieces)
        return cls(masked, pieces)


def read(masked: MaskedText, ranges: Iterable[Span]) -> Reading:
    """The ranges as a reader sees them, parted by blank lines: without markup and the spaces it leaves.

    Code and addresses are there as one OPAQUE each, invisible characters are not.
    """
    readings = [Reading(masked, _seen(masked, span)) for span in ranges]
    if not masked.text.isascii():
        readings = [reading.replace(INVISIBLE, lambda _: "") for reading in readings]
    return Reading.join(masked, readings)


def on_one_line(masked: MaskedText, span: Span, *, as_written: bool) -> str:
    """What a reader sees of a range, on one line.

    as_written: whether code and addresses stand in it as they stand in the file; else they are left out.
    """
    text = "".join(piece.text for piece in _seen(masked, span, as_written=as_written))
    return " ".join((text if as_written else text.replace(OPAQUE, " ")).split())


def visible(masked: MaskedText, mask: Mask, start: int, end: int, *, as_written: bool = False) -> str:
    """What a reader sees of a mask, as far as it lies in `text[start:end]`.

    That is one OPAQUE for code or an address (as_written: its own text), the character of an entity, a space
    for a gap between words or lines, and nothing for markup within a line.
    """
    start, end = max(mask.start, start), min(mask.end, end)
    if mask.opaque:
        return masked.text[start:end] if as_written else OPAQUE
    if mask.fill:
        return without_filler(masked.prose[start:end][: len(mask.fill)])
    return " " if mask.fill is None or LINE_BREAK.search(masked.prose, start, end) else ""


def _seen(masked: MaskedText, span: Span, *, as_written: bool = False) -> list[Piece]:
    """The pieces of one range. Markup adds no space to one that is there, and none at the beginning."""
    prose, start = masked.prose, span.start
    pieces: list[Piece] = []
    for mask in masked.masks_in(span.start, span.end):
        if start < mask.start:
            pieces.append(Piece(prose[start : mask.start], start))
        seen = visible(masked, mask, span.start, span.end, as_written=as_written)
        is_gap = seen == " " and not mask.fill
        if seen and not (is_gap and (not pieces or pieces[-1].text[-1].isspace())):
            pieces.append(Piece(seen, mask.start))
        start = mask.end
    if start < span.end:
        pieces.append(Piece(prose[start : span.end], start))
    return pieces
