"""Bitext: texts of one file that translate one another, segment by segment (tables, XLIFF, TMX).

A position in such a file is a segment and an offset in its text, as a position in a .docx is a paragraph and
an offset. Segments are numbered in the order of the file, from 1, and those without text count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mtcheck.readers.addresses import with_addresses
from mtcheck.readers.inline_codes import inline_codes
from mtcheck.text.document import Document, Unread
from mtcheck.text.file_places import Anchor, FilePlaces
from mtcheck.text.masking import Mask
from mtcheck.text.span import Span


@dataclass(frozen=True)
class Bitext:
    """A translation, with its source and other translations where the file has them."""

    target: Document
    """The translation."""
    source: Document | None = None
    """What it was translated from."""
    references: tuple[Document, ...] = ()
    """Other translations of the source."""
    aligned: bool = False
    """Whether the texts translate one another unit by unit."""
    problems: tuple[str, ...] = ()
    """What of the file could not be checked, a sentence each."""


@dataclass(frozen=True)
class Row:
    """One segment of a file."""

    target: str
    """The translation."""
    source: str | None = None
    """What it was translated from; None where the file has no sources."""
    references: tuple[str, ...] = ()
    """Other translations; every row of a file has as many."""
    id: str = field(default="", compare=False)
    """What the file calls it."""
    anchors: tuple[Anchor, ...] = field(default=(), compare=False)
    """Where the translation stands in the file; empty where that is not known."""


def bitext(
    rows: Sequence[Row],
    name: str,
    format: str,
    *,
    with_codes: bool = False,
    unread: tuple[Unread, ...] = (),
) -> Bitext:
    """The texts of a file with these segments. A source without a translation is a problem.

    with_codes: whether tags and placeholders may stand in them. unread: what of the file is not checked.
    """
    with_source = any(row.source is not None for row in rows)
    missing = [
        number for number, row in enumerate(rows, 1) if (row.source or "").strip() and not row.target.strip()
    ]
    references = zip(*(row.references for row in rows), strict=True)
    target = segments_document(
        [row.target for row in rows], name, format, with_codes=with_codes, unread=unread
    )
    if target.units is not None and rows and all(row.anchors for row in rows):
        anchors, ids = [row.anchors for row in rows], [row.id for row in rows]
        target = replace(target, file_places=FilePlaces.of_segments(target.units, anchors, ids))
    return Bitext(
        target,
        segments_document([row.source or "" for row in rows], name, format, with_codes=with_codes)
        if with_source
        else None,
        tuple(segments_document(texts, name, format) for texts in references),
        aligned=True,
        problems=(_untranslated(missing),) if missing else (),
    )


def segments_document(
    segments: Sequence[str],
    name: str,
    format: str,
    *,
    with_codes: bool = False,
    unread: tuple[Unread, ...] = (),
) -> Document:
    """The document whose units are these segments; a line break in a segment begins a new paragraph."""
    texts = [segment.replace("\r\n", "\n").replace("\r", "\n") for segment in segments]
    text = "\n".join(texts)
    units: list[int] = []
    blocks: list[Span] = []
    codes: list[Mask] = []
    start = 0
    for segment in texts:
        units.append(start)
        if with_codes:
            codes += inline_codes(text, start, start + len(segment), numbered_tags=True)
        for line in segment.split("\n"):
            if line and not line.isspace():
                blocks.append(Span(start, start + len(line)))
            start += len(line) + 1
    return Document(
        text,
        name,
        format=format,
        masks=with_addresses(text, codes),
        blocks=tuple(blocks),
        units=tuple(units) or (0,),
        unread=unread,
    )


def _untranslated(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:10]))
    if len(numbers) > 10:
        shown += f" and {len(numbers) - 10:,} more"
    is_one = len(numbers) == 1
    subject, them = (f"segment {shown} has", "it") if is_one else (f"segments {shown} have", "them")
    return f"{subject} no translation, so nothing of {them} was checked; translate {them} first"
