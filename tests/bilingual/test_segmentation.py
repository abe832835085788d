"""Sentences of a source text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.bilingual.segmentation import source_document
from mtcheck.text.document import Document
from mtcheck.text.masking import Mask

CASES = {
    "zh": ["他说：“我们走吧。”", "然后离开了。", "真的吗？", "是的！"],
    "ja": ["彼は「行こう。」と言った。", "本当ですか？", "はい！"],
    "ar": ["قال الرئيس إنه سيسافر.", "هل هذا صحيح؟", "نعم!", "وصل يوم الاثنين."],
    "de": ["Am 3. Oktober kam Dr. Müller an.", "Er sagte z. B. nichts.", "„Was?“, fragte sie."],
    "ru": ["В 2020 г. он приехал в Москву.", "И. Иванов сказал: «Нет».", "Что?"],
    "uk": ["У 2020 р. він приїхав до Києва.", "Це правда?", "Так."],
    "fr": ["M. Dupont est arrivé le 3 mars.", "« Non ! » a-t-il dit.", "Et après ?"],
    "es": ["El Sr. López llegó.", "¿Quién es?", "¡Nadie!"],
}


@pytest.mark.parametrize("language", CASES)
def test_sentences_end_where_their_language_ends_them(language: str) -> None:
    sentences = CASES[language]
    text = ("" if language in ("zh", "ja") else " ").join(sentences)
    document = source_document(Document(text), language)
    assert [text[sentence.start : sentence.end] for sentence in document.sentences] == sentences


def test_paragraphs_are_kept_and_given_segments_stay() -> None:
    document = source_document(Document("他来了。他走了。\n\n她来了。"), "zh")
    assert [sentence.paragraph for sentence in document.sentences] == [0, 0, 1]
    given_segments = Document("他来了。他走了。", segments=((0, 8, 0),))
    assert source_document(given_segments, "zh") is given_segments


def test_what_is_masked_is_no_sentence() -> None:
    text = "<!-- 备注。 -->\n\n他来了。"
    document = source_document(Document(text, masks=(Mask(0, 12),)), "zh")
    assert [text[sentence.start : sentence.end] for sentence in document.sentences] == ["他来了。"]


@given(
    st.text(alphabet="他来了。！？「」”“ \nab.1一\ud800\ufdd0", max_size=60),
    st.sampled_from(["zh", "ja", "de", "und", "ar"]),
)
def test_sentences_lie_in_order_and_lose_no_letter(text: str, language: str) -> None:
    document = source_document(Document(text), language)
    at = 0
    covered: set[int] = set()
    for sentence in document.sentences:
        assert at <= sentence.start < sentence.end <= len(text)
        covered.update(range(sentence.start, sentence.end))
        at = sentence.end
    assert all(index in covered for index, char in enumerate(document.prose) if char.isalnum())
