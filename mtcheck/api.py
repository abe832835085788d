"""The Python API: check a text or a file. Engines load once a process and stop at its end."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from mtcheck.findings.report import Report
from mtcheck.readers.plain import plain_document
from mtcheck.runner.article import Article
from mtcheck.runner.checkers import PROCESS_CHECKERS
from mtcheck.runner.session import Session
from mtcheck.settings.given import settings_from
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

#: Settings as an argument: an object, or a mapping with the keys of a settings file.
GivenSettings = Settings | Mapping[str, Any] | None


def check_text(
    text: str,
    settings: GivenSettings = None,
    *,
    name: str = "<text>",
    source: str | None = None,
    references: Sequence[str] = (),
    **options: Any,
) -> Report:
    """Check an article given as plain text.

    settings: a Settings, or a mapping with the keys of a settings file (`{"fail-on": "critical"}`); None is
    the defaults, and no settings file is looked for. source: the text it was translated from. references:
    other translations of it, for scores; they fail nothing. options: settings by name (`model=False`), which
    win over `settings`.

    Never raises for what the text is: an empty or non-English one gives a Report with `not_checked` set and
    `passed` False. So does one that takes longer than the setting `timeout` allows, if this is called in the
    main thread of a system with alarms, and the program has set none.

    Raises TypeError for an argument of the wrong type or without meaning, and SettingsError, a ValueError,
    for a setting that is not allowed.
    """
    _check_type("text", text, str)
    _check_type("name", name, str)
    _check_type("source", source, str, None)
    _check_types("references", references, str)
    original = None if source is None else plain_document(source, "<source>")
    others = [
        plain_document(reference, f"<reference {number}>") for number, reference in enumerate(references, 1)
    ]
    return check_document(plain_document(text, name), settings, source=original, references=others, **options)


def check_pair(source: str, target: str, settings: GivenSettings = None, **options: Any) -> Report:
    """Check a translation, given as plain text, with its source. As `check_text(target, settings,
    source=source)`.
    """
    _check_type("source", source, str)
    _check_type("target", target, str)
    return check_text(target, settings, source=source, **options)


def check_file(
    path: str | Path,
    settings: GivenSettings = None,
    *,
    source: str | Path | None = None,
    references: Sequence[str | Path] = (),
    **options: Any,
) -> Report:
    """Check an article in a file, whose ending says its format; other endings are read as plain text.

    settings, options: as in `check_text`. source: the file it was translated from. references: files of other
    translations, for scores. A file that cannot be read gives a Report with `not_checked` saying why, as a
    text that cannot be checked does; a source or reference that cannot be read is among its `problems`.
    """
    _check_type("path", path, str, os.PathLike)
    _check_type("source", source, str, os.PathLike, None)
    _check_types("references", references, str, os.PathLike)
    article = replace(
        Article.at(Path(path)),
        source=None if source is None else Article.at(Path(source)),
        references=tuple(Article.at(Path(reference)) for reference in references),
    )
    (report,) = _session(settings, options).check([article])
    return report


def check_document(
    document: Document,
    settings: GivenSettings = None,
    *,
    source: Document | None = None,
    references: Sequence[Document] = (),
    aligned: bool = False,
    **options: Any,
) -> Report:
    """Check a Document that a reader made.

    source, references, aligned: see `Checker.check`. settings, options: as in `check_text`.
    """
    _check_type("document", document, Document)
    session = _session(settings, options)
    return session.check_document(document, source, references, aligned=aligned, is_limited=True)


def _session(settings: GivenSettings, options: Mapping[str, Any]) -> Session:
    return Session(settings_from(settings, options), checkers=PROCESS_CHECKERS)


def _check_type(argument: str, value: object, *allowed: type | None) -> None:
    """Raise TypeError, naming the argument, unless the value is of one of the types; None allows None."""
    if value is None and None in allowed:
        return
    types = tuple(kind for kind in allowed if kind is not None)
    if not isinstance(value, types):
        names = " or ".join(kind.__name__ for kind in types) + (" or None" if None in allowed else "")
        raise TypeError(f"{argument} must be a {names}, not {type(value).__name__}")


def _check_types(argument: str, values: object, *allowed: type) -> None:
    """As `_check_type`, for each of several; one string is no list of strings."""
    if isinstance(values, (str, bytes)) or not isinstance(values, Sequence):
        raise TypeError(f"{argument} must be a list, not {type(values).__name__}")
    for value in values:
        _check_type(f"each of {argument}", value, *allowed)
