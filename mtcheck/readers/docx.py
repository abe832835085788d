"""Word (.docx), opened by python-docx: the text of the body, paragraph by paragraph.

A position in a .docx is a paragraph and an offset in its text. Paragraphs are numbered in the order of the
document, from 1; empty ones count, and so do those in table cells, content controls and text boxes (after the
paragraph that holds the box). Headers and footers, footnotes and endnotes, comments and deleted text are not
read; tracked changes count as accepted. A line break in a paragraph is a line feed in its text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from mtcheck.readers.error import ReadError
from mtcheck.readers.package import open_package, shorten
from mtcheck.readers.paragraphs import paragraphs_document
from mtcheck.text.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

_SAVE_AGAIN = "open it in a word processor and save it again as .docx"
_TEXT = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "‑", "softHyphen": "\u00ad"}
# Deleted text, and text that was moved elsewhere; a text box is read as paragraphs of its own.
_LEFT_OUT = frozenset({"del", "moveFrom", "txbxContent", "rPr", "pPr"})


def read_docx(data: bytes, name: str) -> Document:
    """The article in a .docx file. Raises ReadError."""
    open_package(data, name, ".docx", _SAVE_AGAIN).close()
    try:
        paragraphs = list(_paragraphs(data))
    except Exception as error:  # the libraries raise anything from KeyError to XMLSyntaxError
        cause = f"is no Word document, or a damaged one ({shorten(error)})"
        raise ReadError(name, cause, _SAVE_AGAIN) from error
    return paragraphs_document(paragraphs, name, "docx")


def _paragraphs(data: bytes) -> Iterator[str]:
    import docx

    body = docx.Document(io.BytesIO(data)).element.body
    for paragraph in _elements(body):
        yield "".join(_text(paragraph))


def _elements(body: Any) -> Iterator[Any]:
    """The paragraphs, in the order of the document; a text box has two versions, of which one is read."""
    for paragraph in body.iter(_W + "p"):
        if not any(ancestor.tag == _FALLBACK for ancestor in paragraph.iterancestors()):
            yield paragraph


def _text(element: Any) -> Iterator[str]:
    """The text of a paragraph, found without recursion: a hostile file may nest thousands deep."""
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        tag = child.tag if isinstance(child.tag, str) else _FALLBACK  # a comment has no tag
        # What is not Word's own is a drawing, a formula or a wrapper for compatibility, and may hold text.
        name = tag.removeprefix(_W)
        if name == "t":
            yield child.text or ""
        elif name in _TEXT:
            yield _TEXT[name]
        elif tag != _FALLBACK and name not in _LEFT_OUT:
            stack.extend(reversed(child))
