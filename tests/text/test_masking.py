"""Masking: prose as long as the text, what is masked, and entities that stay whole."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from sample_documents import documents, masked

from mtcheck.text.document import Document
from mtcheck.text.masking import Mask, MaskedText, without_filler
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


def test_a_mask_may_join_the_lines_before_and_behind_it() -> None:
    text = "to the\n\n2\n00:02 --> 00:03\nharbour"
    gap = (text.index("\n"), text.index("harbour"))
    assert MaskedText(text, (Mask(*gap),)).prose.count("\n") == 4
    joined = MaskedText(text, (Mask(*gap, joins_lines=True),))
    assert joined.prose.split() == ["to", "the", "harbour"]
    assert "\n" not in joined.prose
    assert len(joined.prose) == len(text)
    assert joined.lines_joined(0, len(text)) == "to the harbour"
    assert joined.lines_joined(3, gap[0] + 2) == "the "


def test_a_word_goes_on_behind_a_mask_that_joins_lines() -> None:
    text = 'bas-"\n"reliefs <b>now</b>'
    masks = (Mask(4, 7, fill="", joins_lines=True), Mask(15, 18, fill="", joins_lines=True))
    masked = MaskedText(text, masks)
    assert without_filler(masked.prose).startswith("bas-reliefs")
    assert masked.lines_joined(0, len(text)) == "bas-reliefs <b>now</b>"
