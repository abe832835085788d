"""Decoding: a text as a reader sees it, and the way back to the file.

A pattern that looks for a word, a space or a mark cannot know what stands in the middle of it: markup, an
entity, a soft hyphen, a no-break space, the end of a line. So rules, engines and the garble model are given
the decoded text. In it

* inline markup and invisible characters are gone, and an entity is the character that it stands for;
* a word that a soft hyphen parts at the end of a line is one;
* white space between two words of a paragraph is one plain space, whatever it is in the file;
* white space of three characters or with a tab parts columns, not words: it stays, as does all in its line.
  HTML and Markdown have no such columns.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import accumulate
from typing import NamedTuple

from mtcheck.text.masking import FILLER, INVISIBLE, Mask, MaskedText
from mtcheck.text.span import Span

# White space that is not one plain space.
_SPACE = re.compile(r"\s{2,}|[^\S ]")
_NOT_PLAIN = re.compile(r"[^\S ]")
_COLUMN = re.compile(r"(?<=\S)(?:[^\S\r\n]{3,}|[^\S\r\n\t]*\t[^\S\r\n]*)(?=\S)")
# The line breaks in a tag or a comment are part of it; another in markup ends a line.
_TAG_OR_LINE_BREAK = re.compile(r"<!--.*?-->|<[^<>]*>|(?P<line_break>\r\n|\r|\n)", re.DOTALL)
_HYPHENATED = re.compile(r"(?<=[^\W\d_])\u00ad[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*(?=[^\W\d_])")
_SPACES = re.compile(r"\s*")


class Decoded(NamedTuple):
    """A decoded text and where each of its characters stands in the file."""

    text: str
    """The text as a reader sees it; what is no prose, such as code, is still there, and masked."""
    masks: tuple[Mask, ...]
    """What of it is not prose."""
    offsets: array[int]
    """The offset in the file of each character, in code points, and of the end."""
    file: MaskedText
    """The text of the file and its masks."""

    def in_file(self, start: int, end: int) -> Span:
        """The range of the file that reads as `text[start:end]`, entities and white space whole."""
        first = self.offsets[start]
        if end <= start:
            return self.file.snap(first, first)
        last = self.offsets[end - 1] + 1
        if self.text[end - 1] == " ":
            spaces = _SPACES.match(self.file.text, last, self.offsets[end])
            last = spaces.end() if spaces else last
        return self.file.snap(first, last)

    def decoded(self, span: Span) -> Span:
        """The range of the decoded text for a range of the file."""
        return Span(bisect_left(self.offsets, span.start), bisect_left(self.offsets, span.end))


def decode_text(masked: MaskedText, paragraphs: Sequence[Span], *, marked_up: bool) -> Decoded | None:
    """The decoded text; None where it is the text itself.

    marked_up: whether any white space reads as one space, as it does in HTML and Markdown.
    """
    joined = _without_markup(masked, paragraphs)
    if joined is not None:
        paragraphs = [joined.decoded(paragraph) for paragraph in paragraphs]
        read = MaskedText(joined.text, joined.masks)
    else:
        read = masked
    spaces = list(_spaces(read.prose, paragraphs, marked_up=marked_up))
    if not spaces:
        return joined
    offsets = array("q", range(len(masked.text) + 1)) if joined is None else joined.offsets
    return _single_spaced(read, offsets, spaces, masked)


def _without_markup(masked: MaskedText, paragraphs: Sequence[Span]) -> Decoded | None:
    """The text without inline markup and invisible characters; None where it has none."""
    if all(mask.opaque or mask.fill is None for mask in masked.masks) and (
        masked.text.isascii() or not (INVISIBLE.search(masked.text) or FILLER.search(masked.text))
    ):
        return None
    parts: list[str] = []
    offsets: array[int] = array("q")
    masks: list[Mask] = []
    for text, start, mask in _pieces(masked, paragraphs):
        if mask is not None:
            masks.append(Mask(len(offsets), len(offsets) + len(text), opaque=mask.opaque))
        parts.append(text)
        offsets.extend(range(start, start + len(text)))
    offsets.append(len(masked.text))
    return Decoded("".join(parts), tuple(masks), offsets, masked)


def _pieces(masked: MaskedText, paragraphs: Sequence[Span]) -> Iterator[tuple[str, int, Mask | None]]:
    """The parts of the decoded text: each with its offset in the file, and the mask if it is not prose."""
    hyphenated = frozenset(_hyphenated(masked.text, paragraphs))
    end = 0
    for mask in masked.masks:
        if mask.end <= end:
            continue
        yield from _visible(masked.text, end, mask.start, hyphenated)
        if mask.opaque or mask.fill is None:
            yield masked.text[mask.start : mask.end], mask.start, mask
        elif mask.fill and not INVISIBLE.fullmatch(mask.fill):
            yield mask.fill[: mask.end - mask.start], mask.start, None
        else:
            for match in _TAG_OR_LINE_BREAK.finditer(masked.text, mask.start, mask.end):
                if match["line_break"]:
                    yield match["line_break"], match.start(), None
        end = mask.end
    yield from _visible(masked.text, end, len(masked.text), hyphenated)


def _visible(text: str, start: int, end: int, hyphenated: Set[int]) -> Iterator[tuple[str, int, None]]:
    """The parts of `text[start:end]` between invisible characters; a noncharacter reads as a space."""
    for invisible in INVISIBLE.finditer(text, start, end):
        yield from _spaced(text, start, invisible.start())
        start = max(start, invisible.end())
        if invisible.start() in hyphenated and (line_end := _HYPHENATED.match(text, invisible.start(), end)):
            start = line_end.end()
    yield from _spaced(text, start, end)


def _hyphenated(text: str, paragraphs: Iterable[Span]) -> Iterator[int]:
    """Where in paragraphs a soft hyphen parts a word at the end of a line."""
    if "\u00ad" in text:
        for paragraph in paragraphs:
            for match in _HYPHENATED.finditer(text, paragraph.start, paragraph.end):
                yield match.start()


def _spaced(text: str, start: int, end: int) -> Iterator[tuple[str, int, None]]:
    if start < end:
        yield FILLER.sub(lambda run: " " * len(run.group()), text[start:end]), start, None


def _spaces(prose: str, paragraphs: Iterable[Span], *, marked_up: bool) -> Iterator[Span]:
    """The white space in paragraphs that reads as one plain space and is none."""
    for paragraph in paragraphs:
        # Most have none, and two searches are faster than one for both.
        if not _NOT_PLAIN.search(prose, paragraph.start, paragraph.end) and (
            prose.find("  ", paragraph.start, paragraph.end) < 0
        ):
            continue
        lines = _Lines(prose)
        for space in _SPACE.finditer(prose, paragraph.start, paragraph.end):
            start, end = space.span()
            is_single = end - start == 1 and prose[start] not in "\t\r\n"
            if is_single or marked_up or not lines.have_columns(start, end):
                yield Span(start, end)


class _Lines:
    """Lines, each of which is looked at once."""

    def __init__(self, prose: str) -> None:
        self._prose = prose
        self._end = -1  # of the line that was looked at last
        self._has_columns = False

    def have_columns(self, start: int, end: int) -> bool:
        """Whether the line of this white space has columns, or the line after it where it ends a line.

        The white space may stand in no line before one that was asked about.
        """
        if self._prose.find("\n", start, end) >= 0:
            return self._search(start, end)[0]
        if start >= self._end:
            self._has_columns, self._end = self._search(start, end)
        return self._has_columns

    def _search(self, start: int, end: int) -> tuple[bool, int]:
        """Whether there are columns, and where the line ends."""
        first, last = self._prose.rfind("\n", 0, start) + 1, self._prose.find("\n", end)
        last = last if last >= 0 else len(self._prose)
        return _COLUMN.search(self._prose, first, last) is not None, last


def _single_spaced(
    read: MaskedText, offsets: array[int], spaces: Sequence[Span], masked: MaskedText
) -> Decoded:
    """The text with one plain space for each of these; it has the offset of the first character."""
    parts: list[str] = []
    kept: array[int] = array("q")
    end = 0
    for space in spaces:
        parts += (read.text[end : space.start], " ")
        kept += offsets[end : space.start + 1]
        end = space.end
    parts.append(read.text[end:])
    kept += offsets[end:]
    return Decoded("".join(parts), tuple(_moved(read.masks, spaces)), kept, masked)


def _moved(masks: Iterable[Mask], spaces: Sequence[Span]) -> Iterator[Mask]:
    """The masks of a text in which each of these has become one space, which is masked if any of it was."""
    starts = [space.start for space in spaces]
    removed = list(accumulate((space.end - space.start - 1 for space in spaces), initial=0))
    reached = 0
    for mask in masks:
        first = bisect_right(starts, mask.start) - 1
        start = mask.start - removed[first + 1]
        if first >= 0 and mask.start < spaces[first].end:
            start = spaces[first].start - removed[first]
        last = bisect_left(starts, mask.end) - 1
        end = mask.end - removed[last + 1]
        if last >= 0 and mask.end < spaces[last].end:
            end = spaces[last].start - removed[last] + 1
        start = max(start, reached)
        if start < end:
            yield Mask(start, end, mask.opaque, mask.fill)
            reached = end
