"""Globs that no shell has expanded. `**` goes down into folders, and not into links to folders: two that lead
to each other would never end.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

_MAGIC = frozenset("*?[")


def is_glob(path: str) -> bool:
    """Whether a path has characters of a pattern in it."""
    return bool(_MAGIC & set(path))


def fixed_part(pattern: str) -> Path:
    """The folder that a pattern goes down from."""
    return Path(*takewhile(lambda part: not is_glob(part), Path(pattern).parts))


def expand(pattern: str) -> list[Path]:
    """What a pattern matches, sorted. Hidden files are matched only by a pattern that names them as such."""
    paths = _below(pattern) if "**" in Path(pattern).parts else map(Path, glob.glob(pattern))  # noqa: PTH207
    return sorted(paths, key=lambda path: path.parts)


def _below(pattern: str) -> Iterator[Path]:
    from pathspec import GitIgnoreSpec

    base = fixed_part(pattern)
    moving = Path(pattern).parts[len(base.parts) :]
    spec = GitIgnoreSpec.from_lines(["/" + "/".join(moving)])
    takes_hidden = any(part.startswith(".") for part in moving)
    for folder, folders, files in os.walk(base):
        if not takes_hidden:
            folders[:] = [name for name in folders if not name.startswith(".")]
            files = [name for name in files if not name.startswith(".")]
        for name in (*folders, *files):
            path = Path(folder, name)
            if spec.match_file(path.relative_to(base).as_posix()):
                yield path
