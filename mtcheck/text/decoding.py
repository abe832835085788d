"""Decoding: a text without inline markup, entities and invisible characters, and the way back to the file.

A pattern that looks for a word, a space or a mark cannot know what markup stands in the middle of it. So
rules and the garble model are given the decoded text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.text.masking import FILLER, INVISIBLE, LINE_BREAK, Mask, MaskedText
from mtcheck.text.span import Span


class Decoded(NamedTuple):
    """A decoded text and where each of its characters stands in the file."""

    text: str
    """The text as a reader sees it; what is no prose, such as code, is still there, and masked."""
    masks: tuple[Mask, ...]
    """What of it is not prose."""
    offsets: array[int]
    """The offset in the file of each character, in code points, and of the end."""

    def in_file(self, start: int, end: int) -> Span:
        """The range of the file that reads as `text[start:end]`, but for an entity that is cut in two."""
        first = self.offsets[start]
        return Span(first, self.offsets[end - 1] + 1 if end > start else first)

    def decoded(self, span: Span) -> Span:
        """The range of the decoded text for a range of the file."""
        return Span(bisect_left(self.offsets, span.start), bisect_left(self.offsets, span.end))


def decode_text(masked: MaskedText) -> Decoded | None:
    """The decoded text; None where it is the text itself."""
    if all(mask.opaque or mask.fill is None for mask in masked.masks) and not (
        INVISIBLE.search(masked.text) or FILLER.search(masked.text)
    ):
        return None
    parts: list[str] = []
    offsets: array[int] = array("q")
    masks: list[Mask] = []
    for text, start, mask in _pieces(masked):
        if mask is not None:
            masks.append(Mask(len(offsets), len(offsets) + len(text), opaque=mask.opaque))
        parts.append(text)
        offsets.extend(range(start, start + len(text)))
    offsets.append(len(masked.text))
    return Decoded("".join(parts), tuple(masks), offsets)


def _pieces(masked: MaskedText) -> Iterator[tuple[str, int, Mask | None]]:
    """The parts of the decoded text: each with its offset in the file, and the mask if it is not prose."""
    end = 0
    for mask in masked.masks:
        if mask.end <= end:
            continue
        yield from _visible(masked.text, end, mask.start)
        if mask.opaque or mask.fill is None:
            yield masked.text[mask.start : mask.end], mask.start, mask
        elif mask.fill and not INVISIBLE.fullmatch(mask.fill):
            yield mask.fill[: mask.end - mask.start], mask.start, None
        else:
            for line_break in LINE_BREAK.finditer(masked.text, mask.start, mask.end):
                yield line_break.group(), line_break.start(), None
        end = mask.end
    yield from _visible(masked.text, end, len(masked.text))


def _visible(text: str, start: int, end: int) -> Iterator[tuple[str, int, None]]:
    """The parts of `text[start:end]` between invisible characters; a noncharacter reads as a space."""
    for match in INVISIBLE.finditer(text, start, end):
        yield from _spaced(text, start, match.start())
        start = match.end()
    yield from _spaced(text, start, end)


def _spaced(text: str, start: int, end: int) -> Iterator[tuple[str, int, None]]:
    if start < end:
        yield FILLER.sub(lambda run: " " * len(run.group()), text[start:end]), start, None
