"""Segments: lines where they correspond, else sentences in their order, and nothing left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.bilingual.align.segments import path_through, segments
from mtcheck.readers import read_file
from mtcheck.readers.bitext import segments_document
from mtcheck.readers.html import read_html
from mtcheck.readers.plain import plain_document
from mtcheck.text.document import Document

PAIR = Path(__file__).parents[3] / "fixtures" / "pair"


def one_line(path: Path) -> Document:
    return plain_document(" ".join(path.read_text("utf-8").split()))


def test_lines_are_segments_where_there_are_as_many_and_as_sacrebleu_reads_them() -> None:
    found = segments([Document("\ufeffOne  \r\n\r\nTwo."), Document("A\n\nB \n")])
    assert found.unit == "line"
    assert found.texts == (("One", "", "Two."), ("A", "", "B"))
    assert found.spans[0][0] == (1, 4)


def test_a_lone_carriage_return_is_no_line_break() -> None:
    assert segments([Document("One\rtwo"), Document("A")]).texts == (("One\rtwo",), ("A",))


def test_sentences_are_aligned_where_lines_do_not_correspond() -> None:
    article = read_file(PAIR / "tram-line.txt")
    found = segments([article, one_line(PAIR / "tram-line.reference.txt")])
    assert found.unit == "sentence"
    beside = dict(zip(*found.texts, strict=True))
    (busy,) = (text for text in beside if "traffic jam" in text)
    assert beside[busy].startswith("Buses get stuck")
    (report,) = (text for text in beside if "18,400" in text)
    assert "Opponents thought" in beside[report], "what one text has alone belongs to a neighbour"
    assert [article.text[slice(*span)].split() for span in found.spans[0]] == [
        text.split() for text in found.texts[0]
    ]


def test_units_are_lines() -> None:
    rows = segments_document(["One.", "", "Three. Four."], "a.tsv", "table")
    found = segments([rows, Document("A.\n\nC. D.\n")])
    assert found.unit == "line"
    assert found.texts[0] == ("One.", "", "Three. Four.")


def test_markup_is_not_scored() -> None:
    page = read_html(b"<p>The <b>council</b> met on Tuesday.</p><p>It passed the budget.</p>", "a.html")
    found = segments([page, plain_document("The council met on Tuesday. It passed the budget.")])
    assert found.texts == (("The council met on Tuesday.", "It passed the budget."),) * 2


def test_texts_that_share_nothing_are_one_segment_or_go_side_by_side() -> None:
    found = segments(
        [plain_document("Alpha beta. Gamma delta."), plain_document("One two. Three four.\n\nFive six.")]
    )
    assert " ".join(found.texts[1]) == "One two. Three four. Five six."


SENTENCES = st.lists(
    st.lists(
        st.sampled_from(["council", "met", "budget", "school", "rain", "river"]), min_size=1, max_size=5
    ).map(lambda words: " ".join(words).capitalize() + "."),
    min_size=1,
    max_size=6,
)


@settings(deadline=None)
@given(SENTENCES, SENTENCES, SENTENCES)
def test_nothing_is_left_out_and_no_segment_lacks_a_text(
    one: list[str], two: list[str], three: list[str]
) -> None:
    documents = [
        plain_document(" ".join(one)),
        plain_document("\n\n".join(two)),
        plain_document(" ".join(three) + "\n\n"),
    ]
    found = segments(documents)
    for document, spans, texts in zip(documents, found.spans, found.texts, strict=True):
        assert len(spans) == len(found)
        assert " ".join(" ".join(texts).split()) == " ".join(document.text.split())
    if found.unit != "line":
        assert all(text for texts in found.texts for text in texts)


@pytest.mark.parametrize(
    "name", ["tram-line.txt", "tram-line.reference.txt", "../harbour-strike.md", "../trump-putin-call.txt"]
)
def test_a_text_is_aligned_with_itself_sentence_by_sentence(name: str) -> None:
    document = read_file(PAIR / name)
    diagonal = [(index, index) for index in range(len(document.sentences) + 1)]
    assert path_through(document, document) == diagonal
