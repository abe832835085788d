"""Folding typographic variants moves no offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.garble.folding import fold, lower_capitals


@given(st.text())
def test_length_stays(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_quotes_and_dashes_are_folded() -> None:
    assert fold("“It’s” – so…") == '"It\'s" - so.'


def test_a_sentence_in_capitals_is_read_in_small_letters() -> None:
    assert lower_capitals("“THE U.S. PRESIDENT SAID NO.”") == "“The u.s. president said no.”"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NATO",
        "BBC NEWS",
        "1 2 3",
        "THE US PRESIDENT said no.",
        "Straße",
        "日本語 日本語 日本語",
        "A B C D",
    ],
)
def test_other_text_stays(text: str) -> None:
    assert lower_capitals(text) == text


@given(st.text(alphabet="ABCÀÉİΣ .,1’-", min_size=8))
def test_capitals_move_no_offset(text: str) -> None:
    assert len(lower_capitals(text)) == len(text)
