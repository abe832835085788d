"""EPUB: chapters in the order of the spine, what is left out, and files that are no book."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make_epub import epub, packed, parts

from mtcheck.readers import ReadError, read_bytes
from mtcheck.readers.epub import Chapter, read_epub
from mtcheck.readers.excerpt import read_excerpt
from mtcheck.text.document import Document

#: A book that pandoc 3 wrote.
BY_PANDOC = Path(__file__).parent / "data" / "pandoc.epub"
TWO = {"b.xhtml": "<p>The second.</p>", "text/a.xhtml": "<h1>One</h1>\n<p>The first first.</p>"}


def document(chapter: Chapter) -> Document:
    assert chapter.excerpt is not None
    return read_excerpt(chapter.excerpt, chapter.path)


def paragraphs(chapter: Chapter) -> list[str]:
    read = document(chapter)
    return [read.on_one_line(paragraph.start, paragraph.end) for paragraph in read.paragraphs]


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_epub(data, "book.epub")
    message = str(caught.value)
    assert message.startswith("book.epub: ")
    assert "\n" not in message
    return message


def test_chapters_come_in_the_order_of_the_spine_with_the_places_in_their_files() -> None:
    data = packed(parts(TWO, spine=["text/a.xhtml", "b.xhtml"]))
    first, second = read_epub(data, "book.epub")
    assert (first.path, second.path) == ("OEBPS/text/a.xhtml", "OEBPS/b.xhtml")
    assert paragraphs(first) == ["One", "The first first."]
    assert paragraphs(second) == ["The second."]
    read = document(first)
    start = read.text.index("first first")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        line = (
            package.read("OEBPS/text/a.xhtml").decode().split("\n")[read.locate(start, start + 11).line - 1]
        )
    location = read.locate(start, start + 11)
    assert line[location.column - 1 : location.end_column - 1] == "first first"
    assert read.name == "OEBPS/text/a.xhtml"


def test_a_book_of_pandoc_with_its_notes_and_its_contents() -> None:
    title, chapter = read_epub(BY_PANDOC.read_bytes(), "pandoc.epub")
    assert title.path == "EPUB/text/title_page.xhtml"
    assert paragraphs(chapter)[:2] == ["Heading one", "The council will vote on Thursday. Two spaces."]
    assert "A note that that is long." in paragraphs(chapter)


def test_contents_and_pages_without_text_are_left_out_and_that_is_said() -> None:
    chapters = {
        "cover.xhtml": '<img src="c.png" alt=""/>',
        "nav.xhtml": "<nav><p>One</p></nav>",
        "a.xhtml": "<p>A.</p>",
    }
    more = '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description>Fine.</dc:description></metadata>'
    [chapter] = read_epub(packed(parts(chapters, more=more)), "book.epub")
    assert chapter.path == "OEBPS/a.xhtml"
    assert document(chapter).unread[:3] == (
        ("table of contents", "made from the headings (OEBPS/nav.xhtml)"),
        ("pages without text", "1"),
        ("description of the book", "among its metadata"),
    )


def test_a_page_of_the_spine_that_is_no_text_is_said() -> None:
    files = parts(TWO)
    opf = files["OEBPS/content.opf"]
    files["OEBPS/content.opf"] = opf.replace("application/xhtml+xml", "image/svg+xml", 1)
    [chapter] = read_epub(packed(files), "book.epub")
    assert document(chapter).unread == (("pages that are no text", "OEBPS/b.xhtml"),)


def test_the_contents_of_an_older_book_are_named_by_its_guide() -> None:
    more = '<guide><reference type="toc" href="b.xhtml#top"/></guide>'
    assert [chapter.path for chapter in read_epub(packed(parts(TWO, more=more)), "b")] == [
        "OEBPS/text/a.xhtml"
    ]


def test_asides_are_notes_in_a_book_and_are_read() -> None:
    note = '<p>One.</p><aside epub:type="footnote" id="n1"><p>A note.</p></aside>'
    [chapter] = read_epub(epub({"a.xhtml": note}), "book.epub")
    assert paragraphs(chapter) == ["One.", "A note."]


def test_a_path_with_escapes_and_dots_is_found() -> None:
    files = parts({"text/../a%20b.xhtml": "<p>One.</p>"})
    files["OEBPS/a b.xhtml"] = files.pop("OEBPS/text/../a%20b.xhtml")
    assert [chapter.path for chapter in read_epub(packed(files), "book.epub")] == ["OEBPS/a b.xhtml"]


def test_a_chapter_that_is_missing_or_no_text_is_said_and_the_others_are_read() -> None:
    files = parts({**TWO, "c.xhtml": "<p>Three.</p>"})
    del files["OEBPS/b.xhtml"]
    files["OEBPS/c.xhtml"] = "\0" * 100
    missing, first, binary = read_epub(packed(files), "book.epub")
    assert (missing.excerpt, missing.cause) == (None, "is named in the spine and missing in the book")
    assert paragraphs(first) == ["One", "The first first."]
    assert binary.cause == "is a binary file, not text"


def encryption(path: str) -> str:
    names = 'xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"'
    reference = f'<enc:CipherData><enc:CipherReference URI="{path}"/></enc:CipherData>'
    return f"<encryption {names}><enc:EncryptedData>{reference}</enc:EncryptedData></encryption>"


def test_a_book_with_copy_protection_is_refused_and_obfuscated_fonts_are_no_matter() -> None:
    files = parts(TWO)
    fonts = {**files, "META-INF/encryption.xml": encryption("OEBPS/fonts/a.otf")}
    assert len(read_epub(packed(fonts), "book.epub")) == 2
    protected = {**files, "META-INF/encryption.xml": encryption("OEBPS/text/a.xhtml")}
    assert "is encrypted (OEBPS/text/a.xhtml)" in refused(packed(protected))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zip",
        packed({}),
        packed({"META-INF/container.xml": "<container/>"}),
        epub(TWO)[:-40],
        packed({**parts(TWO), "OEBPS/content.opf": "<package>"}),
        packed({**parts(TWO), "OEBPS/content.opf": '<package><spine><itemref idref="x"/></spine></package>'}),
    ],
    ids=["empty", "text", "no parts", "no package", "cut off", "damaged package", "spine without item"],
)
def test_what_is_no_book_is_an_error(data: bytes) -> None:
    assert "damaged" in refused(data)


def test_a_book_without_text_is_an_error() -> None:
    assert "without a chapter that has text" in refused(epub({"a.xhtml": "<p>1</p>"}))


def test_bombs_are_not_unpacked() -> None:
    assert "unpacks to" in refused(packed({**parts(TWO), "OEBPS/big.xhtml": " " * 31_000_000}))
    assert "too large" in refused(packed({**parts({"a.txt": "x"}), "OEBPS/a.txt": " " * 31_000_000}))
    entities = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 1000 + '">]>'
    bomb = f"{entities}<package><metadata>&b;</metadata></package>"
    assert "refers to the entity" in refused(packed({**parts(TWO), "OEBPS/content.opf": bomb}))


def test_entities_that_a_chapter_declares_are_not_expanded() -> None:
    files = parts({"a.xhtml": "<p>One &b; two.</p>"})
    entities = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 1000 + '">]>'
    files["OEBPS/a.xhtml"] = files["OEBPS/a.xhtml"].replace("<!DOCTYPE html>", entities)
    [chapter] = read_epub(packed(files), "book.epub")
    assert "hahaha" not in document(chapter).prose


def test_unclosed_style_sheets_take_no_time() -> None:
    body = "<style>" * 100_000
    assert len(read_epub(epub({"a.xhtml": body}), "book.epub")) == 1


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_book_raises_nothing_but_read_error(data: st.DataObject) -> None:
    file = bytearray(epub(TWO))
    for _ in range(data.draw(st.integers(1, 5))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ReadError):
        read_epub(bytes(file[: data.draw(st.integers(0, len(file)))]), "book.epub")


def test_a_reader_of_one_article_refuses_a_book() -> None:
    with pytest.raises(ReadError, match="check it with mtcheck check"):
        read_bytes(epub(TWO), "book.epub", ".epub")
