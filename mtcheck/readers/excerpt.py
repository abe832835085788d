"""Excerpts: articles that stand in a file among other things, such as the fields of a CMS or chapters.

A field may hold HTML, and what it says may be escaped: `\\n`, `\\u00e9` and `\\"` in JSON, `""` in CSV. It is
read as the HTML or plain text that it stands for; every escape is masked and reads as its character, so that
a position is one in the file as the user has it open.
"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from mtcheck.readers.plain import plain_document
from mtcheck.text.document import Document, Origin, Unread
from mtcheck.text.late_pattern import late_pattern
from mtcheck.text.masking import BOM, JOINER, LINE_BREAK, PADDING, Mask
from mtcheck.text.span import Span

_HTML = late_pattern(
    r"<(?:!--|/?(?:a|abbr|article|b|big|blockquote|br|center|cite|code|dd|del|details|div|dl|dt|em|figcaption"
    r"|figure|font|footer|h[1-6]|header|hr|i|iframe|img|ins|kbd|li|main|mark|ol|p|pre|q|s|section|small|span"
    r"|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|video|wbr)(?:\s[^<>]*)?/?>)"
    r"|&(?:[A-Za-z]{2,8}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});",
    re.IGNORECASE,
)
#: Tags that part paragraphs: where there is none, blank lines do, as editors of a CMS show them.
_BLOCK = late_pattern(
    r"</?(?:p|div|h[1-6]|ul|ol|li|table|blockquote|section|article|figure)\b", re.IGNORECASE
)
_BODY = late_pattern(r"<body\b", re.IGNORECASE)
_BLANK_LINE = late_pattern(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\s*")
_JSON_ESCAPE = late_pattern(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL
)
_CSV_ESCAPE = late_pattern('""')
_NO_ESCAPE = late_pattern(r"(?!)")
#: Characters that an escape may stand for and that no text has.
_NO_TEXT = late_pattern("[\x00-\x08\x0b\x0e-\x1b\x7f\ud800-\udfff]")
#: Characters that a reader does not see, and those that would pass for filler of `prose`.
_UNSEEN = frozenset({JOINER, PADDING, BOM, "\u00ad", "\u200b", "\u2060"})


#: The most articles of one file: more of them would be no articles, and too much to keep in memory.
MAX_ARTICLES = 100_000


@dataclass(frozen=True)
class Excerpt:
    """An article that stands in a file among other things, not yet read."""

    text: str
    """The part of the file that holds it, as it stands there."""
    format: str
    """The format of the file: `json`, `csv` or `epub`."""
    origin: Origin = Origin()
    """Where the part begins in the file."""
    fields: tuple[Span, ...] = ()
    """The ranges of the part, in code points, that are the article's text; all of it where there are none."""
    encoding: str = "utf-8"
    """The encoding of the file."""
    unread: tuple[Unread, ...] = ()
    """What of the file is not checked, if this is its first article."""


def read_excerpt(excerpt: Excerpt, name: str) -> Document:
    """The article in an excerpt."""
    if excerpt.format == "epub":
        return _chapter_document(excerpt, name)
    masks: list[Mask] = []
    blocks: list[Span] = []
    comments: list[Span] = []
    unread = list(excerpt.unread)
    end = 0
    for span in sorted(excerpt.fields):
        escaped = _Escaped.of(excerpt, span)
        field = _field_document(escaped.text)
        if end < span.start:
            masks.append(Mask(end, span.start))
        masks.extend(escaped.masks(field.masks))
        blocks.extend(escaped.span(paragraph.span) for paragraph in field.paragraphs)
        comments.extend(escaped.span(comment) for comment in field.comments)
        unread.extend(field.unread)
        end = span.end
    if end < len(excerpt.text):
        masks.append(Mask(end, len(excerpt.text)))
    return Document(
        excerpt.text,
        name,
        format=excerpt.format,
        masks=tuple(masks),
        blocks=tuple(blocks),
        encoding=excerpt.encoding,
        comments=tuple(comments),
        unread=tuple(unread),
        origin=excerpt.origin,
        fields=tuple(sorted(excerpt.fields)),
    )


def _chapter_document(excerpt: Excerpt, name: str) -> Document:
    """A chapter of a book: without the furniture of a page, and without its title, which no reader shows."""
    from mtcheck.readers.html import html_document

    chapter = html_document(excerpt.text, name, excerpt.encoding, is_page=False)
    body = body_start(excerpt.text)
    head = max([mask.end for mask in chapter.masks if mask.start < body], default=body)
    masks = (Mask(0, head), *(mask for mask in chapter.masks if mask.start >= body))
    return replace(
        chapter,
        masks=masks if body else chapter.masks,
        blocks=tuple(block for block in chapter.blocks or () if block.start >= body),
        unread=(*excerpt.unread, *chapter.unread),
        origin=excerpt.origin,
    )


def body_start(page: str) -> int:
    """Where the body of a page begins; 0 where its tag is missing."""
    match = _BODY.search(page)
    return match.start() if match else 0


def _field_document(text: str) -> Document:
    """What a field says, read as HTML where it holds markup."""
    if not _HTML.search(text):
        return plain_document(text)
    from mtcheck.readers.html import html_document  # which few articles need

    document = html_document(text, is_page=False)
    if _BLOCK.search(text) or document.blocks is None:
        return document
    blocks = [part for block in document.blocks for part in _parted(text, block)]
    return Document(
        text,
        format="html",
        masks=document.masks,
        blocks=tuple(blocks),
        comments=document.comments,
        unread=document.unread,
    )


def _parted(text: str, block: Span) -> Iterator[Span]:
    """A block, parted at its blank lines."""
    start = block.start
    for match in _BLANK_LINE.finditer(text, block.start, block.end):
        if start < match.start():
            yield Span(start, match.start())
        start = match.end()
    if start < block.end:
        yield Span(start, block.end)


class _Escaped:
    """A field: what it says, with the way back to how it is written."""

    def __init__(
        self, raw: str, start: int, pattern: re.Pattern[str], unescape: Callable[[str], str]
    ) -> None:
        """start: the offset of `raw` in the excerpt."""
        self._start = start
        self._indices = array("q")  # of each escape in `text`
        self._added = array("q")  # characters that the escapes up to this one take more than they read as
        parts: list[str] = []
        end = length = added = 0
        for match in pattern.finditer(raw):
            parts += [raw[end : match.start()], unescape(match.group())]
            length += match.start() - end
            self._indices.append(length)
            length += 1
            added += match.end() - match.start() - 1
            self._added.append(added)
            end = match.end()
        self.text = "".join([*parts, raw[end:]])
        """What the field says."""

    @classmethod
    def of(cls, excerpt: Excerpt, span: Span) -> _Escaped:
        """The field in a range of an excerpt."""
        raw = excerpt.text[span.start : span.end]
        if excerpt.format == "json":
            return cls(raw, span.start, _JSON_ESCAPE, _unescape_json)
        is_quoted = excerpt.text[max(span.start - 1, 0) : span.start] == '"'
        return cls(raw, span.start, _CSV_ESCAPE if is_quoted else _NO_ESCAPE, lambda _: '"')

    def span(self, span: Span) -> Span:
        """Where a range of the text stands in the excerpt."""
        return Span(self._offset(span.start), self._offset(span.end))

    def masks(self, masks: tuple[Mask, ...]) -> Iterator[Mask]:
        """These masks of the text as masks of the excerpt, and between them those of the escapes."""
        start = 0
        for mask in masks:
            yield from self._escapes(start, mask.start)
            yield Mask(self._offset(mask.start), self._offset(mask.end), mask.opaque, mask.fill)
            start = mask.end
        yield from self._escapes(start, len(self.text))

    def _escapes(self, start: int, end: int) -> Iterator[Mask]:
        for number in range(bisect_left(self._indices, start), bisect_left(self._indices, end)):
            index = self._indices[number]
            char = self.text[index]
            fill = None if char.isspace() else "" if char in _UNSEEN else char
            added = self._added[number - 1] if number else 0
            offset = self._start + index + added
            yield Mask(offset, offset + 1 + self._added[number] - added, fill=fill)

    def _offset(self, index: int) -> int:
        before = bisect_left(self._indices, index)
        return self._start + index + (self._added[before - 1] if before else 0)


@lru_cache(maxsize=4096)
def _unescape_json(escape: str) -> str:
    char: str = json.loads(f'"{escape}"')
    return "\ufffd" if _NO_TEXT.search(char) else char


class Places:
    """Where things stand in a file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line_starts = [0, *(match.end() for match in LINE_BREAK.finditer(text))]
        self._offset = 0
        self._bytes = 0  # from the beginning of the line up to the offset

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Where `text[offset]` stands, for any offset."""
        line = bisect_right(self._line_starts, offset)
        line_start = self._line_starts[line - 1]
        has_mark = line == 1 and self._text.startswith(BOM)  # editors give it no column
        return line, offset - line_start + 1 - has_mark

    def origin(self, offset: int) -> Origin:
        """The place of `text[offset]`, an offset not before the last one: so a long line is read once."""
        line = bisect_right(self._line_starts, offset)
        line_start = self._line_starts[line - 1]
        start = max(self._offset, line_start)
        added = len(self._text[start:offset].encode("utf-8", "surrogatepass"))
        self._bytes = added + (self._bytes if start == self._offset else 0)
        self._offset = offset
        return Origin(*self.line_and_column(offset), offset, self._bytes)
