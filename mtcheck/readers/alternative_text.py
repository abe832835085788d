"""The alternative text of pictures: where it may stand by itself, and whether it is worth reading."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from mtcheck.text.masking import Mask
from mtcheck.text.span import Span

_SENTENCE_END = re.compile(r"[.!?…:;][\"”’'»)\]*_]*\s*$")
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)|(?=\S*[\d_])[\w-]+", re.IGNORECASE)
#: How much of what stands before a picture is looked at, in characters.
_LONGEST_LINE = 2_000
_NOT_ALNUM = re.compile(r"[\W_]+")


def is_between_sentences(before: str, after: str) -> bool:
    """Whether a picture stands between sentences, and not in one. before, after: of its paragraph."""
    return not before.strip() or not after.strip() or bool(_SENTENCE_END.search(before))


def is_worth_reading(text: str, paragraphs: Set[str]) -> bool:
    """Whether an alternative text says anything: more than a file's name, and more than a caption says.

    paragraphs: the others of the article, comparable.
    """
    known = comparable(text)
    is_repeated = " " in known and known in paragraphs
    return bool(known) and not is_repeated and not _FILE_NAME.fullmatch(text.strip())


def comparable(text: str) -> str:
    """A text without case, spaces and punctuation, as captions repeat it."""
    return _NOT_ALNUM.sub(" ", text).strip().casefold()


class Picture(NamedTuple):
    """A picture in a paragraph of Markdown."""

    span: Span
    """All of it, its address included."""
    label: Span
    """Its alternative text."""


class PictureBlocks(NamedTuple):
    """A paragraph that is parted at its pictures."""

    blocks: list[Span]
    """The paragraphs that it becomes, alternative texts included."""
    masks: list[Mask]
    """The masks in it, sorted."""
    labels: list[Span]
    """The alternative texts that are paragraphs now."""


def part_at_pictures(
    text: str, paragraph: Span, masks: Sequence[Mask], pictures: Iterable[Picture]
) -> PictureBlocks:
    """The paragraph, parted where an alternative text stands between sentences, or alone in a line.

    masks: those in the paragraph, sorted.
    """
    pictures = list(pictures)
    gaps = _gaps(text, paragraph, masks, pictures)
    blocks: list[Span] = []
    parted: list[Picture] = []
    last_text = max((number for number, gap in enumerate(gaps) if gap.strip()), default=-1)
    start, before = paragraph.start, ""
    for number, picture in enumerate(pictures):
        before = (before + gaps[number])[-_LONGEST_LINE:]
        after = gaps[number + 1]
        line = before.rpartition("\n")[2] + after.partition("\n")[0]
        is_last = last_text <= number
        if is_last or not line.strip() or is_between_sentences(before, after or "text"):
            blocks += (Span(start, picture.span.start), picture.label)
            parted.append(picture)
            start, before = picture.span.end, ""
    if not parted:
        return PictureBlocks([paragraph], list(masks), [])
    labels = [picture.label for picture in parted]
    return PictureBlocks([*blocks, Span(start, paragraph.end)], list(_parting(masks, parted)), labels)


def _gaps(text: str, paragraph: Span, masks: Sequence[Mask], pictures: Sequence[Picture]) -> list[str]:
    """What a reader sees before each picture, since the one before it, and behind the last."""
    starts = [paragraph.start, *(picture.span.end for picture in pictures)]
    ends = [*(picture.span.start for picture in pictures), paragraph.end]
    return [_visible(text, masks, start, end) for start, end in zip(starts, ends, strict=True)]


def repeated_labels(text: str, blocks: Sequence[Span], labels: Iterable[Span]) -> set[Span]:
    """The alternative texts that are not worth reading."""
    own = set(labels)
    others = {comparable(text[block.start : block.end]) for block in blocks if block not in own}
    return {label for label in own if not is_worth_reading(text[label.start : label.end], others)}


def _parting(masks: Iterable[Mask], pictures: Sequence[Picture]) -> Iterator[Mask]:
    """The masks; those that belong to a picture read as space."""
    starts = [picture.span.start for picture in pictures]
    for mask in masks:
        number = bisect_right(starts, mask.start) - 1
        picture = pictures[number] if number >= 0 else None
        is_label = picture is not None and picture.label.start <= mask.start < picture.label.end
        is_address = picture is not None and mask.end <= picture.span.end and not is_label
        yield replace(mask, fill=None, opaque=False) if is_address else mask


def _visible(text: str, masks: Sequence[Mask], start: int, end: int) -> str:
    """What is not masked of a range; `start` and `end` lie in no mask. Line breaks are line feeds."""
    parts = []
    for mask in masks[bisect_left(masks, start, key=_start) : bisect_left(masks, end, key=_start)]:
        parts.append(text[start : mask.start])
        start = max(start, mask.end)
    parts.append(text[start:end])
    return "".join(parts).replace("\r", "\n")


def _start(mask: Mask) -> int:
    return mask.start
