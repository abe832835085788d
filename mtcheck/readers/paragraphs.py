"""Documents of formats without lines (.docx, .odt): their paragraphs take the place of lines."""

from __future__ import annotations

from collections.abc import Sequence

from mtcheck.readers.addresses import addresses
from mtcheck.text.document import Document, Unread
from mtcheck.text.span import Span


def paragraphs_document(
    paragraphs: Sequence[str], name: str, format: str, unread: Sequence[Unread] = ()
) -> Document:
    """The document whose units are these paragraphs, empty ones included."""
    text = "\n".join(paragraphs)
    units: list[int] = []
    blocks: list[Span] = []
    start = 0
    for paragraph in paragraphs:
        units.append(start)
        if paragraph and not paragraph.isspace():
            blocks.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 1
    return Document(
        text,
        name,
        format=format,
        masks=tuple(addresses(text, 0, len(text))),
        blocks=tuple(blocks),
        units=tuple(units) or (0,),
        unread=tuple(unread),
    )
