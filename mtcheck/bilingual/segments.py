"""What of an article corresponds to what of its references, so that they can be scored segment by segment.

Lines, where all texts have as many (line by line is how reference translations are kept); else paragraphs, else sentences, where
all have as many; else the article as one segment, which is sound for the article and says nothing of its parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mtcheck.document import BOM, Document

#: Formats whose lines are lines of the file; the others are counted in paragraphs.
_WITH_LINES = frozenset({"text", "markdown"})


@dataclass(frozen=True)
class Segments:
    """unit: `line`, `paragraph`, `sentence` or `article`. spans: of each segment in the article. references: one list each."""

    unit: str
    spans: tuple[tuple[int, int], ...]
    hypotheses: tuple[str, ...]
    references: tuple[tuple[str, ...], ...]


def segments(document: Document, references: Sequence[Document]) -> Segments | None:
    """The segments of an article and of its references; None where a text is empty."""
    texts = (document, *references)
    if not references or not all(one.prose.strip() for one in texts):
        return None
    for unit, cut in (("line", _lines), ("paragraph", _paragraphs), ("sentence", _sentences)):
        cuts = [cut(one) for one in texts]
        if len({len(spans) for spans in cuts}) == 1 and cuts[0]:
            read = _line if unit == "line" else _read
            own, *others = (tuple(read(one, span) for span in spans) for one, spans in zip(texts, cuts, strict=True))
            return Segments(unit, tuple(cuts[0]), own, tuple(others))
    whole = [_read(one, (0, len(one.text))) for one in texts]
    return Segments("article", ((0, len(document.text)),), (whole[0],), tuple((one,) for one in whole[1:]))


def _lines(document: Document) -> list[tuple[int, int]]:
    """The lines as sacreBLEU reads them: parted by line feeds alone, without space at their ends."""
    if document.units is not None:
        ends = (*document.units[1:], len(document.text) + 1)
        return [(start, end - 1) for start, end in zip(document.units, ends, strict=True)]
    if document.format not in _WITH_LINES:
        return []
    spans = []
    start = len(BOM) if document.text.startswith(BOM) else 0
    for line in document.text[start:].split("\n"):
        spans.append((start, start + len(line.rstrip())))
        start += len(line) + 1
    return spans[:-1] if document.text.endswith("\n") else spans


def _paragraphs(document: Document) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in document.paragraphs]


def _sentences(document: Document) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in document.sentences]


def _line(document: Document, span: tuple[int, int]) -> str:
    return document.text[span[0] : span[1]].rstrip()


def _read(document: Document, span: tuple[int, int]) -> str:
    """The range as a reader sees it, on one line."""
    from mtcheck.document import OPAQUE, Reading

    return " ".join(Reading(document, [span]).text.replace(OPAQUE, " ").split())
