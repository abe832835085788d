"""JSON: everything a Report holds, for programs.

`report.schema.json` in this folder is its schema, version 1.
"""

from __future__ import annotations

from typing import Any

from mtcheck.findings.finding import Finding, Severity
from mtcheck.findings.report import Report, fingerprint
from mtcheck.findings.score import SentenceScore
from mtcheck.reports.comparisons import reference_scores, source_comparison
from mtcheck.reports.formats import RunResult
from mtcheck.text.document import Document
from mtcheck.text.printable import to_json

#: Goes up when a key changes its meaning.
SCHEMA_VERSION = 1


def render(run: RunResult) -> str:
    document = {
        "schema_version": SCHEMA_VERSION,
        "exit_status": run.exit_status,
        "articles": [to_dict(report) for report in run.reports],
    }
    return to_json(document)


def to_dict(report: Report) -> dict[str, Any]:
    """One article, in plain types."""
    return {
        "file": report.name,
        "format": report.document.format,
        "encoding": report.document.encoding,
        "verdict": report.verdict.value,
        "verdict_reason": report.verdict_reason,
        "passed": report.passed,
        "gate": list(report.gate_reasons),
        "not_checked": report.not_checked,
        "problems": list(report.problems),
        "skipped": [
            {"name": skip.name, "reason": skip.reason, "required": skip.required} for skip in report.skipped
        ],
        "words": report.words,
        **_scores(report),
        "small_sample": report.small_sample,
        "source": source_comparison(report),
        "reference": reference_scores(report),
        "counts": {
            severity.value: sum(finding.severity is severity for finding in report.findings)
            for severity in Severity
        },
        "signature": report.signature,
        "findings": [_finding(report.document, finding) for finding in report.findings],
        "suppressed": [
            {
                **_finding(report.document, suppressed.finding),
                "by": suppressed.by,
                "reason": suppressed.reason,
            }
            for suppressed in report.suppressed
        ],
        "sentences": [_sentence(sentence) for sentence in report.sentences],
    }


def _scores(report: Report) -> dict[str, Any]:
    card = report.card
    if card is None:
        keys = ("penalty", "penalty_per_1000", "score", "interval", "estimate", "estimate_interval")
        return dict.fromkeys(keys)
    return {
        "penalty": card.penalty,
        "penalty_per_1000": round(card.penalty_per_1000, 3),
        "score": round(card.score, 3),
        "interval": [round(end, 3) for end in card.interval],
        "estimate": None if card.estimate is None else round(card.estimate, 3),
        "estimate_interval": (
            [round(end, 3) for end in card.estimate_interval] if card.estimate_interval else None
        ),
    }


def _finding(document: Document, finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "category": finding.category.value,
        "severity": finding.severity.value,
        "penalty": finding.penalty,
        "confidence": round(finding.confidence, 3),
        **document.locate(finding.start, finding.end)._asdict(),
        "text": finding.text,
        "message": finding.message,
        "suggestions": [suggestion.text for suggestion in finding.suggestions],
        "engine": finding.engine,
        "also_reported_by": list(finding.also_reported_by),
        "fingerprint": fingerprint(document, finding),
    }


def _sentence(sentence: SentenceScore) -> dict[str, Any]:
    return {
        "start": sentence.start,
        "end": sentence.end,
        "words": sentence.words,
        "penalty": sentence.penalty,
        "score": round(sentence.score, 3),
        "estimate": None if sentence.estimate is None else round(sentence.estimate, 3),
    }
