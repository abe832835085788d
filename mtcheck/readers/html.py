"""HTML: tags are found by the tokenizer of the standard library, which gives positions.

Block elements part paragraphs. Inline elements read as nothing, so that `<a>Putin</a>’s` stays one word; two
`<br>` in a row part paragraphs, too. Masked are tags, comments, scripts, styles, `<pre>`, navigation, form
controls, and the head except for the title. `<code>` counts as a noun, and an entity reads as its character.
Attributes (`alt`, `content`) are not read, nor is what a script or style sheet would show or hide.

Broken markup loses no text: an element that hides its content and is never closed hides nothing, and the text
goes on after a tag or comment that never ends.
"""

from __future__ import annotations

import re
from enum import Enum
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from mtcheck.readers.addresses import with_addresses
from mtcheck.readers.encoding import decode
from mtcheck.text.document import Document
from mtcheck.text.masking import Mask
from mtcheck.text.span import Span

#: Elements that part paragraphs.
_BLOCK = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol option p pre
    search section select summary table tbody td template textarea tfoot th thead title tr ul
    """.split()
)
#: Elements whose content is not running text.
_HIDING = frozenset(
    """
    audio button canvas head iframe math nav noembed noframes noscript object pre script select style svg
    template textarea video
    """.split()
)
#: Elements whose content takes the place of a noun.
_OPAQUE = frozenset("code kbd samp tt var".split())
# In XHTML an empty element may close itself (`<script src="…"/>`).
_SELF_CLOSING = _HIDING | _OPAQUE | {"title"}
# A head that is never closed ends before one of these.
_NOT_IN_HEAD = _BLOCK - frozenset("head html template title".split())

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)"""
    rb"""|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096  # bytes; the standard says 1024
#: A tag or comment that never ends, as far as it can be told from the text behind it.
_STUMP = re.compile(r"<[!?/]?(?:--)?[^<>\r\n]*>?")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};)")
_TAG = re.compile(r"<[^<>]*>")
_AFTER_UNCLOSED_RAW_TEXT = re.compile(
    r"</head\b|<(?:body|article|main|header|section|div|p|h[1-6]|ul|ol|table)\b", re.I
)
#: How many tags that never end may be passed, each by a fresh start; after that, tags are found by a pattern.
_STUMPS = 100


def read_html(data: bytes, name: str) -> Document:
    """The article in an HTML file. Raises ReadError."""
    match = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    declared = (match[1] or match[2]).decode("ascii") if match else None
    text, encoding = decode(data, name, declared)
    return html_document(text, name, encoding=encoding)


def html_document(text: str, name: str = "<text>", encoding: str = "utf-8") -> Document:
    """The article in a string of HTML."""
    masks, blocks, comments = html_ranges(text)
    masks = with_addresses(text, masks)
    return Document(
        text, name, format="html", masks=masks, blocks=blocks, encoding=encoding, comments=comments
    )


class MarkupRanges(NamedTuple):
    """What the markup of a text says of its parts. All ranges are code points, in order."""

    masks: tuple[Mask, ...]
    """What is not prose."""
    blocks: tuple[Span, ...]
    """The paragraphs."""
    comments: tuple[Span, ...]
    """The comments, except in code and in what a reader does not see."""


def html_ranges(text: str) -> MarkupRanges:
    """What is not prose in HTML, without gaps between paragraphs; the paragraphs; the comments."""
    ignored: frozenset[str] = frozenset()
    while True:
        page = _Page(text, ignored)
        page.read()
        if not page.never_closed:
            return page.ranges()
        ignored |= page.never_closed


class _Kind(Enum):
    """What a piece of a page is."""

    TEXT = "text"
    CODE = "code"
    LINE_BREAK = "line break"
    PARAGRAPH_END = "paragraph end"


class _PagePiece(NamedTuple):
    """A part of a page that is not a tag, or a place where text is parted."""

    start: int
    end: int
    kind: _Kind


class _Page:
    """A page that is read tag by tag. Elements whose tags are `ignored` hide nothing."""

    def __init__(self, text: str, ignored: frozenset[str]) -> None:
        self.text = text
        self._ignored = ignored
        self._hiding: list[str] = []
        self._opaque: list[str] = []
        self._in_title = False
        self._pieces: list[_PagePiece] = []
        self._comments: list[Span] = []
        self.never_closed: frozenset[str] = frozenset()
        """Tags of elements that hide their content and were open at the end."""

    def read(self) -> None:
        """Reads the page, with a fresh start after every tag that never ends."""
        start = 0
        for _ in range(_STUMPS):
            if start >= len(self.text):
                break
            tokens = _Tokens(self, self.text, start)
            start = self._after_stump(tokens) if tokens.end < len(self.text) else tokens.end
        while start < len(self.text):
            match = _TAG.search(self.text, start)
            self.prose(start, match.start() if match else len(self.text))
            start = match.end() if match else len(self.text)
        self.never_closed = frozenset(self._hiding) - self._ignored

    def _after_stump(self, tokens: _Tokens) -> int:
        """Where to go on after a construct that never ends."""
        if not tokens.raw_text:
            stump = _STUMP.match(self.text, tokens.end)
            return stump.end() if stump else tokens.end + 1
        # A script or style sheet that never ends; from Python 3.13.6 on, a title may be one, too.
        if tokens.raw_text == "title":
            tag = self.text.find("<", tokens.end)
            self.prose(tokens.end, len(self.text) if tag < 0 else tag)
        match = _AFTER_UNCLOSED_RAW_TEXT.search(self.text, tokens.end)
        if match is None:
            return len(self.text)
        self.end_tag(tokens.raw_text, match.start())
        return match.start()

    def start_tag(self, tag: str, start: int) -> None:
        """An element begins at `start`."""
        if tag == "br":
            self._pieces.append(_PagePiece(start, start, _Kind.LINE_BREAK))
            return
        if tag in _BLOCK:
            self._end_paragraph(start)
            if tag in _NOT_IN_HEAD and "head" in self._hiding:
                _close(self._hiding, "head")
        if tag == "title":
            self._in_title = "svg" not in self._hiding
        elif tag in _HIDING and tag not in self._ignored:
            self._hiding.append(tag)
        elif tag in _OPAQUE:
            self._opaque.append(tag)

    def end_tag(self, tag: str, start: int) -> None:
        """The end tag of an element stands at `start`."""
        if tag in _BLOCK:
            self._end_paragraph(start)
        if tag == "title":
            self._in_title = False
        elif tag in _HIDING:
            _close(self._hiding, tag)
        elif tag in _OPAQUE:
            _close(self._opaque, tag)

    def _end_paragraph(self, offset: int) -> None:
        self._opaque.clear()  # an inline element ends with its paragraph, closed or not
        if self._pieces and self._pieces[-1].kind is not _Kind.PARAGRAPH_END:
            self._pieces.append(_PagePiece(offset, offset, _Kind.PARAGRAPH_END))

    def prose(self, start: int, end: int) -> None:
        """`text[start:end]` stands between tags."""
        if start >= end or (self._hiding and not (self._in_title and self._hiding == ["head"])):
            return
        kind = _Kind.CODE if self._opaque else _Kind.TEXT
        if self._pieces and self._pieces[-1].kind is kind and self._pieces[-1].end == start:
            start = self._pieces.pop().start
        self._pieces.append(_PagePiece(start, end, kind))

    def comment(self, start: int, end: int) -> None:
        """`text[start:end]` is a comment."""
        if not self._opaque and not self._in_title and self._hiding in ([], ["head"]):
            self._comments.append(Span(start, end))

    def ranges(self) -> MarkupRanges:
        """What was read."""
        paragraphs = _Paragraphs(self.text)
        for piece in self._pieces:
            paragraphs.add(piece)
        masks, blocks = paragraphs.finish()
        return MarkupRanges(masks, blocks, tuple(self._comments))


def _close(open_elements: list[str], tag: str) -> None:
    """Closes the innermost element of that name, and what was left open in it."""
    if tag in open_elements:
        del open_elements[len(open_elements) - 1 - open_elements[::-1].index(tag) :]


class _Paragraphs:
    """The paragraphs of a page, and the masks in and between them, put together from its pieces."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._masks: list[Mask] = []
        self._blocks: list[Span] = []
        self._paragraph: Span | None = None  # the one that is open
        self._end = 0  # all before is prose or masked
        self._gap: str | None = None  # what the markup since then reads as
        self._line_breaks = 0  # since the last prose

    def add(self, piece: _PagePiece) -> None:
        """Takes the next piece of the page."""
        if piece.kind is _Kind.PARAGRAPH_END:
            self._close()
            self._gap, self._line_breaks = None, 2
        elif piece.kind is _Kind.LINE_BREAK:
            self._gap, self._line_breaks = None, self._line_breaks + 1
            if self._line_breaks == 2:
                self._close()
        else:
            self._add_prose(piece)

    def _add_prose(self, piece: _PagePiece) -> None:
        start, end = piece.start, piece.end
        if start > self._end:
            self._masks.append(Mask(self._end, start, fill=self._gap))
        if piece.kind is _Kind.CODE:
            self._masks.append(Mask(start, end, opaque=True))
        else:
            self._masks.extend(entities(self._text, start, end))
        is_space = self._text[start:end].isspace()
        if not is_space:
            self._line_breaks = 0
        if self._paragraph is not None:
            self._paragraph = Span(self._paragraph.start, end)
        elif not is_space:
            self._paragraph = Span(start, end)
        self._end, self._gap = end, ""

    def _close(self) -> None:
        if self._paragraph is not None:
            self._blocks.append(self._paragraph)
            self._paragraph = None

    def finish(self) -> tuple[tuple[Mask, ...], tuple[Span, ...]]:
        """The masks and the paragraphs."""
        self._close()
        if self._end < len(self._text):
            self._masks.append(Mask(self._end, len(self._text)))
        return tuple(self._masks), tuple(self._blocks)


class _Tokens(HTMLParser):
    """Tells a page what begins where, from `start` up to the end or to the first construct that never ends.

    The parser sees every `&` as a letter: entities are read here, because versions of the parser differ in
    what they do with a stray `&`.
    """

    def __init__(self, page: _Page, text: str, start: int) -> None:
        super().__init__(convert_charrefs=False)
        self._page = page
        self._start = start
        rest = text[start:].replace("&", "_")
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", rest))]
        self.feed(rest)
        self.end = len(text) - len(self.rawdata)
        """Where it stopped, in code points."""
        self.raw_text: str = self.cdata_elem or ""
        """The element in whose raw text it stopped; empty if in none."""

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._start + self._line_starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._page.start_tag(tag, self._offset())

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _SELF_CLOSING:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._page.end_tag(tag, self._offset())

    def handle_data(self, data: str) -> None:
        start = self._offset()
        self._page.prose(start, start + len(data))

    def handle_comment(self, data: str) -> None:
        start = self._offset()
        end = start + len("<!--") + len(data) + len("-->")
        # Versions of the parser differ in what else they take for a comment: `<!doc>`, `</ >`, `--!>`.
        if self._page.text.startswith("<!--", start) and self._page.text.startswith("-->", end - len("-->")):
            self._page.comment(start, end)


def entities(text: str, start: int, end: int) -> list[Mask]:
    """The character references in `text[start:end]`, each reading as its character."""
    masks = []
    for match in _ENTITY.finditer(text, start, end):
        char = unescape(match.group())
        if char != match.group():
            masks.append(Mask(match.start(), match.end(), fill=" " if char.isspace() else char))
    return masks
