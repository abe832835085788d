"""The galley: a document as it is set for reading, cut into segments that know which findings lie on them.

A segment's text is what a reader sees: markup inside a paragraph reads as nothing, an entity as its
character; code and addresses are there, as code. Findings may overlap, nest and reach over paragraphs: the
cuts are at every end of every one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, pairwise, takewhile

from mtcheck.findings.finding import Finding
from mtcheck.text.document import Document, Mask, Paragraph

#: The most of unchecked text between two paragraphs that is shown, and of a finding that lies in markup (code
#: points).
_EXCERPT, _MARKUP = 90, 200


@dataclass(frozen=True)
class Segment:
    """A stretch of one sentence on which the same findings lie.

    findings: indices into the findings, the shortest first. begins, ends: those of them whose first or last
    segment this is. An empty text that begins a finding is a point: the finding lies on nothing that a reader
    sees. style: words out of `code`, `em`, `strong`.
    """

    text: str
    findings: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    style: str = ""


@dataclass(frozen=True)
class Piece:
    """A sentence with the space behind it. sentence: its index in the document; None for what is none."""

    sentence: int | None
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Block:
    """A paragraph, or what stands between two.

    kind: `text`, `title`, `item`, `quote`, `cell`, `caption`, `heading-1` to `heading-6`, as far as the
    markup before it says; `markup`: a finding outside of all paragraphs; `unchecked`: the beginning of text
    that is not prose (code, front matter). paragraph: its index in the document; None between two.
    """

    kind: str
    pieces: tuple[Piece, ...]
    paragraph: int | None = None

    @property
    def text(self) -> str:
        return "".join(segment.text for piece in self.pieces for segment in piece.segments)

    @property
    def begins(self) -> tuple[int, ...]:
        """The findings that begin here, in their order."""
        return tuple(
            sorted(index for piece in self.pieces for segment in piece.segments for index in segment.begins)
        )


def galley(document: Document, findings: Sequence[Finding] = ()) -> tuple[Block, ...]:
    """The document's paragraphs and what stands between them, in order. Every finding begins in exactly
    one segment.
    """
    return tuple(_bounded(list(_Setter(document, findings).blocks())))


class _Setter:
    def __init__(self, document: Document, findings: Sequence[Finding]) -> None:
        self._document = document
        self._findings = findings
        self._mask_ends = [mask.end for mask in document.masks]
        self._sentence_starts = [sentence.start for sentence in document.sentences]
        self._in_paragraph: list[list[int]] = [[] for _ in document.paragraphs]
        self._in_gap: list[list[int]] = [[] for _ in range(len(document.paragraphs) + 1)]
        starts = [paragraph.start for paragraph in document.paragraphs]
        ends = [paragraph.end for paragraph in document.paragraphs]
        for index, finding in enumerate(findings):
            first, after = (
                bisect_right(ends, finding.start),
                bisect_left(starts, max(finding.end, finding.start + 1)),
            )
            if finding.start == finding.end and first == after and first and ends[first - 1] == finding.start:
                first -= 1  # a point just behind a paragraph belongs to it
            for paragraph in range(first, after):
                self._in_paragraph[paragraph].append(index)
            if first >= after:
                self._in_gap[first].append(index)

    def blocks(self) -> Iterator[Block]:
        at = 0
        for paragraph in self._document.paragraphs:
            yield from self._between(at, paragraph.start, paragraph.index)
            yield self._paragraph(paragraph, at)
            at = paragraph.end
        yield from self._between(at, len(self._document.text), len(self._document.paragraphs))

    def _between(self, start: int, end: int, gap: int) -> Iterator[Block]:
        for index in self._in_gap[gap]:
            raw = self._findings[index].text
            text = raw if len(raw) <= _MARKUP else raw[: _MARKUP - 1] + "…"
            yield Block("markup", (Piece(None, (Segment(text, (index,), style="code"),)),))
        if not self._in_gap[gap]:
            left = _unchecked(self._document.text[start:end])
            if left:
                yield Block("unchecked", (Piece(None, (Segment(left),)),))

    def _paragraph(self, paragraph: Paragraph, before: int) -> Block:
        document, start, end = self._document, paragraph.start, paragraph.end
        masks, sentences = self._masks(start, end), self._sentences(paragraph)
        inside = [
            (index, self._findings[index].start, self._findings[index].end)
            for index in self._in_paragraph[paragraph.index]
        ]
        points = [(index, at) for index, at, until in inside if at == until]
        edges = _edges(
            start, end, sentences, ((at, until) for _, at, until in inside), ((m.start, m.end) for m in masks)
        )
        emphasis = dict(_emphasis(document.text, masks))
        pieces: list[Piece] = []
        segments: list[Segment] = []
        sentence: int | None = None
        style = ""
        upcoming = iter(masks)
        mask = next(upcoming, None)
        for left, right in pairwise(edges):
            if left in sentences:
                if segments:
                    pieces.append(Piece(sentence, tuple(segments)))
                sentence, segments = sentences[left], []
            segments += [Segment("", (index,)) for index, at in points if at == left]
            while mask is not None and mask.end <= left:
                mask = next(upcoming, None)
            within = mask if mask is not None and mask.start <= left else None
            style = emphasis.get(left, style)
            on = sorted((until - at, index) for index, at, until in inside if at < right and left < until)
            segments.append(
                Segment(
                    _shown(document, left, right, within),
                    tuple(index for _, index in on),
                    style="code" if within is not None and within.opaque else style,
                )
            )
        segments += [Segment("", (index,)) for index, at in points if at >= end]
        pieces.append(Piece(sentence, tuple(segments)))
        return Block(_kind(document, paragraph, before), tuple(pieces), paragraph.index)

    def _masks(self, start: int, end: int) -> list[Mask]:
        masks = self._document.masks
        first = bisect_right(self._mask_ends, start)
        return list(takewhile(lambda mask: mask.start < end, islice(masks, first, None)))

    def _sentences(self, paragraph: Paragraph) -> dict[int, int]:
        """Where sentences begin, and their indices."""
        sentences = self._document.sentences
        first = bisect_left(self._sentence_starts, paragraph.start)
        return {
            s.start: s.index
            for s in takewhile(lambda s: s.start < paragraph.end, islice(sentences, first, None))
        }


def _edges(start: int, end: int, starts: Iterable[int], *ranges: Iterable[tuple[int, int]]) -> list[int]:
    """All places where something begins or ends, from `start` to `end`."""
    edges = {start, end, *starts, *(at for one in chain(*ranges) for at in one)}
    return sorted(at for at in edges if start <= at <= end)


def _shown(document: Document, start: int, end: int, mask: Mask | None) -> str:
    """What a reader sees of `text[start:end]`, all of which lies in `mask`, or all of which is prose."""
    if mask is None or mask.opaque:
        return document.text[start:end]
    if start > mask.start:
        return ""
    if mask.fill:
        return mask.fill[: mask.end - mask.start]
    breaks = any(char in "\r\n" for char in document.text[mask.start : mask.end])
    return " " if mask.fill is None or breaks else ""


def _bounded(blocks: list[Block]) -> Iterator[Block]:
    """The blocks, each segment told which findings begin and end there, like neighbours made one."""
    first: dict[int, Segment] = {}
    last: dict[int, Segment] = {}
    every = [segment for block in blocks for piece in block.pieces for segment in piece.segments]
    for segment in [*filter(lambda one: one.text, every), *filter(lambda one: not one.text, every)]:
        for index in segment.findings:
            if index not in first or segment.text:
                last[index] = segment
            first.setdefault(index, segment)
    for block in blocks:
        pieces = []
        for piece in block.pieces:
            segments: list[Segment] = []
            for segment in piece.segments:
                begins = tuple(index for index in segment.findings if first[index] is segment)
                ends = tuple(sorted(index for index in segment.findings if last[index] is segment))
                _append(segments, replace(segment, begins=begins, ends=ends))
            pieces.append(Piece(piece.sentence, tuple(segments)))
        yield replace(block, pieces=tuple(pieces))


def _append(segments: list[Segment], segment: Segment) -> None:
    """Append, or lengthen the last one where nothing changes; what is empty and begins nothing is left
    out.
    """
    last = segments[-1] if segments else None
    if not segment.text and not segment.begins:
        return
    if (
        last is None
        or segment.begins
        or not last.text
        or (last.findings, last.style) != (segment.findings, segment.style)
    ):
        segments.append(segment)
    else:
        segments[-1] = replace(last, text=last.text + segment.text, ends=segment.ends)


# --- what the markup says of a paragraph

_STARS = re.compile(r"[*_]+")
_INLINE_TAG = re.compile(r"<(/?)(em|i|cite|dfn|strong|b)\b[^>]*>", re.IGNORECASE)
_TAG_STYLE = {"em": "em", "i": "em", "cite": "em", "dfn": "em", "strong": "strong", "b": "strong"}


def _emphasis(text: str, masks: Sequence[Mask]) -> Iterator[tuple[int, str]]:
    """(offset, the emphasis in force from there) after every piece of markup in a paragraph."""
    on: set[str] = set()
    at = 0
    for mask in masks:
        if mask.start < at:
            continue  # the second asterisk of a run
        markup, at = text[mask.start : mask.end], mask.end
        if _STARS.fullmatch(markup):
            run = _STARS.match(text, mask.start)
            markup, at = (run.group(), run.end()) if run else (markup, at)
            on ^= {1: {"em"}, 2: {"strong"}}.get(len(markup), {"em", "strong"})
        for match in _INLINE_TAG.finditer(markup):
            style = {_TAG_STYLE[match[2].lower()]}
            on = on - style if match[1] else on | style
        yield at, " ".join(sorted(on))


_HTML_BLOCK = re.compile(
    r"<(h[1-6]|li|blockquote|td|th|figcaption|caption|title|p|div|dd|dt|section|article)\b", re.IGNORECASE
)
_HTML_KIND = {
    "li": "item",
    "blockquote": "quote",
    "td": "cell",
    "th": "cell",
    "figcaption": "caption",
    "caption": "caption",
    "title": "title",
}
_MARKDOWN_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+$")
_SETEXT = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)[ \t>]{0,12}(=+|-+)[ \t]*(?:[\r\n]|$)")


def _kind(document: Document, paragraph: Paragraph, before: int) -> str:
    if document.format not in ("html", "markdown"):
        return "text"
    gap = document.text[before : paragraph.start]
    tags = [match[1].lower() for match in _HTML_BLOCK.finditer(gap)]
    if tags:
        if tags[-1][0] == "h" and tags[-1][1:].isdigit():
            return f"heading-{tags[-1][1]}"
        return "quote" if "blockquote" in tags[-2:] else _HTML_KIND.get(tags[-1], "text")
    return _markdown_kind(document.text, paragraph, gap) if document.format == "markdown" else "text"


def _markdown_kind(text: str, paragraph: Paragraph, gap: str) -> str:
    line = re.split(r"[\r\n]", gap)[-1]
    marker = line.strip()
    level = re.search(r"(#{1,6})$", marker)
    if level:
        return f"heading-{len(level[1])}"
    underline = _SETEXT.match(text, paragraph.end)
    if underline and not text[paragraph.end : paragraph.end + 1].strip("\r\n"):
        return "heading-1" if underline[1][0] == "=" else "heading-2"
    if "|" in marker:
        return "cell"
    if _MARKDOWN_ITEM.search(line.lstrip("> \t") or " "):
        return "item"
    if marker.endswith(("![", ">![")):
        return "caption"
    return "quote" if marker.startswith(">") else "text"


# --- what is left out

_NO_TEXT = re.compile(
    r"<!--.*?-->|<(script|style|svg)\b.*?</\1\s*>|<[^>]*>|\]\([^)\s]*\)", re.DOTALL | re.IGNORECASE
)
_FENCE = re.compile(r"^[ \t>]*(?:```|~~~)[^\r\n]*$", re.MULTILINE)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_EDGE_MARKS = " -+*#>|:="


def _unchecked(gap: str) -> str:
    """The beginning of what stands there as text, markup aside; empty where that is nothing."""
    left = " ".join(_NO_TEXT.sub(" ", _FENCE.sub(" ", gap)).split()).strip(_EDGE_MARKS)
    if not _LETTERS.search(left):
        return ""
    return left if len(left) <= _EXCERPT else left[: _EXCERPT - 1].rstrip() + "…"
