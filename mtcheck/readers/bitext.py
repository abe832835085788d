"""Bitext: texts of one file that translate one another, segment by segment (tables, XLIFF, TMX).

Such a file has no characters of its own to point at, so a position is a segment and an offset in its text, as
in a .docx it is a paragraph: segments are numbered in the order of the file, from 1, those without text too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mtcheck.readers.addresses import addresses
from mtcheck.text.document import Document
from mtcheck.text.span import Span


@dataclass(frozen=True)
class Bitext:
    """A translation, with its source and other translations where the file has them.

    aligned: unit by unit they translate one another. problems: what of the file could not be checked, a
    sentence each.
    """

    target: Document
    source: Document | None = None
    references: tuple[Document, ...] = ()
    aligned: bool = False
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One segment. source: None where the file says nothing of sources. references: as many in every row
    of a file.
    """

    target: str
    source: str | None = None
    references: tuple[str, ...] = ()


def bitext(rows: Sequence[Row], name: str, format: str) -> Bitext:
    """The texts of a file with these segments. One with a source and no translation is a problem, not a
    blank line.
    """
    with_source = any(row.source is not None for row in rows)
    missing = [
        number for number, row in enumerate(rows, 1) if (row.source or "").strip() and not row.target.strip()
    ]
    references = zip(*(row.references for row in rows), strict=True)
    return Bitext(
        segments_document([row.target for row in rows], name, format),
        segments_document([row.source or "" for row in rows], name, format) if with_source else None,
        tuple(segments_document(one, name, format) for one in references),
        aligned=True,
        problems=(_untranslated(missing),) if missing else (),
    )


def segments_document(segments: Sequence[str], name: str, format: str) -> Document:
    """The document whose units are these segments; line breaks in a segment part paragraphs, as in plain
    text.
    """
    texts = [segment.replace("\r\n", "\n").replace("\r", "\n") for segment in segments]
    text = "\n".join(texts)
    units: list[int] = []
    blocks: list[Span] = []
    at = 0
    for segment in texts:
        units.append(at)
        for line in segment.split("\n"):
            if line and not line.isspace():
                blocks.append(Span(at, at + len(line)))
            at += len(line) + 1
    return Document(
        text,
        name,
        format=format,
        masks=tuple(addresses(text, 0, len(text))),
        blocks=tuple(blocks),
        units=tuple(units) or (0,),
    )


def _untranslated(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (
        f" and {len(numbers) - 10:,} more" if len(numbers) > 10 else ""
    )
    one = len(numbers) == 1
    return (
        f"segment{'' if one else 's'} {shown} {'has' if one else 'have'} no translation, so nothing of "
        f"{'it' if one else 'them'} was checked; translate {'it' if one else 'them'} first"
    )
