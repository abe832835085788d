"""Markdown (CommonMark with tables, strikethrough and footnotes; front matter in YAML or TOML), parsed by
markdown-it-py.

Prose is the text of paragraphs, headings, list items, quotations, table cells and footnotes, the text of
links and the alternative text of images. Everything else is masked: front matter, code, link addresses, HTML,
comments, markers. HTML blocks are read as HTML, so their text is prose.

markdown-it-py says which lines a block has, but not where inline content lies. Two things make the positions
exact: the content of a block is, line by line, the end of a source line (what stands before are the markers
of its containers), and its inline rules are wrapped, so that each says from where to where it consumed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from markdown_it import MarkdownIt, rules_inline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from mtcheck.readers.addresses import with_addresses
from mtcheck.readers.encoding import decode
from mtcheck.readers.html import html_ranges
from mtcheck.text.document import Document
from mtcheck.text.masking import BOM, Mask
from mtcheck.text.span import Span

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
# Only what begins like a table of settings is front matter; a rule (`---`) above the first paragraph is not.
_FRONT_MATTER = re.compile(
    r"---[ \t]*(?:\r\n|\r|\n)(?=(?:#[^\r\n]*(?:\r\n|\r|\n))*[\w\"'-][^\r\n:]*:(?:[ \t\r\n]))"
    r"(?:[^\r\n]*(?:\r\n|\r|\n))*?(?:---|\.\.\.)[ \t]*(?=\r|\n|\Z)"
    r"|\+\+\+[ \t]*(?:\r\n|\r|\n)(?:[^\r\n]*(?:\r\n|\r|\n))*?\+\+\+[ \t]*(?=\r|\n|\Z)"
)
_EDGE = " \t\n\r\x0b\x0c"  # what CommonMark trims
_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")
_BREAKING_TAG = re.compile(r"</?(?:br|p|div|hr|li|td|th|tr)\b", re.IGNORECASE)

#: Where the wrapped rules write: masks in the coordinates of the block's content, and by how much an image's
#: text is shifted.
_MASKS, _SHIFT, _DELIMITERS, _COMMENTS = (
    "mtcheck-masks",
    "mtcheck-shift",
    "mtcheck-delimiters",
    "mtcheck-comments",
)

InlineRule = Callable[[StateInline, bool], bool]
#: Called when an inline rule has consumed `state.src[start:state.pos]`.
Consumed = Callable[[StateInline, int], None]


def read_markdown(data: bytes, name: str) -> Document:
    """The article in a Markdown file. Raises ReadError."""
    text, encoding = decode(data, name)
    return markdown_document(text, name, encoding=encoding)


def markdown_document(text: str, name: str = "<text>", encoding: str = "utf-8") -> Document:
    """The article in a string of Markdown."""
    masks, blocks, comments = _ranges(text)
    masks = with_addresses(text, masks)
    return Document(
        text, name, format="markdown", masks=masks, blocks=blocks, encoding=encoding, comments=comments
    )


def _ranges(text: str) -> tuple[tuple[Mask, ...], tuple[Span, ...], tuple[Span, ...]]:
    """What is not prose, the paragraphs, the comments."""
    start = _front_matter_end(text)
    lines = _lines(text, start)
    md = _parser()
    env: dict[str, Any] = {}
    masks: list[Mask] = []
    blocks: list[Span] = []
    comments: list[Span] = []
    at = 0  # up to here everything is prose or masked

    def add(inner: list[Mask], spans: list[Span], pieces: list[Span]) -> None:
        """A block of the source: `pieces` are its prose, parted by markers; `inner` are the masks within."""
        nonlocal at
        for piece in pieces:
            masks.extend(_markers(text, at, piece.start))
            at = piece.end
        masks.extend(inner)
        blocks.extend(spans)

    row: tuple[int, Iterator[Span]] | None = None  # the table row at hand: its line, its cells
    # `\0` would become U+FFFD, and other line breaks change in number: one line of ours is one line of the
    # parser's.
    tokens = md.parse("\n".join(text[line.start : line.end] for line in lines), env)
    cell = False
    for token in tokens:
        if token.type in ("th_open", "td_open"):
            cell = True
        elif token.type == "html_block" and token.map is not None:
            span = _span_of(lines, token.map)
            if span.start >= at:
                inner, spans, inside = _html(text, span)
                add(inner, spans, [span])
                comments += inside
        elif token.type == "inline" and token.map is not None:
            if cell:
                if row is None or row[0] != token.map[0]:
                    row = (token.map[0], _cells(text, lines[token.map[0]]))
                content = _Content.of_cell(text, token.content, row[1])
            else:
                content = _Content.of_lines(text, token.content, lines[token.map[0] : token.map[1]])
            cell = False
            if content is not None and content.pieces and content.pieces[0].start >= at:
                inner = [*content.placed(_inline_masks(md, token.content, env)), *content.escapes]
                comments += (content.span(comment) for comment in env[_COMMENTS])
                inner.sort(key=lambda mask: (mask.start, mask.end))
                add(inner, [Span(content.pieces[0].start, content.pieces[-1].end)], content.pieces)
    masks.extend(_markers(text, at, len(text)))
    masks.sort(key=lambda mask: (mask.start, mask.end))
    return tuple(_apart(masks)), tuple(blocks), tuple(sorted(comments))


def _markers(text: str, start: int, end: int) -> Iterator[Mask]:
    """What stands between two pieces of prose, if it is more than space: a phrase over a mere line break
    is not masked.
    """
    between = text[start:end]
    if between.strip(_EDGE):
        yield Mask(start + len(between) - len(between.lstrip(_EDGE)), start + len(between.rstrip(_EDGE)))


def _apart(masks: list[Mask]) -> Iterator[Mask]:
    """The masks without overlaps: of two, the one that begins first."""
    at = 0
    for mask in masks:
        if mask.start >= at and mask.end > mask.start:
            yield mask
            at = mask.end


def _front_matter_end(text: str) -> int:
    match = _FRONT_MATTER.match(text, 1 if text.startswith(BOM) else 0)
    return match.end() if match else (1 if text.startswith(BOM) else 0)


def _lines(text: str, start: int) -> list[Span]:
    lines = []
    for match in _LINE_BREAK.finditer(text, start):
        lines.append(Span(start, match.start()))
        start = match.end()
    lines.append(Span(start, len(text)))
    return lines


def _span_of(lines: list[Span], lines_of: list[int]) -> Span:
    return Span(lines[lines_of[0]].start, lines[min(lines_of[1], len(lines)) - 1].end)


def _html(text: str, span: Span) -> tuple[list[Mask], list[Span], list[Span]]:
    """The masks, paragraphs and comments of a block of HTML."""
    at = span.start
    masks, blocks, comments = html_ranges(text[at : span.end])
    return (
        [Mask(mask.start + at, mask.end + at, mask.opaque, mask.fill) for mask in masks],
        [Span(block.start + at, block.end + at) for block in blocks],
        [Span(comment.start + at, comment.end + at) for comment in comments],
    )


def _cells(text: str, line: Span) -> Iterator[Span]:
    """What lies between the pipes of a table row; the first may have the markers of a quotation or list
    before it.
    """
    at = line.start
    for match in _UNESCAPED_PIPE.finditer(text, line.start, line.end):
        yield Span(at, match.start())
        at = match.end()
    yield Span(at, line.end)


class _Content:
    """The content of a block and where it lies in the source.

    pieces: the ranges of the source, in order, that are its prose, one a line. escapes: masks for what the
    block's own syntax escapes in it (`\\\\|` in a table).
    """

    def __init__(self) -> None:
        self.pieces: list[Span] = []
        self.escapes: list[Mask] = []
        self._at: list[int] = []  # indices in the content …
        self._offsets: list[int] = []  # … and their offsets in the source

    def _add(self, index: int, offset: int) -> None:
        self._at.append(index)
        self._offsets.append(offset)

    @classmethod
    def of_lines(cls, text: str, content: str, lines: list[Span]) -> _Content | None:
        """Each line of the content is the end of its source line, but for space and the closing marks of a
        heading.
        """
        self = cls()
        index = 0
        for part, line in zip(content.split("\n"), lines, strict=False):
            core = part.strip(_EDGE)
            if core:
                start = text.rfind(core, line.start, line.end)
                if start < 0:
                    return None
                self._add(index + part.index(core), start)
                self.pieces.append(Span(start, start + len(core)))
            index += len(part) + 1
        return self

    @classmethod
    def of_cell(cls, text: str, content: str, cells: Iterator[Span]) -> _Content | None:
        """The content of a table cell: the next of the cells with this text, `\\\\|` read as `|`."""
        if not content:
            return None
        for cell in cells:
            source = text[cell.start : cell.end].rstrip(_EDGE)
            if not source.replace("\\|", "|").endswith(content):
                continue
            self = cls()
            start = cell.start + len(source) - len(content) - _escaped_pipes(source, content)
            self.pieces.append(Span(start, cell.start + len(source)))
            index, at = 0, start
            for part in text[start : cell.start + len(source)].split("\\|"):
                self._add(index, at)
                index += len(part)
                at += len(part)
                self.escapes.append(Mask(at, at + 1, fill=""))
                at += 1
            self.escapes.pop()
            return self
        return None

    def placed(self, masks: list[Mask]) -> Iterator[Mask]:
        """Masks in the coordinates of the content, each as its pieces in the source (markers lie between
        lines).
        """
        for mask in masks:
            start, end = self._offset(mask.start), self._offset(mask.end - 1) + 1
            first = bisect_right(self.pieces, start, key=lambda piece: piece.start) - 1
            for index in range(max(first, 0), len(self.pieces)):
                piece = self.pieces[index]
                if piece.start >= end:
                    break
                if max(start, piece.start) < min(end, piece.end):
                    yield Mask(max(start, piece.start), min(end, piece.end), mask.opaque, mask.fill)

    def span(self, span: Span) -> Span:
        """The range of the source from the first to the last character of a range of the content."""
        return Span(self._offset(span.start), self._offset(span.end - 1) + 1)

    def _offset(self, index: int) -> int:
        """The offset in the source of a character of the content."""
        piece = max(bisect_right(self._at, index) - 1, 0)
        return self._offsets[piece] + index - self._at[piece]


def _escaped_pipes(source: str, content: str) -> int:
    """How many `\\\\|` the end of the source has that reads as the content."""
    count, length = 0, len(content)
    while (more := source[len(source) - length - count :].count("\\|")) != count:
        count = more
    return count


def _inline_masks(md: MarkdownIt, content: str, env: dict[str, Any]) -> list[Mask]:
    """The masks of a block's content, in its own coordinates."""
    masks: list[Mask] = []
    delimiters: list[tuple[Token, int, int]] = []
    env[_MASKS], env[_SHIFT], env[_DELIMITERS], env[_COMMENTS] = masks, 0, delimiters, []
    md.inline.parse(content, md, env, [])
    # Delimiters are text until the whole block is read; those that found their partner are markup, the others
    # stay text.
    masks.extend(
        Mask(start, end, fill="")
        for token, start, end in delimiters
        if token.type != "text" or not token.content
    )
    return list(_apart(sorted(masks, key=lambda mask: (mask.start, -mask.end))))


def _mask(state: StateInline, start: int, end: int, *, opaque: bool = False, fill: str | None = None) -> None:
    shift = state.env[_SHIFT]
    state.env[_MASKS].append(Mask(shift + start, shift + end, opaque, fill))


def _wrapped(rule: InlineRule, consumed: Consumed) -> InlineRule:
    def run(state: StateInline, silent: bool) -> bool:
        start = state.pos
        matched = rule(state, silent)
        if matched and not silent:
            consumed(state, start)
        return matched

    return run


def _escape(state: StateInline, start: int) -> None:
    token = state.tokens[-1]
    if token.type == "hardbreak":
        _mask(state, start, start + 1)
    elif token.content != token.markup:
        _mask(state, start, start + 1, fill="")


def _entity(state: StateInline, start: int) -> None:
    char = state.tokens[-1].content
    _mask(state, start, state.pos, fill=" " if char.isspace() else char)


def _backticks(state: StateInline, start: int) -> None:
    if (
        not state.pending and state.tokens[-1].type == "code_inline"
    ):  # else they have no partner, and are text
        _mask(state, start, state.pos, opaque=True)


def _delimiters(state: StateInline, start: int) -> None:
    end = state.env[_SHIFT] + state.pos
    first = state.env[_SHIFT] + start
    for token in reversed(state.tokens):
        if end <= first:
            break
        state.env[_DELIMITERS].append((token, end - len(token.content), end))
        end -= len(token.content)


def _link(state: StateInline, start: int) -> None:
    label_end = state.md.helpers.parseLinkLabel(state, start, True)
    _mask(state, start, start + 1, fill="")
    _mask(state, label_end, state.pos, fill="")


def _image(state: StateInline, start: int) -> None:
    label_end = state.md.helpers.parseLinkLabel(state, start + 1, False)
    _mask(state, start, start + 2, fill="")
    _mask(state, label_end, state.pos, fill="")


def _shifted(rule: InlineRule) -> InlineRule:
    """An image's text is parsed as a content of its own, two characters (`![`) in."""

    def run(state: StateInline, silent: bool) -> bool:
        shift = state.env[_SHIFT]
        state.env[_SHIFT] = shift + state.pos + 2
        try:
            return rule(state, silent)
        finally:
            state.env[_SHIFT] = shift

    return run


def _html_inline(state: StateInline, start: int) -> None:
    _mask(state, start, state.pos, fill=None if _BREAKING_TAG.match(state.src, start) else "")
    if state.src.startswith("<!--", start) and not state.env[_SHIFT]:  # none in the text of an image
        state.env[_COMMENTS].append(Span(start, state.pos))


def _autolink(state: StateInline, start: int) -> None:
    _mask(state, start, state.pos, opaque=True)


def _footnote(state: StateInline, start: int) -> None:
    _mask(state, start, state.pos, fill="")


@cache
def _parser() -> MarkdownIt:
    # The parser leaves out what is nested deeper; 20, the preset's limit, is not beyond what mail threads
    # quote.
    md = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    footnote_plugin(md, inline=False)
    # Footnotes stay where they stand; inline content is parsed block by block, to collect its masks.
    md.core.ruler.disable(["inline", "footnote_tail"])
    md.inline.ruler2.disable("fragments_join")  # it would merge the delimiters whose positions we keep
    rules: dict[str, tuple[InlineRule, Consumed]] = {
        "escape": (rules_inline.escape, _escape),
        "backticks": (rules_inline.backtick, _backticks),
        "strikethrough": (rules_inline.strikethrough.tokenize, _delimiters),
        "emphasis": (rules_inline.emphasis.tokenize, _delimiters),
        "link": (rules_inline.link, _link),
        "image": (_shifted(rules_inline.image), _image),
        "autolink": (rules_inline.autolink, _autolink),
        "html_inline": (rules_inline.html_inline, _html_inline),
        "entity": (rules_inline.entity, _entity),
        "footnote_ref": (partial(footnote_ref, always_match=True), _footnote),
    }
    for name, (rule, consumed) in rules.items():
        md.inline.ruler.at(name, _wrapped(rule, consumed))
    return md
