"""The texts beside an article, cut so that each paragraph of it has beside it what corresponds.

The source is cut by the links of its sentences, a reference by the segments it was scored by; a text without
either has its own paragraphs, which stand beside the article's where there are as many.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtcheck.bilingual.align.segments import read
from mtcheck.findings.report import Report
from mtcheck.reports.page.galley import galley
from mtcheck.text.document import Document

Span = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """A run of such a text. sentence: the article's sentence that it corresponds to, None where it has none.

    remark: what is to be known of the correspondence, for whoever points at it. alone: it has no counterpart.
    """

    text: str
    sentence: int | None = None
    remark: str = ""
    alone: bool = False


@dataclass(frozen=True)
class Comparison:
    """A text beside the article. paragraphs: the pieces of each. beside: whether they are the article's
    paragraphs.

    language: as HTML has it, empty where it is not known.
    """

    label: str
    name: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    beside: bool
    language: str = ""


def comparisons(report: Report) -> Iterator[Comparison]:
    """The source, then the references."""
    if report.source is not None:
        yield _source(report, report.source)
    for number, reference in enumerate(report.references):
        label = "Reference" if len(report.references) == 1 else f"Reference {number + 1}"
        yield _reference(report, number, reference, label)


def _source(report: Report, source: Document) -> Comparison:
    pair = report.pair
    if pair is None or not pair.links:
        return _alone(report, source, "Source")
    sentences = source.sentences
    known = report.document.sentences
    placed: list[tuple[int, Piece]] = []
    paragraph = 0
    for link in pair.links:
        paired = link.target[0] < link.target[1] <= len(known)
        if paired:
            paragraph = known[link.target[0]].paragraph
        remark = (
            f"confidence of the alignment {link.confidence:.2f}"
            if paired
            else "no sentence of the article corresponds"
        )
        for index in range(*link.source):
            if index < len(sentences):
                text = read(source, (sentences[index].start, sentences[index].end))
                placed.append(
                    (paragraph, Piece(text, link.target[0] if paired else None, remark, not paired))
                )
    language = "" if pair.language == "und" else pair.language
    return Comparison("Source", source.name, _by_paragraph(report, placed), True, language)


def _reference(report: Report, number: int, reference: Document, label: str) -> Comparison:
    scores = report.reference
    if scores is None or len(scores.spans) < 2 or number >= len(scores.reference_spans):
        return _alone(report, reference, label)
    starts = [paragraph.start for paragraph in report.document.paragraphs]
    own = [sentence.start for sentence in report.document.sentences]
    placed: list[tuple[int, Piece]] = []
    for index, (span, other) in enumerate(zip(scores.spans, scores.reference_spans[number], strict=True)):
        text = read(reference, other)
        if text:
            figures = ", ".join(f"{one.name} {one.segments[index]:.0f}" for one in scores.metrics)
            paragraph = max(bisect_right(starts, span[0]) - 1, 0)
            sentence = max(bisect_right(own, span[0]) - 1, 0) if own else None
            placed.append((paragraph, Piece(text, sentence, figures)))
    return Comparison(label, reference.name, _by_paragraph(report, placed), True, "en")


def _by_paragraph(report: Report, placed: Sequence[tuple[int, Piece]]) -> tuple[tuple[Piece, ...], ...]:
    return tuple(
        tuple(piece for paragraph, piece in placed if paragraph == index)
        for index in range(len(report.document.paragraphs))
    )


def _alone(report: Report, document: Document, label: str) -> Comparison:
    paragraphs = tuple((Piece(block.text),) for block in galley(document) if block.paragraph is not None)
    return Comparison(label, document.name, paragraphs, len(paragraphs) == len(report.document.paragraphs))
