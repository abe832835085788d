"""EPUB: the chapters of a book, in the order of its spine, each an article of its own.

A chapter is an XHTML file in the book's ZIP file, read as HTML is (see `html`), its notes included and its
title, which no reader shows, left out. It is called `book.epub#EPUB/text/ch001.xhtml`, and a position is a
line and a column of that file, where an editor of books finds it.

The table of contents, pages without a letter and what is no text are left out; the first chapter says so. A
book whose chapters are encrypted is refused; obfuscated fonts are no matter.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from mtcheck.readers.encoding import decode
from mtcheck.readers.error import ReadError
from mtcheck.readers.excerpt import Excerpt, body_start
from mtcheck.readers.html import declared_encoding
from mtcheck.readers.package import open_package, parse_part, read_part, shorten
from mtcheck.text.document import Document, Origin, Unread

_SAVE_AGAIN = "export it again from the program that made it"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_TEXT_TYPES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
_HIDING = re.compile(r"<(script|style)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Chapter:
    """A text file of a book."""

    path: str
    """Its path in the book."""
    excerpt: Excerpt | None
    """Its text; None where it cannot be read."""
    cause: str = ""
    """Why it cannot be read."""


def refuse_book(data: bytes, name: str) -> Document:
    """Raises ReadError: a book is no single article."""
    raise ReadError(name, "is a book, each chapter of which is an article", "check it with mtcheck check")


def read_epub(data: bytes, name: str) -> list[Chapter]:
    """The chapters of a book that have text, in order. Raises ReadError where there is none."""
    try:
        with open_package(data, name, ".epub", _SAVE_AGAIN) as package:
            book = _Book(package, name)
            chapters = list(book.chapters())
    except ReadError:
        raise
    except Exception as error:  # zipfile and lxml raise anything from KeyError to XMLSyntaxError
        cause = f"is no EPUB book, or a damaged one ({shorten(error)})"
        raise ReadError(name, cause, _SAVE_AGAIN) from error
    if not chapters:
        raise ReadError(name, "is a book without a chapter that has text", _SAVE_AGAIN)
    return _told(chapters, book.unread())


def _told(chapters: list[Chapter], unread: tuple[Unread, ...]) -> list[Chapter]:
    """The chapters, the first that can be read with what was left out of the book."""
    for number, chapter in enumerate(chapters):
        if chapter.excerpt is not None:
            told = replace(chapter, excerpt=replace(chapter.excerpt, unread=unread))
            return [*chapters[:number], told, *chapters[number + 1 :]]
    return chapters


class _Book:
    """A book that is open."""

    def __init__(self, package: zipfile.ZipFile, name: str) -> None:
        self._package = package
        self._name = name
        container = parse_part(package, _CONTAINER)
        path = next((file.get("full-path") for file in container.iter("{*}rootfile")), None)
        if not path:
            raise ValueError(f"{_CONTAINER} names no package document")
        self._folder = posixpath.dirname(path)
        self._opf = parse_part(package, path)
        self._items = {item.get("id"): item for item in self._opf.iter("{*}item")}
        self._contents: list[str] = []
        self._without_text = 0
        self._no_texts: list[str] = []

    def chapters(self) -> Iterator[Chapter]:
        """The text files that the spine names, each once. Raises ReadError where they are encrypted."""
        encrypted = self._encrypted()
        for path, item in self._spine().items():
            if path in encrypted:
                cause = f"is encrypted ({path})"
                raise ReadError(self._name, cause, "check the book without its copy protection")
            if item.get("media-type") not in _TEXT_TYPES:
                self._no_texts.append(path)
            elif self._is_contents(path, item):
                self._contents.append(path)
            else:
                yield from self._chapter(path)

    def unread(self) -> tuple[Unread, ...]:
        """What was left out."""
        parts = []
        if self._contents:
            parts.append(Unread("table of contents", f"made from the headings ({', '.join(self._contents)})"))
        if self._without_text:
            parts.append(Unread("pages without text", f"{self._without_text:,}"))
        if self._no_texts:
            parts.append(Unread("pages that are no text", ", ".join(self._no_texts[:5])))
        if any("".join(element.itertext()).strip() for element in self._opf.iter("{*}description")):
            parts.append(Unread("description of the book", "among its metadata"))
        return tuple(parts)

    def _spine(self) -> dict[str, Any]:
        """The items of the spine by their paths, in order."""
        spine: dict[str, Any] = {}
        for reference in self._opf.iter("{*}itemref"):
            item = self._items.get(reference.get("idref"))
            if item is None:
                raise ValueError("its spine names an item that is not in its manifest")
            spine.setdefault(self._path(item.get("href", "")), item)
        return spine

    def _path(self, href: str) -> str:
        """The path in the package of what the package document calls `href`."""
        return posixpath.normpath(posixpath.join(self._folder, unquote(href.partition("#")[0])))

    def _is_contents(self, path: str, item: Any) -> bool:
        guide = (reference for reference in self._opf.iter("{*}reference") if reference.get("type") == "toc")
        is_named = any(self._path(reference.get("href", "")) == path for reference in guide)
        return is_named or "nav" in (item.get("properties") or "").split()

    def _encrypted(self) -> frozenset[str]:
        if _ENCRYPTION not in self._package.namelist():
            return frozenset()
        references = parse_part(self._package, _ENCRYPTION).iter("{*}CipherReference")
        return frozenset(posixpath.normpath(unquote(reference.get("URI", ""))) for reference in references)

    def _chapter(self, path: str) -> Iterator[Chapter]:
        if path not in self._package.namelist():
            yield Chapter(path, None, "is named in the spine and missing in the book")
            return
        data = read_part(self._package, path)
        try:
            text, encoding = decode(data, path, declared_encoding(data))
        except ReadError as error:
            yield Chapter(path, None, error.cause)
            return
        if not _has_letter(text):
            self._without_text += 1
            return
        yield Chapter(path, Excerpt(text, "epub", Origin(), encoding=encoding))


def _has_letter(page: str) -> bool:
    """Whether a page has a letter outside its tags, scripts and style sheets."""
    start = body_start(page)
    while (hiding := _HIDING.search(page, start)) is not None:
        if any(map(str.isalpha, _TAG.sub("", page[start : hiding.start()]))):
            return True
        end = page.find(f"</{hiding[1]}", hiding.end())
        if end < 0:
            return True  # the reader of HTML will find out
        start = end
    return any(map(str.isalpha, _TAG.sub("", page[start:])))
