"""Plain text: all of it is prose, addresses excepted. Its paragraphs are found when they are asked for."""

from __future__ import annotations

from mtcheck.readers.addresses import addresses
from mtcheck.readers.encoding import decode
from mtcheck.text.document import Document


def read_plain(data: bytes, name: str) -> Document:
    """The article in a text file, whatever its encoding. Raises ReadError."""
    text, encoding = decode(data, name)
    return plain_document(text, name, encoding=encoding)


def plain_document(text: str, name: str = "<text>", encoding: str = "utf-8") -> Document:
    """The article in a string."""
    return Document(text, name, masks=tuple(addresses(text, 0, len(text))), encoding=encoding)
