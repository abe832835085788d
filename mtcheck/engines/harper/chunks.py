"""The article as Harper is sent it: chunks of plain paragraphs, and the way back to document offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.text.document import OPAQUE, Document, Mask
from mtcheck.text.span import Span

#: Code points in a chunk. Harper's time grows faster than the text, so long articles are cut up.
CHUNK = 50_000

_PARAGRAPH_BREAK = "\n\n"
# What is not sent as it stands: a line break inside a paragraph or more than eight spaces (sent as one
# space); a run of OPAQUE or a hundred characters without a space (one OPAQUE: such a “word” takes Harper
# seconds); a lone surrogate (U+FFFD).
_REWRITTEN = re.compile(
    r"[ \t]*(?:\r\n|\r|\n)[ \t]*|[ \t]{9,}"
    rf"|(?P<noun>{OPAQUE}+|(?<!\S)\S{{100,}})|(?P<broken>[\ud800-\udfff])"
)


class OffsetPair(NamedTuple):
    """From here on, what is sent and the document run in step, up to the next pair."""

    sent: int
    """Offset in the text that is sent."""
    document: int
    """Offset of the same character in the document."""


class Chunk(NamedTuple):
    """A stretch of the article as it is sent: paragraphs with a blank line after each, without markup."""

    text: str
    """The text."""
    offsets: tuple[OffsetPair, ...]
    """Where in the document its parts are, in order."""

    def span(self, start: int, end: int) -> Span:
        """The document's characters at `start` to `end` of the text."""
        first = self._document_offset(start)
        return Span(first, max(self._document_offset(end - 1) + 1, first) if end > start else first)

    def _document_offset(self, sent: int) -> int:
        pair = self.offsets[max(bisect_right(self.offsets, (sent, 1 << 60)) - 1, 0)]
        return pair.document + sent - pair.sent


def chunks(document: Document) -> Iterator[Chunk]:
    """The article in chunks of about CHUNK code points, cut between paragraphs."""
    texts: list[str] = []
    offsets: list[OffsetPair] = []
    length = 0
    for offset, text in _pieces(document):
        if text == _PARAGRAPH_BREAK and length > CHUNK:
            yield Chunk("".join(texts), tuple(offsets))
            texts, offsets, length = [], [], 0
            continue
        offsets.append(OffsetPair(length, offset))
        texts.append(text)
        length += len(text)
    if texts:
        yield Chunk("".join(texts), tuple(offsets))


def _pieces(document: Document) -> Iterator[tuple[int, str]]:
    """(document offset, text to send) in order, with a blank line after each paragraph."""
    prose, masks = document.prose, document.masks
    first_mask = 0
    for paragraph in document.paragraphs:
        while first_mask < len(masks) and masks[first_mask].end <= paragraph.start:
            first_mask += 1
        position = paragraph.start
        for mask in _markup(masks, first_mask, paragraph.end):
            if mask.end <= position:
                continue
            yield from _rewrite(prose, position, max(position, mask.start))
            position = min(mask.end, paragraph.end)
            # "the <br> word": one of the two spaces goes with the markup.
            follows_space = mask.start > paragraph.start and prose[mask.start - 1].isspace()
            if follows_space and prose[position : position + 1] == " ":
                position += 1
        yield from _rewrite(prose, position, paragraph.end)
        yield max(paragraph.end - 1, 0), _PARAGRAPH_BREAK


def _markup(masks: tuple[Mask, ...], first: int, end: int) -> Iterator[Mask]:
    """The masks from index `first` on that begin before `end` and stand for nothing the reader sees."""
    for index in range(first, len(masks)):
        if masks[index].start >= end:
            return
        if not masks[index].opaque:
            yield masks[index]


def _rewrite(prose: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """`prose[start:end]` as it is sent. A paragraph longer than a chunk is cut at a space."""
    position = start
    for match in _REWRITTEN.finditer(prose, start, end):
        if position < match.start():
            yield position, prose[position : match.start()]
        yield match.start(), OPAQUE if match["noun"] else "\ufffd" if match["broken"] else " "
        position = match.end()
    while end - position > CHUNK:
        cut = prose.rfind(" ", position + CHUNK // 2, position + CHUNK) + 1 or position + CHUNK
        yield position, prose[position:cut]
        yield cut - 1, _PARAGRAPH_BREAK
        position = cut
    if position < end:
        yield position, prose[position:end]
