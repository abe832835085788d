"""The article as LanguageTool is sent it: readings that fit into one request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.text.document import Document
from mtcheck.text.reading import GAP, Reading
from mtcheck.text.span import Span

#: Code points in a request. The public server takes 20,000 UTF-16 units, and an emoji has two of them.
CHUNK = 9_500

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s)")
_UNSENDABLE = re.compile("[\r\ud800-\udfff]")


def chunks(document: Document, size: int = CHUNK) -> Iterator[Reading]:
    """The article in readings of at most `size` code points, cut between paragraphs.

    A paragraph that is longer is cut between sentences, a sentence that is longer at a space, a word that is
    longer anywhere.
    """
    ranges: list[Span] = []
    length = 0
    for paragraph in document.paragraphs:
        for span in _cut(document.prose, paragraph.start, paragraph.end, size):
            if ranges and length + span.end - span.start > size:
                yield document.read(ranges)
                ranges, length = [], 0
            ranges.append(span)
            length += span.end - span.start + len(GAP)
    if ranges:
        yield document.read(ranges)


def sendable(text: str) -> str:
    """`text`, in the same length, without lone surrogates, which cannot be sent, and carriage returns."""
    return _UNSENDABLE.sub(lambda match: " " if match.group() == "\r" else "\ufffd", text)


def _cut(prose: str, start: int, end: int, size: int) -> Iterator[Span]:
    """The ranges of a paragraph, of at most `size` code points each."""
    while end - start > size:
        sentence_ends = [match.end() for match in _SENTENCE_END.finditer(prose, start, start + size)]
        cut = sentence_ends[-1] if sentence_ends else prose.rfind(" ", start + 1, start + size)
        if cut <= start:
            cut = start + size
        yield Span(start, cut)
        start = cut
        while start < end and prose[start].isspace():
            start += 1
    if start < end:
        yield Span(start, end)
