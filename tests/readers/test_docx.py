"""Word: paragraphs and their numbers, and files that are none."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make_docx import FIXTURE, article, docx, paragraph, run, table, text_box

from mtcheck.readers import ReadError, read_bytes, read_file
from mtcheck.text.document import Location

#: What XML can hold of what people type.
CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn")) | st.sampled_from("\n\t")
PARAGRAPHS = st.lists(st.text(CHARACTERS, max_size=20), max_size=8)


def unpacked(data: bytes) -> list[str]:
    """The paragraphs that the document's units tell."""
    document = read_bytes(data, "a.docx", ".docx")
    assert document.units is not None
    ends = [start - 1 for start in document.units[1:]] + [len(document.text)]
    return [document.text[start:end] for start, end in zip(document.units, ends, strict=True)]


@given(PARAGRAPHS)
def test_paragraphs_come_back_with_the_empty_ones_and_their_line_breaks(texts: list[str]) -> None:
    assert unpacked(docx(*map(paragraph, texts))) == (texts or [""])


@settings(max_examples=10)
@given(PARAGRAPHS)
def test_what_python_docx_writes_is_read(texts: list[str]) -> None:
    file = python_docx.Document()
    for text in texts:
        file.add_paragraph(text)
    buffer = io.BytesIO()
    file.save(buffer)
    assert unpacked(buffer.getvalue()) == (texts or [""])


def test_cells_text_boxes_and_content_controls_are_paragraphs_in_their_order() -> None:
    control = f"<w:sdt><w:sdtContent>{paragraph('in a control')}</w:sdtContent></w:sdt>"
    nested = f"<w:tbl><w:tr><w:tc>{table(('deep',))}{paragraph('after')}</w:tc></w:tr></w:tbl>"
    boxed = f"<w:p>{run('before ')}{text_box('boxed')}{run('and after')}</w:p>"
    body = [paragraph("one"), table(("a", "b"), ("c", "d")), control, nested, boxed, paragraph("last")]
    expected = [
        "one",
        "a",
        "b",
        "c",
        "d",
        "in a control",
        "deep",
        "after",
        "before and after",
        "boxed",
        "last",
    ]
    assert unpacked(docx(*body)) == expected


def test_tracked_changes_count_as_accepted() -> None:
    changed = (
        f"<w:p>{run('They ')}<w:del>{run('did ')}<w:r><w:delText>not </w:delText></w:r></w:del>"
        f"<w:ins>{run('never ')}</w:ins><w:moveFrom>{run('here ')}</w:moveFrom>"
        f"<w:hyperlink>{run('went')}</w:hyperlink>"
        "<w:r><w:noBreakHyphen/><w:softHyphen/><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert unpacked(docx(changed)) == ["They never went‑\u00ad"]


def test_positions_are_paragraphs_and_offsets_in_them() -> None:
    document = read_bytes(
        docx(paragraph("One."), paragraph(""), paragraph("Two\nthree three.")), "a.docx", ".docx"
    )
    start = document.text.index("three three")
    assert document.locate(start, start + 11) == Location(3, 5, 3, 16, 4, 15)
    assert len(document.paragraphs) == 2


def test_the_fixture_is_what_the_script_makes_and_reads_as_it_should() -> None:
    document = read_file(FIXTURE)
    assert document.text == read_bytes(article(), "a", ".docx").text
    lines = document.text.split("\n")
    assert lines[:3] == [
        "Schools face a smaller budget",
        "",
        "The council will will vote on Thursday. Parents were be told only yesterday.",
    ]
    assert "“Nobody asked us,” said Ana Pérez, whose children go to Hillside." in lines
    assert lines.count("Hillside has 412 pupils pupils.") == 1
    start = document.text.index("pupils pupils")
    assert document.locate(start, start + 13)[:2] == (5, 18)
    assert [document.text[mask.start : mask.end] for mask in document.masks] == ["schools@example.org"]


def archive(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a zip",
        b"PK\x03\x04 cut off",
        archive(),
        archive(other=b"x"),
        docx(paragraph("a"))[:-30],
        docx("<w:p>"),
    ],
    ids=["empty", "text", "cut off", "no parts", "other parts", "damaged end", "damaged xml"],
)
def test_what_is_no_word_document_is_an_error(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "report.docx", ".docx")
    assert caught.value.name == "report.docx"
    assert "damaged" in caught.value.cause
    assert "\n" not in str(caught.value)


def test_an_encrypted_file_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "secret.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    with pytest.raises(
        ReadError, match=r"secret\.docx: is encrypted, or an old \.doc file; save it as \.docx"
    ):
        read_file(path)


def test_a_zip_bomb_is_not_unpacked() -> None:
    buffer = io.BytesIO(docx(paragraph("a")))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as file, file.open("word/big.xml", "w") as part:
        for _ in range(40):
            part.write(b" " * 1_000_000)
    with pytest.raises(ReadError, match="unpacks to 40 MB"):
        read_bytes(buffer.getvalue(), "bomb.docx", ".docx")


def test_entities_that_explode_are_not_expanded() -> None:
    data = docx(paragraph("MARK"))
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "'
        + "ha" * 1000
        + '"><!ENTITY b "'
        + "&a;" * 1000
        + '"><!ENTITY c "'
        + "&b;" * 1000
        + '">]>'
    )
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    xml = (
        parts["word/document.xml"]
        .decode()
        .replace("MARK", "&c;")
        .replace("\n<w:document", f"\n{bomb}<w:document")
    )
    parts["word/document.xml"] = xml.encode()
    try:
        document = read_bytes(archive(**parts), "bomb.docx", ".docx")
    except ReadError:
        return
    assert len(document.text) < 100


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_file_raises_nothing_but_read_error(data: st.DataObject) -> None:
    file = bytearray(article())
    for _ in range(data.draw(st.integers(1, 5))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ReadError):
        read_bytes(bytes(file[: data.draw(st.integers(0, len(file)))]), "a.docx", ".docx")


def test_ten_thousand_paragraphs() -> None:
    texts = [f"Paragraph {number} stands here." for number in range(10_000)]
    document = read_bytes(docx(*map(paragraph, texts)), "a.docx", ".docx")
    assert document.units is not None
    assert len(document.units) == 10_000
    assert document.locate(document.units[9_999], document.units[9_999] + 9)[:3] == (10_000, 1, 10_000)
