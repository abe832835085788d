"""A source text, split into sentences the way its language splits them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from mtcheck.lexicon.languages import UNDETERMINED, of_all_languages
from mtcheck.text.document import Document
from mtcheck.text.masking import OPAQUE
from mtcheck.text.segmentation import split, without_blank_lines

# Where Japanese goes on after a quotation that ends in a full stop: 「行こう。」と言った.
_GOES_ON = re.compile(r"[とっがをにはでもの、，,]")
_CLOSING_MARKS = "”’»」』）)\"'"
# Halves of a character, which would stop the splitter.
_UNSPLITTABLE = re.compile("[\ud800-\udfff]")


def source_document(document: Document, language: str) -> Document:
    """The document with its sentences found for `language` (ISO 639-1); unchanged where it came with
    sentences of its own.
    """
    if document.segments is not None:
        return document
    return replace(document, segments=tuple(_in_file(document, _segments(document.decoded, language))))


def _in_file(document: Document, segments: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    for start, end, paragraph in segments:
        span = document.in_file(start, end)
        yield span.start, span.end, paragraph


def _segments(document: Document, language: str) -> Iterator[tuple[int, int, int]]:
    splitter = "en" if language == UNDETERMINED else language
    for paragraph in document.paragraphs:
        text = without_blank_lines(document.prose[paragraph.start : paragraph.end])
        pieces = split(splitter, _UNSPLITTABLE.sub(OPAQUE, text))
        for start, end in _joined(text, pieces, language):
            sentence = text[start:end]
            start += len(sentence) - len(sentence.lstrip())
            end -= len(sentence) - len(sentence.rstrip())
            if start < end:
                yield paragraph.start + start, paragraph.start + end, paragraph.index


def _joined(text: str, pieces: list[tuple[int, int]], language: str) -> list[tuple[int, int]]:
    """The splitter's pieces, joined where it cut a sentence in two."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined:
            first, last = joined[-1]
            before, behind = text[first:last].rstrip(), text[start:end].lstrip()
            if not behind or _are_one_sentence(before, behind, language):
                joined[-1] = (first, end)
                continue
        joined.append((start, end))
    return joined


def _are_one_sentence(before: str, behind: str, language: str) -> bool:
    if not any(map(str.isalnum, behind)) or not any(map(str.isalnum, before)):
        return True  # a closing mark, dots, a bullet
    if language == "ja" and before[-1:] in _CLOSING_MARKS and _GOES_ON.match(behind):
        return True
    if _title().search(before):
        return True
    return before[-1:] in _CLOSING_MARKS and behind[:1].islower()


@cache
def _title() -> re.Pattern[str]:
    """Titles that the splitter takes for the end of a sentence: M. Dupont, Sra. García."""
    return re.compile(rf"(?:^|[\s(«“])(?:{of_all_languages('titles')})\.$")
