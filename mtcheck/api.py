"""The Python API: check a text or a file. Engines load once a process and stop at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mtcheck.findings.report import Report
from mtcheck.readers.plain import plain_document
from mtcheck.runner.article import Article
from mtcheck.runner.checkers import PROCESS_CHECKERS
from mtcheck.runner.session import Session
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document


def check_text(
    text: str,
    settings: Settings | None = None,
    *,
    name: str = "<text>",
    source: str | None = None,
    references: Sequence[str] = (),
) -> Report:
    """Check an article given as plain text.

    source: the text it was translated from. references: other translations of it, for scores; they fail
    nothing. Never raises for what the text is: an empty or non-English one gives a Report with `not_checked`
    set and `passed` False. `settings=None` means the defaults; no settings file is looked for.
    """
    original = None if source is None else plain_document(source, "<source>")
    others = [
        plain_document(reference, f"<reference {number}>") for number, reference in enumerate(references, 1)
    ]
    return check_document(plain_document(text, name), settings, source=original, references=others)


def check_pair(source: str, target: str, settings: Settings | None = None) -> Report:
    """Check a translation, given as plain text, with its source. As `check_text(target, settings,
    source=source)`.
    """
    return check_text(target, settings, source=source)


def check_file(
    path: str | Path,
    settings: Settings | None = None,
    *,
    source: str | Path | None = None,
    references: Sequence[str | Path] = (),
) -> Report:
    """Check an article in a file, whose ending says its format; other endings are read as plain text.

    source: the file it was translated from. references: files of other translations, for scores. A file that
    cannot be read gives a Report with `not_checked` saying why, as a text that cannot be checked does; a
    source or reference that cannot be read is among its `problems`.
    """
    article = replace(
        Article.at(Path(path)),
        source=None if source is None else Article.at(Path(source)),
        references=tuple(Article.at(Path(reference)) for reference in references),
    )
    (report,) = _session(settings).check([article])
    return report


def check_document(
    document: Document,
    settings: Settings | None = None,
    *,
    source: Document | None = None,
    references: Sequence[Document] = (),
    aligned: bool = False,
) -> Report:
    """Check a Document that a reader made. source, references, aligned: see `Checker.check`."""
    return _session(settings).check_document(document, source, references, aligned=aligned)


def _session(settings: Settings | None) -> Session:
    return Session(settings or Settings(), checkers=PROCESS_CHECKERS)
