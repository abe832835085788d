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
    blocks: list[Span] = []
    labels: list[Span] = []
    pictures = list(pictures)
    hidden = sorted(
        [*masks, *(Mask(picture.label.start, picture.label.end) for picture in pictures)], key=_start
    )
    start = paragraph.start
    for picture in pictures:
        before = _visible(text, hidden, start, picture.span.start)
        after = _visible(text, hidden, picture.span.end, paragraph.end)
        line = before.rpartition("\n")[2] + after.partition("\n")[0]
        if is_between_sentences(before, after) or not line.strip():
            blocks += (Span(start, picture.span.start), picture.label)
            labels.append(picture.label)
            start = picture.span.end
    if not labels:
        return PictureBlocks([paragraph], list(masks), [])
    parted = [picture for picture in pictures if picture.label in labels]
    return PictureBlocks([*blocks, Span(start, paragraph.end)], list(_parting(masks, parted)), labels)


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
