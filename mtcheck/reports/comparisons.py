"""The comparisons with the source and with the references, as JSON objects.

The JSON report has both; the SARIF log has the scores against the references.
"""

from __future__ import annotations

from typing import Any

from mtcheck.findings.report import Report

#: The keys of the metrics.
_METRIC_KEYS = {"BLEU": "bleu", "chrF2++": "chrf", "TER": "ter"}


def source_comparison(report: Report) -> dict[str, Any] | None:
    """The comparison with the source; None where there was none."""
    pair = report.pair
    if pair is None:
        return None
    return {
        "file": None if report.source is None else report.source.name,
        "language": pair.language,
        "confidence": _round(pair.confidence),
        "estimate": _round(report.source_estimate),
        "estimates": [_round(estimate) for estimate in pair.estimates],
        "links": [
            {
                "source": list(link.source),
                "target": list(link.target),
                "confidence": round(link.confidence, 3),
            }
            for link in pair.links
        ],
    }


def reference_scores(report: Report) -> dict[str, Any] | None:
    """The scores against the references, unrounded; None without a reference."""
    scores = report.reference
    if scores is None:
        return None
    figures = {
        _METRIC_KEYS[metric.name]: {
            "name": metric.name,
            "score": metric.score,
            "interval": None if metric.interval is None else [round(end, 3) for end in metric.interval],
            "signature": metric.signature,
        }
        for metric in scores.metrics
    }
    segments = [
        {
            "start": start,
            "end": end,
            **{_METRIC_KEYS[metric.name]: round(metric.segments[index], 3) for metric in scores.metrics},
        }
        for index, (start, end) in enumerate(scores.spans)
    ]
    return {
        "files": [reference.name for reference in report.references],
        "unit": scores.unit,
        **figures,
        "segments": segments,
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
