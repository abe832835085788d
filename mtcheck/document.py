"""Document: one article, immutable, with every position a position in the file the user has open.

What is not prose (markup, code, addresses) is *masked*: `prose` has the same length as `text`, with filler where prose
is not, so no offset ever needs to be mapped back. Offsets are code points, end exclusive; lines and columns count from 1.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from mtcheck.finding import Span

#: Stands in `prose` for inline content that is no prose but takes the place of a noun: code, addresses.
OPAQUE = "\ufffc"
BOM = "\ufeff"

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_WORD = re.compile(r"(?:[A-Z]\.){2,}|\d+(?:[.,:]\d+)*|[^\W_]+(?:['’‐‑-][^\W_]+)*")
_NOT_LINE_BREAK = re.compile(r"[^\r\n]")


class Word(NamedTuple):
    """A word or a number: letters with inner apostrophes and hyphens, initials such as `U.S.`, digits with separators."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()


class Location(NamedTuple):
    """Where a span stands for the reader of the file.

    `line`, `column`: 1-based, `end_column` exclusive. `start`, `end`: code points in the decoded file; in a .docx, where a
    file has no characters of its own, `line` is the paragraph's number and the others count within that paragraph.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int


@dataclass(frozen=True)
class Mask:
    """A range that is not prose. `opaque` content (code, an address) counts as a noun, other markup as nothing."""

    start: int
    end: int
    opaque: bool = False


@dataclass(frozen=True)
class Sentence:
    """A sentence (MQM: a segment): `document.text[start:end]` without surrounding space."""

    index: int
    start: int
    end: int
    paragraph: int
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, heading or list item, without surrounding space."""

    index: int
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """One article.

    text: the decoded file, byte-order mark and line endings kept.
    name: what the article is called in reports, normally its path.
    masks: ranges that are not prose, sorted, not overlapping.
    blocks: the ranges of the paragraphs, sorted, not overlapping; `None` finds them in the text (see `plain_blocks`).
    units: for formats without lines (.docx) the offset at which each paragraph begins; `None` for files with lines.
    """

    text: str
    name: str = "<text>"
    format: str = "text"
    masks: tuple[Mask, ...] = ()
    blocks: tuple[Span, ...] | None = None
    units: tuple[int, ...] | None = None
    encoding: str = field(default="utf-8", compare=False)

    @cached_property
    def prose(self) -> str:
        """The text with filler for what is masked: spaces, or OPAQUE for inline content; line breaks are kept."""
        masks = self.masks
        if self.text.startswith(BOM):
            masks = (Mask(0, 1), *masks)
        if not masks:
            return self.text
        parts: list[str] = []
        at = 0
        for mask in masks:
            start = max(mask.start, at)
            if mask.end <= start:
                continue
            parts.append(self.text[at:start])
            parts.append(_NOT_LINE_BREAK.sub(OPAQUE if mask.opaque else " ", self.text[start : mask.end]))
            at = mask.end
        parts.append(self.text[at:])
        return "".join(parts)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        blocks = plain_blocks(self.prose) if self.blocks is None else self.blocks
        trimmed = (_trim(self.prose, block.start, block.end) for block in blocks)
        return tuple(Paragraph(index, start, end) for index, (start, end) in enumerate(t for t in trimmed if t[0] < t[1]))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(self._split())

    def _split(self) -> Iterator[Sentence]:
        from sentencex import get_sentence_boundaries

        index = 0
        for paragraph in self.paragraphs:
            prose = self.prose[paragraph.start : paragraph.end]
            for boundary in get_sentence_boundaries("en", prose):
                start, end = _trim(self.prose, paragraph.start + boundary["start_index"], paragraph.start + boundary["end_index"])
                if start < end:
                    yield Sentence(index, start, end, paragraph.index, tuple(words_of(self.prose, start, end)))
                    index += 1

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for sentence in self.sentences for word in sentence.words)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that contains `offset`, else the last one that begins before it; None if there is none."""
        index = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[index] if index >= 0 else (self.sentences[0] if self.sentences else None)

    def slice(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def is_masked(self, start: int, end: int) -> bool:
        """True if any of `text[start:end]` is masked."""
        index = bisect_right(self._mask_ends, start)
        return index < len(self.masks) and self.masks[index].start < end

    def locate(self, start: int, end: int) -> Location:
        """Line and column of a span; see `Location` for the units."""
        line = bisect_right(self._line_starts, start)
        end_line = max(line, bisect_right(self._line_starts, max(start, end - 1)))
        line_start, end_line_start = self._line_starts[line - 1], self._line_starts[end_line - 1]
        if self.units is not None:
            return Location(
                line, start - line_start + 1, end_line, end - end_line_start + 1, start - line_start, end - end_line_start
            )
        hidden = 1 if self.text.startswith(BOM) else 0  # editors give the byte-order mark no column
        column = start - line_start + 1 - (hidden if line == 1 else 0)
        end_column = end - end_line_start + 1 - (hidden if end_line == 1 else 0)
        return Location(line, max(column, 1), end_line, max(end_column, 1), start, end)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        if self.units is not None:
            return self.units or (0,)
        return (0, *(match.end() for match in _LINE_BREAK.finditer(self.text)))

    @cached_property
    def _sentence_starts(self) -> tuple[int, ...]:
        return tuple(sentence.start for sentence in self.sentences)

    @cached_property
    def _mask_ends(self) -> tuple[int, ...]:
        return tuple(mask.end for mask in self.masks)


def words_of(prose: str, start: int, end: int) -> Iterator[Word]:
    """The words of `prose[start:end]`, with offsets into `prose`."""
    for match in _WORD.finditer(prose, start, end):
        text = match.group()
        yield Word(match.start(), match.end(), text, text.lower().replace("’", "'"))


def plain_blocks(prose: str) -> tuple[Span, ...]:
    """The paragraphs of plain text: blank lines part them; so does every line break, unless the lines were wrapped.

    A run of lines counts as wrapped when it has at least three lines, all but the last are of similar length, and
    most of them break off in mid-sentence: what a fixed-width editor leaves and one line a paragraph does not.
    """
    return tuple(_plain_blocks(prose))


def _plain_blocks(prose: str) -> Iterator[Span]:
    run: list[Span] = []
    for line in _lines(prose):
        if prose[line.start : line.end].strip():
            run.append(line)
        else:
            yield from _close_run(prose, run)
            run = []
    yield from _close_run(prose, run)


def _lines(prose: str) -> Iterator[Span]:
    at = 0
    for match in _LINE_BREAK.finditer(prose):
        yield Span(at, match.start())
        at = match.end()
    yield Span(at, len(prose))


def _close_run(prose: str, run: list[Span]) -> Iterable[Span]:
    if len(run) >= 3 and _is_wrapped(prose, run):
        return (Span(run[0].start, run[-1].end),)
    return run


def _is_wrapped(prose: str, run: list[Span]) -> bool:
    inner = [prose[line.start : line.end].rstrip() for line in run[:-1]]
    widths = [len(line) for line in inner]
    if max(widths) > 120 or min(widths) < 0.6 * max(widths) or max(widths) < 40:
        return False
    broken_off = sum(not line.endswith((".", "!", "?", "”", '"', ":", "…", ")")) for line in inner)
    return broken_off > len(inner) / 2


def _trim(prose: str, start: int, end: int) -> tuple[int, int]:
    while start < end and prose[start].isspace():
        start += 1
    while end > start and prose[end - 1].isspace():
        end -= 1
    return start, end
