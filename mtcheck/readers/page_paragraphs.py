"""The paragraphs of a page, put together from its pieces, and the masks in and between them.

The alternative text of a picture is a paragraph of its own where the picture stands between sentences. In the
middle of a sentence it is not read, nor is what repeats a paragraph of the page, as captions do, or is the
name of a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape

from mtcheck.readers.alternative_text import comparable, is_between_sentences, is_worth_reading
from mtcheck.readers.entities import entities
from mtcheck.readers.page_pieces import PagePiece, PieceKind
from mtcheck.text.masking import Mask
from mtcheck.text.span import Span


class PageParagraphs:
    """The paragraphs of a page, and the masks in and between them, put together from its pieces."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._masks: list[Mask] = []
        self._blocks: list[Span] = []
        self._paragraph: Span | None = None  # the one that is open
        self._end = 0  # all before is prose or masked
        self._gap: str | None = None  # what the markup since then reads as
        self._line_breaks = 0  # since the last prose

    def add(self, piece: PagePiece) -> None:
        """Takes the next piece of the page."""
        if piece.kind is PieceKind.PARAGRAPH_END:
            self._close()
            self._gap, self._line_breaks = None, 2
        elif piece.kind is PieceKind.LINE_BREAK:
            self._gap, self._line_breaks = None, self._line_breaks + 1
            if self._line_breaks == 2:
                self._close()
        else:
            self._add_prose(piece)

    def _add_prose(self, piece: PagePiece) -> None:
        start, end = piece.start, piece.end
        if start > self._end:
            self._masks.append(Mask(self._end, start, fill=self._gap))
        if piece.kind in (PieceKind.CODE, PieceKind.FOREIGN):
            self._masks.append(Mask(start, end, opaque=True))
        else:
            self._masks.extend(entities(self._text, start, end))
        is_space = self._text[start:end].isspace()
        if not is_space:
            self._line_breaks = 0
        if self._paragraph is not None:
            self._paragraph = Span(self._paragraph.start, end)
        elif not is_space:
            self._paragraph = Span(start, end)
        self._end, self._gap = end, ""

    def _close(self) -> None:
        if self._paragraph is not None:
            self._blocks.append(self._paragraph)
            self._paragraph = None

    def finish(self) -> tuple[tuple[Mask, ...], tuple[Span, ...]]:
        """The masks and the paragraphs."""
        self._close()
        if self._end < len(self._text):
            self._masks.append(Mask(self._end, len(self._text)))
        return tuple(self._masks), tuple(self._blocks)


def place_alternatives(text: str, pieces: Sequence[PagePiece]) -> Iterator[PagePiece]:
    """The pieces, with alternative texts as paragraphs, but for those in the middle of a sentence."""
    paragraphs = set(_paragraph_texts(text, pieces))
    following = _following(text, pieces)
    before = ""
    for piece, after in zip(pieces, following, strict=True):
        if piece.kind is PieceKind.ALTERNATIVE:
            alternative = text[piece.start : piece.end]
            if not is_worth_reading(unescape(alternative), paragraphs):
                continue
            if not is_between_sentences(before, after):
                yield piece
            else:
                end = PagePiece(piece.start, piece.start, PieceKind.PARAGRAPH_END)
                yield from (end, replace(piece, kind=PieceKind.TEXT), end)
                before = ""
            continue
        if piece.kind is PieceKind.PARAGRAPH_END:
            before = ""
        elif not text[piece.start : piece.end].isspace():
            before = text[piece.start : piece.end]
        yield piece


def _following(text: str, pieces: Sequence[PagePiece]) -> list[str]:
    """The text that follows each piece in its paragraph; empty if none does."""
    following = []
    after = ""
    for piece in reversed(pieces):
        following.append(after)
        content = text[piece.start : piece.end]
        if piece.kind is PieceKind.PARAGRAPH_END:
            after = ""
        elif piece.kind is not PieceKind.ALTERNATIVE and content and not content.isspace():
            after = content
    return following[::-1]


def _paragraph_texts(text: str, pieces: Sequence[PagePiece]) -> Iterator[str]:
    """The paragraphs, as they can be compared."""
    parts: list[str] = []
    for piece in pieces:
        if piece.kind is PieceKind.PARAGRAPH_END:
            yield comparable(unescape("".join(parts)))
            parts = []
        elif piece.kind is not PieceKind.ALTERNATIVE:
            parts.append(text[piece.start : piece.end])
    yield comparable(unescape("".join(parts)))
