"""Word (.docx), opened by python-docx: the text of the body, paragraph by paragraph.

A position in a .docx is a paragraph and an offset in its text. Paragraphs are numbered in the order of the
document, from 1; empty ones count, and so do those in table cells, content controls and text boxes (after the
paragraph that holds the box). Headers and footers, footnotes and endnotes, comments and deleted text are not
read; tracked changes count as accepted. A line break in a paragraph is a line feed in its text.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from mtcheck.readers.addresses import addresses
from mtcheck.readers.error import ReadError
from mtcheck.text.document import Document
from mtcheck.text.span import Span

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

#: The most that the parts of a file may unpack to, in bytes: an article with its pictures stays far below.
MAX_UNPACKED = 200_000_000
#: The most that its text, which is XML, may unpack to.
MAX_TEXT = 30_000_000

#: The beginning of an OLE container: an encrypted .docx is one, and so is a .doc.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AGAIN = "open it in a word processor and save it again as .docx"
_TEXT = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "‑", "softHyphen": "\u00ad"}
# Deleted text, and text that was moved elsewhere; a text box is read as paragraphs of its own.
_LEFT_OUT = frozenset({"del", "moveFrom", "txbxContent", "rPr", "pPr"})


def read_docx(data: bytes, name: str) -> Document:
    """The article in a .docx file. Raises ReadError."""
    _check_container(data, name)
    try:
        paragraphs = list(_paragraphs(data))
    except Exception as error:  # the libraries raise anything from KeyError to XMLSyntaxError
        cause = f"is no Word document, or a damaged one ({_reason(error)})"
        raise ReadError(name, cause, _SAVE_AGAIN) from error
    text = "\n".join(paragraphs)
    units: list[int] = []
    blocks: list[Span] = []
    start = 0
    for paragraph in paragraphs:
        units.append(start)
        if paragraph and not paragraph.isspace():
            blocks.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 1
    return Document(
        text,
        name,
        format="docx",
        masks=tuple(addresses(text, 0, len(text))),
        blocks=tuple(blocks),
        units=tuple(units) or (0,),
    )


def _check_container(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        raise ReadError(name, "is encrypted, or an old .doc file", "save it as .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
        cause = f"is no .docx file, or a damaged one ({_reason(error)})"
        raise ReadError(name, cause, _SAVE_AGAIN) from error
    if any(part.flag_bits & 1 for part in parts):
        raise ReadError(name, "is encrypted", "save it without a password")
    # The sizes are those the archive declares; zipfile never unpacks more of a part than that.
    unpacked = sum(part.file_size for part in parts)
    text = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if unpacked > MAX_UNPACKED or text > MAX_TEXT:
        cause = f"unpacks to {unpacked / 1e6:,.0f} MB, {text / 1e6:,.0f} MB of it text"
        raise ReadError(name, cause, "check that it is what it says, and split it")


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


def _reason(error: Exception) -> str:
    reason = " ".join(str(error).split()) or type(error).__name__
    return reason if len(reason) <= 100 else reason[:99] + "…"
