"""HTML: tags are found by the tokenizer of the standard library, which gives positions.

Block elements part paragraphs. Inline elements read as nothing, so that `<a>Putin</a>’s` stays one word; two
`<br>` in a row part paragraphs, too. Masked are tags, comments, scripts, styles, `<pre>`, the head except for
the title, the furniture of the page (see `furniture`) and passages marked as another language. `<code>`
counts as a noun, an entity reads as its character, and the number that leads to a note as nothing. The
alternative text of a picture is a paragraph of its own. Other attributes are not read, nor is what a script
or style sheet would show or hide.

Broken markup loses no text: an element that hides its content and is never closed hides nothing, and the text
goes on after a tag or comment that never ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from typing import NamedTuple

from mtcheck.readers.addresses import with_addresses
from mtcheck.readers.elements import ATTRIBUTE, BLOCK, Element, OpenElements
from mtcheck.readers.encoding import decode
from mtcheck.readers.left_out import PageParts
from mtcheck.readers.page_paragraphs import PageParagraphs, place_alternatives
from mtcheck.readers.page_pieces import PagePiece, PieceKind
from mtcheck.text.document import Document, Unread
from mtcheck.text.masking import Mask
from mtcheck.text.span import Span

#: Elements whose content is not running text.
_HIDING = frozenset(
    """
    audio canvas head iframe math noembed noframes noscript object pre script style svg template video
    """.split()
)
#: Elements whose content takes the place of a noun.
_OPAQUE = frozenset("code kbd samp tt var".split())
# In XHTML an empty element may close itself (`<script src="…"/>`).
_SELF_CLOSING = _HIDING | _OPAQUE | {"title", "nav", "button", "select", "textarea"}
# A head that is never closed ends before one of these.
_NOT_IN_HEAD = BLOCK - frozenset("head html template title".split())

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)"""
    rb"""|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096  # bytes; the standard says 1024
#: A tag or comment that never ends, as far as it can be told from the text behind it.
_STUMP = re.compile(r"<[!?/]?(?:--)?[^<>\r\n]*>?")
_WORD = re.compile(r"[^\W\d_]\w*")
_TAG = re.compile(r"<[^<>]*>")
#: What a link to a note says, or one back from it.
_NOTE_MARK = re.compile(r"\s*(?:[\[(]?(?:\d{1,4}|[a-z]|[*†‡§¶]{1,3})[\])]?|[↩↑⤴^][\ufe0e\ufe0f]?)\s*")
_TAG_NAME = re.compile(r"<[^\s/>]*")
_AFTER_UNCLOSED_RAW_TEXT = re.compile(
    r"</head\b|<(?:body|article|main|header|section|div|p|h[1-6]|ul|ol|table)\b", re.I
)
#: How many tags that never end may be passed, each by a fresh start; after that, tags are found by a pattern.
_STUMPS = 100


def read_html(data: bytes, name: str) -> Document:
    """The article in an HTML file. Raises ReadError."""
    text, encoding = decode(data, name, declared_encoding(data))
    return html_document(text, name, encoding=encoding)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that an HTML file names; None if it names none."""
    match = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    return (match[1] or match[2]).decode("ascii") if match else None


def html_document(
    text: str, name: str = "<text>", encoding: str = "utf-8", *, is_page: bool = True
) -> Document:
    """The article in a string of HTML. is_page: see `html_ranges`."""
    ranges = html_ranges(text, is_page=is_page)
    return Document(
        text,
        name,
        format="html",
        masks=with_addresses(text, ranges.masks),
        blocks=ranges.blocks,
        encoding=encoding,
        comments=ranges.comments,
        unread=ranges.unread,
    )


class MarkupRanges(NamedTuple):
    """What the markup of a text says of its parts. All ranges are code points, in order."""

    masks: tuple[Mask, ...]
    """What is not prose."""
    blocks: tuple[Span, ...]
    """The paragraphs."""
    comments: tuple[Span, ...]
    """The comments, except in code and in what a reader does not see."""
    unread: tuple[Unread, ...] = ()
    """What is left out, for the reports."""


def html_ranges(text: str, *, is_page: bool = True, is_fragment: bool = False) -> MarkupRanges:
    """What is not prose in HTML, without gaps between paragraphs; the paragraphs; the comments.

    is_page: whether it is a page, with the furniture of one, and nothing that an author wrote. is_fragment:
    whether the rest of the article is elsewhere.
    """
    ignored: frozenset[str] = frozenset()
    while True:
        page = _Page(text, ignored)
        page.read()
        if not page.never_closed:
            return page.ranges(is_page=is_page, is_fragment=is_fragment)
        ignored |= page.never_closed


class _Page:
    """A page that is read tag by tag. Elements whose tags are `ignored` hide nothing."""

    def __init__(self, text: str, ignored: frozenset[str]) -> None:
        self.text = text
        self._ignored = ignored
        self._hiding: list[str] = []
        self._opaque: list[str] = []
        self._in_title = False
        self._elements = OpenElements()
        self._pieces: list[PagePiece] = []
        self._comments: list[tuple[Span, Element | None]] = []
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

    def start_tag(self, tag: str, attributes: Mapping[str, str], start: int) -> None:
        """An element begins at `start`."""
        if tag == "br":
            self._pieces.append(PagePiece(start, start, PieceKind.LINE_BREAK))
            return
        if tag in BLOCK:
            self._end_paragraph(start)
            if tag in _NOT_IN_HEAD and "head" in self._hiding:
                _close(self._hiding, "head")
        self._elements.start(tag, attributes)
        if tag == "title":
            self._in_title = "svg" not in self._hiding
        elif tag in _HIDING and tag not in self._ignored:
            self._hiding.append(tag)
        elif tag in _OPAQUE:
            self._opaque.append(tag)
        elif tag == "img" and attributes.get("alt") and not self._hiding:
            self._alternative(start)

    def _alternative(self, start: int) -> None:
        """The picture whose tag stands at `start` has an alternative text."""
        name = _TAG_NAME.match(self.text, start)
        for match in ATTRIBUTE.finditer(self.text, name.end() if name else start):
            if (match[1] or "").lower() == "alt":
                group = match.lastindex or 1
                self._pieces.append(
                    PagePiece(*match.span(group), PieceKind.ALTERNATIVE, self._elements.innermost)
                )
                return

    def end_tag(self, tag: str, start: int) -> None:
        """The end tag of an element stands at `start`."""
        if tag in BLOCK:
            self._end_paragraph(start)
        self._elements.end(tag)
        if tag == "title":
            self._in_title = False
        elif tag in _HIDING:
            _close(self._hiding, tag)
        elif tag in _OPAQUE:
            _close(self._opaque, tag)

    def _end_paragraph(self, offset: int) -> None:
        self._opaque.clear()  # an inline element ends with its paragraph, closed or not
        if self._pieces and self._pieces[-1].kind is not PieceKind.PARAGRAPH_END:
            self._pieces.append(PagePiece(offset, offset, PieceKind.PARAGRAPH_END))

    def prose(self, start: int, end: int) -> None:
        """`text[start:end]` stands between tags."""
        if start >= end or (self._hiding and not (self._in_title and self._hiding == ["head"])):
            return
        kind = PieceKind.CODE if self._opaque else PieceKind.TEXT
        element = self._elements.innermost
        if element is not None and element.is_note_link and _NOTE_MARK.fullmatch(self.text, start, end):
            return
        before = self._pieces[-1] if self._pieces else None
        if before and before.kind is kind and before.end == start and before.element is element:
            start = self._pieces.pop().start
        self._pieces.append(PagePiece(start, end, kind, element))

    def _counted(self, piece: PagePiece) -> PagePiece:
        """The piece with the number of its words."""
        words = len(_WORD.findall(self.text, piece.start, piece.end))
        return replace(piece, words=words) if words else piece

    def comment(self, start: int, end: int) -> None:
        """`text[start:end]` is a comment."""
        if not self._opaque and not self._in_title and self._hiding in ([], ["head"]):
            self._comments.append((Span(start, end), self._elements.innermost))

    def ranges(self, *, is_page: bool, is_fragment: bool) -> MarkupRanges:
        """What was read."""
        elements = [] if self._elements.is_too_deep else self._elements.all
        pieces = [self._counted(piece) for piece in self._pieces]
        parts = PageParts(self.text, pieces, elements, is_page=is_page, is_fragment=is_fragment)
        paragraphs = PageParagraphs(self.text)
        in_sentences = 0
        for piece in place_alternatives(self.text, list(parts.kept())):
            if piece.kind is PieceKind.ALTERNATIVE:
                in_sentences += 1
            else:
                paragraphs.add(piece)
        masks, blocks = paragraphs.finish()
        comments = (span for span, element in self._comments if not parts.is_left_out(element))
        unread = list(parts.unread())
        if in_sentences:
            unread.append(Unread("alternative texts", f"{in_sentences:,} in the middle of sentences"))
        return MarkupRanges(masks, blocks, tuple(comments), tuple(unread))


def _close(open_elements: list[str], tag: str) -> None:
    """Closes the innermost element of that name, and what was left open in it."""
    if tag in open_elements:
        del open_elements[len(open_elements) - 1 - open_elements[::-1].index(tag) :]


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
        self.end = self._feed(rest, len(text))
        """Where it stopped, in code points."""
        self.raw_text: str = self.cdata_elem or ""
        """The element in whose raw text it stopped; empty if in none."""

    def _feed(self, rest: str, end: int) -> int:
        """Reads the rest of a text. Says where it stopped."""
        try:
            self.feed(rest)
        except AssertionError:  # the library fails on `<![` before anything but a name
            return self._offset()
        return end - len(self.rawdata)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._start + self._line_starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Of two attributes with one name the first counts.
        attributes = {name: value or "" for name, value in reversed(attrs)}
        self._page.start_tag(tag, attributes, self._offset())

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
