"""The formats of articles: which suffix stands for which, and where the reader of each is."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from mtcheck.readers.bitext import Bitext
from mtcheck.text.document import Document, Unread

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
    ".epub": "epub",
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
#: data that may hold articles, and what mostly documents programs.
_NAMED = {
    **{".pot": "po", ".json": "json", ".jsonl": "json", ".ndjson": "json"},
    **{".rst": "rst", ".rest": "rst", ".adoc": "asciidoc", ".asciidoc": "asciidoc"},
}
#: Suffixes of what is read as plain text and has a markup of its own, or is no prose, and what it is.
_OTHER_MARKUP = {
    **dict.fromkeys((".tex", ".latex", ".ltx"), "LaTeX"),
    **dict.fromkeys((".wiki", ".mediawiki", ".wikitext", ".creole"), "wiki markup"),
    **dict.fromkeys((".texi", ".texinfo"), "Texinfo"),
    **dict.fromkeys((".qmd", ".rmd"), "Quarto or R Markdown"),
    **dict.fromkeys((".xml", ".dita", ".dbk", ".docbook"), "XML"),
    **dict.fromkeys((".yaml", ".yml", ".toml", ".ini", ".properties", ".strings", ".ipynb"), "data"),
    **dict.fromkeys(
        (".py", ".js", ".ts", ".java", ".c", ".h", ".cpp", ".rs", ".go", ".rb", ".php"), "program code"
    ),
    **{".org": "Org", ".textile": "Textile", ".typ": "Typst", ".dj": "Djot", ".rtf": "RTF", ".man": "troff"},
}
#: The reader of each format, as `module:function`.
_READERS = {
    "text": "mtcheck.readers.plain:read_plain",
    "markdown": "mtcheck.readers.markdown:read_markdown",
    "mdx": "mtcheck.readers.markdown:read_mdx",
    "html": "mtcheck.readers.html:read_html",
    "docx": "mtcheck.readers.docx:read_docx",
    "odt": "mtcheck.readers.odt:read_odt",
    "epub": "mtcheck.readers.epub:refuse_book",
    "json": "mtcheck.readers.records:refuse_fields",
    "xliff": "mtcheck.readers.xliff:read_xliff",
    "tmx": "mtcheck.readers.xliff:read_tmx",
    "po": "mtcheck.readers.po:read_po",
    "rst": "mtcheck.readers.rst:read_rst",
    "asciidoc": "mtcheck.readers.asciidoc:read_asciidoc",
    "srt": "mtcheck.readers.subtitles:read_srt",
    "webvtt": "mtcheck.readers.subtitles:read_webvtt",
}


def format_of(name: str | None) -> str:
    """The format that the name of a file, or its suffix alone, stands for: `text` where it says nothing."""
    return (SUFFIXES | _NAMED).get(suffix_of(name), "text")


def suffix_of(name: str | None) -> str:
    """The suffix in the name of a file, or the suffix itself, in small letters; empty where there is none."""
    name = name or ""
    return name.lower() if name.startswith(".") and name.count(".") == 1 else Path(name).suffix.lower()


def unread_markup(name: str | None) -> tuple[Unread, ...]:
    """What reports say of a file that is only taken for plain text."""
    suffix = suffix_of(name)
    if suffix not in _OTHER_MARKUP:
        return ()
    return (Unread(_OTHER_MARKUP[suffix], f"a {suffix} file is checked as plain text, with all its markup"),)


def reader_of(format: str) -> Reader:
    """The reader of a format, imported now: a .txt needs no parser of Markdown."""
    module, _, function = _READERS[format].partition(":")
    reader: Reader = getattr(import_module(module), function)
    return reader
