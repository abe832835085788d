"""The Python API: check a text or a file. Engines load once a process and stop at its end."""

from __future__ import annotations

import atexit
import threading
from pathlib import Path

from mtcheck.checker import Checker
from mtcheck.document import Document
from mtcheck.readers.plain import plain_document
from mtcheck.report import Report
from mtcheck.settings import Settings

_checkers: dict[Settings, Checker] = {}
_lock = threading.Lock()


def check_text(text: str, settings: Settings | None = None, *, name: str = "<text>") -> Report:
    """Check an article given as plain text.

    Never raises for what the text is: an empty or non-English one gives a Report with `not_checked` set and `passed` False.
    `settings=None` means the defaults; no settings file is looked for.
    """
    return check_document(plain_document(text, name), settings)


def check_file(path: str | Path, settings: Settings | None = None) -> Report:
    """Check an article in a file (.txt, .md, .html, .docx; other endings are read as plain text).

    A file that cannot be read gives a Report with `not_checked` saying why, as a text that cannot be checked does.
    """
    from mtcheck.readers import ReadError, read_file

    try:
        document = read_file(Path(path))
    except ReadError as error:
        return _checker(settings or Settings()).unchecked(Document("", name=str(path)), error.message)
    return check_document(document, settings)


def check_document(document: Document, settings: Settings | None = None) -> Report:
    """Check a Document that a reader made."""
    return _checker((settings or Settings()).for_path(document.name)).check(document)


def _checker(settings: Settings) -> Checker:
    with _lock:
        if settings not in _checkers:
            checker = Checker(settings)
            atexit.register(checker.close)
            _checkers[settings] = checker.__enter__()
        return _checkers[settings]
