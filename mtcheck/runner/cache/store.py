"""The cache: what was found in an article, kept under everything it depends on (see `identity`).

Each entry is a file, named by its key and written at once; two runs that find the same write the same. A file
begins with the digest of the rest, so a damaged one counts as missing. The cache is never needed: whatever
goes wrong with it, the article is checked.

Entries that no run has used for 30 days are removed, and beyond 500 MB the ones unused longest; once a day.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from mtcheck.fix.atomic import write_atomically
from mtcheck.readers.side_files import read_side_file

#: All of the cache is in this folder, so that it may lie in any other, and no other file is ever touched.
NAME = "mtcheck-analyses"
#: Days without use after which an entry is removed, and bytes of all entries above which the oldest are.
DAYS, MOST = 30, 500_000_000

#: How a file is laid out.
_LAYOUT = "1"
_KEY = re.compile(r"[0-9a-f]{64}")
_DIGEST = hashlib.sha256().digest_size
_DAY = 24 * 3600.0
# https://bford.info/cachedir/: back-up programs leave such a folder out.
_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This folder is a cache made by mtcheck. “mtcheck clean” removes it.\n"
)


def default_folder() -> Path:
    """The user's cache folder: `$XDG_CACHE_HOME/mtcheck`, or what the platform has in its place."""
    import platformdirs

    return platformdirs.user_cache_path("mtcheck", appauthor=False)


class Cache:
    """Entries below `folder`, which is made when the first entry comes."""

    def __init__(self, folder: Path, *, most: int = MOST) -> None:
        self.folder = folder / NAME
        self.trouble: str | None = None
        """Why an entry could not be kept; None: all could."""
        self._most = most
        self._made = False
        self._wrote = False

    def get(self, key: str) -> bytes | None:
        """What was kept under a key (64 hex digits); None where nothing was, or it is damaged."""
        path = self._path(key)
        try:
            data = read_side_file(path)
        except OSError:
            return None
        digest, content = data[:_DIGEST], data[_DIGEST:]
        if digest != _digest(key, content):
            return None
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _DAY:
                os.utime(path)  # it is in use
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep `content`. Raises nothing: see `trouble`."""
        path = self._path(key)
        try:
            self._make()
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, _digest(key, content) + content)
            self._wrote = True
        except OSError as error:
            self.trouble = error.strerror or str(error)

    def prune(self) -> None:
        """Remove old entries, and the oldest of too many, at most once a day and only after a write."""
        mark = self.folder / "pruned"
        now = time.time()
        with suppress(OSError):
            if not self._wrote or (mark.exists() and now - mark.stat().st_mtime < _DAY):
                return
            mark.touch()
            self._prune(now)

    def clean(self) -> int:
        """Remove the whole cache; how many bytes it had. Raises OSError."""
        import shutil  # which loads three kinds of compression

        size = sum(stat.st_size for _, stat in _files(self.folder))
        if self.folder.is_dir():
            shutil.rmtree(self.folder)
        self._made = False
        return size

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"“{key}” is no key")
        return self.folder / _LAYOUT / key[:2] / key[2:]

    def _make(self) -> None:
        if self._made:
            return
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        # Only for this user: the articles may not be published yet.
        self.folder.mkdir(mode=0o700, exist_ok=True)
        for name, text in (("CACHEDIR.TAG", _TAG), (".gitignore", "*\n")):
            if not (self.folder / name).exists():
                (self.folder / name).write_text(text, encoding="utf-8")
        self._made = True

    def _prune(self, now: float) -> None:
        entries = [(path, stat) for path, stat in _files(self.folder) if path.parent != self.folder]
        total = 0
        for path, stat in sorted(entries, key=lambda entry: -entry[1].st_mtime):
            total += stat.st_size
            if total > self._most or now - stat.st_mtime > DAYS * _DAY:
                with suppress(OSError):  # another run has removed it
                    path.unlink()


def _digest(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + content).digest()


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place) / name
            with suppress(OSError):
                yield path, path.stat()
