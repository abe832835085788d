"""Masking: how a text reads in which markup, code and addresses are not prose.

What is not prose is *masked*. `MaskedText.prose` has the same length as the text, with filler characters in
place of what is masked, so that an offset into one is an offset into the other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mtcheck.text.span import Span

#: Stands in `prose` for inline content that is not prose but takes the place of a noun: code, an address.
OPAQUE = "\ufffc"
#: Stands in `prose` for markup inside a word or between a word and its punctuation (`<a>Putin</a>’s`,
#: `**so**,`), where a space would part what belongs together. Next to a space it is a space. The character is
#: a Unicode noncharacter: it is in no text by rights, and where a text has it, it is read as a space.
JOINER = "\ufdd0"
#: Follows a character that stands for a longer entity (`don&rsquo;t`), to fill up its length. Like JOINER, it
#: is a noncharacter.
PADDING = "\ufdd1"
#: The byte-order mark, which is kept as the first character of a text that has one.
BOM = "\ufeff"
#: Combining marks, as a range for regular expressions: they belong to letters, but Python's `\w` leaves them
#: out.
COMBINING_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
#: A run of the fillers that a reader does not see.
FILLER = re.compile(f"[{JOINER}{PADDING}]+")
#: Characters without width that only say where a line may break or which way it runs, as a range for regular
#: expressions.
WITHOUT_WIDTH = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
#: One of them that a reader does not see. The byte-order mark of the file is none of them, nor is the soft
#: hyphen in what was an “í” before its encoding was mistaken, nor a joiner in an emoji.
INVISIBLE = re.compile(
    rf"[{WITHOUT_WIDTH}](?<!^\ufeff)(?<![ÂÃÄÅâ]\u00ad)(?:(?<!\u200d)|(?<=\w\u200d)|(?=\w))"
)
LINE_BREAK = re.compile(r"\r\n|\r|\n")

_UNSEEN = re.compile(rf"[\s{WITHOUT_WIDTH}{JOINER}{PADDING}]")
_OPAQUE_RUN = re.compile(f"{OPAQUE}+")
_NOT_LINE_BREAK = re.compile(r"[^\r\n]")
_LETTER = re.compile(rf"[^\W_]|[{COMBINING_MARKS}]")


@dataclass(frozen=True, slots=True)
class Mask:
    """A range that is not prose: markup between paragraphs, a comment, front matter, code, an entity."""

    start: int
    """Offset of the first character, in code points."""
    end: int
    """Offset behind the last character, in code points."""
    opaque: bool = False
    """Whether the content takes the place of a noun, as code and addresses do."""
    fill: str | None = None
    """What the range reads as, at most as long as the range: the character of an entity, or `""` for markup
    inside a line, which reads as nothing at all; None for space."""
    joins_lines: bool = False
    """Whether its line breaks, which else stay, are filled like the rest: a paragraph goes on behind it."""


@dataclass(frozen=True)
class MaskedText:
    """A text and what of it is not prose. All offsets are code points into `text`."""

    text: str
    """The text as it stands in the file."""
    masks: tuple[Mask, ...]
    """What is not prose, sorted, not overlapping."""

    @cached_property
    def prose(self) -> str:
        """The text with filler for what is masked, of the same length; line breaks are kept, but for those
        of masks that join lines.

        The filler is spaces, JOINER, PADDING or OPAQUE.
        """
        text = FILLER.sub(lambda run: " " * len(run.group()), self.text)
        masks = self.masks
        if text.startswith(BOM):
            masks = (Mask(0, 1), *masks)
        if not masks:
            return text
        parts: list[str] = []
        end = 0
        for mask in masks:
            start = max(mask.start, end)
            if mask.end <= start:
                continue
            parts.append(text[end:start])
            parts.append(_filled(mask, text[start : mask.end]))
            end = mask.end
        parts.append(text[end:])
        return FILLER.sub(_spaced, "".join(parts))

    def masks_in(self, start: int, end: int) -> Iterator[Mask]:
        """The masks that lie in `text[start:end]`, or have a part there, in order."""
        for index in range(bisect_right(self._mask_ends, start), len(self.masks)):
            mask = self.masks[index]
            if mask.start >= end:
                return
            yield mask

    def lines_joined(self, start: int, end: int) -> str:
        """The text of a range as it is written, but for what stands between the lines that masks join."""
        parts: list[str] = []
        for mask in self.masks_in(start, end):
            if mask.joins_lines and LINE_BREAK.search(self.text, mask.start, mask.end):
                parts += (self.text[start : max(mask.start, start)], " " if mask.fill is None else mask.fill)
                start = min(mask.end, end)
        return "".join((*parts, self.text[start:end]))

    def is_masked(self, start: int, end: int) -> bool:
        """Whether any of `text[start:end]` is masked."""
        index = bisect_right(self._mask_ends, start)
        return index < len(self.masks) and self.masks[index].start < end

    def snap(self, start: int, end: int) -> Span:
        """The range, widened where it cuts an entity in two: the quotation mark of `&rdquo;` is all of it."""
        first, last = self._mask_at(start), self._mask_at(end - 1) if end > start else None
        if first is not None and first.fill:
            start = first.start
        if last is not None and last.fill:
            end = last.end
        return Span(start, end)

    def trim(self, start: int, end: int) -> Span | None:
        """The range without space and what has no width around it, entities whole; None if that is all."""
        prose = self.prose
        while start < end and _UNSEEN.match(prose, start):
            start += 1
        while end > start and _UNSEEN.match(prose, end - 1):
            end -= 1
        return self.snap(start, end) if start < end else None

    def _mask_at(self, offset: int) -> Mask | None:
        index = bisect_right(self._mask_ends, offset)
        return self.masks[index] if index < len(self.masks) and self.masks[index].start <= offset else None

    @cached_property
    def _mask_ends(self) -> tuple[int, ...]:
        return tuple(mask.end for mask in self.masks)


def without_filler(prose: str) -> str:
    """The prose without JOINER and PADDING, which a reader does not see."""
    return FILLER.sub("", prose)


def legible(text: str) -> str:
    """A text of ours about some prose, with an ellipsis for what the prose has filler for."""
    return without_filler(_OPAQUE_RUN.sub("…", text)) if not text.isascii() else text


def _filled(mask: Mask, text: str) -> str:
    """What stands in `prose` for the masked `text`, of the same length."""
    if mask.joins_lines:
        text = " " * len(text)
    if mask.opaque:
        return _NOT_LINE_BREAK.sub(OPAQUE, text)
    if mask.fill is None:
        return _NOT_LINE_BREAK.sub(" ", text)
    fill = LINE_BREAK.sub(" ", mask.fill)[: len(text)]
    if LINE_BREAK.search(text, 0, len(fill)):  # no entity contains a line break, and line breaks are kept
        fill = ""
    return fill + _NOT_LINE_BREAK.sub(PADDING if fill else JOINER, text[len(fill) :])


def _spaced(run: re.Match[str]) -> str:
    """A run of filler, as spaces where a space is next to it; the padding of a letter stays with its word."""
    prose, filler = run.string, run.group()
    before = prose[run.start() - 1] if run.start() else " "
    after = prose[run.end()] if run.end() < len(prose) else " "
    if before.isspace():
        return " " * len(filler)
    if after.isspace():
        padding = len(filler) - len(filler.lstrip(PADDING))
        kept = padding if _LETTER.fullmatch(before) else 0
        return filler[:kept] + " " * (len(filler) - kept)
    return filler
