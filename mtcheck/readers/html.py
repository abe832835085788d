"""HTML: the tokenizer of the standard library, which gives positions; what is not running text is masked.

Block elements part paragraphs, inline elements read as nothing, so that `<a>Putin</a>’s` stays one word; two
`<br>` in a row part paragraphs too. Masked are tags, comments, scripts, styles, `<pre>`, navigation, form
controls, and the head but for the title; `<code>` counts as a noun. An entity reads as its character.
Attributes (`alt`, `content`) are not read, and neither is what a script or style sheet would show or hide.

Nothing is lost to broken markup: an element that hides its content and is never closed hides nothing, and
after a tag or comment that never ends the text goes on.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from mtcheck.readers.addresses import with_addresses
from mtcheck.readers.encoding import decode
from mtcheck.text.document import Document
from mtcheck.text.masking import Mask
from mtcheck.text.span import Span

_BLOCK = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol option p pre search section select summary table
    tbody td template textarea tfoot th thead title tr ul""".split()
)
_HIDING = frozenset(
    """audio button canvas head iframe math nav noembed noframes noscript object pre script select style svg template textarea
    video""".split()
)
_OPAQUE = frozenset("code kbd samp tt var".split())
# In XHTML an empty element may close itself (`<script src="…"/>`).
_SELF_CLOSING = _HIDING | _OPAQUE | {"title"}
# A head that nobody closed ends before one of these.
_NOT_IN_HEAD = _BLOCK - frozenset("head html template title".split())

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)"""
    rb"""|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096  # bytes; the standard says 1024
_ENTITY = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};)")
_STUMP = re.compile(r"<[!?/]?(?:--)?[^<>\r\n]*>?")
_TAG = re.compile(r"<[^<>]*>")
_AFTER_UNCLOSED_RAW_TEXT = re.compile(
    r"</head\b|<(?:body|article|main|header|section|div|p|h[1-6]|ul|ol|table)\b", re.I
)
_STUMPS = 100  # unfinished tags to recover from, each by a fresh start; after that tags are found by pattern


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


def html_ranges(text: str) -> tuple[tuple[Mask, ...], tuple[Span, ...], tuple[Span, ...]]:
    """What is not prose in HTML, without gaps between paragraphs; the paragraphs; the comments."""
    ignored: frozenset[str] = frozenset()
    while True:
        page = _Page(text, ignored)
        page.read()
        if not page.never_closed:
            return (*page.ranges(), tuple(page.comments))
        ignored |= page.never_closed


class _Page:
    """The pieces of a page, in order: prose, code, and where paragraphs part."""

    def __init__(self, text: str, ignored: frozenset[str]) -> None:
        self.text = text
        self._ignored = ignored
        self._hiding: list[str] = []
        self._opaque: list[str] = []
        self._in_title = False
        #: (start, end, kind): kind is `text`, `code`, `break` (a line break) or `part` (a paragraph ends).
        self._pieces: list[tuple[int, int, str]] = []
        #: Those in running text and in the head, none in code or in what a reader does not see.
        self.comments: list[Span] = []
        self.never_closed: frozenset[str] = frozenset()

    def read(self) -> None:
        at = 0
        for _ in range(_STUMPS):
            tokens = _Tokens(self, self.text, at)
            at = tokens.end
            if at >= len(self.text):
                break
            if (
                tokens.raw_text
            ):  # a script or style sheet that never ends; for Python from 3.13.6 a title may be one, too
                if tokens.raw_text == "title":
                    tag = self.text.find("<", at)
                    self.prose(at, len(self.text) if tag < 0 else tag)
                match = _AFTER_UNCLOSED_RAW_TEXT.search(self.text, at)
                if match is None:
                    at = len(self.text)
                    break
                at = match.start()
                self.end_tag(tokens.raw_text, at)
            else:
                stump = _STUMP.match(self.text, at)
                at = stump.end() if stump else at + 1
        while at < len(self.text):
            match = _TAG.search(self.text, at)
            self.prose(at, match.start() if match else len(self.text))
            at = match.end() if match else len(self.text)
        self.never_closed = frozenset(self._hiding) - self._ignored

    def start_tag(self, tag: str, start: int) -> None:
        if tag == "br":
            self._pieces.append((start, start, "break"))
            return
        if tag in _BLOCK:
            self._part(start)
            if tag in _NOT_IN_HEAD and "head" in self._hiding:
                self._close(self._hiding, "head")
        if tag == "title":
            self._in_title = "svg" not in self._hiding
        elif tag in _HIDING and tag not in self._ignored:
            self._hiding.append(tag)
        elif tag in _OPAQUE:
            self._opaque.append(tag)

    def end_tag(self, tag: str, start: int) -> None:
        if tag in _BLOCK:
            self._part(start)
        if tag == "title":
            self._in_title = False
        elif tag in _HIDING:
            self._close(self._hiding, tag)
        elif tag in _OPAQUE:
            self._close(self._opaque, tag)

    @staticmethod
    def _close(stack: list[str], tag: str) -> None:
        """Closes the innermost element of that name, and what was left open in it."""
        if tag in stack:
            del stack[len(stack) - 1 - stack[::-1].index(tag) :]

    def _part(self, at: int) -> None:
        self._opaque.clear()  # inline: it ends with its paragraph, closed or not
        if self._pieces and self._pieces[-1][2] != "part":
            self._pieces.append((at, at, "part"))

    def prose(self, start: int, end: int) -> None:
        if start >= end:
            return
        if self._hiding and not (self._in_title and self._hiding == ["head"]):
            return
        kind = "code" if self._opaque else "text"
        if self._pieces and self._pieces[-1][2] == kind and self._pieces[-1][1] == start:
            start = self._pieces.pop()[0]
        self._pieces.append((start, end, kind))

    def comment(self, start: int, end: int) -> None:
        if not self._opaque and not self._in_title and self._hiding in ([], ["head"]):
            self.comments.append(Span(start, end))

    def ranges(self) -> tuple[tuple[Mask, ...], tuple[Span, ...]]:
        masks: list[Mask] = []
        blocks: list[Span] = []
        block: list[int] = []  # the ends of the prose of this paragraph
        at, gap, breaks = 0, None, 0  # gap: what the markup since `at` reads as

        def close() -> None:
            if block:
                blocks.append(Span(block[0], block[-1]))
                block.clear()

        for start, end, kind in self._pieces:
            if kind == "part":
                close()
                gap, breaks = None, 2
            elif kind == "break":
                gap, breaks = None, breaks + 1
                if breaks == 2:
                    close()
            else:
                if start > at:
                    masks.append(Mask(at, start, fill=gap))
                if kind == "code":
                    masks.append(Mask(start, end, opaque=True))
                else:
                    masks.extend(entities(self.text, start, end))
                if block or not self.text[start:end].isspace():
                    breaks = breaks if self.text[start:end].isspace() else 0
                    block += (start, end)
                at, gap = end, ""
        close()
        if at < len(self.text):
            masks.append(Mask(at, len(self.text)))
        return tuple(masks), tuple(blocks)


class _Tokens(HTMLParser):
    """Tells a page what begins where, from `at` up to the end or to the first construct that never ends.

    The parser sees every `&` as a letter: entities are ours to read, and its ways with a stray `&` differ
    between versions.
    """

    def __init__(self, page: _Page, text: str, at: int) -> None:
        super().__init__(convert_charrefs=False)
        self._page = page
        self._at = at
        rest = text[at:].replace("&", "_")
        self._lines = [0, *(match.end() for match in re.finditer("\n", rest))]
        self.feed(rest)
        #: Where it stopped, and the element whose raw text it stopped in, if any.
        self.end = len(text) - len(self.rawdata)
        self.raw_text: str = self.cdata_elem or ""

    def _here(self) -> int:
        line, column = self.getpos()
        return self._at + self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._page.start_tag(tag, self._here())

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _SELF_CLOSING:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._page.end_tag(tag, self._here())

    def handle_data(self, data: str) -> None:
        start = self._here()
        self._page.prose(start, start + len(data))

    def handle_comment(self, data: str) -> None:
        start = self._here()
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
