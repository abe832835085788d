"""Articles fixed as bytes: but for the fixes these stay what they are, encoding, byte-order mark and line
endings included.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from mtcheck.checker import Checker
from mtcheck.findings.finding import Finding
from mtcheck.findings.score import Scorecard
from mtcheck.fix.atomic import draft_of
from mtcheck.fix.outcome import FixOutcome
from mtcheck.fix.plan import fix_repeatedly
from mtcheck.readers import ReadError, read_bytes
from mtcheck.readers.formats import suffix_of
from mtcheck.settings.loader import merge
from mtcheck.settings.model import ENGINES, Settings
from mtcheck.text.document import Document

#: Formats without characters of their own to replace, and what is said of them.
NEVER_FIXED = {
    "docx": "a .docx is not fixed; take the suggestions over in Word",
    "odt": "an .odt is not fixed; take the suggestions over in your word processor",
    "epub": "an .epub is not fixed; take the suggestions over in the program that made it",
    "json": "JSON is not fixed; take the suggestions over where it was exported",
    "csv": "a table is not fixed; take the suggestions over where it was made",
    "table": "a table is not fixed; take the suggestions over where it was made",
    "xliff": "an XLIFF file is not fixed; take the suggestions over in your translation tool",
    "po": "a PO file is not fixed; take the suggestions over in your translation tool",
    "tmx": "a TMX file is not fixed; take the suggestions over in your translation tool",
}
#: The suffixes of plain text. What has another and no reader of its own is checked as plain text and has
#: markup or code that a fix could spoil.
_PLAIN = frozenset({"", ".txt", ".text"})


class _OtherTextError(Exception):
    """The fixed bytes would be read as another text."""


def without_engines(settings: Settings) -> Settings:
    """The settings under which fixes are looked for: neither engines nor the model have any that are safe."""
    return replace(
        merge(settings, {"model": False}), no_engine=ENGINES, require_engine=(), languagetool_url=None
    )


def fix_bytes(data: bytes, name: str, suffix: str | None, checker: Checker) -> FixOutcome:
    """Fix the article in `data`, of the format that `suffix` tells. What cannot be read or checked is left
    as it is.
    """
    try:
        document = read_bytes(data, name, suffix)
    except ReadError:  # the check says so
        return FixOutcome(name, data, data)
    if document.format in NEVER_FIXED:
        return FixOutcome(name, data, data, trouble=NEVER_FIXED[document.format])
    if document.format == "text" and not _is_plain_text(suffix):
        trouble = (
            f"a {suffix_of(suffix)} file is checked as plain text and not fixed; make the changes by hand"
        )
        return FixOutcome(name, data, data, trouble=trouble)
    if _encode(document) != data:
        return _failed(
            name, data, f"read as {document.encoding} it cannot be written back as it was; save it as UTF-8"
        )

    def reread(before: Document, text: str) -> Document:
        after = read_bytes(text.encode(document.encoding), name, suffix)
        if after.text != text:
            raise _OtherTextError
        return replace(after, encoding=document.encoding)  # without its last accent a file may pass for UTF-8

    try:
        result = fix_repeatedly(document, lambda fixed: _findings(checker, fixed), reread)
    except (_OtherTextError, ReadError):
        return _failed(
            name,
            data,
            f"once fixed it would not be read as {document.encoding} any more; save it as UTF-8",
        )
    if result.unsettled:
        rules = ", ".join(result.unsettled)
        return _failed(name, data, f"the fixes of {rules} come to no end; take safe-fix from one of them")
    after = result.document.text.encode(document.encoding)
    return FixOutcome(name, data, after, result.applied, result.left)


def _is_plain_text(name: str | None) -> bool:
    return suffix_of(name) in _PLAIN


def put_in_place(path: Path, outcome: FixOutcome) -> FixOutcome:
    """Put the fixed bytes in the place of the file, at once or not at all; links are followed, permissions
    kept.
    """
    name, before = outcome.name, outcome.before
    try:
        target = path.resolve()
        if target.read_bytes() != before:
            return _failed(name, before, "it changed meanwhile; run it again")
        with draft_of(target) as draft:
            draft.write_bytes(outcome.after)
            shutil.copymode(target, draft)
    except OSError as error:
        cause = f"the file could not be written: {error.strerror or error}"
        return _failed(name, before, f"{cause}; see to its permissions")
    return outcome


def _failed(name: str, data: bytes, cause: str) -> FixOutcome:
    return FixOutcome(name, data, data, trouble=f"not fixed: {cause}", failed=True)


def _encode(document: Document) -> bytes | None:
    try:
        return document.text.encode(document.encoding)
    except (UnicodeEncodeError, LookupError):
        return None


def _findings(checker: Checker, document: Document) -> Iterable[Finding]:
    report = checker.decide(document, checker.analyse(document), _unscored)
    return () if report.not_checked is not None else report.findings


def _unscored(
    document: Document, findings: Sequence[Finding], estimates: Sequence[float | None]
) -> Scorecard:
    return Scorecard(0, 0, 0.0, 100.0, (100.0, 100.0), False, ())
