"""Packages: ZIP files whose parts make a document (.docx, .odt, .epub), opened within limits.

The parts that are XML are parsed without entities, without a network, and without what libxml2 calls huge.
What an archive says of the sizes of its parts is a claim: they are unpacked piece by piece, and no further
than that.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from mtcheck.readers.error import ReadError

#: The most that the parts of a file may unpack to, in bytes: an article with its pictures stays far below.
MAX_UNPACKED = 200_000_000
#: The most that its text, which is XML, may unpack to.
MAX_TEXT = 30_000_000

#: The beginning of an OLE container: an encrypted .docx is one, and so is a .doc.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXTS = frozenset({".xml", ".rels", ".opf", ".ncx", ".xhtml", ".html", ".htm", ".css"})
#: How the standards of such files let a part be packed. Others unpack a piece to any size.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
#: Bytes that are unpacked at once.
_PIECE = 1 << 16


def open_package(data: bytes, name: str, suffix: str, save_again: str) -> zipfile.ZipFile:
    """The parts of a file, none of them unpacked yet. Raises ReadError for what is no package or a bomb.

    suffix: what such a file is called, `.docx`. save_again: the next step for one that is damaged.
    """
    if data.startswith(_OLE):
        cause = "is encrypted, or an old .doc file"
        raise ReadError(name, cause, f"save it as {suffix} without a password")
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
        cause = f"is no {suffix} file, or a damaged one ({shorten(error)})"
        raise ReadError(name, cause, save_again) from error
    if any(part.flag_bits & 1 for part in parts):
        raise ReadError(name, "is encrypted", "save it without a password")
    if any(part.compress_type not in _METHODS for part in parts):
        raise ReadError(name, f"is packed in a way that no {suffix} file is", save_again)
    unpacked = sum(part.file_size for part in parts)
    text = sum(part.file_size for part in parts if PurePosixPath(part.filename).suffix.lower() in _TEXTS)
    if unpacked > MAX_UNPACKED or text > MAX_TEXT:
        cause = f"unpacks to {unpacked / 1e6:,.0f} MB, {text / 1e6:,.0f} MB of it text"
        raise ReadError(name, cause, "check that it is what it says, and split it")
    return package


def check_sizes(package: zipfile.ZipFile) -> None:
    """Raise BadZipFile for a part that unpacks to more than the archive says."""
    for part in package.infolist():
        for _ in _pieces(package, part):
            pass


def parse_part(package: zipfile.ZipFile, part: str) -> Any:
    """The root element of a part that is XML, without comments. Raises what zipfile and lxml raise: KeyError
    for a part that is not there, and nearly anything for a damaged one.

    An entity that the part itself declares would be text that nobody reads, so it is an error.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(read_part(package, part), parser)
    entity = next(root.iter(etree.Entity), None)
    if entity is not None:
        raise ValueError(f"{part} refers to the entity {entity.text}")
    return root


def read_part(package: zipfile.ZipFile, part: str) -> bytes:
    """The bytes of a part, whatever it is called no more than MAX_TEXT."""
    entry = package.getinfo(part)
    if entry.file_size > MAX_TEXT:
        raise ValueError(f"{part} is too large")
    return b"".join(_pieces(package, entry))


def _pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part up to the size that the archive says. Raises BadZipFile where there are more.

    Asked for all of them, zipfile would unpack everything before it looked at the size.
    """
    with package.open(part) as file:
        while piece := file.read(_PIECE):
            yield piece


def shorten(error: Exception) -> str:
    """What an error says, on one line, for a message in brackets."""
    reason = " ".join(str(error).split()) or type(error).__name__
    return reason if len(reason) <= 100 else reason[:99] + "…"
