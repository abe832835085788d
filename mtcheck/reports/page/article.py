"""One report as the page shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import PurePath

from mtcheck.findings.finding import Finding
from mtcheck.findings.merge import PASSAGE
from mtcheck.findings.reference import MetricScore
from mtcheck.findings.report import Report, Suppressed
from mtcheck.findings.verdict import Verdict
from mtcheck.reports.page import strip
from mtcheck.reports.page.explanations import family_of
from mtcheck.reports.page.galley import Block, Segment, lay_out
from mtcheck.reports.page.parallel import parallel_texts
from mtcheck.reports.wording import describe_fidelity, describe_references, describe_source, further_causes
from mtcheck.text.document import Document, Location

#: What decided on a suppressed finding.
_DECIDED_BY = {
    "inline": "by a comment in the file, or [sic]",
    "settings": "by an entry in the settings",
    "vocabulary": "by the vocabulary",
    "baseline": "by the baseline",
    "unchanged": "in a line that did not change",
}

#: (kind, symbol) of a verdict.
_LABELS = {
    Verdict.NOT_CHECKED: ("unchecked", "?"),
    Verdict.FAIL: ("fail", "✗"),
    Verdict.TOO_SHORT: ("short", "–"),
    Verdict.PASS: ("pass", "✓"),
}


@dataclass(frozen=True)
class VerdictLabel:
    """The verdict on an article as the page shows it."""

    word: str
    """The verdict, as every format has it."""
    kind: str
    """`pass`, `fail`, `short` or `unchecked`, for the style sheet."""
    symbol: str
    """One character."""


@dataclass(frozen=True)
class Note:
    """What the page says about one finding."""

    number: int
    """From 1, in the order of the text."""
    mark: int
    """The number of the mark in the text that the note belongs to."""
    finding: Finding
    """The finding."""
    location: Location
    """Where it lies in the file."""
    place: str
    """The same in words."""

    @property
    def family(self) -> str:
        return family_of(self.finding.rule)

    @property
    def is_passage(self) -> bool:
        return _is_passage(self.finding)

    @property
    def confidence(self) -> str:
        return f"{self.finding.confidence:.0%}".replace("%", " %")

    @property
    def suggestions(self) -> list[str]:
        return [suggestion.text for suggestion in self.finding.suggestions]


class ArticleView:
    """One report as the template reads it.

    The ids of all elements of an article on the page begin with `id`.
    """

    def __init__(self, report: Report, number: int) -> None:
        """number: of the article on the page, from 1."""
        self.report = report
        self.id = f"a{number}"
        self.blocks = lay_out(report.document, report.findings)
        self.bars = strip.make_bars(report)
        self.parallel_texts = tuple(parallel_texts(report))

    @property
    def short_name(self) -> str:
        return PurePath(self.report.name).name or self.report.name

    @property
    def verdict(self) -> VerdictLabel:
        verdict = self.report.verdict
        return VerdictLabel(verdict.value, *_LABELS[verdict])

    @property
    def further_causes(self) -> tuple[str, ...]:
        """Why else it fails or was not checked completely."""
        return further_causes(self.report)

    @cached_property
    def counts(self) -> Counter[str]:
        """The findings of each severity."""
        return Counter(finding.severity.value for finding in self.report.findings)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """One for each finding; findings that begin in the same segment share a mark."""
        marks = {index: min(segment.begins) for segment in self._segments() for index in segment.begins}
        return tuple(
            Note(index + 1, marks[index] + 1, finding, *_place(self.report.document, finding))
            for index, finding in enumerate(self.report.findings)
        )

    @property
    def is_aligned(self) -> bool:
        """Whether the paragraphs of every text beside the article can stand beside its own."""
        return all(text.matches_paragraphs for text in self.parallel_texts)

    @property
    def fidelity(self) -> str:
        """How far it was checked whether the article is true to its source."""
        return describe_fidelity([self.report]).removeprefix("Not checked here: ")

    @property
    def source(self) -> str:
        """How much of the article has a counterpart in its source; empty without a comparison."""
        return describe_source(self.report)

    @property
    def metrics(self) -> tuple[MetricScore, ...]:
        return self.report.reference.metrics if self.report.reference else ()

    @property
    def references(self) -> str:
        """What the article was scored against; empty without a reference."""
        return describe_references(self.report)

    def notes_of(self, block: Block) -> list[Note]:
        return [self.notes[index] for index in block.begins]

    def rows(self, block_index: int) -> int:
        """How many blocks, from that one on, its notes may stand beside before the next notes; at most 6."""
        following = self.blocks[block_index + 1 : block_index + 6]
        return 1 + sum(1 for _ in takewhile(lambda block: not block.begins, following))

    def mark_classes(self, segment: Segment) -> str:
        """The style classes of a marked segment."""
        findings = [self.report.findings[index] for index in segment.findings]
        passages = [finding.severity for finding in findings if _is_passage(finding)]
        phrases = [finding.severity for finding in findings if not _is_passage(finding)]
        text = segment.text
        has_spaces = text != text.strip() or "  " in text
        classes = [
            "m",
            f"s-{max(phrases).value}" if phrases else "",
            f"p-{max(passages).value}" if passages else "",
            "spaces" if has_spaces and "\n" not in text and "\r" not in text else "",
            "" if text else "point",
        ]
        return " ".join(filter(None, classes))

    @property
    def suppressed(self) -> list[tuple[Suppressed, str, str]]:
        """(suppressed, what decided, where) for each."""
        document = self.report.document
        return [
            (
                suppressed,
                _DECIDED_BY.get(suppressed.by, f"by {suppressed.by}"),
                _place(document, suppressed.finding)[1],
            )
            for suppressed in self.report.suppressed
        ]

    def _segments(self) -> Iterator[Segment]:
        for block in self.blocks:
            for part in block.parts:
                yield from part.segments


def _is_passage(finding: Finding) -> bool:
    """Whether a finding marks a passage, which is shaded and not underlined."""
    return finding.end - finding.start > PASSAGE


def _place(document: Document, finding: Finding) -> tuple[Location, str]:
    """Where a finding lies, also in words."""
    location = document.locate(finding.start, finding.end)
    return location, f"{document.line_unit} {location.line}, column {location.column}"
