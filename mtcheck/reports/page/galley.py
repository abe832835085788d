"""The galley: a document laid out for reading, cut into segments that know which findings lie on them.

The text of a segment is what a reader sees. Markup inside a paragraph is left out, an entity is its
character; code and addresses stay, marked as code. Findings may overlap, nest and cross paragraphs, so the
text is cut at both ends of each.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import islice, pairwise, takewhile

from mtcheck.findings.finding import Finding
from mtcheck.reports.page.markup import emphasis_changes, excerpt_between, paragraph_kind
from mtcheck.text.document import Document, Paragraph
from mtcheck.text.masking import Mask
from mtcheck.text.reading import visible

#: The longest text to show of a finding that lies in markup, in code points.
_MARKUP = 200


@dataclass(frozen=True)
class Segment:
    """A stretch of one sentence on which the same findings lie.

    A segment without text that begins a finding is a point: the finding lies on nothing that a reader sees.
    """

    text: str
    """What a reader sees."""
    findings: tuple[int, ...] = ()
    """Indices into the findings, the shortest finding first."""
    begins: tuple[int, ...] = ()
    """Those of them whose first segment this is."""
    ends: tuple[int, ...] = ()
    """Those of them whose last segment this is."""
    style: str = ""
    """Words out of `code`, `em`, `strong`, parted by spaces."""


@dataclass(frozen=True)
class BlockPart:
    """A sentence with the space after it, or text that belongs to no sentence."""

    sentence: int | None
    """The index of the sentence in the document; None where it is none."""
    segments: tuple[Segment, ...]
    """In the order of the text."""


@dataclass(frozen=True)
class Block:
    """A paragraph, or what stands between two."""

    kind: str
    """`text`, `title`, `item`, `quote`, `cell`, `caption`, or `heading-1` to `heading-6`, as far as the
    markup tells; `markup`: a finding outside all paragraphs; `unchecked`: the beginning of text that is not
    prose (code, front matter)."""
    parts: tuple[BlockPart, ...]
    """In the order of the text."""
    paragraph: int | None = None
    """The index of the paragraph in the document; None between two."""

    @property
    def text(self) -> str:
        return "".join(segment.text for part in self.parts for segment in part.segments)

    @property
    def begins(self) -> tuple[int, ...]:
        """The findings that begin here, in their order."""
        segments = (segment for part in self.parts for segment in part.segments)
        return tuple(sorted(index for segment in segments for index in segment.begins))


def lay_out(document: Document, findings: Sequence[Finding] = ()) -> tuple[Block, ...]:
    """Lay out the paragraphs and what stands between them, in order.

    Every finding begins in exactly one segment.
    """
    return tuple(_with_bounds(list(_Layout(document, findings).blocks())))


class _Layout:
    """The blocks of a document, their segments not yet told which findings begin and end there."""

    def __init__(self, document: Document, findings: Sequence[Finding]) -> None:
        self._document = document
        self._findings = findings
        self._sentence_starts = [sentence.start for sentence in document.sentences]
        self._in_paragraph: list[list[int]] = [[] for _ in document.paragraphs]
        self._in_gap: list[list[int]] = [[] for _ in range(len(document.paragraphs) + 1)]
        self._place_findings()

    def _place_findings(self) -> None:
        """Note for each paragraph, and for each gap before and after them, which findings lie there."""
        starts = [paragraph.start for paragraph in self._document.paragraphs]
        ends = [paragraph.end for paragraph in self._document.paragraphs]
        for index, finding in enumerate(self._findings):
            first = bisect_right(ends, finding.start)
            after = bisect_left(starts, max(finding.end, finding.start + 1))
            is_point = finding.start == finding.end
            if is_point and first == after and first and ends[first - 1] == finding.start:
                first -= 1  # a point just after a paragraph belongs to it
            for paragraph in range(first, after):
                self._in_paragraph[paragraph].append(index)
            if first >= after:
                self._in_gap[first].append(index)

    def blocks(self) -> Iterator[Block]:
        end = 0
        for paragraph in self._document.paragraphs:
            yield from self._gap(end, paragraph.start, paragraph.index)
            yield self._paragraph(paragraph, end)
            end = paragraph.end
        yield from self._gap(end, len(self._document.text), len(self._document.paragraphs))

    def _gap(self, start: int, end: int, gap: int) -> Iterator[Block]:
        """What stands between two paragraphs: the findings there, or else the text that is not prose."""
        for index in self._in_gap[gap]:
            text = self._findings[index].text
            text = text if len(text) <= _MARKUP else text[: _MARKUP - 1] + "…"
            yield Block("markup", (BlockPart(None, (Segment(text, (index,), style="code"),)),))
        if not self._in_gap[gap]:
            excerpt = excerpt_between(self._document.text[start:end])
            if excerpt:
                yield Block("unchecked", (BlockPart(None, (Segment(excerpt),)),))

    def _paragraph(self, paragraph: Paragraph, gap_start: int) -> Block:
        masks = list(self._document.masked.masks_in(paragraph.start, paragraph.end))
        findings = {index: self._findings[index] for index in self._in_paragraph[paragraph.index]}
        points: dict[int, list[int]] = {}
        for index, finding in findings.items():
            if finding.start == finding.end:
                points.setdefault(finding.start, []).append(index)
        covering = _Covering(findings)
        sentences = self._sentences(paragraph)
        emphasis = dict(emphasis_changes(self._document.text, masks))
        ranges = [(finding.start, finding.end) for finding in findings.values()]
        ranges += [(mask.start, mask.end) for mask in masks]
        parts: list[BlockPart] = []
        segments: list[Segment] = []
        sentence: int | None = None
        style = ""
        upcoming = iter(masks)
        mask = next(upcoming, None)
        for start, end in pairwise(_edges(paragraph, sentences, ranges)):
            if start in sentences:
                if segments:
                    parts.append(BlockPart(sentence, tuple(segments)))
                sentence, segments = sentences[start], []
            segments += [Segment("", (index,)) for index in points.pop(start, ())]
            while mask is not None and mask.end <= start:
                mask = next(upcoming, None)
            within = mask if mask is not None and mask.start <= start else None
            style = emphasis.get(start, style)
            segments.append(
                Segment(
                    _visible_text(self._document, start, end, within),
                    covering.at(start),
                    style="code" if within is not None and within.opaque else style,
                )
            )
        behind = sorted(index for point in points if point >= paragraph.end for index in points[point])
        segments += [Segment("", (index,)) for index in behind]
        parts.append(BlockPart(sentence, tuple(segments)))
        kind = paragraph_kind(self._document, paragraph, gap_start)
        return Block(kind, tuple(parts), paragraph.index)

    def _sentences(self, paragraph: Paragraph) -> dict[int, int]:
        """Where the paragraph's sentences begin, and their indices."""
        first = bisect_left(self._sentence_starts, paragraph.start)
        following = islice(self._document.sentences, first, None)
        return {
            sentence.start: sentence.index
            for sentence in takewhile(lambda sentence: sentence.start < paragraph.end, following)
        }


def _edges(paragraph: Paragraph, starts: Iterable[int], ranges: Iterable[tuple[int, int]]) -> list[int]:
    """All offsets in a paragraph at which something begins or ends."""
    edges = {paragraph.start, paragraph.end, *starts, *(edge for ends in ranges for edge in ends)}
    return sorted(edge for edge in edges if paragraph.start <= edge <= paragraph.end)


class _Covering:
    """The findings that lie on one stretch after another, between offsets at which any begins or ends."""

    def __init__(self, findings: Mapping[int, Finding]) -> None:
        ranges = [(finding.start, finding.end, index) for index, finding in findings.items()]
        self._upcoming = sorted((found for found in ranges if found[0] < found[1]), reverse=True)
        self._ends: list[tuple[int, int, int]] = []  # a heap: (end, length, index)
        self._current: list[tuple[int, int]] = []  # (length, index), sorted

    def at(self, start: int) -> tuple[int, ...]:
        """Those on the stretch that begins at `start`, the shortest first. None earlier may be asked for."""
        while self._upcoming and self._upcoming[-1][0] <= start:
            begin, end, index = self._upcoming.pop()
            heappush(self._ends, (end, end - begin, index))
            insort(self._current, (end - begin, index))
        while self._ends and self._ends[0][0] <= start:
            _, length, index = heappop(self._ends)
            del self._current[bisect_left(self._current, (length, index))]
        return tuple(index for _, index in self._current)


def _visible_text(document: Document, start: int, end: int, mask: Mask | None) -> str:
    """What a reader sees of `text[start:end]`, which lies in `mask` as a whole, or is all prose."""
    if mask is None:
        return document.text[start:end]
    if mask.opaque:
        return visible(document.masked, mask, start, end, as_written=True)
    # An entity, or a space, that is cut in two stands in the first part as a whole.
    return visible(document.masked, mask, start, mask.end) if start == mask.start else ""


def _with_bounds(blocks: list[Block]) -> Iterator[Block]:
    """The blocks, with the findings that begin and end in each segment, and with like neighbours joined."""
    first: dict[int, Segment] = {}
    last: dict[int, Segment] = {}
    segments = [segment for block in blocks for part in block.parts for segment in part.segments]
    # Those with text come first: only a finding without any begins and ends at a point.
    for segment in sorted(segments, key=lambda segment: not segment.text):
        for index in segment.findings:
            if index not in first or segment.text:
                last[index] = segment
            first.setdefault(index, segment)
    for block in blocks:
        parts = []
        for part in block.parts:
            joined: list[Segment] = []
            for segment in part.segments:
                begins = tuple(index for index in segment.findings if first[index] is segment)
                ends = tuple(sorted(index for index in segment.findings if last[index] is segment))
                _append(joined, replace(segment, begins=begins, ends=ends))
            parts.append(BlockPart(part.sentence, tuple(joined)))
        yield replace(block, parts=tuple(parts))


def _append(segments: list[Segment], segment: Segment) -> None:
    """Append a segment, or add it to the last one if nothing changes; drop it if it is empty."""
    if not segment.text and not segment.begins:
        return
    last = segments[-1] if segments else None
    if (
        last is None
        or segment.begins
        or not last.text
        or (last.findings, last.style) != (segment.findings, segment.style)
    ):
        segments.append(segment)
    else:
        segments[-1] = replace(last, text=last.text + segment.text, ends=segment.ends)
