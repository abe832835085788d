"""Document: masks, words, lines and columns, paragraphs, and the way back from what a reader sees."""

from __future__ import annotations

import re
import time

import pytest
import sentencex
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.text.document import JOINER, OPAQUE, PADDING, WINDOW, Document, Location, Mask
from mtcheck.text.span import Span

#: Text with what is awkward in text: line breaks of all kinds, marks, joiners, other scripts, our own
#: fillers.
ALPHABET = st.sampled_from(
    [
        *"ab cX.,’'-1\n\r\t“”",
        "\r\n",
        "é",
        "e\u0301",
        "😀",
        "ש",
        "中",
        "\ufeff",
        "\u00a0",
        JOINER,
        PADDING,
        OPAQUE,
    ]
)
TEXTS = st.lists(ALPHABET, max_size=60).map("".join)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    masks = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        if start < end:
            fill = draw(st.sampled_from([None, "", "’", "é", " ", "“", "\n"]))
            masks.append(Mask(start, end, opaque=draw(st.booleans()) and fill is None, fill=fill))
    return Document(text, masks=tuple(masks))


def naive_location(text: str, offset: int) -> tuple[int, int]:
    """Line and column by counting, as an editor does."""
    line, column, index = 1, 1, 0
    while index < offset:
        char = text[index]
        if char == "\r" and text[index + 1 : index + 2] == "\n" and index + 1 < offset:
            index += 1
            line, column = line + 1, 1
        elif char == "\r" and text[index + 1 : index + 2] == "\n":
            column += 1  # between the two halves of one line break
        elif char in "\r\n":
            line, column = line + 1, 1
        elif not (index == 0 and char == "\ufeff"):
            column += 1
        index += 1
    return line, column


@given(documents())
def test_prose_has_the_text_s_length_and_line_breaks(document: Document) -> None:
    assert len(document.prose) == len(document.text)
    breaks = [(match.start(), match.group()) for match in re.finditer(r"[\r\n]", document.text)]
    assert [(match.start(), match.group()) for match in re.finditer(r"[\r\n]", document.prose)] == breaks


@given(documents())
def test_a_word_outside_masks_is_the_slice_of_the_text(document: Document) -> None:
    for word in document.words:
        assert word.text
        assert JOINER not in word.text
        assert PADDING not in word.text
        if not document.is_masked(word.start, word.end):
            assert document.text[word.start : word.end] == word.text


@given(documents())
def test_sentences_lie_in_their_paragraphs_in_order_and_words_in_their_sentences(document: Document) -> None:
    at = 0
    for sentence in document.sentences:
        paragraph = document.paragraphs[sentence.paragraph]
        assert max(at, paragraph.start) <= sentence.start < sentence.end <= paragraph.end
        assert all(sentence.start <= word.start < word.end <= sentence.end for word in sentence.words)
        at = sentence.end


@given(documents(), st.data())
def test_locate_agrees_with_counting(document: Document, data: st.DataObject) -> None:
    text = document.text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    location = document.locate(start, end)
    assert (location.line, location.column) == naive_location(text, start)
    assert (location.start, location.end) == (start, end)
    last_line, last_column = naive_location(text, max(end - 1, start))
    assert location.end_line == last_line
    visible = end > start and not (end == 1 and text.startswith("\ufeff"))
    assert location.end_column == last_column + visible


@given(documents(), st.data())
def test_is_masked_agrees_with_looking_at_every_mask(document: Document, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, len(document.text)))
    if start < end:
        assert document.is_masked(start, end) == any(
            mask.start < end and start < mask.end for mask in document.masks
        )


@given(documents())
def test_what_a_reader_sees_maps_back_to_the_document(document: Document) -> None:
    reading = document.reading
    assert JOINER not in reading.text
    assert PADDING not in reading.text
    for index, char in enumerate(reading.text):
        span = reading.span(index, index + 1)
        assert 0 <= span.start <= span.end <= len(document.text)
        if not char.isspace() and span.start < span.end and not document.is_masked(span.start, span.end):
            assert document.text[span.start : span.end] == char


def masked(source: str) -> Document:
    """A document whose `<…>` read as nothing, `{…}` as space, `[…]` as a noun, and `&quot;`, `&eacute;` as
    their characters.
    """
    kinds = {"<": Mask(0, 0, fill=""), "{": Mask(0, 0), "[": Mask(0, 0, opaque=True)}
    entities = {"&rsquo;": "’", "&eacute;": "é", "&nbsp;": " ", "&rdquo;": "”"}
    masks = []
    for match in re.finditer(r"<[^>]*>|\{[^}]*\}|\[[^]]*\]|&\w+;", source):
        kind = kinds.get(match.group()[0], Mask(0, 0, fill=entities.get(match.group())))
        masks.append(Mask(match.start(), match.end(), kind.opaque, kind.fill))
    return Document(source, masks=tuple(masks))


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


def test_markup_beside_space_is_space_and_between_letters_is_not() -> None:
    document = masked("see <b>this</b>, now")
    assert document.prose == f"see    this{JOINER * 4}, now"
    assert document.reading.text == "see this, now"


def test_opaque_content_is_one_noun_for_an_engine() -> None:
    document = masked("call [foo()] twice")
    assert document.prose == f"call {OPAQUE * 7} twice"
    assert document.reading.text == f"call {OPAQUE} twice"
    start = document.reading.text.index("twice")
    assert document.slice(document.reading.span(start, start + 5)) == "twice"


def test_a_finding_does_not_cut_an_entity_in_two() -> None:
    document = masked("he said.&rdquo; Then")
    at = document.text.index("&")
    assert document.snap(at, at + 1) == Span(at, at + len("&rdquo;"))
    assert document.snap(0, 2) == Span(0, 2)


def test_sentences_split_after_an_entity_as_after_its_character() -> None:
    document = masked("“He left.&rdquo; <i>She</i> stayed.")
    assert [document.text[sentence.start : sentence.end] for sentence in document.sentences] == [
        "“He left.&rdquo;",
        "She</i> stayed.",
    ]


def test_the_byte_order_mark_has_an_offset_and_no_column() -> None:
    document = Document("\ufeffHello there")
    assert document.words[0].start == 1
    assert document.locate(1, 6) == Location(1, 1, 1, 6, 1, 6)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_line_break_counts_once(newline: str) -> None:
    document = Document(f"one{newline}two")
    start = document.text.index("two")
    assert document.locate(start, start + 3) == Location(2, 1, 2, 4, start, start + 3)


def test_units_count_paragraphs_and_columns_within_them() -> None:
    document = Document("one\n\nthree\nmore", units=(0, 4, 5), blocks=(Span(0, 3), Span(5, 15)))
    assert document.locate(5, 10) == Location(3, 1, 3, 6, 0, 5)
    assert document.locate(11, 15) == Location(3, 7, 3, 11, 6, 10)
    assert document.locate(0, 10) == Location(1, 1, 3, 6, 0, 5)


def test_an_empty_document_has_no_parts() -> None:
    document = Document("")
    assert (document.prose, document.paragraphs, document.sentences, document.words) == ("", (), (), ())
    assert document.reading.text == ""
    assert document.sentence_at(0) is None
    assert document.locate(0, 0) == Location(1, 1, 1, 1, 0, 0)


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


def test_sentence_at_finds_the_sentence_around_an_offset() -> None:
    document = Document("One is here. Two is there.")
    first, second = document.sentences
    assert document.sentence_at(3) == first
    assert document.sentence_at(second.start) == second
    assert document.sentence_at(10_000) == second


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "a" * 1_000_000,
        "A sentence stands here.\n\n" * 10_000,
        "“”" * 300_000,
        JOINER * 500_000,
    ],
    ids=["one line", "one word", "paragraphs", "quotes", "filler"],
)
def test_time_grows_with_the_text_and_not_faster(text: str) -> None:
    begin = time.perf_counter()
    document = Document(
        text, masks=tuple(Mask(at, at + 1, fill="") for at in range(0, min(len(text), 100_000), 5))
    )
    assert document.words is not None
    assert len(document.reading.text) <= len(text) + 2
    document.locate(len(text) - 1, len(text))
    assert (
        time.perf_counter() - begin < 20
    )  # seconds take a fraction of this; what is quadratic takes minutes
