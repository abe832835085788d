"""Segmentation: paragraphs of plain text, and sentences of paragraphs of any length."""

from __future__ import annotations

import pytest
import sentencex
from hypothesis import given
from sample_documents import documents, masked

from mtcheck.text.document import Document
from mtcheck.text.segmentation import WINDOW
from mtcheck.text.span import Span


@given(documents())
def test_sentences_lie_in_their_paragraphs_in_order_and_words_in_their_sentences(document: Document) -> None:
    at = 0
    for sentence in document.sentences:
        paragraph = document.paragraphs[sentence.paragraph]
        assert max(at, paragraph.start) <= sentence.start < sentence.end <= paragraph.end
        assert all(sentence.start <= word.start < word.end <= sentence.end for word in sentence.words)
        at = sentence.end


def test_sentences_split_after_an_entity_as_after_its_character() -> None:
    document = masked("“He left.&rdquo; <i>She</i> stayed.")
    assert [document.text[sentence.start : sentence.end] for sentence in document.sentences] == [
        "“He left.&rdquo;",
        "She</i> stayed.",
    ]


def test_lines_are_paragraphs_unless_they_were_wrapped() -> None:
    lines = Document("First paragraph here.\nSecond paragraph here.\n\nThird one.")
    assert len(lines.paragraphs) == 3
    wrapped = Document(
        "The minister said on Monday that the talks\n"
        "would go on for another week, although no\n"
        "date for the next round had been agreed."
    )
    assert len(wrapped.paragraphs) == 1


def test_a_paragraph_of_any_length_is_split_as_its_sentences_would_be() -> None:
    sentences = [
        f"Sentence {i} of Mr. Smith is “quoted. In part {i}” and ends here." for i in range(WINDOW // 10)
    ]
    document = Document(" ".join(sentences))
    assert [document.slice(Span(one.start, one.end)) for one in document.sentences] == sentences


def test_the_splitter_never_sees_more_than_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its time is quadratic where quotation marks have no partner, so the sum over windows has to be
    linear.
    """
    seen: list[int] = []

    def counted(language: str, text: str) -> list[dict[str, int]]:
        seen.append(len(text))
        return get_sentence_boundaries(language, text)

    get_sentence_boundaries = sentencex.get_sentence_boundaries
    monkeypatch.setattr(sentencex, "get_sentence_boundaries", counted)
    for text in (
        "“The council voted " * 20_000,
        "“The council voted. " * 20_000,
        "“" * 400_000,
        "A b. “" * 70_000,
    ):
        seen.clear()
        sentences = Document(text).sentences
        assert max(seen) <= WINDOW
        assert sum(seen) <= 3 * len(text)
        assert "".join(text[one.start : one.end] for one in sentences).replace(" ", "") == text.replace(
            " ", ""
        )
