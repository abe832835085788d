"""Word (.docx), opened by python-docx: the text of the body, and of footnotes and endnotes behind it.

A position in a .docx is a paragraph and an offset in its text. Paragraphs are numbered in the order of the
document, from 1; empty ones count, and so do those in table cells, content controls and text boxes (after the
paragraph that holds the box). Behind the body come the paragraphs of the footnotes, then those of the
endnotes, in the order in which the body refers to them; findings there name the note. A line break in a
paragraph is a line feed in its text.

Tracked changes count as accepted. Deleted text, codes of fields and hidden text are not read. Headers and
footers, comments and embedded objects are no part of the article; reports say that they are not checked.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from mtcheck.readers.docx_parts import DocxParts
from mtcheck.readers.docx_text import HiddenStyles, ParagraphTexts
from mtcheck.readers.error import ReadError
from mtcheck.readers.package import check_sizes, open_package, shorten
from mtcheck.readers.paragraphs import paragraphs_document
from mtcheck.text.document import Document

_SAVE_AGAIN = "open it in a word processor and save it again as .docx"


def read_docx(data: bytes, name: str) -> Document:
    """The article in a .docx file. Raises ReadError."""
    with open_package(data, name, ".docx", _SAVE_AGAIN) as package:
        try:
            return _document(data, name, package)
        except Exception as error:  # the libraries raise anything from KeyError to XMLSyntaxError
            cause = f"is no Word document, or a damaged one ({shorten(error)})"
            raise ReadError(name, cause, _SAVE_AGAIN) from error


def _document(data: bytes, name: str, package: zipfile.ZipFile) -> Document:
    import docx

    check_sizes(package)  # python-docx unpacks every part whole
    file: Any = docx.Document(io.BytesIO(data))
    texts = ParagraphTexts(HiddenStyles.of(file.styles.element))
    found = DocxParts(file.part, package, texts)
    paragraphs = texts.of_all(file.element.body)
    parts: list[tuple[int, str]] = []
    for note in (*found.notes("footnote"), *found.notes("endnote")):
        parts.append((len(paragraphs), note.name))
        paragraphs += note.paragraphs
    return paragraphs_document(paragraphs, name, "docx", tuple(found.unread()), parts)
