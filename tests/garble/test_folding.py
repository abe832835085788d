"""Folding typographic variants moves no offset."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mtcheck.garble.folding import fold


@given(st.text())
def test_length_stays(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_quotes_and_dashes_are_folded() -> None:
    assert fold("“It’s” – so…") == '"It\'s" - so.'
