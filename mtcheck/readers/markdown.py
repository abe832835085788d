"""Markdown, parsed by markdown-it-py: CommonMark with tables, strikethrough, footnotes and front matter.

Prose is the text of paragraphs, headings, list items, quotations, table cells and footnotes, the text of
links, the alternative text of images, and title and description in front matter. All else is masked: the
rest of front matter, code, the addresses of links, HTML, comments, markers, and what site generators add (see
`site_markup`). Blocks of HTML are read as HTML, so their text is prose.

markdown-it-py says which lines a block has, but not where its inline content lies. Two things make the
positions exact. Line by line, the content of a block is the end of a source line, behind the markers of its
containers. And every inline rule is wrapped, so that it says from where to where it consumed the content.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from markdown_it import MarkdownIt, helpers, rules_inline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from mtcheck.readers.addresses import with_addresses
from mtcheck.readers.alternative_text import Picture, part_at_pictures, repeated_labels
from mtcheck.readers.encoding import decode
from mtcheck.readers.front_matter import front_matter_end, prose_fields
from mtcheck.readers.html import MarkupRanges, html_ranges
from mtcheck.readers.markdown_labels import begin_paragraph, bounded_helpers
from mtcheck.readers.markdown_languages import without_foreign_passages
from mtcheck.readers.site_markup import find_site_markup
from mtcheck.text.document import Document, Unread
from mtcheck.text.masking import Mask
from mtcheck.text.span import Span

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_EDGE = " \t\n\r\x0b\x0c"  # what CommonMark trims
_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")
_FOOTNOTE_REF = re.compile(r"\[\^[^ \n\]]{1,999}\]")
_BREAKING_TAG = re.compile(r"</?(?:br|p|div|hr|li|td|th|tr)\b", re.IGNORECASE)

#: Where the wrapped rules write in the environment of the parser. Ranges are those of the content of a block.
_MASKS, _DELIMITERS, _COMMENTS = "mtcheck-masks", "mtcheck-delimiters", "mtcheck-comments"
_PICTURES = "mtcheck-pictures"
#: By how much the content at hand is shifted: that of an image is parsed by itself.
_SHIFT = "mtcheck-shift"
#: The character that stands for the markup of site generators.
_PLACEHOLDER = "mtcheck-placeholder"

InlineRule = Callable[[StateInline, bool], bool]
#: Called when an inline rule has consumed `state.src[start:state.pos]`.
Consumed = Callable[[StateInline, int], None]


def read_markdown(data: bytes, name: str) -> Document:
    """The article in a Markdown file. Raises ReadError."""
    text, encoding = decode(data, name)
    return markdown_document(text, name, encoding=encoding)


def read_mdx(data: bytes, name: str) -> Document:
    """The article in a file of MDX, whose `{…}` are expressions, and which has no indented code.

    What no MDX compiler would take is read all the same. Raises ReadError.
    """
    text, encoding = decode(data, name)
    return markdown_document(text, name, encoding=encoding, mdx=True)


def markdown_document(
    text: str, name: str = "<text>", encoding: str = "utf-8", *, mdx: bool = False
) -> Document:
    """The article in a string of Markdown."""
    ranges = without_foreign_passages(text, _ranges(text, mdx))
    return Document(
        text,
        name,
        format="markdown",
        masks=with_addresses(text, ranges.masks),
        blocks=ranges.blocks,
        encoding=encoding,
        comments=ranges.comments,
        settings_end=front_matter_end(text),
        unread=ranges.unread,
    )


def _ranges(text: str, mdx: bool) -> MarkupRanges:
    """What is not prose, the paragraphs, the comments."""
    source = _Source(text, mdx)
    is_cell = False
    for token in source.tokens():
        if token.type in ("th_open", "td_open"):
            is_cell = True
        elif token.type == "html_block" and token.map is not None:
            source.add_html(token)
        elif token.type == "inline" and token.map is not None:
            source.add_inline(token, is_cell)
            is_cell = False
    return source.ranges()


class _Source:
    """The text of a file, and what is found out about it block by block."""

    def __init__(self, text: str, mdx: bool) -> None:
        start = front_matter_end(text)
        self._site = find_site_markup(text, start, mdx=mdx)
        self._text = self._site.parsed
        self._lines = _lines(text, start)
        self._parser = _parser(mdx)
        self._env: dict[str, Any] = {_PLACEHOLDER: self._site.placeholder}
        self._masks: list[Mask] = []
        self._blocks: list[Span] = []
        self._comments: list[Span] = []
        self._labels: list[Span] = []  # the alternative texts of pictures that are paragraphs
        self._unread: list[Unread] = []
        self._end = 0  # all before is prose or masked
        self._row = -1  # the line of the table row at hand
        self._cells: Iterator[Span] = iter(())  # those of its cells that are still to come
        for field in prose_fields(text, start):
            self._add(
                list(field.pieces), list(field.escapes), [Span(field.pieces[0].start, field.pieces[-1].end)]
            )

    def tokens(self) -> list[Token]:
        """The blocks, as the parser tells them apart."""
        # `\0` would become U+FFFD, and other line breaks would change in number; joined by line feeds, one
        # line here is one line of the parser's.
        lines = (self._text[line.start : line.end] for line in self._lines)
        return self._parser.parse("\n".join(lines), self._env)

    def add_html(self, token: Token) -> None:
        """Takes a block of HTML."""
        first, last = _lines_of(token)
        span = Span(self._lines[first].start, self._lines[min(last, len(self._lines)) - 1].end)
        if span.start < self._end:
            return
        ranges = html_ranges(self._text[span.start : span.end], is_page=False, is_fragment=True)
        inner = [_move_mask(mask, mask.start + span.start, mask.end + span.start) for mask in ranges.masks]
        self._add([span], inner, [_move(block, span.start) for block in ranges.blocks])
        self._comments += [_move(comment, span.start) for comment in ranges.comments]
        self._unread += ranges.unread

    def add_inline(self, token: Token, is_cell: bool) -> None:
        """Takes the inline content of a block, or of a table cell."""
        content = self._cell_content(token) if is_cell else self._line_content(token)
        if content is None or not content.pieces or content.pieces[0].start < self._end:
            return
        masks = _inline_masks(self._parser, token.content, self._env)
        inner = sorted([*content.place(masks), *content.escapes], key=lambda mask: (mask.start, mask.end))
        paragraph = Span(content.pieces[0].start, content.pieces[-1].end)
        pictures = [Picture(*map(content.span, picture)) for picture in sorted(self._env[_PICTURES])]
        parted = part_at_pictures(self._text, paragraph, inner, pictures)
        self._add(content.pieces, parted.masks, parted.blocks)
        self._labels += parted.labels
        self._comments += [content.span(comment) for comment in self._env[_COMMENTS]]

    def _line_content(self, token: Token) -> _Content | None:
        first, last = _lines_of(token)
        return _Content.of_lines(self._text, token.content, self._lines[first:last])

    def _cell_content(self, token: Token) -> _Content | None:
        row, _ = _lines_of(token)
        if row != self._row:
            self._row, self._cells = row, _cells(self._text, self._lines[row])
        return _Content.of_cell(self._text, token.content, self._cells)

    def _add(self, pieces: list[Span], inner: list[Mask], blocks: list[Span]) -> None:
        """Takes a block: its prose in pieces, parted by markers, the masks in it, and its paragraphs."""
        for piece in pieces:
            self._masks.extend(_markers(self._text, self._end, piece.start))
            self._end = piece.end
        self._masks.extend(inner)
        self._blocks.extend(blocks)

    def ranges(self) -> MarkupRanges:
        """What was found out."""
        self._masks.extend(_markers(self._text, self._end, len(self._text)))
        repeated = repeated_labels(self._text, self._blocks, self._labels)
        self._masks.extend(Mask(label.start, label.end) for label in repeated)
        self._masks.sort(key=lambda mask: (mask.start, -mask.end))
        masks = tuple(self._site.over(_without_overlaps(self._masks)))
        blocks = tuple(block for block in self._blocks if block not in repeated)
        return MarkupRanges(masks, blocks, tuple(sorted(self._comments)), tuple(self._unread))


def _lines_of(token: Token) -> tuple[int, int]:
    """The first line of a block, and the line behind its last."""
    assert token.map is not None
    return token.map[0], token.map[1]


def _move(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _move_mask(mask: Mask, start: int, end: int) -> Mask:
    """The same mask in another place."""
    return Mask(start, end, mask.opaque, mask.fill)


def _markers(text: str, start: int, end: int) -> Iterator[Mask]:
    """The mask of what stands between two pieces of prose; none if that is space, as a line break is."""
    between = text[start:end]
    if between.strip(_EDGE):
        yield Mask(start + len(between) - len(between.lstrip(_EDGE)), start + len(between.rstrip(_EDGE)))


def _without_overlaps(masks: list[Mask]) -> Iterator[Mask]:
    """The masks that do not overlap one before them. They are sorted."""
    end = 0
    for mask in masks:
        if mask.start >= end and mask.end > mask.start:
            yield mask
            end = mask.end


def _lines(text: str, start: int) -> list[Span]:
    lines = []
    for match in _LINE_BREAK.finditer(text, start):
        lines.append(Span(start, match.start()))
        start = match.end()
    lines.append(Span(start, len(text)))
    return lines


def _cells(text: str, line: Span) -> Iterator[Span]:
    """What stands between the pipes of a table row; the markers of a quotation or list are in the first."""
    start = line.start
    for pipe in _UNESCAPED_PIPE.finditer(text, line.start, line.end):
        yield Span(start, pipe.start())
        start = pipe.end()
    yield Span(start, line.end)


class _Content:
    """The content of a block, as the parser has it, and where it lies in the source."""

    def __init__(self) -> None:
        self.pieces: list[Span] = []
        """The ranges of the source that are its prose, one a line, in order."""
        self.escapes: list[Mask] = []
        """Masks of what the block's own syntax escapes in it (`\\|` in a table)."""
        self._indices: list[int] = []  # where in the content a stretch begins …
        self._offsets: list[int] = []  # … and where that is in the source

    def _anchor(self, index: int, offset: int) -> None:
        self._indices.append(index)
        self._offsets.append(offset)

    @classmethod
    def of_lines(cls, text: str, content: str, lines: list[Span]) -> _Content | None:
        """The content of lines: each is the end of a source line, without space and closing `#` of a heading.

        None where a line cannot be found.
        """
        self = cls()
        index = 0
        for part, line in zip(content.split("\n"), lines, strict=False):
            core = part.strip(_EDGE)
            if core:
                start = text.rfind(core, line.start, line.end)
                if start < 0:
                    return None
                self._anchor(index + part.index(core), start)
                self.pieces.append(Span(start, start + len(core)))
            index += len(part) + 1
        return self

    @classmethod
    def of_cell(cls, text: str, content: str, cells: Iterator[Span]) -> _Content | None:
        """The content of a table cell, which is the next of the cells with this text; `\\|` reads as `|`.

        None where it is empty or cannot be found.
        """
        if not content:
            return None
        for cell in cells:
            source = text[cell.start : cell.end].rstrip(_EDGE)
            if source.replace("\\|", "|").endswith(content):
                end = cell.start + len(source)
                return cls._of_escaped(text, end - len(content) - _escaped_pipes(source, content), end)
        return None

    @classmethod
    def _of_escaped(cls, text: str, start: int, end: int) -> _Content:
        """The content of `text[start:end]` in a table."""
        self = cls()
        self.pieces.append(Span(start, end))
        index, offset = 0, start
        for part in text[start:end].split("\\|"):
            self._anchor(index, offset)
            index += len(part)
            offset += len(part)
            self.escapes.append(Mask(offset, offset + 1, fill=""))
            offset += 1
        self.escapes.pop()
        return self

    def place(self, masks: list[Mask]) -> Iterator[Mask]:
        """Masks of the content as masks of the source, in pieces where markers stand between lines."""
        for mask in masks:
            span = self.span(Span(mask.start, mask.end))
            first = bisect_right(self.pieces, span.start, key=lambda piece: piece.start) - 1
            for piece in self.pieces[max(first, 0) :]:
                if piece.start >= span.end:
                    break
                if piece.overlaps(span):
                    yield _move_mask(mask, max(span.start, piece.start), min(span.end, piece.end))

    def span(self, span: Span) -> Span:
        """The range of the source from the first to the last character of a range of the content."""
        return Span(self._offset(span.start), self._offset(span.end - 1) + 1)

    def _offset(self, index: int) -> int:
        """The offset in the source of a character of the content."""
        number = max(bisect_right(self._indices, index) - 1, 0)
        return self._offsets[number] + index - self._indices[number]


def _escaped_pipes(source: str, content: str) -> int:
    """How many `\\|` there are in the end of the source that reads as the content."""
    count, length = 0, len(content)
    while (more := source[len(source) - length - count :].count("\\|")) != count:
        count = more
    return count


def _inline_masks(md: MarkdownIt, content: str, env: dict[str, Any]) -> list[Mask]:
    """The masks of a block's content, in its own coordinates."""
    masks: list[Mask] = []
    delimiters: list[tuple[Token, int, int]] = []
    env[_MASKS], env[_SHIFT], env[_DELIMITERS], env[_COMMENTS] = masks, 0, delimiters, []
    env[_PICTURES] = []
    begin_paragraph(env, content)
    md.inline.parse(content, md, env, [])
    # Delimiters are text until the whole block is read; then those that found a partner are markup.
    masks.extend(
        Mask(start, end, fill="")
        for token, start, end in delimiters
        if token.type != "text" or not token.content
    )
    return list(_without_overlaps(sorted(masks, key=lambda mask: (mask.start, -mask.end))))


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
    has_partner = not state.pending and state.tokens[-1].type == "code_inline"
    if has_partner:
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
    label_end = helpers.parseLinkLabel(state, start, True)
    _mask(state, start, start + 1, fill="")
    _mask(state, label_end, state.pos, fill="")


def _image(state: StateInline, start: int) -> None:
    label_end = helpers.parseLinkLabel(state, start + 1, False)
    _mask(state, start, start + 2, fill="")
    _mask(state, label_end, state.pos, fill="")
    if not state.env[_SHIFT] and label_end > start + 2:  # none in the text of another
        state.env[_PICTURES].append((Span(start, state.pos), Span(start + 2, label_end)))


def _shifted(rule: InlineRule) -> InlineRule:
    """The rule, with a shift: the text of an image is parsed by itself, and begins behind `![`."""

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


def _footnote_ref(state: StateInline, silent: bool) -> bool:
    """The plugin's rule, which would look for the end of a label to the end of the paragraph."""
    return _FOOTNOTE_REF.match(state.src, state.pos) is not None and footnote_ref(
        state, silent, always_match=True
    )


def _placeholder_line(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A line with nothing but the markup of a site generator: it ends a paragraph and has no content."""
    line = state.src[state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]]
    placeholder = state.env[_PLACEHOLDER]
    if not placeholder or not line.startswith(placeholder) or line.strip(placeholder + _EDGE):
        return False
    if not silent:
        state.line = start_line + 1
    return True


@cache
def _parser(mdx: bool) -> MarkdownIt:
    # The parser leaves out what is nested deeper than this. Its own limit, 20, is too low for quoted mail.
    md = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    md.helpers = bounded_helpers()
    if mdx:
        md.disable("code")
    footnote_plugin(md, inline=False)
    admon_plugin(md)
    containers = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("table", "placeholder_line", _placeholder_line, {"alt": containers})
    # Footnotes stay where they stand; inline content is parsed block by block, to collect its masks.
    md.core.ruler.disable(["inline", "footnote_tail"])
    md.inline.ruler2.disable("fragments_join")  # it would merge delimiters, whose positions are needed
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
        "footnote_ref": (_footnote_ref, _footnote),
    }
    for name, (rule, consumed) in rules.items():
        md.inline.ruler.at(name, _wrapped(rule, consumed))
    return md
