"""Documents of formats without lines (.docx, .odt): their paragraphs take the place of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtcheck.readers.addresses import with_addresses
from mtcheck.text.document import Document, NamedPart, Unread
from mtcheck.text.masking import OPAQUE, Mask
from mtcheck.text.span import Span

#: What stands in the text for a formula or another object in a line, which is not read.
_OBJECT = "[object]"


def paragraphs_document(
    paragraphs: Sequence[str],
    name: str,
    format: str,
    unread: Sequence[Unread] = (),
    parts: Sequence[tuple[int, str]] = (),
) -> Document:
    """The document whose units are these paragraphs, empty ones included.

    parts: what stands behind the body, each as the index of its first paragraph and its name.
    An OPAQUE in a paragraph is an object that takes the place of a noun.
    """
    texts = [paragraph.replace(OPAQUE, _OBJECT) for paragraph in paragraphs]
    text = "\n".join(texts)
    units: list[int] = []
    blocks: list[Span] = []
    start = 0
    for paragraph in texts:
        units.append(start)
        if paragraph and not paragraph.isspace():
            blocks.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 1
    return Document(
        text,
        name,
        format=format,
        masks=with_addresses(text, _objects("\n".join(paragraphs))),
        blocks=tuple(blocks),
        units=tuple(units) or (0,),
        unread=tuple(unread),
        parts=tuple(NamedPart(units[index], part) for index, part in parts),
    )


def _objects(text: str) -> Iterator[Mask]:
    """The masks of the objects, where each has become an `_OBJECT`."""
    offset = text.find(OPAQUE)
    added = 0
    while offset >= 0:
        yield Mask(offset + added, offset + added + len(_OBJECT), opaque=True)
        added += len(_OBJECT) - len(OPAQUE)
        offset = text.find(OPAQUE, offset + 1)
