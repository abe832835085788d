"""The article as Harper is sent it: what a reader sees, in chunks of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.text.document import Document
from mtcheck.text.masking import OPAQUE
from mtcheck.text.reading import GAP, Reading

#: Code points in a chunk. Harper's time grows faster than the text, so long articles are cut up.
CHUNK = 50_000

# What is not sent as it stands: a line break inside a paragraph or more than eight spaces (sent as one
# space); a run of OPAQUE or a hundred characters without a space (one OPAQUE: such a “word” takes Harper
# seconds); a lone surrogate (U+FFFD).
_REWRITTEN = re.compile(
    r"[ \t]*(?:\r\n|\r|\n)[ \t]*|[ \t]{9,}"
    rf"|(?P<noun>{OPAQUE}+|(?<!\S)\S{{100,}})|(?P<broken>[\ud800-\udfff])"
)


def chunks(document: Document) -> Iterator[Reading]:
    """The article in chunks of about CHUNK code points, cut between paragraphs."""
    chunk: list[Reading] = []
    length = 0
    for paragraph in document.paragraph_readings:
        for reading in _pieces(paragraph.replace(_REWRITTEN, _rewrite)):
            chunk.append(reading)
            length += len(reading.text)
            if length > CHUNK:
                yield Reading.join(document.masked, chunk)
                chunk, length = [], 0
            length += len(GAP)
    if chunk:
        yield Reading.join(document.masked, chunk)


def _rewrite(match: re.Match[str]) -> str:
    return OPAQUE if match["noun"] else "\ufffd" if match["broken"] else " "


def _pieces(paragraph: Reading) -> Iterator[Reading]:
    """The paragraph, cut at spaces where it is longer than a chunk."""
    text, start = paragraph.text, 0
    while len(text) - start > CHUNK:
        end = text.rfind(" ", start + CHUNK // 2, start + CHUNK) + 1 or start + CHUNK
        yield paragraph.cut(start, end)
        start = end
    yield paragraph.cut(start, len(text))
