"""Document: one article, immutable, with every position a position in the file the user has open.

What is not prose (markup, code, addresses) is *masked*: `prose` has the same length as `text`, with filler
where prose is not, so no offset ever needs to be mapped back. Offsets are code points, end exclusive; lines
and columns count from 1. `reading` is for engines that cannot know our filler: the prose as a reader sees it,
with a way back to the offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from mtcheck.text.span import Span

#: Stands in `prose` for inline content that is no prose but takes the place of a noun: code, addresses.
OPAQUE = "\ufffc"
#: Stands in `prose` for markup inside a word or between a word and its punctuation (`<a>Putin</a>’s`,
#: `**so**,`), where a space would be a lie. A Unicode noncharacter: no text may contain it. Beside a space it
#: is a space.
JOINER = "\ufdd0"
#: Pads a character that stands for a longer entity (`don&rsquo;t`); like JOINER, but part of the character
#: before it.
PADDING = "\ufdd1"
BOM = "\ufeff"
#: Characters of a paragraph that are split into sentences together: more than most articles have.
WINDOW = 16_000

# Half a character, which a str may hold but no encoding can write.
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
# Letters may carry combining marks, which Python's \w leaves out, and have soft hyphens, joiners and masks
# between them.
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_HIDDEN = f"{_MARKS}\u00ad\u200c\u200d{JOINER}{PADDING}"
_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|\d+(?:[.,:]\d+)*(?:[^\W\d_]{1,3}(?!\w))?"
    rf"|[^\W_]+(?:(?:['’‐‑-][{_HIDDEN}]*|[{_HIDDEN}]+(?:['’‐‑-][{_HIDDEN}]*)?)[^\W_]+)*(?:[{_MARKS}{PADDING}]+)?"
)
_FILLER = re.compile(f"[{JOINER}{PADDING}]+")
_PADDED = re.compile(f"^{PADDING}+")
_NOT_LINE_BREAK = re.compile(r"[^\r\n]")


class Word(NamedTuple):
    """A word or a number: letters with inner apostrophes and hyphens, initials such as `U.S.`, digits with
    separators.
    """

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

    `line`, `column`: 1-based, `end_column` exclusive. `start`, `end`: code points in the decoded file; in a
    .docx, where a file has no characters of its own, `line` is the paragraph's number and the others count
    within that paragraph.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int


@dataclass(frozen=True)
class Mask:
    """A range that is not prose: markup between paragraphs, comments, front matter. It reads as space.

    opaque: content that takes the place of a noun (code, an address). fill: what the range reads as, at most
    as long as the range: the character an entity stands for, or `""` for markup inside a line, which reads as
    nothing at all; `None` for space.
    """

    start: int
    end: int
    opaque: bool = False
    fill: str | None = None


@dataclass(frozen=True)
class Sentence:
    """A sentence (MQM: a segment): `document.text[start:end]` without surrounding space. prose: of the
    whole document.
    """

    index: int
    start: int
    end: int
    paragraph: int
    prose: str = field(repr=False, compare=False)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(words_of(self.prose, self.start, self.end))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, heading or list item, without surrounding space."""

    index: int
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """One article.

    text: the decoded file, byte-order mark and line endings kept. name: what the article is called in
    reports, normally its path. masks: ranges that are not prose, sorted, not overlapping. blocks: the ranges
    of the paragraphs, sorted, not overlapping; `None` finds them in the text (see `plain_blocks`). units: for
    formats without lines (.docx) the offset at which each paragraph begins; `None` for files with lines.
    segments: start, end and paragraph of each sentence, where they are known already; `None` finds them in
    the text. comments: the ranges of the HTML comments (`<!-- … -->`) in Markdown and HTML, in order; none
    that stands in code.
    """

    text: str
    name: str = "<text>"
    format: str = "text"
    masks: tuple[Mask, ...] = ()
    blocks: tuple[Span, ...] | None = None
    units: tuple[int, ...] | None = None
    encoding: str = field(default="utf-8", compare=False)
    segments: tuple[tuple[int, int, int], ...] | None = field(default=None, compare=False)
    comments: tuple[Span, ...] = field(default=(), compare=False)

    @cached_property
    def prose(self) -> str:
        """The text with filler for what is masked: spaces, JOINER, PADDING or OPAQUE; line breaks are
        kept.
        """
        text = _FILLER.sub(lambda match: " " * len(match.group()), self.text)
        masks = self.masks
        if text.startswith(BOM):
            masks = (Mask(0, 1), *masks)
        if not masks:
            return text
        parts: list[str] = []
        at = 0
        for mask in masks:
            start = max(mask.start, at)
            if mask.end <= start:
                continue
            parts.append(text[at:start])
            parts.append(_filled(mask, text[start : mask.end]))
            at = mask.end
        parts.append(text[at:])
        return _FILLER.sub(_settled, "".join(parts))

    @cached_property
    def reading(self) -> Reading:
        """The paragraphs as a reader sees them, for engines: without markup, one OPAQUE for each piece of
        code or address.
        """
        return Reading(self, [(paragraph.start, paragraph.end) for paragraph in self.paragraphs])

    @cached_property
    def paragraph_readings(self) -> tuple[Reading, ...]:
        """Each paragraph as a reader sees it."""
        return tuple(Reading(self, [(paragraph.start, paragraph.end)]) for paragraph in self.paragraphs)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        blocks = plain_blocks(self.prose) if self.blocks is None else self.blocks
        trimmed = (self._trimmed(block.start, block.end) for block in blocks)
        return tuple(
            Paragraph(index, span.start, span.end) for index, span in enumerate(filter(None, trimmed))
        )

    def _trimmed(self, start: int, end: int) -> Span | None:
        """The range without the space around it, entities whole; None if it is all space."""
        prose = self.prose
        while start < end and prose[start].isspace():
            start += 1
        while end > start and prose[end - 1].isspace():
            end -= 1
        return self.snap(start, end) if start < end else None

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        segments = self._split() if self.segments is None else self.segments
        prose = self.prose
        return tuple(
            Sentence(index, start, end, paragraph, prose)
            for index, (start, end, paragraph) in enumerate(segments)
        )

    def _split(self) -> Iterator[tuple[int, int, int]]:
        for paragraph in self.paragraphs:
            prose, pieces = _without_filler(self.prose, paragraph.start, paragraph.end)
            at = paragraph.start
            for end in _sentence_ends(_SURROGATE.sub(OPAQUE, prose)):
                # One sentence begins where the last one ended: what filler lies between belongs to the one
                # before it.
                start, at = at, _origin(pieces, end, paragraph.end)
                span = self._trimmed(start, at)
                if span is not None:
                    yield span.start, span.end, paragraph.index

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for sentence in self.sentences for word in sentence.words)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that contains `offset`, else the last one that begins before it; None if there is
        none.
        """
        index = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[index] if index >= 0 else (self.sentences[0] if self.sentences else None)

    def words_about(self, start: int, end: int, count: int) -> tuple[list[Word], list[Word]]:
        """The last `count` words before `start` in its sentence, and the first from `end` on in its sentence.

        Never those of another sentence: what stands in the paragraph above changes nothing.
        """
        first, last = self.sentence_at(start), self.sentence_at(max(end - 1, start))
        before = [word for word in first.words if word.start < start] if first and start <= first.end else []
        behind = (
            [word for word in last.words if word.start >= end]
            if last and last.start <= end <= last.end
            else []
        )
        return before[-count:], behind[:count]

    def slice(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def snap(self, start: int, end: int) -> Span:
        """The span, widened where it cuts an entity in two: a finding on the quotation mark of `&rdquo;`
        takes all of it.
        """
        first, last = self._mask_at(start), self._mask_at(end - 1) if end > start else None
        if first is not None and first.fill:
            start = first.start
        if last is not None and last.fill:
            end = last.end
        return Span(start, end)

    def _mask_at(self, offset: int) -> Mask | None:
        index = bisect_right(self._mask_ends, offset)
        return self.masks[index] if index < len(self.masks) and self.masks[index].start <= offset else None

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
                line,
                start - line_start + 1,
                end_line,
                end - end_line_start + 1,
                start - line_start,
                end - end_line_start,
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


class Reading:
    """What a reader sees of some ranges of a document, parted by blank lines: no filler, no spaces that
    markup left behind.

    text: what to give to an engine. `span` maps a range of it back to the document.
    """

    def __init__(self, document: Document, ranges: Iterable[tuple[int, int]]) -> None:
        self._document = document
        parts: list[str] = []
        pieces: list[tuple[int, int]] = []
        length = 0
        for start, end in ranges:
            if parts:
                parts.append("\n\n")
                length += 2
            text, own = _read(document, start, end)
            pieces.extend((length + at, offset) for at, offset in own)
            parts.append(text)
            length += len(text)
        self.text = "".join(parts)
        self._at = [at for at, _ in pieces]
        self._offsets = [offset for _, offset in pieces]

    def offset(self, index: int) -> int:
        """The offset in the document of the character `text[index]`."""
        piece = max(bisect_right(self._at, index) - 1, 0)
        return (
            min(self._offsets[piece] + index - self._at[piece], len(self._document.text)) if self._at else 0
        )

    def span(self, start: int, end: int) -> Span:
        """The range of the document that reads as `text[start:end]`, entities whole."""
        first = self.offset(start)
        return self._document.snap(first, max(self.offset(end - 1) + 1, first) if end > start else first)


def _read(document: Document, at: int, stop: int) -> tuple[str, list[tuple[int, int]]]:
    """A range as a reader sees it, and its pieces: (index in that text, offset in the document)."""
    prose = document.prose
    masks = document.masks
    first = bisect_right(document._mask_ends, at)
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = 0

    def add(text: str, offset: int) -> None:
        nonlocal length
        if text:
            pieces.append((length, offset))
            parts.append(text)
            length += len(text)

    for mask in (masks[index] for index in range(first, len(masks))):
        if mask.start >= stop:
            break
        add(prose[at : mask.start], at)
        shown = prose[max(mask.start, at) : min(mask.end, stop)]
        if mask.opaque:
            add(OPAQUE, mask.start)
        elif mask.fill:
            add(_FILLER.sub("", shown[: len(mask.fill)]), mask.start)
        elif (mask.fill is None or "\n" in shown or "\r" in shown) and parts and not parts[-1][-1].isspace():
            add(" ", mask.start)
        at = mask.end
    add(prose[at:stop], at)
    return "".join(parts), pieces


def _filled(mask: Mask, text: str) -> str:
    """What stands in `prose` for the masked `text`, of the same length."""
    if mask.opaque:
        return _NOT_LINE_BREAK.sub(OPAQUE, text)
    if mask.fill is None:
        return _NOT_LINE_BREAK.sub(" ", text)
    fill = _LINE_BREAK.sub(" ", mask.fill)[: len(text)]
    if _LINE_BREAK.search(text, 0, len(fill)):  # no entity has one; line breaks are kept before all
        fill = ""
    return fill + _NOT_LINE_BREAK.sub(PADDING if fill else JOINER, text[len(fill) :])


def _settled(match: re.Match[str]) -> str:
    """A run of filler, turned to spaces where space is beside it; the padding of a letter stays with its
    word.
    """
    prose, run = match.string, match.group()
    before = prose[match.start() - 1] if match.start() else " "
    after = prose[match.end()] if match.end() < len(prose) else " "
    if before.isspace():
        return " " * len(run)
    if after.isspace():
        padded = _PADDED.match(run)
        kept = padded.end() if padded and _WORD.fullmatch("a" + before) else 0
        return run[:kept] + " " * (len(run) - kept)
    return run


def _without_filler(prose: str, start: int, end: int) -> tuple[str, list[tuple[int, int]]]:
    """`prose[start:end]` without JOINER and PADDING, and its pieces: (index in the result, offset in
    prose).
    """
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    length, at = 0, start
    for match in _FILLER.finditer(prose, start, end):
        parts.append(prose[at : match.start()])
        pieces.append((length, at))
        length += match.start() - at
        at = match.end()
    parts.append(prose[at:end])
    pieces.append((length, at))
    return "".join(parts), pieces


def _sentence_ends(prose: str) -> Iterator[int]:
    """Where the sentences of a paragraph end.

    The splitter looks for the partner of each quotation mark up to the end of what it is given, which takes
    quadratic time where many have none. It is given a window of a paragraph longer than that, and believed in
    the window's first half.
    """
    from sentencex import get_sentence_boundaries

    at = 0
    while len(prose) - at > WINDOW:
        window = prose[at : at + WINDOW]
        ends = [int(boundary["end_index"]) for boundary in get_sentence_boundaries("en", window)]
        sure = [end for end in ends if 0 < end <= WINDOW // 2] or [
            end for end in ends[:1] if 0 < end < WINDOW
        ]
        if not sure:  # one sentence of a whole window: a list, a loop, no prose; cut it between two words
            gap = window.rfind(" ", WINDOW // 2) + 1
            sure = [gap or WINDOW]
        yield from (at + end for end in sure)
        at += sure[-1]
    yield from (at + int(boundary["end_index"]) for boundary in get_sentence_boundaries("en", prose[at:]))


def _origin(pieces: list[tuple[int, int]], index: int, end: int) -> int:
    """The offset in prose of `index` in the text that `_without_filler` made; filler before it counts as
    passed.
    """
    at, offset = pieces[bisect_right(pieces, (index, end)) - 1]
    return min(offset + index - at, end)


def words_of(prose: str, start: int, end: int) -> Iterator[Word]:
    """The words of `prose[start:end]`, with offsets into `prose`; `text` is what a reader sees, without
    filler.
    """
    for match in _WORD.finditer(prose, start, end):
        text = match.group()
        if text.isascii():
            lower = text.lower()
        else:
            text = _FILLER.sub("", text)
            lower = text.lower().replace("’", "'").replace("\u00ad", "")
        yield Word(match.start(), match.end(), text, lower)


def plain_blocks(prose: str) -> tuple[Span, ...]:
    """The paragraphs of plain text: blank lines part them; so does every line break, unless the lines were
    wrapped.

    A run of lines counts as wrapped when it has at least three lines, all but the last are of similar length,
    and most of them break off in mid-sentence: what a fixed-width editor leaves and one line a paragraph does
    not.
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
