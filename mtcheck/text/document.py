"""Document: one article, immutable, with every position a position in the file the user has open.

Offsets are code points, end exclusive; lines and columns count from 1. `prose` is the text with filler in
place of what is not prose (see `masking`), so that no offset has to be mapped back. `decoded` is the article
as a reader sees it, for rules, engines and the model (see `decoding`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from mtcheck.text.decoding import Decoded, decode_text
from mtcheck.text.file_places import FilePlaces
from mtcheck.text.masking import BOM, INVISIBLE, LINE_BREAK, Mask, MaskedText
from mtcheck.text.reading import Reading, on_one_line, read
from mtcheck.text.segmentation import plain_paragraphs, sentences
from mtcheck.text.span import Span
from mtcheck.text.words import Word, words_of

#: Formats whose files have markup around the text.
_MARKUP = frozenset({"markdown", "html", "srt", "webvtt", "json", "csv"})
#: Formats whose units are paragraphs; those of others are segments.
_PARAGRAPHS = frozenset({"docx", "odt"})


class Location(NamedTuple):
    """Where a span stands for somebody who has the file open.

    A .docx or .odt has no characters of its own: there `line` is the number of the paragraph, and the other
    figures count within it.
    """

    line: int
    """The line of the first character, from 1."""
    column: int
    """The column of the first character, from 1, in code points."""
    end_line: int
    """The line of the last character."""
    end_column: int
    """The column behind the last character."""
    start: int
    """Offset of the first character in the decoded file, in code points from 0."""
    end: int
    """Offset behind the last character."""


class Origin(NamedTuple):
    """Where a text begins in its file, if other articles stand there, too."""

    line: int = 1
    """The line, from 1."""
    column: int = 1
    """The column in this line, from 1, in code points."""
    offset: int = 0
    """The offset in the decoded file, in code points."""
    line_bytes: int = 0
    """How many bytes of UTF-8 stand before it in this line."""


class Unread(NamedTuple):
    """A part of a file that is not checked."""

    part: str
    """What it is, such as `comments`."""
    reason: str
    """Why it is not checked, with how many there are."""


class NamedPart(NamedTuple):
    """A part of a file that stands behind the body, such as a footnote."""

    start: int
    """Offset of its first character, in code points."""
    name: str
    """What it is, such as `footnote 3`."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, which MQM calls a segment, without the space around it."""

    index: int
    """Its number in the document, from 0."""
    start: int
    """Offset of the first character, in code points."""
    end: int
    """Offset behind the last character."""
    paragraph: int
    """The index of its paragraph."""
    prose: str = field(repr=False, compare=False)
    """The prose of the whole document."""

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words and numbers, in order."""
        return tuple(words_of(self.prose, self.start, self.end))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, heading or list item, without the space around it."""

    index: int
    """Its number in the document, from 0."""
    start: int
    """Offset of the first character, in code points."""
    end: int
    """Offset behind the last character."""

    @property
    def span(self) -> Span:
        """The range of the paragraph."""
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Document:
    """One article."""

    text: str
    """The decoded file; byte-order mark and line endings are kept."""
    name: str = "<text>"
    """What the article is called in reports, normally its path."""
    format: str = "text"
    """The name of its format (`readers/formats.py`), or `table`."""
    masks: tuple[Mask, ...] = ()
    """The ranges that are not prose, sorted, not overlapping."""
    blocks: tuple[Span, ...] | None = None
    """The ranges of the paragraphs, sorted, not overlapping; None finds them in the text."""
    units: tuple[int, ...] | None = None
    """For formats without lines, such as .docx: the offset at which each paragraph begins; else None."""
    aligned_units: tuple[int, ...] | None = None
    """For bilingual formats with lines, such as PO: the offset at which each translated string begins; the
    source has as many. Else None."""
    is_escaped: bool = False
    """Whether the text has escapes of its format, so that a suggestion cannot stand in it as it is."""
    encoding: str = field(default="utf-8", compare=False)
    """The encoding in which the file was read."""
    segments: tuple[tuple[int, int, int], ...] | None = field(default=None, compare=False)
    """Start, end and index of the paragraph of each sentence, where that is known; None finds them."""
    comments: tuple[Span, ...] = field(default=(), compare=False)
    """The HTML comments (`<!-- … -->`) in Markdown and HTML, in order; none of those that stand in code."""
    settings_end: int = field(default=0, compare=False)
    """Where front matter ends, in code points: its prose is checked, but a fix might spoil its syntax."""
    unread: tuple[Unread, ...] = field(default=(), compare=False)
    """The parts of the file that are not checked; every report says so."""
    parts: tuple[NamedPart, ...] = field(default=(), compare=False)
    """The parts behind the body, each up to the next, in order; what is found there names its part."""
    origin: Origin | None = field(default=None, compare=False)
    """Where the text begins in its file, if other articles stand there, too; None: at the beginning."""
    fields: tuple[Span, ...] = field(default=(), compare=False)
    """The ranges of the text that are the article's, if the rest is other data; empty: all of it."""
    file_places: FilePlaces | None = field(default=None, compare=False, repr=False)
    """Where the units stand in the file, if it has lines that are not theirs (XLIFF, TMX, tables)."""
    file: Document | None = field(default=None, compare=False, repr=False)
    """The article as it stands in its file, if this is its decoded text (see `decoded`); else None."""

    @property
    def line_unit(self) -> str:
        """What the lines of a `Location` are here: “line”, “paragraph” or “segment”."""
        if self.units is None:
            return "line"
        return "paragraph" if self.format in _PARAGRAPHS else "segment"

    @cached_property
    def masked(self) -> MaskedText:
        """The text together with its masks."""
        return MaskedText(self.text, self.masks)

    @cached_property
    def prose(self) -> str:
        """The text with filler for what is masked, of the same length (see `MaskedText.prose`)."""
        return self.masked.prose

    @cached_property
    def decoding(self) -> Decoded | None:
        """The text as a reader sees it, with the way back; None where it is the text itself."""
        if self.file is not None:
            return None
        spans = [paragraph.span for paragraph in self.paragraphs]
        return decode_text(self.masked, spans, marked_up=self.format in _MARKUP)

    @cached_property
    def decoded(self) -> Document:
        """The article with the decoded text, for rules, engines and the model.

        It has the same paragraphs and sentences. Its positions are not those of the file: `in_file` tells
        them.
        """
        decoding = self.decoding
        if decoding is None:
            return self
        blocks = (decoding.decoded(paragraph.span) for paragraph in self.paragraphs)
        return Document(
            decoding.text,
            self.name,
            self.format,
            masks=decoding.masks,
            blocks=tuple(blocks),
            encoding=self.encoding,
            segments=None if self.segments is None else tuple(self._decoded_segments(decoding)),
            file=self,
        )

    def _decoded_segments(self, decoding: Decoded) -> Iterator[tuple[int, int, int]]:
        for start, end, paragraph in self.segments or ():
            span = decoding.decoded(Span(start, end))
            yield span.start, span.end, paragraph

    def in_file(self, start: int, end: int) -> Span:
        """The range of the file that reads as a range of the decoded text, entities whole."""
        return self.snap(start, end) if self.decoding is None else self.decoding.in_file(start, end)

    def in_decoded(self, start: int, end: int) -> Span:
        """The range of the decoded text for a range of the file."""
        return Span(start, end) if self.decoding is None else self.decoding.decoded(Span(start, end))

    @cached_property
    def reading(self) -> Reading:
        """The paragraphs as a reader sees them, parted by blank lines (see `read`)."""
        return self.read(paragraph.span for paragraph in self.paragraphs)

    @cached_property
    def paragraph_readings(self) -> tuple[Reading, ...]:
        """Each paragraph as a reader sees it."""
        return tuple(self.read([paragraph.span]) for paragraph in self.paragraphs)

    def read(self, ranges: Iterable[Span]) -> Reading:
        """The ranges as a reader sees them: without markup, and with one OPAQUE for code or an address."""
        return read(self.masked, ranges)

    def on_one_line(self, start: int, end: int) -> str:
        """`text[start:end]` as a reader sees it, on one line.

        Code and addresses are left out where the format has markup, as other editions of the text mark them
        up otherwise. In plain text they stay: that is how its lines are scored elsewhere, too.
        """
        return on_one_line(self.masked, Span(start, end), as_written=self.format not in _MARKUP)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs that have any prose, in order."""
        blocks = plain_paragraphs(self.prose) if self.blocks is None else self.blocks
        spans = (self.masked.trim(block.start, block.end) for block in blocks)
        return tuple(Paragraph(index, span.start, span.end) for index, span in enumerate(filter(None, spans)))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in order."""
        segments = self._segments() if self.segments is None else self.segments
        return tuple(
            Sentence(index, start, end, paragraph, self.prose)
            for index, (start, end, paragraph) in enumerate(segments)
        )

    def _segments(self) -> Iterator[tuple[int, int, int]]:
        if self.decoding is not None:
            for sentence in self.decoded.sentences:
                span = self.in_file(sentence.start, sentence.end)
                yield span.start, span.end, sentence.paragraph
            return
        for paragraph in self.paragraphs:
            for span in sentences(self.masked, paragraph.span):
                yield span.start, span.end, paragraph.index

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of all sentences, in order."""
        return tuple(word for sentence in self.sentences for word in sentence.words)

    def part_at(self, offset: int) -> NamedPart | None:
        """The part in which `offset` lies; None in the body."""
        number = bisect_right(self.parts, offset, key=lambda part: part.start) - 1
        return self.parts[number] if number >= 0 else None

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that contains `offset`, else the last one that begins before it, else the first.

        None where there are no sentences.
        """
        index = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[max(index, 0)] if self.sentences else None

    def words_about(self, start: int, end: int, count: int) -> tuple[list[Word], list[Word]]:
        """The last `count` words before `start` in its sentence, and the first from `end` on in its sentence.

        They are never words of another sentence: what stands in the paragraph above changes nothing.
        """
        first, last = self.sentence_at(start), self.sentence_at(max(end - 1, start))
        before: list[Word] = []
        after: list[Word] = []
        if first and start <= first.end:
            index = bisect_left(first.words, start, key=lambda word: word.start)
            before = list(first.words[max(index - count, 0) : index])
        if last and last.start <= end <= last.end:
            index = bisect_left(last.words, end, key=lambda word: word.start)
            after = list(last.words[index : index + count])
        return before, after

    def slice(self, span: Span) -> str:
        """The text of a span as it stands in the file."""
        return self.text[span.start : span.end]

    def snap(self, start: int, end: int) -> Span:
        """The range, widened where it cuts an entity in two: the quotation mark of `&rdquo;` is all of it."""
        return self.masked.snap(start, end)

    def is_masked(self, start: int, end: int) -> bool:
        """Whether any of `text[start:end]` is masked."""
        return self.masked.is_masked(start, end)

    def hides_any(self, span: Span) -> bool:
        """Whether there is markup or an invisible character in the span, which a fix would delete."""
        return self.is_masked(span.start, span.end) or bool(INVISIBLE.search(self.slice(span)))

    def locate(self, start: int, end: int) -> Location:
        """Line and column of a range in the file; see `Location` for the units."""
        location = self._locate(start, end)
        if self.origin is None:
            return location
        line, column, offset, _ = self.origin
        return Location(
            location.line + line - 1,
            location.column + (column - 1) * (location.line == 1),
            location.end_line + line - 1,
            location.end_column + (column - 1) * (location.end_line == 1),
            start + offset,
            end + offset,
        )

    def unit_at(self, offset: int) -> int | None:
        """The number of the unit in which `offset` lies, from 0; None where the document has lines."""
        if self.units is None:
            return None
        return max(bisect_right(self.units, offset) - 1, 0)

    def line_before(self, offset: int) -> tuple[str, int]:
        """(the text from the beginning of the line up to `offset`, the bytes before that in the line)."""
        start = self._line_starts[bisect_right(self._line_starts, offset) - 1]
        return self.text[start:offset], self.origin.line_bytes if self.origin and not start else 0

    def _locate(self, start: int, end: int) -> Location:
        """As `locate`, in the text."""
        line = bisect_right(self._line_starts, start)
        end_line = max(line, bisect_right(self._line_starts, max(start, end - 1)))
        line_start, end_line_start = self._line_starts[line - 1], self._line_starts[end_line - 1]
        column, end_column = start - line_start + 1, end - end_line_start + 1
        if self.units is not None:
            return Location(line, column, end_line, end_column, start - line_start, end - end_line_start)
        if self.text.startswith(BOM):  # editors give the byte-order mark no column
            column -= line == 1
            end_column -= end_line == 1
        return Location(line, max(column, 1), end_line, max(end_column, 1), start, end)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        if self.units is not None:
            return self.units or (0,)
        return (0, *(line_break.end() for line_break in LINE_BREAK.finditer(self.text)))

    @cached_property
    def _sentence_starts(self) -> tuple[int, ...]:
        return tuple(sentence.start for sentence in self.sentences)
