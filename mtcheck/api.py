"""The Python API: check a text or a file. Engines load once a process and stop at its end."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mtcheck.checker import Checker
from mtcheck.findings.report import Report
from mtcheck.readers.plain import plain_document
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

_checkers: dict[Settings, Checker] = {}
_lock = threading.Lock()


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
    others = tuple(plain_document(one, f"<reference {number}>") for number, one in enumerate(references, 1))
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
    """Check an article in a file (.txt, .md, .html, .docx, XLIFF, TMX; other endings are read as plain text).

    source: the file it was translated from. references: files of other translations, for scores. A file that
    cannot be read gives a Report with `not_checked` saying why, as a text that cannot be checked does; a
    source or reference that cannot be read is among its `problems`.
    """
    from mtcheck.readers import ReadError
    from mtcheck.runner.article import Article
    from mtcheck.runner.texts import read

    article = replace(
        Article.at(Path(path)),
        source=None if source is None else Article.at(Path(source)),
        references=tuple(Article.at(Path(one)) for one in references),
    )
    try:
        texts = read(article)
    except ReadError as error:
        return _checker(settings or Settings()).unchecked(Document("", name=str(path)), error.message)
    report = check_document(
        texts.document, settings, source=texts.source, references=texts.references, aligned=texts.aligned
    )
    return replace(report, problems=(*texts.problems, *report.problems))


def check_document(
    document: Document,
    settings: Settings | None = None,
    *,
    source: Document | None = None,
    references: Sequence[Document] = (),
    aligned: bool = False,
) -> Report:
    """Check a Document that a reader made. source, references, aligned: see `Checker.check`."""
    checker = _checker((settings or Settings()).for_path(document.name))
    return checker.check(document, source, references, aligned=aligned)


def _checker(settings: Settings) -> Checker:
    with _lock:
        if settings not in _checkers:
            checker = Checker(settings)
            atexit.register(checker.close)
            _checkers[settings] = checker.__enter__()
        return _checkers[settings]
