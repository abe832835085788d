"""Report: what checking one article came to."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from mtcheck.findings.finding import Finding
from mtcheck.findings.rows import COLUMNS, Row, to_frame
from mtcheck.findings.score import Scorecard, SentenceScore
from mtcheck.findings.verdict import Judgement, Verdict
from mtcheck.text.document import Document
from mtcheck.text.printable import to_json

if TYPE_CHECKING:
    import pandas as pd

    from mtcheck.findings.pair import PairAnalysis
    from mtcheck.findings.reference import ReferenceScores

#: Words on either side that a fingerprint takes in.
_NEIGHBOURS = 3
#: How a cause begins that a file's name stands before: “news.pdf: is a PDF file”.
_PREDICATE = re.compile(r"(?:is|has|holds|was|does|took|could|cannot) ")


@dataclass(frozen=True)
class Skipped:
    """An engine or check that did not run, or a part of the file that was not checked."""

    name: str
    """Of the engine, the id of the rule, or the part."""
    reason: str
    """Why."""
    required: bool = False
    """Whether somebody asked for it, so that the check is incomplete."""


@dataclass(frozen=True)
class Suppressed:
    """A finding that a person has decided about: it counts neither for the score nor for the gate."""

    finding: Finding
    """As it was found."""
    by: str
    """What decided: `inline` (a comment, `[sic]`), `settings` (an entry there), `vocabulary`, `baseline`,
    or `unchanged` (a line that `--diff-base` leaves out).
    """
    reason: str = ""
    """The reason given; empty where there is none."""


@dataclass(frozen=True, order=True)
class BaselineEntry:
    """A finding that a baseline knows."""

    rule: str
    """Its id, for people."""
    text: str
    """Its words, for people."""
    fingerprint: str
    """What it is recognised by; see `fingerprint`."""
    count: int
    """How often it was there."""


@dataclass(frozen=True, repr=False)
class Report:
    """One article, checked or not. Iterating over it gives its findings, and its length is their number."""

    document: Document
    """The article as it was read."""
    findings: tuple[Finding, ...]
    """What counts, in the order of the text."""
    card: Scorecard | None
    """Score and estimate; None where the article was not checked."""
    signature: str
    """What has to be equal for scores to be comparable."""
    gate_reasons: tuple[str, ...] = ()
    """Why the article fails the gate, a sentence each; empty if it passes."""
    skipped: tuple[Skipped, ...] = ()
    """What did not run or was not read, and why."""
    problems: tuple[str, ...] = ()
    """What was not checked although it should have been (a required engine, a partial result)."""
    not_checked: str | None = None
    """Why the article was not checked at all (unreadable, empty, not English); None if it was."""
    suppressed: tuple[Suppressed, ...] = ()
    """Findings decided on before; they are not among `findings`."""
    baseline: tuple[BaselineEntry, ...] | None = None
    """The entries of the baseline that still hold for this article; None if it is in none."""
    source: Document | None = None
    """What the article was translated from, where it was given."""
    references: tuple[Document, ...] = ()
    """Other translations of it, where they were given."""
    pair: PairAnalysis | None = None
    """What comparing it with its source came to; None without a source."""
    reference: ReferenceScores | None = None
    """Scores against the references; None without one."""
    unless_failing: Judgement = Judgement(Verdict.PASS, "nothing fails it")
    """What to say of the article where it was checked and nothing fails it."""
    not_compared: str = ""
    """What a reader would expect to be compared with the source and was not; empty without a source."""

    def __repr__(self) -> str:
        if self.card is None:
            return f"<Report on {self.name}: {self.verdict}>"
        number = f"{len(self)} finding{'' if len(self) == 1 else 's'}"
        return f"<Report on {self.name}: {number}, score {self.card.figure}, {self.verdict}>"

    def __len__(self) -> int:
        return len(self.findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __bool__(self) -> bool:
        return True  # one without findings, too

    def to_dict(self) -> dict[str, Any]:
        """The report as the JSON format has an article, in plain types."""
        article: dict[str, Any] = _format("json").to_dict(self)
        return article

    def to_json(self) -> str:
        """As `to_dict`, as a string of JSON."""
        return to_json(self.to_dict())

    def to_html(self) -> str:
        """The report as a page of its own."""
        return str(_format("html").render_report(self))

    def _repr_html_(self) -> str:
        """What a notebook shows: the page, in a frame that its styles do not leave."""
        page = html.escape(self.to_html(), quote=True)
        look = 'style="width:100%;height:32em;border:0" sandbox="allow-scripts"'
        return f'<iframe srcdoc="{page}" {look}></iframe>'

    @property
    def name(self) -> str:
        return self.document.name

    @property
    def complete(self) -> bool:
        """Whether everything that was asked for was checked."""
        return self.not_checked is None and not self.problems

    @property
    def passed(self) -> bool:
        """Checked completely, and below the gate."""
        return self.complete and not self.gate_reasons

    @property
    def verdict(self) -> Verdict:
        """Pass, fail, too short to tell, or not checked."""
        return self.judgement.verdict

    @property
    def verdict_reason(self) -> str:
        """Why, in one line; of several reasons to fail the first."""
        return self.judgement.reason

    @cached_property
    def judgement(self) -> Judgement:
        """The verdict and why, as every report format says it."""
        if self.not_checked is not None:
            subject = "it " if _PREDICATE.match(self.not_checked) else ""
            return Judgement(Verdict.NOT_CHECKED, subject + self.not_checked)
        judgement = self.unless_failing
        if self.gate_reasons:
            judgement = Judgement(Verdict.FAIL, self.gate_reasons[0])
        elif self.problems:
            judgement = Judgement(Verdict.NOT_CHECKED, f"only in part; {self.problems[0]}")
        if not self.not_compared:
            return judgement
        return Judgement(judgement.verdict, f"{judgement.reason}; {self.not_compared}")

    @property
    def score(self) -> float | None:
        """0 to 100; None where the article was not checked."""
        return self.card.score if self.card else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % interval of the score."""
        return self.card.interval if self.card else None

    @property
    def penalty_per_1000(self) -> float | None:
        """Penalty points per 1,000 words."""
        return self.card.penalty_per_1000 if self.card else None

    @property
    def estimate(self) -> float | None:
        """MQM points per 1,000 words that a professional would be expected to mark; None without the
        model.
        """
        return self.card.estimate if self.card else None

    @property
    def source_estimate(self) -> float | None:
        """As `estimate`, with the source in view: weighted by words; None where it was not computed."""
        known = [
            (estimate * sentence.words, sentence.words)
            for estimate, sentence in zip(
                self.pair.estimates if self.pair else (), self.sentences, strict=False
            )
            if estimate is not None
        ]
        return (
            sum(points for points, _ in known) / max(sum(words for _, words in known), 1) if known else None
        )

    @property
    def words(self) -> int:
        return self.card.words if self.card else len(self.document.words)

    @property
    def small_sample(self) -> bool:
        return self.card is not None and self.card.small_sample

    @property
    def sentences(self) -> tuple[SentenceScore, ...]:
        return self.card.sentences if self.card else ()

    @cached_property
    def fingerprints(self) -> tuple[str, ...]:
        """One per finding: rule, normalised text and the three words on either side; no line number, no
        offset.
        """
        return tuple(fingerprint(self.document, finding) for finding in self.findings)

    def rows(self) -> Iterator[Row]:
        """One row for each finding, with the columns of `COLUMNS`.

        An article without findings has one row, and so has each part that was not checked, with the cause in
        `message`; the other columns of a finding are empty there. Scores are rounded to one decimal; `line`,
        `column`, `start` and `end` count as `Location` says.
        """
        article: Row = {
            **dict.fromkeys(COLUMNS),
            "file": self.name,
            "article_score": None if self.score is None else round(self.score, 1),
            "article_words": self.words,
            "signature": self.signature,
        }
        not_checked = None if self.findings else self.not_checked
        unread = [f"{part}: {reason}" for part, reason in self.document.unread]
        causes = [cause for cause in (not_checked, *self.problems, *unread) if cause]
        for cause in causes:
            yield {**article, "message": cause}
        if not self.findings and not causes:
            yield article
        for finding, known_as in zip(self.findings, self.fingerprints, strict=True):
            yield {**article, **self._finding_cells(finding), "fingerprint": known_as}

    def _finding_cells(self, finding: Finding) -> Row:
        location = self.document.locate(finding.start, finding.end)
        sentence = self.document.sentence_at(finding.start)
        score = self.sentences[sentence.index].score if sentence and self.sentences else None
        return {
            **location._asdict(),
            "rule": finding.rule,
            "name": finding.name,
            "category": finding.category.value,
            "severity": finding.severity.value,
            "penalty": finding.penalty,
            "confidence": round(finding.confidence, 3),
            "text": finding.text,
            "suggestion": " | ".join(suggestion.text for suggestion in finding.suggestions),
            "message": finding.message if self.not_checked is None else self.not_checked,
            "sentence": self.document.text[sentence.start : sentence.end] if sentence else "",
            "sentence_score": None if score is None else round(score, 1),
            "engine": finding.engine,
            "also_reported_by": " ".join(finding.also_reported_by),
        }

    def to_frame(self) -> pd.DataFrame:
        """The findings as a table with the columns of the CSV report; loads pandas."""
        return to_frame(self.rows())


def _format(name: str) -> Any:
    """The module of a report format. It lies above this room, and is found by its name."""
    return import_module(f"mtcheck.reports.{name}")


def fingerprint(document: Document, finding: Finding) -> str:
    """Sixteen hex digits that name a finding across edits elsewhere in the text."""
    about = document.words_about(finding.start, finding.end, _NEIGHBOURS)
    before, behind = (" ".join(word.lower for word in words) for words in about)
    what = [finding.rule, " ".join(finding.text.lower().split()), before, behind]
    return hashlib.sha256("\x1f".join(what).encode("utf-8", "surrogatepass")).hexdigest()[:16]
