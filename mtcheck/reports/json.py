"""JSON: everything a Report holds, for programs. `report.schema.json` beside this file is its schema,
version 1.
"""

from __future__ import annotations

import json
from typing import Any

from mtcheck.findings.finding import Finding, Severity
from mtcheck.findings.report import Report, fingerprint
from mtcheck.reports.formats import Run
from mtcheck.reports.page.beside import reference, source
from mtcheck.text.document import Document

SCHEMA_VERSION = 1


def render(run: Run) -> str:
    document = {
        "schema_version": SCHEMA_VERSION,
        "exit_status": run.exit_status,
        "articles": [_article(report) for report in run.reports],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _article(report: Report) -> dict[str, Any]:
    card = report.card
    return {
        "file": report.name,
        "format": report.document.format,
        "encoding": report.document.encoding,
        "passed": report.passed,
        "gate": list(report.gate_reasons),
        "not_checked": report.not_checked,
        "problems": list(report.problems),
        "skipped": [{"name": s.name, "reason": s.reason, "required": s.required} for s in report.skipped],
        "words": report.words,
        "penalty": card.penalty if card else None,
        "penalty_per_1000": round(card.penalty_per_1000, 3) if card else None,
        "score": round(card.score, 3) if card else None,
        "interval": [round(end, 3) for end in card.interval] if card else None,
        "estimate": round(card.estimate, 3) if card and card.estimate is not None else None,
        "estimate_interval": [round(end, 3) for end in card.estimate_interval]
        if card and card.estimate_interval
        else None,
        "small_sample": report.small_sample,
        "source": source(report),
        "reference": reference(report),
        "counts": {
            severity.value: sum(finding.severity is severity for finding in report.findings)
            for severity in Severity
        },
        "signature": report.signature,
        "findings": [_finding(report.document, finding) for finding in report.findings],
        "suppressed": [
            {**_finding(report.document, one.finding), "by": one.by, "reason": one.reason}
            for one in report.suppressed
        ],
        "sentences": [
            {
                "start": sentence.start,
                "end": sentence.end,
                "words": sentence.words,
                "penalty": sentence.penalty,
                "score": round(sentence.score, 3),
                "estimate": None if sentence.estimate is None else round(sentence.estimate, 3),
            }
            for sentence in report.sentences
        ],
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
