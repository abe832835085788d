"""Folding typographic variants moves no offset."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mtcheck.garble.text import plain


@given(st.text())
def test_length_stays(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_quotes_and_dashes_are_folded() -> None:
    assert plain("“It’s” – so…") == '"It\'s" - so.'
