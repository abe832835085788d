"""Where findings lie in files, for the formats that other programs turn into links, comments and fixes."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from mtcheck.findings.finding import Finding
from mtcheck.findings.report import Report
from mtcheck.text.file_places import FileRange

_NUMBER = re.compile(r"#\d+\Z")
#: The file in the name of an article that stands in a table or book with others, and what it is called there.
_PART = re.compile(r"(.*?\.(?:csv|tsv|epub))#(.+)", re.IGNORECASE | re.DOTALL)


class FindingPlace(NamedTuple):
    """Where a finding lies, for programs that open the file."""

    path: str
    """The file, as CI servers write paths."""
    range: FileRange | None
    """The lines and columns in it; None for a file that has none, such as a .docx."""
    unit: str
    """What the format or the file calls the piece of text, such as `paragraph 3`; empty where lines do."""


#: The place of what has no lines, for formats that must have one.
WHOLE_FILE = FileRange(1, 1, 1, 1)


def place_of(report: Report, finding: Finding) -> FindingPlace:
    """The place of a finding in the file as it lies on disk."""
    document = report.document
    path = article_path(file_of(report))
    unit = document.unit_at(finding.start)
    if unit is not None and document.file_places is not None:
        return FindingPlace(
            path, document.file_places.locate(finding.start, finding.end), document.file_places.ids[unit]
        )
    if unit is not None:
        part = document.part_at(finding.start)
        return FindingPlace(path, None, part.name if part else f"{document.line_unit} {unit + 1}")
    location = document.locate(finding.start, finding.end)
    item = report.name[len(file_of(report)) + 1 :]
    if document.format == "epub":
        return FindingPlace(path, None, f"{item}, line {location.line}")
    return FindingPlace(path, FileRange(*location[:4]), f"#{item}" if item else "")


def name_unit(message: str, place: FindingPlace) -> str:
    """The message, with what the file calls the place where lines do not tell it, unless it says so."""
    where = f" (in {place.unit})"
    if not place.unit or where in message:
        return message
    return f"{message[:-1]}{where}." if message.endswith(".") else message + where


def article_path(name: str) -> str:
    """An article's name as CI servers write paths: forward slashes, no leading `./`."""
    path = name.replace(os.sep, "/")
    while path.startswith("./"):
        path = path[2:].lstrip("/")
    return path or name


def file_of(report: Report) -> str:
    """The name of the file in which an article's places lie: without the number of its item, line or row."""
    document = report.document
    part = _PART.fullmatch(report.name)
    if part is not None and (document.file_places is not None or document.format == "epub"):
        return part[1]
    has_others = document.origin is not None and bool(document.fields)
    return _NUMBER.sub("", report.name) if has_others else report.name


def is_replaceable(report: Report, finding: Finding) -> bool:
    """Whether a suggestion can be put into the file as it is.

    It cannot where it would replace markup, nor in a document such as .docx, whose file is not its text, or
    .po or JSON, which have escapes.
    """
    document = report.document
    is_as_written = document.units is None and document.origin is None and not document.is_escaped
    return is_as_written and not document.is_masked(finding.start, finding.end)
