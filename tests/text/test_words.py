"""Words: what counts as one, over entities, markup and marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from sample_documents import documents, masked

from mtcheck.text.document import Document
from mtcheck.text.masking import JOINER, PADDING


@given(documents())
def test_a_word_outside_masks_is_the_slice_of_the_text(document: Document) -> None:
    for word in document.words:
        assert word.text
        assert JOINER not in word.text
        assert PADDING not in word.text
        if not document.is_masked(word.start, word.end):
            assert document.text[word.start : word.end] == word.text


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("I don&rsquo;t know", ["I", "don’t", "know"]),
        ("<b>Putin</b>’s aide", ["Putin’s", "aide"]),
        ("un<i>believ</i>able", ["unbelievable"]),
        ("the caf&eacute; there", ["the", "café", "there"]),
        ("10&nbsp;km off", ["10", "km", "off"]),
        ("one{br}two", ["one", "two"]),
        ("call [foo()] twice", ["call", "twice"]),
        ("re\u0301sume\u0301 co\u00adoperate", ["re\u0301sume\u0301", "co\u00adoperate"]),
        ("the U.S.-led 1,000 well-known", ["the", "U.S.", "led", "1,000", "well-known"]),
    ],
)
def test_words_read_as_a_reader_reads_them(source: str, words: list[str]) -> None:
    assert [word.text for word in masked(source).words] == words


def test_a_word_with_an_entity_covers_the_entity_in_the_file() -> None:
    document = masked("the caf&eacute; there")
    word = document.words[1]
    assert document.text[word.start : word.end] == "caf&eacute;"
    assert word.lower == "café"
