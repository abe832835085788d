"""Readers: files and bytes in, `Document` out. There is one module a format.

The suffix of a file's name says its format; what has another suffix, or none, is read as plain text.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from mtcheck.readers.bitext import Bitext
from mtcheck.readers.error import ReadError
from mtcheck.readers.formats import SUFFIXES, format_of, reader_of, unread_markup
from mtcheck.readers.pipes import read_pipe
from mtcheck.text.document import Document

__all__ = [
    "MAX_BYTES",
    "STDIN",
    "SUFFIXES",
    "Bitext",
    "ReadError",
    "format_of",
    "load",
    "read_bytes",
    "read_file",
    "read_texts",
]

#: The size, in bytes, above which a file is not read: a novel has 1 MB.
MAX_BYTES = 20_000_000
#: What standard input is called in reports.
STDIN = "<stdin>"


def read_file(path: Path, max_bytes: int = MAX_BYTES) -> Document:
    """The article in a file. Raises ReadError."""
    return read_bytes(load(path, max_bytes), str(path), path.suffix, max_bytes)


def load(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a file. Raises ReadError."""
    name = str(path)
    try:
        if path.is_fifo():
            return read_pipe(path, max_bytes + 1)
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > max_bytes:
                raise _too_large(name, size, max_bytes)
            return file.read(max_bytes + 1)  # no more than that: a pipe or a device has no size to ask for
    except FileNotFoundError:
        raise ReadError(name, "there is no such file", "check the path") from None
    except IsADirectoryError:
        raise ReadError(name, "is a folder, not a file", "name a file in it") from None
    except PermissionError:
        step = "change its permissions or copy it"
        raise ReadError(name, "may not be read (permission denied)", step) from None
    except (OSError, ValueError) as error:
        cause = f"could not be read ({_reason(error)})"
        raise ReadError(name, cause, "check the path and the disk") from error


def read_bytes(
    data: bytes, name: str = STDIN, suffix: str | None = None, max_bytes: int = MAX_BYTES
) -> Document:
    """The article in `data`. Raises ReadError.

    suffix: of the format, such as `.md`, or a whole file name; None is plain text.
    """
    texts = read_texts(data, name, suffix, max_bytes)
    return texts.target if isinstance(texts, Bitext) else texts


def read_texts(
    data: bytes, name: str = STDIN, suffix: str | None = None, max_bytes: int = MAX_BYTES
) -> Document | Bitext:
    """As `read_bytes`, and with the source, where the format holds both. Raises ReadError."""
    if len(data) > max_bytes:
        raise _too_large(name, len(data), max_bytes)
    texts = reader_of(format_of(suffix))(data, name)
    unread = unread_markup(suffix)
    if unread and isinstance(texts, Document):
        return replace(texts, unread=(*texts.unread, *unread))
    return texts


def _too_large(name: str, size: int, max_bytes: int) -> ReadError:
    # What has no size to ask for was read to one byte beyond the limit: it may be endless.
    extent = f"has more than {_megabytes(max_bytes)}" if size == max_bytes + 1 else f"is {_megabytes(size)}"
    cause = f"{extent}; the limit is {_megabytes(max_bytes)}"
    return ReadError(name, cause, "split it into articles")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.3g} MB" if size >= 1e6 else f"{size:,} bytes"


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
