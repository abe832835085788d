"""Pairing: which file of a folder is the source of an article, or a reference translation of it.

The file has the article's path below its own folder: `news/a.txt` of `translations/` goes with `news/a.txt`
of `sources/`. The suffix may be another (`a.docx`), and a language may stand before it (`a.de.txt`; the
article may be `a.en.txt`). Of several such files, the one whose name is most like the article's is taken:
first the same name, then another suffix, then a language. If two are equally like it, neither is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mtcheck.readers.formats import SUFFIXES

#: A language at the end of a name without its suffix: `.de`, `.pt-BR`, `.zh_Hans`.
_LANGUAGE = re.compile(r"\.([a-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*$")
_ENGLISH = "en"


@dataclass(frozen=True)
class Missing:
    """No file belongs to an article."""

    cause: str
    """Why that is so."""


def partner(article: Path, roots: Iterable[Path], folder: Path, *, english: bool) -> Path | Missing:
    """The file in `folder` for an article, which was found below one of `roots`.

    english: whether it is in English, as references are, so that no other language may stand in its name.
    """
    relative = _relative(article, roots)
    stem, _ = _split_name(relative.name)
    place = folder / relative.parent
    ranks: dict[int, list[Path]] = {}
    for path in _articles_in(place):
        other_stem, language = _split_name(path.name)
        if other_stem == stem and _may_be_in(language, english) and not _is_same_file(path, article):
            ranks.setdefault(_unlikeness(path, relative, language), []).append(path)
    best = ranks[min(ranks)] if ranks else []
    if len(best) == 1:
        return best[0]
    if best:
        names = ", ".join(sorted(path.name for path in best))
        return Missing(f"several files in {place} could be it: {names}")
    return Missing(
        f"there is no {relative.name}, nor the same name with another ending or language, in {place}"
    )


def is_of_another_language(path: Path) -> bool:
    """Whether a language other than English stands in the name of a file, as in `a.de.txt`."""
    return _split_name(path.name)[1] not in (None, _ENGLISH)


def _may_be_in(language: str | None, english: bool) -> bool:
    return language is None or (language == _ENGLISH) is english


def _unlikeness(path: Path, article: Path, language: str | None) -> int:
    """How much the name of a file differs from the article's: 0 if they are the same."""
    if path.name == article.name:
        return int(language is not None)
    differs_in_suffix = path.suffix != article.suffix
    if language is None and not differs_in_suffix:
        return 1
    return 2 + (language is not None) + differs_in_suffix


def _relative(article: Path, roots: Iterable[Path]) -> Path:
    """The article's path below the nearest of the roots; its name alone where it is below none."""
    below = [article.relative_to(root) for root in roots if article.is_relative_to(root) and article != root]
    return min(below, key=lambda path: len(path.parts), default=Path(article.name))


def _articles_in(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(
            path for path in folder.iterdir() if path.is_file() and path.suffix.lower() in SUFFIXES
        )
    except OSError:  # no such folder: no such file
        return


def _split_name(name: str) -> tuple[str, str | None]:
    """The name of a file without suffix and language, and the language: `a` and `de` of `a.de.txt`."""
    suffix = Path(name).suffix
    stem = name.removesuffix(suffix) if suffix.lower() in SUFFIXES else name
    match = _LANGUAGE.search(stem)
    return (stem[: match.start()], match[1]) if match else (stem, None)


def _is_same_file(path: Path, article: Path) -> bool:
    try:
        return path.samefile(article)
    except OSError:
        return False
