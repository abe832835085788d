"""Findings in what stands behind the body, such as footnotes: their messages say where that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mtcheck.findings.finding import Finding
from mtcheck.text.document import Document


def name_parts(document: Document, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings; the message of one in a part of the document names the part."""
    if not document.parts:
        return tuple(findings)
    return tuple(_name_part(document, finding) for finding in findings)


def _name_part(document: Document, finding: Finding) -> Finding:
    part = document.part_at(finding.start)
    if part is None:
        return finding
    where = f" (in {part.name})"
    text = finding.message
    message = f"{text[:-1]}{where}." if text.endswith(".") else text + where
    return replace(finding, message=message)
