"""Source and references of an article for programs: what the JSON report says of them, and the SARIF log
of the second.
"""

from __future__ import annotations

from typing import Any

from mtcheck.findings.report import Report

#: What the metrics are called there.
_KEYS = {"BLEU": "bleu", "chrF2++": "chrf", "TER": "ter"}


def source(report: Report) -> dict[str, Any] | None:
    """The comparison with the source; None where there was none."""
    pair = report.pair
    if pair is None:
        return None
    estimate = report.source_estimate
    return {
        "file": None if report.source is None else report.source.name,
        "language": pair.language,
        "confidence": None if pair.confidence is None else round(pair.confidence, 3),
        "estimate": None if estimate is None else round(estimate, 3),
        "estimates": [None if one is None else round(one, 3) for one in pair.estimates],
        "links": [
            {
                "source": list(link.source),
                "target": list(link.target),
                "confidence": round(link.confidence, 3),
            }
            for link in pair.links
        ],
    }


def reference(report: Report) -> dict[str, Any] | None:
    """The scores against the references, not rounded; None without a reference."""
    scores = report.reference
    if scores is None:
        return None
    figures = {
        _KEYS[one.name]: {
            "name": one.name,
            "score": one.score,
            "interval": None if one.interval is None else [round(end, 3) for end in one.interval],
            "signature": one.signature,
        }
        for one in scores.metrics
    }
    segments = [
        {
            "start": start,
            "end": end,
            **{_KEYS[one.name]: round(one.segments[index], 3) for one in scores.metrics},
        }
        for index, (start, end) in enumerate(scores.spans)
    ]
    return {
        "files": [one.name for one in report.references],
        "unit": scores.unit,
        **figures,
        "segments": segments,
    }
