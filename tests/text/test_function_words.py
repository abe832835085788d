"""Function words: the language of a sentence, and what they prove of English."""

from __future__ import annotations

import pytest

from mtcheck.text.document import Document
from mtcheck.text.function_words import (
    count_english,
    count_english_only,
    function_word_hits,
    sentence_language,
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La ville a décidé lundi de ne pas démolir le vieux pont.", "fr"),
        ("Město se v pondělí rozhodlo, že starý most nezbourá.", "cs"),
        ("The city decided on Monday not to pull down the old bridge.", "en"),
        ("Paris", None),
    ],
)
def test_language_of_a_sentence(text: str, language: str | None) -> None:
    assert sentence_language(Document(text).sentences[0].words) == language


def test_a_function_word_of_several_languages_counts_for_each() -> None:
    hits = function_word_hits(["der", "de", "the", "in"])
    assert hits["de"] == 1
    assert hits["nl"] == hits["es"] == 1
    assert hits["en"] == 1  # “in” is a word of German as well


def test_what_other_languages_have_too_is_english_and_proves_nothing() -> None:
    words = Document("He was in the house").words
    assert (count_english(words), count_english_only(words)) == (4, 1)
