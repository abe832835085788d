"""Which file is an article's source, or a reference translation of it, where a folder of them is named.

The files have the article's name, from the folders down (`news/a.txt` of `translations/` is `news/a.txt` of
`sources/`); the ending may be another (`a.docx`), and a language may stand before it (`a.de.txt`; the article
may be `a.en.txt`). Of several that would do, the likest name is taken: same name, other ending, with a
language; where two are alike, none is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mtcheck.readers import SUFFIXES

#: `.de`, `.pt-BR`, `.zh_Hans`: at the end of a name without its ending.
_LANGUAGE = re.compile(r"\.([a-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*$")
_ENGLISH = "en"


@dataclass(frozen=True)
class Missing:
    """Why an article has none."""

    cause: str


def partner(article: Path, roots: Iterable[Path], folder: Path, *, english: bool) -> Path | Missing:
    """The file in `folder` for an article, which was found below one of `roots`.

    english: whether it is in English, as references are, so that no other language may stand in its name.
    """
    relative = _relative(article, roots)
    stem, _ = _parts(relative.name)
    place = folder / relative.parent
    ranks: dict[int, list[Path]] = {}
    for path in _files(place):
        other, language = _parts(path.name)
        if other != stem or _is(path, article) or not _fits(language, english):
            continue
        rank = (
            0
            if path.name == relative.name
            else 1
            if language is None and path.suffix == relative.suffix
            else 2
        )
        ranks.setdefault(rank + (language is not None) + (path.suffix != relative.suffix), []).append(path)
    best = ranks[min(ranks)] if ranks else []
    if len(best) == 1:
        return best[0]
    if best:
        return Missing(
            f"several files in {place} could be it: {', '.join(sorted(path.name for path in best))}"
        )
    return Missing(
        f"there is no {relative.name}, nor the same name with another ending or language, in {place}"
    )


def is_of_another_language(path: Path) -> bool:
    """Whether a language other than English stands in the name of a file, as in `a.de.txt`."""
    return _parts(path.name)[1] not in (None, _ENGLISH)


def _fits(language: str | None, english: bool) -> bool:
    return language is None or (language == _ENGLISH) is english


def _relative(article: Path, roots: Iterable[Path]) -> Path:
    """The article's path from the root it was found below, the nearest one; its name alone where it is
    below none.
    """
    below = [article.relative_to(root) for root in roots if article.is_relative_to(root) and article != root]
    return min(below, key=lambda path: len(path.parts), default=Path(article.name))


def _files(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(
            path for path in folder.iterdir() if path.is_file() and path.suffix.lower() in SUFFIXES
        )
    except OSError:  # no such folder: no such file
        return


def _parts(name: str) -> tuple[str, str | None]:
    """A file's name without ending and language, and the language: (`a`, `de`) of `a.de.txt`."""
    suffix = Path(name).suffix
    stem = name.removesuffix(suffix) if suffix.lower() in SUFFIXES else name
    match = _LANGUAGE.search(stem)
    return (stem[: match.start()], match[1]) if match else (stem, None)


def _is(path: Path, article: Path) -> bool:
    try:
        return path.samefile(article)
    except OSError:
        return False
