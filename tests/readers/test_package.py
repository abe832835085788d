"""Packages: what an archive says of its sizes is not believed."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from make_docx import docx, paragraph
from make_epub import epub
from make_odt import odt, p

from mtcheck.readers import ReadError, read_bytes
from mtcheck.readers.epub import read_epub

BIG = 50_000_000
PARTS = {
    ".docx": (docx(paragraph("A word.")), "word/document.xml"),
    ".odt": (odt(p("A word.")), "content.xml"),
    ".epub": (epub({"a.xhtml": "<p>A word.</p>"}), "OEBPS/a.xhtml"),
}


def read(data: bytes, suffix: str) -> None:
    if suffix == ".epub":
        read_epub(data, "a.epub")
    else:
        read_bytes(data, f"a{suffix}", suffix)


def changed(data: bytes, change: Callable[[zipfile.ZipFile, str, bytes], None]) -> bytes:
    """The archive with each part written by `change`."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            change(after, name, before.read(name))
    return target.getvalue()


@pytest.mark.parametrize("suffix", PARTS)
def test_a_part_that_unpacks_to_more_than_it_says_is_not_unpacked(suffix: str) -> None:
    data, part = PARTS[suffix]

    def understate(file: zipfile.ZipFile, name: str, content: bytes) -> None:
        padding = b" " * BIG if name == part else b""
        file.writestr(name, content + padding, zipfile.ZIP_DEFLATED)
        file.getinfo(name).file_size = len(content)

    liar = changed(data, understate)
    tracemalloc.start()
    try:
        with pytest.raises(ReadError, match="damaged"):
            read(liar, suffix)
        assert tracemalloc.get_traced_memory()[1] < BIG / 2
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("suffix", PARTS)
def test_other_ways_of_packing_are_refused(suffix: str) -> None:
    data = changed(
        PARTS[suffix][0], lambda file, name, content: file.writestr(name, content, zipfile.ZIP_BZIP2)
    )
    with pytest.raises(ReadError, match=rf"packed in a way that no \{suffix} file is"):
        read(data, suffix)


@pytest.mark.parametrize("suffix", PARTS)
def test_parts_that_are_only_stored_are_read(suffix: str) -> None:
    read(changed(PARTS[suffix][0], lambda file, name, content: file.writestr(name, content)), suffix)
