"""Readers: files and bytes in, `Document` out. One module per format; each is imported when a file of its
format comes.

The format is read off the name's suffix; what has another suffix, or none, is read as plain text.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mtcheck.readers.bitext import Bitext
from mtcheck.readers.error import ReadError

if TYPE_CHECKING:
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

#: The suffixes of articles, each with its format.
SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".tmx": "tmx",
}


def format_of(name: str | None) -> str:
    """The format that a file's name, or its suffix alone, stands for: `text` where it says nothing."""
    if not name:
        return "text"
    suffix = name if name.startswith(".") and name.count(".") == 1 else Path(name).suffix
    return SUFFIXES.get(suffix.lower(), "text")


def read_file(path: Path, max_bytes: int = MAX_BYTES) -> Document:
    """The article in a file. Raises ReadError."""
    return read_bytes(load(path, max_bytes), str(path), path.suffix, max_bytes)


def load(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a file. Raises ReadError."""
    name = str(path)
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > max_bytes:
                raise _too_large(name, size, max_bytes)
            return file.read(max_bytes + 1)  # not all there is: a pipe or a device has no size to ask for
    except FileNotFoundError:
        raise ReadError(name, "there is no such file", "check the path") from None
    except IsADirectoryError:
        raise ReadError(name, "is a folder, not a file", "name a file in it") from None
    except PermissionError:
        raise ReadError(
            name, "may not be read (permission denied)", "change its permissions or copy it"
        ) from None
    except (OSError, ValueError) as error:
        raise ReadError(
            name, f"could not be read ({_reason(error)})", "check the path and the disk"
        ) from error


def read_bytes(
    data: bytes, name: str = STDIN, suffix: str | None = None, max_bytes: int = MAX_BYTES
) -> Document:
    """The article in `data`. `suffix` (`.md`, or a whole file name) tells the format, none is plain text.
    Raises ReadError.
    """
    read = read_texts(data, name, suffix, max_bytes)
    return read.target if isinstance(read, Bitext) else read


def read_texts(
    data: bytes, name: str = STDIN, suffix: str | None = None, max_bytes: int = MAX_BYTES
) -> Document | Bitext:
    """As `read_bytes`, with the source beside the article where the format has both. Raises ReadError."""
    if len(data) > max_bytes:
        raise _too_large(name, len(data), max_bytes)
    return _reader(format_of(suffix))(data, name)


def _reader(format: str) -> Callable[[bytes, str], Document | Bitext]:
    """The reader of a format, imported now: a .txt needs no parser of Markdown."""
    if format == "markdown":
        from mtcheck.readers.markdown import read_markdown

        return read_markdown
    if format == "html":
        from mtcheck.readers.html import read_html

        return read_html
    if format == "docx":
        from mtcheck.readers.docx import read_docx

        return read_docx
    if format == "xliff":
        from mtcheck.readers.xliff import read_xliff

        return read_xliff
    if format == "tmx":
        from mtcheck.readers.xliff import read_tmx

        return read_tmx
    from mtcheck.readers.plain import read_plain

    return read_plain


def _too_large(name: str, size: int, max_bytes: int) -> ReadError:
    return ReadError(
        name, f"is {_megabytes(size)}; the limit is {_megabytes(max_bytes)}", "split it into articles"
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.3g} MB" if size >= 1e6 else f"{size:,} bytes"


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
