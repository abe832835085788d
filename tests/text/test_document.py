"""Document: lines and columns, and time that grows with the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_documents import documents

from mtcheck.text.document import Document, Location
from mtcheck.text.masking import JOINER, Mask
from mtcheck.text.span import Span


def naive_location(text: str, offset: int) -> tuple[int, int]:
    """Line and column by counting, as an editor does."""
    line, column, index = 1, 1, 0
    while index < offset:
        char = text[index]
        if char == "\r" and text[index + 1 : index + 2] == "\n" and index + 1 < offset:
            index += 1
            line, column = line + 1, 1
        elif char == "\r" and text[index + 1 : index + 2] == "\n":
            column += 1  # between the two halves of one line break
        elif char in "\r\n":
            line, column = line + 1, 1
        elif not (index == 0 and char == "\ufeff"):
            column += 1
        index += 1
    return line, column


@given(documents(), st.data())
def test_locate_agrees_with_counting(document: Document, data: st.DataObject) -> None:
    text = document.text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    location = document.locate(start, end)
    assert (location.line, location.column) == naive_location(text, start)
    assert (location.start, location.end) == (start, end)
    last_line, last_column = naive_location(text, max(end - 1, start))
    assert location.end_line == last_line
    visible = end > start and not (end == 1 and text.startswith("\ufeff"))
    assert location.end_column == last_column + visible


def test_the_byte_order_mark_has_an_offset_and_no_column() -> None:
    document = Document("\ufeffHello there")
    assert document.words[0].start == 1
    assert document.locate(1, 6) == Location(1, 1, 1, 6, 1, 6)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_line_break_counts_once(newline: str) -> None:
    document = Document(f"one{newline}two")
    start = document.text.index("two")
    assert document.locate(start, start + 3) == Location(2, 1, 2, 4, start, start + 3)


def test_units_count_paragraphs_and_columns_within_them() -> None:
    document = Document("one\n\nthree\nmore", units=(0, 4, 5), blocks=(Span(0, 3), Span(5, 15)))
    assert document.locate(5, 10) == Location(3, 1, 3, 6, 0, 5)
    assert document.locate(11, 15) == Location(3, 7, 3, 11, 6, 10)
    assert document.locate(0, 10) == Location(1, 1, 3, 6, 0, 5)


def test_an_empty_document_has_no_parts() -> None:
    document = Document("")
    assert (document.prose, document.paragraphs, document.sentences, document.words) == ("", (), (), ())
    assert document.reading.text == ""
    assert document.sentence_at(0) is None
    assert document.locate(0, 0) == Location(1, 1, 1, 1, 0, 0)


def test_sentence_at_finds_the_sentence_around_an_offset() -> None:
    document = Document("One is here. Two is there.")
    first, second = document.sentences
    assert document.sentence_at(3) == first
    assert document.sentence_at(second.start) == second
    assert document.sentence_at(10_000) == second


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "a" * 1_000_000,
        "A sentence stands here.\n\n" * 10_000,
        "“”" * 300_000,
        JOINER * 500_000,
    ],
    ids=["one line", "one word", "paragraphs", "quotes", "filler"],
)
def test_time_grows_with_the_text_and_not_faster(text: str) -> None:
    begin = time.perf_counter()
    document = Document(
        text, masks=tuple(Mask(at, at + 1, fill="") for at in range(0, min(len(text), 100_000), 5))
    )
    assert document.words is not None
    assert len(document.reading.text) <= len(text) + 2
    document.locate(len(text) - 1, len(text))
    assert (
        time.perf_counter() - begin < 20
    )  # seconds take a fraction of this; what is quadratic takes minutes
