"""A source text, split into sentences the way its language splits them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mtcheck.text.document import Document

# Where Chinese and Japanese go on after a quotation that ends in a full stop: 「行こう。」と言った.
_GOES_ON = re.compile(r"[とっがをにはでもの、，,]")
# French and Spanish titles that the splitter takes for the end of a sentence.
_TITLE = re.compile(
    r"(?:^|[\s(«“])(?:M|MM|Mme|Mmes|Mlle|Me|Dr|Pr|St|Ste|Sr|Sra|Srta|Dra|Ud|Uds|D|Dña|п|м|г|ул|им|т|див|с)\.$"
)
_CLOSERS = "”’»」』）)\"'"


def source_document(document: Document, language: str) -> Document:
    """The document with its sentences found for `language` (ISO 639-1); unchanged where it came with
    sentences of its own.
    """
    if document.segments is not None:
        return document
    return replace(document, segments=tuple(_segments(document, language)))


def _segments(document: Document, language: str) -> Iterator[tuple[int, int, int]]:
    from sentencex import get_sentence_boundaries

    prose = document.prose
    for paragraph in document.paragraphs:
        text = prose[paragraph.start : paragraph.end]
        # Half a character and our filler would stop the splitter.
        text = re.sub("[\ud800-\udfff\ufdd0\ufdd1]", "\ufffc", text)
        pieces = [
            (boundary["start_index"], boundary["end_index"])
            for boundary in get_sentence_boundaries(_splitter(language), text)
        ]
        for start, end in _joined(text, pieces, language):
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            if start < end:
                yield paragraph.start + start, paragraph.start + end, paragraph.index


def _splitter(language: str) -> str:
    return "en" if language == "und" else language


def _joined(text: str, pieces: list[tuple[int, int]], language: str) -> list[tuple[int, int]]:
    """The splitter's pieces, joined where it cut a sentence in two."""
    found: list[tuple[int, int]] = []
    for start, end in pieces:
        if found:
            before, after = text[found[-1][0] : found[-1][1]].rstrip(), text[start:end].lstrip()
            if not after or _belongs(before, after, language):
                found[-1] = (found[-1][0], end)
                continue
        found.append((start, end))
    return found


def _belongs(before: str, after: str, language: str) -> bool:
    if not any(char.isalnum() for char in after) or not any(char.isalnum() for char in before):
        return True  # a closing mark, dots, a bullet
    if language == "ja" and before[-1:] in _CLOSERS and _GOES_ON.match(after):
        return True
    if _TITLE.search(before):
        return True
    return before[-1:] in _CLOSERS and after[:1].islower()
