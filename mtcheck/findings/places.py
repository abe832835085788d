"""Where findings are, for people: line and column, and the part of the document, such as a footnote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mtcheck.findings.finding import Finding
from mtcheck.text.document import Document


def name_places(document: Document, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with line and column; the message of one in a part behind the body names the part."""
    return tuple(_name_place(document, finding) for finding in findings)


def _name_place(document: Document, finding: Finding) -> Finding:
    location = document.locate(finding.start, finding.end)
    message = finding.message
    part = document.part_at(finding.start) if document.parts else None
    if part is not None:
        where = f" (in {part.name})"
        message = f"{message[:-1]}{where}." if message.endswith(".") else message + where
    return replace(finding, message=message, line=location.line, column=location.column)
