"""Article: something to check, before it is read, with what belongs to it."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from mtcheck.readers import ReadError, load
from mtcheck.readers.bitext import Row
from mtcheck.readers.excerpt import Excerpt

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Article:
    """A file, or what came from standard input."""

    name: str
    """What it is called in reports."""
    suffix: str | None = None
    """What tells its format (`.md`, or a whole file name); None is plain text."""
    path: Path | None = None
    """Where its file is."""
    data: bytes | None = None
    """Its bytes, where they have been read already."""
    rows: tuple[Row, ...] | None = None
    """Its segments, where it was taken out of a table."""
    excerpt: Excerpt | None = None
    """Its text, where it was taken out of a file with others."""
    source: Article | None = None
    """What it was translated from."""
    references: tuple[Article, ...] = ()
    """Other translations of it."""
    problems: tuple[str, ...] = ()
    """Why a source or reference that was asked for is not there."""

    @classmethod
    def at(cls, path: Path) -> Article:
        return cls(str(path), path.suffix, path)

    def load(self) -> bytes:
        """Its bytes; of what was taken out of a file, a serial form of it. Raises ReadError."""
        if self.rows is not None:
            return msgspec.json.encode(self.rows)
        if self.excerpt is not None:
            return msgspec.json.encode(self.excerpt)
        if self.data is not None:
            return self.data
        assert self.path is not None
        began = time.perf_counter()
        data = load(self.path)
        _log.debug("%s: read, %d bytes in %.3f s", self.name, len(data), time.perf_counter() - began)
        return data

    def with_data(self) -> Article:
        """The article with its bytes, those of its source and references included. A text that cannot be read
        stays without; whoever needs it says why.
        """
        data = self.data
        if not self.is_part:
            with suppress(ReadError):
                data = self.load()
        source = None if self.source is None else self.source.with_data()
        references = tuple(reference.with_data() for reference in self.references)
        return replace(self, data=data, source=source, references=references)

    @property
    def is_stdin(self) -> bool:
        """Whether it came from standard input."""
        return self.path is None and not self.is_part

    @property
    def is_part(self) -> bool:
        """Whether it was taken out of a file that holds others, too."""
        return self.rows is not None or self.excerpt is not None

    @property
    def text_names(self) -> tuple[str, str, tuple[str, ...]]:
        """What its texts are called: the article, its source (empty without one), its references."""
        source = "" if self.source is None else self.source.name
        return self.name, source, tuple(reference.name for reference in self.references)

    @property
    def size(self) -> int:
        """How many bytes there are to read; 0 where that is not known."""
        if self.data is not None:
            return len(self.data)
        with suppress(OSError):
            return 0 if self.path is None else self.path.stat().st_size
        return 0

    @property
    def loaded_bytes(self) -> int:
        """How many bytes of it are in memory."""
        texts = [self, *([] if self.source is None else [self.source]), *self.references]
        return sum(len(text.data) for text in texts if text.data is not None)
