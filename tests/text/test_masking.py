"""Masking: prose as long as the text, what is masked, and entities that stay whole."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from sample_documents import documents, masked

from mtcheck.text.document import Document
from mtcheck.text.span import Span


@given(documents())
def test_prose_has_the_text_s_length_and_line_breaks(document: Document) -> None:
    assert len(document.prose) == len(document.text)
    breaks = [(match.start(), match.group()) for match in re.finditer(r"[\r\n]", document.text)]
    assert [(match.start(), match.group()) for match in re.finditer(r"[\r\n]", document.prose)] == breaks


@given(documents(), st.data())
def test_is_masked_agrees_with_looking_at_every_mask(document: Document, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, len(document.text)))
    if start < end:
        assert document.is_masked(start, end) == any(
            mask.start < end and start < mask.end for mask in document.masks
        )


def test_a_finding_does_not_cut_an_entity_in_two() -> None:
    document = masked("he said.&rdquo; Then")
    at = document.text.index("&")
    assert document.snap(at, at + 1) == Span(at, at + len("&rdquo;"))
    assert document.snap(0, 2) == Span(0, 2)
