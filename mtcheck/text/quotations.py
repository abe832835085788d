"""Quotations: which words of an article are somebody else's, and not ours to change.

Words that may be quoted count as quoted. Double marks are read as one stream over the whole article: what
stands between two of them is the writer's own only if the mark before it closes a quotation, or there is
none, and the mark after it opens one, or there is none. So a lost or unclear mark makes too much a quotation,
never too little, up to the next clear pair. Single marks, which are apostrophes as well, are read paragraph
by paragraph, from the first that can open a quotation to the last that can close one. `<blockquote>`, `<q>`
and paragraphs behind `>` are quotations as a whole.

The marks themselves, and the space just inside them, are not part of the quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from mtcheck.text.document import Document
from mtcheck.text.quotation_marks import SINGLE_CLOSING, SINGLE_OPENING, QuotationMark, Role, all_marks
from mtcheck.text.span import Span

_TAG = re.compile(r"<(?P<end>/?)(?P<name>blockquote|q)\b[^<>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")


def quotations(document: Document) -> tuple[Span, ...]:
    """The quoted ranges of the text, sorted, not overlapping, never empty."""
    spans = [
        *_between_marks(document),
        *_between_single_marks(document),
        *_marked_up(document),
    ]
    return tuple(_unite(spans))


def touches(quoted: tuple[Span, ...], start: int, end: int) -> bool:
    """Whether a part of `text[start:end]` is quoted; an empty range is, inside a quotation or at its edge."""
    before = bisect_right(quoted, end, key=lambda span: span.start) - 1
    if before < 0:
        return False
    span = quoted[before]
    if start == end:
        return span.start <= start <= span.end
    if span.start == end:
        before -= 1
        return before >= 0 and quoted[before].end > start
    return span.end > start


def _between_marks(document: Document) -> Iterator[Span]:
    prose = document.prose
    marks = list(all_marks(prose))
    if not marks:
        return
    start = QuotationMark(0, 0, "", Role.CLOSES)
    end = QuotationMark(len(prose), len(prose), "", Role.OPENS)
    for first, last in _quoted_runs([start, *marks, end]):
        yield from _trim(prose, first.end, last.start)


def _quoted_runs(marks: Sequence[QuotationMark]) -> Iterator[tuple[QuotationMark, QuotationMark]]:
    """The first and last mark of each quoted stretch; a mark between two quoted stretches is quoted, too."""
    first: QuotationMark | None = None
    for mark, following in pairwise(marks):
        if (mark.role, following.role) == (Role.CLOSES, Role.OPENS):
            if first is not None:
                yield first, mark
            first = None
        elif first is None:
            first = mark
    if first is not None:
        yield first, marks[-1]


def _between_single_marks(document: Document) -> Iterator[Span]:
    prose = document.prose
    for paragraph in document.paragraphs:
        opening = SINGLE_OPENING.search(prose, paragraph.start, paragraph.end)
        if opening is None:
            continue
        closings = list(SINGLE_CLOSING.finditer(prose, opening.end(), paragraph.end))
        yield from _trim(prose, opening.end(), closings[-1].start() if closings else paragraph.end)


def _marked_up(document: Document) -> Iterator[Span]:
    """What markup says is quoted; a decoded text has lost some of it."""
    if document.file is None or document.file.decoding is None:
        yield from _elements(document)
        yield from _marked_paragraphs(document)
        return
    for span in _marked_up(document.file):
        yield document.file.decoding.decoded(span)


def _elements(document: Document) -> Iterator[Span]:
    """`<blockquote>` and `<q>`, where they are markup; one that is never closed ends with the text."""
    if document.format in ("html", "markdown"):
        yield from _elements_in(document, Span(0, len(document.text)))
    for field in document.fields:
        yield from _elements_in(document, field)


def _elements_in(document: Document, span: Span) -> Iterator[Span]:
    opened: list[re.Match[str]] = []
    for match in _TAG.finditer(document.text, span.start, span.end):
        if not document.is_masked(match.start(), match.end()):
            continue
        if not match["end"]:
            opened.append(match)
        elif any(tag["name"].lower() == match["name"].lower() for tag in opened):
            while (tag := opened.pop())["name"].lower() != match["name"].lower():
                pass
            yield Span(tag.start(), match.end())
    for tag in opened:
        yield Span(tag.start(), span.end)


def _marked_paragraphs(document: Document) -> Iterator[Span]:
    """Paragraphs with `>` before their first line, as Markdown and mail mark quotations."""
    if document.format == "html" or document.fields:
        return
    text = document.text
    for paragraph in document.paragraphs:
        line = max(text.rfind("\n", 0, paragraph.start), text.rfind("\r", 0, paragraph.start)) + 1
        if text[paragraph.start] == ">" or ">" in _ANY_TAG.sub("", text[line : paragraph.start]):
            yield Span(paragraph.start, paragraph.end)


def _trim(prose: str, start: int, end: int) -> Iterator[Span]:
    while start < end and prose[start].isspace():
        start += 1
    while end > start and prose[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _unite(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans in order, with those that touch or overlap made one."""
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
