"""The formats of articles: which suffix stands for which, and where the reader of each is."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from mtcheck.readers.bitext import Bitext
from mtcheck.text.document import Document

#: A function that makes an article of the bytes of a file and its name. It raises ReadError.
Reader = Callable[[bytes, str], Document | Bitext]

#: The suffixes of articles, each with its format.
SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "mdx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".odt": "odt",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".sdlxliff": "xliff",
    ".mqxliff": "xliff",
    ".mxliff": "xliff",
    ".tmx": "tmx",
    ".po": "po",
    ".srt": "srt",
    ".vtt": "webvtt",
}
#: Suffixes of what is read where it is named, and is no article of a folder: templates without translations,
#: data that may hold articles.
_NAMED = {".pot": "po", ".json": "json", ".jsonl": "json", ".ndjson": "json"}
#: The reader of each format, as `module:function`.
_READERS = {
    "text": "mtcheck.readers.plain:read_plain",
    "markdown": "mtcheck.readers.markdown:read_markdown",
    "mdx": "mtcheck.readers.markdown:read_mdx",
    "html": "mtcheck.readers.html:read_html",
    "docx": "mtcheck.readers.docx:read_docx",
    "odt": "mtcheck.readers.odt:read_odt",
    "json": "mtcheck.readers.records:refuse_fields",
    "xliff": "mtcheck.readers.xliff:read_xliff",
    "tmx": "mtcheck.readers.xliff:read_tmx",
    "po": "mtcheck.readers.po:read_po",
    "srt": "mtcheck.readers.subtitles:read_srt",
    "webvtt": "mtcheck.readers.subtitles:read_webvtt",
}


def format_of(name: str | None) -> str:
    """The format that the name of a file, or its suffix alone, stands for: `text` where it says nothing."""
    if not name:
        return "text"
    suffix = name if name.startswith(".") and name.count(".") == 1 else Path(name).suffix
    return (SUFFIXES | _NAMED).get(suffix.lower(), "text")


def reader_of(format: str) -> Reader:
    """The reader of a format, imported now: a .txt needs no parser of Markdown."""
    module, _, function = _READERS[format].partition(":")
    reader: Reader = getattr(import_module(module), function)
    return reader
