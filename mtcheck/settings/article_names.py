"""How decisions and overrides name an article: by its path from a folder, with forward slashes everywhere."""

from __future__ import annotations

# ruff: noqa: PTH100, PTH118, PTH119, PTH120 - os.path is faster for thousands of names, and keeps links as they are
import os
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def is_file_name(name: str) -> bool:
    """False for the name of an article that came from no file: `<stdin>`, `<text>`."""
    return not (name.startswith("<") and name.endswith(">"))


def relative(name: str, folder: str | None) -> str:
    """The path of the article `name` from `folder`; the name itself without a folder or a file.

    Links among the folders are followed. A link to the article is not: decisions are about its own name.
    """
    if folder is None or not is_file_name(name):
        return name.replace(os.sep, "/")
    path = os.path.abspath(name)  # removes `..` without following links
    real = os.path.join(_real_path(os.path.dirname(path)), os.path.basename(path))
    try:
        return os.path.relpath(real, _real_path(os.path.abspath(folder))).replace(os.sep, "/")
    except ValueError:  # on another drive of Windows
        return real.replace(os.sep, "/")


def matches(path: str, patterns: tuple[str, ...]) -> bool:
    """Whether a relative path matches patterns as in `.gitignore`. Raises ValueError for an invalid one.

    Of an article in a file with others (`export.jsonl#12`), the file may match as well.
    """
    spec = compiled(patterns)
    is_included = spec.check_file(path).include
    if is_included is None and "#" in path:
        is_included = spec.check_file(path.rpartition("#")[0]).include
    return bool(is_included)


@lru_cache(maxsize=16384)
def compiled(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    """The patterns, ready to match. Raises ValueError for an invalid one."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)


@lru_cache(maxsize=4096)
def _real_path(folder: str) -> str:
    return os.path.realpath(folder)
