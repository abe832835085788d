"""Where findings lie in files, for the formats that other programs turn into links, comments and fixes."""

from __future__ import annotations

import os
import re

from mtcheck.findings.finding import Finding
from mtcheck.findings.report import Report

_NUMBER = re.compile(r"#\d+\Z")


def article_path(name: str) -> str:
    """An article's name as CI servers write paths: forward slashes, no leading `./`."""
    path = name.replace(os.sep, "/")
    while path.startswith("./"):
        path = path[2:].lstrip("/")
    return path or name


def file_of(report: Report) -> str:
    """The name of the file in which an article's places lie: without the number of its item, line or row."""
    document = report.document
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
