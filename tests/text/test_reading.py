"""Reading: what a reader sees of a document, and the way back from it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_documents import documents, masked

from mtcheck.text.document import Document
from mtcheck.text.masking import JOINER, OPAQUE, PADDING, Mask
from mtcheck.text.reading import GAP, Reading
from mtcheck.text.span import Span


@given(documents())
def test_what_a_reader_sees_maps_back_to_the_document(document: Document) -> None:
    reading = document.reading
    assert JOINER not in reading.text
    assert PADDING not in reading.text
    for index, char in enumerate(reading.text):
        span = reading.span(index, index + 1)
        assert 0 <= span.start <= span.end <= len(document.text)
        if not char.isspace() and span.start < span.end and not document.is_masked(span.start, span.end):
            assert document.text[span.start : span.end] == char


def test_markup_beside_space_is_space_and_between_letters_is_not() -> None:
    document = masked("see <b>this</b>, now")
    assert document.prose == f"see    this{JOINER * 4}, now"
    assert document.reading.text == "see this, now"


def test_opaque_content_is_one_noun_for_an_engine() -> None:
    document = masked("call [foo()] twice")
    assert document.prose == f"call {OPAQUE * 7} twice"
    assert document.reading.text == f"call {OPAQUE} twice"
    start = document.reading.text.index("twice")
    assert document.slice(document.reading.span(start, start + 5)) == "twice"


@given(documents(), st.sampled_from(["a", r"\s+", "[“”]", ".", r"\w+"]), st.sampled_from(["", "x", "longer"]))
def test_what_a_replacement_leaves_keeps_its_offset(document: Document, pattern: str, new: str) -> None:
    reading = document.reading
    replaced = reading.replace(re.compile(pattern), lambda match: new)
    assert replaced.text == re.sub(pattern, new, reading.text)
    index = 0
    for match in re.finditer(pattern, reading.text):
        kept = reading.text[index : match.start()]
        start = len(re.sub(pattern, new, reading.text[:index]))
        assert [replaced.offset(start + i) for i in range(len(kept))] == [
            reading.offset(index + i) for i in range(len(kept))
        ]
        index = match.end()


@given(documents(), st.data())
def test_a_cut_reads_and_maps_as_the_part_it_is(document: Document, data: st.DataObject) -> None:
    reading = document.reading
    start = data.draw(st.integers(0, len(reading.text)))
    end = data.draw(st.integers(start, len(reading.text)))
    part = reading.cut(start, end)
    assert part.text == reading.text[start:end]
    assert [part.offset(i) for i in range(end - start)] == [reading.offset(i) for i in range(start, end)]


def test_joined_readings_keep_their_offsets_and_a_gap_belongs_to_what_it_follows() -> None:
    document = Document("One.\n\nTwo.")
    joined = Reading.join(document.masked, document.paragraph_readings)
    assert joined.text == document.reading.text == f"One.{GAP}Two."
    assert joined.span(0, 4) == Span(0, 4)
    assert joined.span(3, 5) == Span(3, 4)
    assert joined.span(6, 10) == Span(6, 10)


@pytest.mark.parametrize(
    ("format", "line"),
    [("text", "see example.org, then call [foo()] twice"), ("html", "see , then call twice")],
)
def test_on_one_line_code_and_addresses_stand_as_written_where_there_is_no_markup(
    format: str, line: str
) -> None:
    text = "see example.org, then\ncall [foo()]  twice"
    masks = (Mask(4, 15, opaque=True), Mask(27, 34, opaque=True))
    document = Document(text, format=format, masks=masks)
    assert document.on_one_line(0, len(text)) == line
