"""The texts beside an article, cut so that each paragraph of it has its counterpart beside it.

The source is cut by the links of its sentences, a reference by the segments it was scored by. A text without
either keeps its own paragraphs, which stand beside the article's where there are as many.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtcheck.findings.report import Report
from mtcheck.reports.page.galley import lay_out
from mtcheck.text.document import Document


@dataclass(frozen=True)
class ParallelSegment:
    """A stretch of a text beside the article."""

    text: str
    """What a reader sees."""
    sentence: int | None = None
    """The index of the article's sentence that corresponds; None where none is known."""
    remark: str = ""
    """What to know about the correspondence; the page shows it as a tooltip."""
    alone: bool = False
    """Whether no sentence of the article corresponds."""


@dataclass(frozen=True)
class ParallelText:
    """A text beside the article: its source, or a reference."""

    label: str
    """“Source”, “Reference”, “Reference 2”."""
    name: str
    """The name of its file."""
    paragraphs: tuple[tuple[ParallelSegment, ...], ...]
    """The segments of each paragraph."""
    matches_paragraphs: bool
    """Whether the paragraphs are those of the article, so that they can stand beside them."""
    language: str = ""
    """As in HTML's `lang`; empty where it is not known."""


def parallel_texts(report: Report) -> Iterator[ParallelText]:
    """The source, then the references."""
    if report.source is not None:
        yield _source(report, report.source)
    for number, reference in enumerate(report.references):
        label = "Reference" if len(report.references) == 1 else f"Reference {number + 1}"
        yield _reference(report, number, reference, label)


def _source(report: Report, source: Document) -> ParallelText:
    pair = report.pair
    if pair is None or not pair.links:
        return _unaligned(report, source, "Source")
    own_sentences = report.document.sentences
    placed: list[tuple[int, ParallelSegment]] = []
    paragraph = 0
    for link in pair.links:
        first, end = link.target
        is_paired = first < end <= len(own_sentences)
        if is_paired:
            paragraph = own_sentences[first].paragraph
            remark = f"confidence of the alignment {link.confidence:.2f}"
        else:
            remark = "no sentence of the article corresponds"
        for sentence in source.sentences[slice(*link.source)]:
            text = source.on_one_line(sentence.start, sentence.end)
            segment = ParallelSegment(text, first if is_paired else None, remark, alone=not is_paired)
            placed.append((paragraph, segment))
    language = "" if pair.language == "und" else pair.language
    return ParallelText("Source", source.name, _by_paragraph(report, placed), True, language)


def _reference(report: Report, number: int, reference: Document, label: str) -> ParallelText:
    scores = report.reference
    if scores is None or len(scores.spans) < 2 or number >= len(scores.reference_spans):
        return _unaligned(report, reference, label)
    paragraph_starts = [paragraph.start for paragraph in report.document.paragraphs]
    sentence_starts = [sentence.start for sentence in report.document.sentences]
    placed: list[tuple[int, ParallelSegment]] = []
    spans = zip(scores.spans, scores.reference_spans[number], strict=True)
    for index, (own_span, reference_span) in enumerate(spans):
        text = reference.on_one_line(*reference_span)
        if text:
            figures = ", ".join(f"{metric.name} {metric.segments[index]:.0f}" for metric in scores.metrics)
            paragraph = _index_at(paragraph_starts, own_span[0])
            sentence = _index_at(sentence_starts, own_span[0]) if sentence_starts else None
            placed.append((paragraph, ParallelSegment(text, sentence, figures)))
    return ParallelText(label, reference.name, _by_paragraph(report, placed), True, "en")


def _index_at(starts: Sequence[int], offset: int) -> int:
    """The index of the last start that is not after an offset; 0 where all are."""
    return max(bisect_right(starts, offset) - 1, 0)


def _by_paragraph(
    report: Report, placed: Sequence[tuple[int, ParallelSegment]]
) -> tuple[tuple[ParallelSegment, ...], ...]:
    return tuple(
        tuple(segment for paragraph, segment in placed if paragraph == index)
        for index in range(len(report.document.paragraphs))
    )


def _unaligned(report: Report, document: Document, label: str) -> ParallelText:
    """A text that is cut by its own paragraphs."""
    blocks = [block for block in lay_out(document) if block.paragraph is not None]
    paragraphs = tuple((ParallelSegment(block.text),) for block in blocks)
    is_as_many = len(paragraphs) == len(report.document.paragraphs)
    return ParallelText(label, document.name, paragraphs, is_as_many)
