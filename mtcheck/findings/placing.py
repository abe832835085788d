"""Placing: findings in the decoded text of an article, at their places in its file."""

from __future__ import annotations

from dataclasses import replace

from mtcheck.findings.finding import Finding
from mtcheck.text.document import Document


def in_file(finding: Finding, document: Document) -> Finding:
    """A finding in `document.decoded`, as one in the document."""
    if document.decoding is None:
        return finding
    span = document.in_file(finding.start, finding.end)
    safe = finding.safe_fix and not document.hides_any(span)
    return replace(finding, start=span.start, end=span.end, text=document.slice(span), safe_fix=safe)
