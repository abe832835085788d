"""Sentences of texts that the library panics on."""

from __future__ import annotations

import pytest

from mtcheck.text.segmentation import split


@pytest.mark.parametrize("text", ["B \x85. ", ".B\xa0.B", "He left.\xa0.B came. She stayed."])
def test_white_space_that_the_splitter_cannot_take_costs_no_article(text: str) -> None:
    assert "".join(text[start:end] for start, end in split("en", text)) == text
