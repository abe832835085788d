"""Files written at once: whoever reads one sees all of it, or what was there before.

This is the lowest room that writes files, and so the one that all others may import.
"""

from __future__ import annotations

import stat
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: The names of drafts, so that what a killed run has left can be told from results.
DRAFTS = ".mtcheck-*.draft"


@contextmanager
def draft_of(path: Path) -> Iterator[Path]:
    """A new file beside `path` to write to, which takes the place of `path` when the block ends without an
    error, and is removed when it does not. Several processes may do so at once; the last one wins.
    """
    draft = path.with_name(DRAFTS.replace("*", uuid.uuid4().hex[:12]))
    try:
        yield draft
        draft.replace(path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` in the place of a file, whose permissions stay, or make the file. Raises OSError."""
    with draft_of(path) as draft:
        draft.write_bytes(data)
        with suppress(FileNotFoundError):
            draft.chmod(stat.S_IMODE(path.stat().st_mode))
