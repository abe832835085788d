"""mtcheck: the copy desk for machine-translated articles.

    >>> import mtcheck
    >>> report = mtcheck.check_text("They do not not know.")
    >>> [finding.text for finding in report.findings]
    ['not not']

`check_text`, `check_pair` (with the source) and `check_file` return a `Report`; see its attributes for the
units.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtcheck.version import __version__

if TYPE_CHECKING:
    from mtcheck.api import check_document, check_file, check_pair, check_text
    from mtcheck.findings.finding import Category, Finding, Severity, Suggestion
    from mtcheck.findings.report import Report
    from mtcheck.settings.model import Settings
    from mtcheck.text.span import Span

__all__ = [
    "Category",
    "Finding",
    "Report",
    "Settings",
    "Severity",
    "Span",
    "Suggestion",
    "__version__",
    "check_document",
    "check_file",
    "check_pair",
    "check_text",
]

_HOMES = {
    "check_document": "mtcheck.api",
    "check_file": "mtcheck.api",
    "check_pair": "mtcheck.api",
    "check_text": "mtcheck.api",
    "Category": "mtcheck.findings.finding",
    "Finding": "mtcheck.findings.finding",
    "Severity": "mtcheck.findings.finding",
    "Span": "mtcheck.text.span",
    "Suggestion": "mtcheck.findings.finding",
    "Report": "mtcheck.findings.report",
    "Settings": "mtcheck.settings.model",
}


def __getattr__(name: str) -> object:
    # Loaded on first use: the command line needs a part of this only, and starts faster without the rest.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module “mtcheck” has no attribute “{name}”")
