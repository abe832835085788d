"""Passages in Markdown that its HTML marks as another language, within a line or around whole paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mtcheck.readers.elements import ATTRIBUTE, Element, OpenElements
from mtcheck.readers.html import MarkupRanges
from mtcheck.readers.marked_language import (
    MOST_FOREIGN,
    count_words,
    marked_language,
    reads_as_english,
    unread_passages,
)
from mtcheck.text.masking import Mask, MaskedText, without_filler
from mtcheck.text.span import Span

_ANY = re.compile(r"\blang\s*=", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")


class _ForeignRange(NamedTuple):
    """A range that is marked as another language, without the tags that mark it."""

    start: int
    end: int
    language: str


def without_foreign_passages(text: str, ranges: MarkupRanges) -> MarkupRanges:
    """The ranges of a text; in them, passages of other languages are masked, and said to be unread.

    What reads as English is left as it is. So is all where nearly all is marked: then the marks are wrong, or
    it is no article in English.
    """
    if not _ANY.search(text):
        return ranges
    masked = MaskedText(text, ranges.masks)
    words = {
        foreign: count_words(without_filler(masked.prose[foreign.start : foreign.end]))
        for foreign in _outermost(_foreign_ranges(text, masked))
        if not reads_as_english(without_filler(masked.prose[foreign.start : foreign.end]))
    }
    passages = [foreign for foreign, count in words.items() if count]
    total = sum(words.values())
    kept = count_words(without_filler(masked.prose)) - total
    if not passages or total > MOST_FOREIGN * kept:
        return ranges
    inner = {passage: _has_paragraph(ranges.blocks, passage) for passage in passages}
    new = [Mask(passage.start, passage.end, opaque=not inner[passage]) for passage in passages]
    masks = sorted([*_outside(ranges.masks, passages), *new], key=lambda mask: mask.start)
    blocks = tuple(block for block in ranges.blocks if not _range_of(passages, block.start))
    unread = unread_passages((passage.language, words[passage]) for passage in passages)
    return ranges._replace(masks=tuple(masks), blocks=blocks, unread=(*ranges.unread, *unread))


def _foreign_ranges(text: str, masked: MaskedText) -> Iterator[_ForeignRange]:
    """What its tags mark as another language, as far as they stand where tags are markup."""
    open_elements = OpenElements()
    starts: dict[Element, int] = {}
    for match in _TAG.finditer(text):
        if not _is_markup(masked, match.start()):
            continue
        closing, tag, source = match[1], match[2].lower(), match[3]
        if not closing:
            open_elements.start(tag, {} if source.endswith("/") else _attributes(source))
            element = open_elements.innermost
            if element is not None:
                starts.setdefault(element, match.end())
            continue
        was_open = open_elements.innermost
        open_elements.end(tag)
        ended = [] if was_open is None else [element for element in was_open.lineage() if element.is_closed]
        for element in ended:
            language = marked_language(element.attributes)
            if language and starts[element] < match.start():
                yield _ForeignRange(starts[element], match.start(), language)


def _attributes(source: str) -> Mapping[str, str]:
    attributes: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(source):
        if match[1]:
            attributes.setdefault(match[1].lower(), match[2] or match[3] or match[4] or "")
    return attributes


def _is_markup(masked: MaskedText, offset: int) -> bool:
    mask = next(masked.masks_in(offset, offset + 1), None)
    return mask is not None and not mask.opaque


def _outermost(found: Iterable[_ForeignRange]) -> Iterator[_ForeignRange]:
    end = 0
    for foreign in sorted(found, key=lambda foreign: (foreign.start, -foreign.end)):
        if foreign.start >= end:
            yield foreign
            end = foreign.end


def _has_paragraph(blocks: Sequence[Span], passage: _ForeignRange) -> bool:
    """Whether a paragraph lies in the passage, and not the passage in a paragraph."""
    number = bisect_right(blocks, passage.start - 1, key=lambda block: block.start)
    return number < len(blocks) and blocks[number].start < passage.end


def _range_of(passages: Sequence[_ForeignRange], offset: int) -> _ForeignRange | None:
    """The passage in which an offset lies."""
    number = bisect_right(passages, offset, key=lambda passage: passage.start) - 1
    return passages[number] if number >= 0 and offset < passages[number].end else None


def _outside(masks: Iterable[Mask], passages: Sequence[_ForeignRange]) -> Iterator[Mask]:
    """The masks that lie in no passage, without what of them does."""
    for mask in masks:
        if _range_of(passages, mask.start) is None:
            number = bisect_right(passages, mask.start, key=lambda passage: passage.start)
            end = passages[number].start if number < len(passages) else mask.end
            yield Mask(mask.start, min(mask.end, end), mask.opaque, mask.fill)
