"""From an analysis to a report: what counts, the score, the gate. It asks no engine and no model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from mtcheck.decisions.coverage import Coverage
from mtcheck.decisions.decisions import Decisions
from mtcheck.decisions.gate import gate, reference_gate, ungated
from mtcheck.decisions.standing import describe_not_compared, standing
from mtcheck.findings.analysis import Analysis
from mtcheck.findings.finding import Finding
from mtcheck.findings.places import name_places
from mtcheck.findings.report import Report, Skipped
from mtcheck.findings.score import Scorecard, scorecard
from mtcheck.settings.model import Settings
from mtcheck.signature import signature
from mtcheck.text.document import Document

#: (document, findings that count, estimates) → scorecard.
Score = Callable[[Document, Sequence[Finding], Sequence[float | None]], Scorecard]


def decide(
    document: Document,
    analysis: Analysis,
    settings: Settings,
    decisions: Decisions,
    coverage: Coverage,
    *,
    score: Score = scorecard,
    source: Document | None = None,
    references: Sequence[Document] = (),
) -> Report:
    """The report on an analysis.

    coverage: what the analysis has asked. score: `scorecard`, or what remembers its results. source,
    references: what the analysis was made with.
    """
    analysis = replace(analysis, findings=name_places(document, analysis.findings))
    if analysis.blocked is not None:
        report = unchecked(document, analysis.blocked, settings, decisions)
        return replace(report, findings=analysis.findings, source=source, references=tuple(references))
    decided = decisions.apply(document, analysis.findings, coverage)
    card = score(document, decided.findings, analysis.estimates)
    has_references = bool(references) or analysis.reference is not None
    return Report(
        document=document,
        findings=decided.findings,
        card=card,
        signature=signature(settings, decisions.signature, analysis),
        gate_reasons=(
            *gate(card, decided.findings, settings, whole=decided.whole),
            *reference_gate(analysis.reference, settings),
        ),
        skipped=(*analysis.skipped, *(Skipped(*unread) for unread in document.unread)),
        problems=(*analysis.problems, *(() if has_references else ungated(settings))),
        suppressed=decided.suppressed,
        baseline=decided.baseline,
        source=source if analysis.pair is None else analysis.pair.source or source,
        references=tuple(references),
        pair=analysis.pair,
        reference=analysis.reference,
        unless_failing=standing(card, settings, only_new=bool(decided.suppressed) or not decided.whole),
        not_compared="" if analysis.pair is None else describe_not_compared(analysis.pair.language, settings),
    )


def unchecked(document: Document, cause: str, settings: Settings, decisions: Decisions) -> Report:
    """The report on an article that could not be checked, for `cause`."""
    return Report(
        document=document,
        findings=(),
        card=None,
        signature=signature(settings, decisions.signature),
        not_checked=cause,
    )
