"""Texts whose markup stands in lines (reStructuredText, AsciiDoc): a reader of each says what a line is.

They are checked as plain text. A reader goes from line to line and says of each stretch whether it is prose
or markup; a paragraph ends at markup and at a blank line. Then a pattern finds the markup within paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from mtcheck.readers.addresses import with_addresses
from mtcheck.text.document import Document, Unread
from mtcheck.text.masking import BOM, LINE_BREAK, Mask
from mtcheck.text.span import Span

#: Says what a match of a pattern masks.
MasksOf = Callable[[re.Match[str]], Iterable[Mask]]


class MarkedLines:
    """The lines of a text, and what was said of them so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[Span] = []
        """The lines, without line breaks."""
        start = len(BOM) if text.startswith(BOM) else 0
        for line_break in LINE_BREAK.finditer(text):
            self.spans.append(Span(start, line_break.start()))
            start = line_break.end()
        self.spans.append(Span(start, len(text)))
        self._masks: list[Mask] = []
        self._blocks: list[Span] = []
        self._open: Span | None = None

    def __len__(self) -> int:
        return len(self.spans)

    def __getitem__(self, index: int) -> str:
        """The text of a line; empty behind the last."""
        return self.text[self.spans[index].start : self.spans[index].end] if index < len(self.spans) else ""

    @property
    def in_paragraph(self) -> bool:
        """Whether a paragraph is open, to which the next line may belong."""
        return self._open is not None

    def is_blank(self, index: int) -> bool:
        """Whether nothing stands in a line, or there is no such line."""
        return not self[index].strip()

    def indent(self, index: int) -> int:
        """By how many columns a line is indented."""
        line = self[index].expandtabs()
        return len(line) - len(line.lstrip())

    def end_of_indented(self, index: int, indent: int) -> int:
        """The number behind the last line from `index` on that is indented by more than `indent`."""
        end = index
        while index < len(self) and (self.is_blank(index) or self.indent(index) > indent):
            index += 1
            end = end if self.is_blank(index - 1) else index
        return end

    def end_paragraph(self) -> None:
        """The paragraph ends here."""
        if self._open is not None:
            self._blocks.append(self._open)
            self._open = None

    def mask(self, first: int, last: int) -> int:
        """The lines from `first` to before `last` are markup. Returns `last`."""
        self.end_paragraph()
        if first < last:
            span = Span(self.spans[first].start, self.spans[last - 1].end)
            if self.text[span.start : span.end].strip():
                self._masks.append(Mask(span.start, span.end))
        return last

    def marker(self, index: int, start: int, end: int) -> None:
        """The columns from `start` to `end` of a line are markup, which parts paragraphs."""
        self.end_paragraph()
        offset = self.spans[index].start
        if start < end:
            self._masks.append(Mask(offset + start, offset + end))

    def prose(self, index: int, start: int = 0, end: int | None = None) -> None:
        """A line is prose, from one column to another. It goes on with the paragraph that is open."""
        span = self.spans[index]
        first, last = span.start + start, span.end if end is None else span.start + end
        if self.text[first:last].strip():
            self._open = Span(self._open.start if self._open else first, last)

    def document(self, name: str, encoding: str, inline: re.Pattern[str], masks_of: MasksOf) -> Document:
        """The article, once something was said of every line."""
        self.end_paragraph()
        masks = list(self._masks)
        for block in self._blocks:
            position = block.start
            while match := inline.search(self.text, position, block.end):
                masks += masks_of(match)
                position = max(match.end(), match.start() + 1)
        masks.sort(key=lambda mask: (mask.start, -mask.end))
        return Document(
            self.text,
            name,
            masks=with_addresses(self.text, _apart(masks)),
            blocks=tuple(sorted(self._blocks)),
            encoding=encoding,
        )


def _apart(masks: Iterable[Mask]) -> Iterable[Mask]:
    """The masks, each cut off where one before it ends; empty ones are none. They are sorted."""
    end = 0
    for mask in masks:
        if mask.end > max(mask.start, end):
            yield replace(mask, start=max(mask.start, end))
            end = mask.end


def say_what_it_is(document: Document, suffix: str, language: str) -> Document:
    """The document; reports say that its markup is only known by its looks."""
    reason = f"a {suffix} file is checked as plain text; its markup is masked as far as its looks tell it"
    return replace(document, unread=(*document.unread, Unread(language, reason)))


def paired(match: re.Match[str], group: str) -> Iterable[Mask]:
    """The masks of what stands around a group of a match, which reads as nothing."""
    return around(match, *match.span(group))


def around(match: re.Match[str], start: int, end: int) -> Iterable[Mask]:
    """The masks of what stands in a match around a range of the text.

    Where a line breaks behind the range, all of the match is a noun: the break would part the range from the
    punctuation behind it.
    """
    if LINE_BREAK.search(match.string, end, match.end()):
        return (Mask(*match.span(), opaque=True),)
    return (Mask(match.start(), start, fill=""), Mask(end, match.end(), fill=""))
