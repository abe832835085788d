"""Wrapped lines: the width is a property of the whole text, and lines broken on purpose stay lines."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck import check_text
from mtcheck.text.document import Document

OPENING = "The council of the old town met on Tuesday to decide whether the bridge is to be closed"
STORY = (
    f"{OPENING} for the whole of the month, which the traders of the town do not want, and when the "
    "engineers are to begin with the piers that they found to be cracked in the spring, before the river "
    "rose again."
)
_WORDS = st.sampled_from(
    "the of a council bridge river and to closed repaired engineers month when before they had it in".split()
)
# No sentence ends on “a”: at the beginning of a line, “a.” is the number of an item.
_SENTENCES = st.lists(_WORDS, min_size=14, max_size=30).map(lambda words: f"The {' '.join(words)} again.")
_PARAGRAPHS = st.lists(_SENTENCES, min_size=1, max_size=4).map(" ".join)


def paragraphs(text: str) -> list[str]:
    document = Document(text)
    return [" ".join(document.slice(paragraph.span).split()) for paragraph in document.paragraphs]


@settings(max_examples=25, deadline=None)
@given(articles=st.lists(_PARAGRAPHS, min_size=2, max_size=6), width=st.integers(56, 100))
def test_wrapping_does_not_change_the_paragraphs(articles: list[str], width: int) -> None:
    articles = [STORY, *articles]
    wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in articles)
    assert paragraphs(wrapped) == articles


@settings(max_examples=25, deadline=None)
@given(articles=st.lists(_PARAGRAPHS, min_size=2, max_size=6), width=st.integers(60, 100))
def test_list_items_and_headlines_keep_their_lines_in_wrapped_text(articles: list[str], width: int) -> None:
    items = [f"- {paragraph}" for paragraph in articles]
    hanging = [textwrap.fill(item, width, subsequent_indent="  ") for item in items]
    text = "\n".join(["A bridge for all", textwrap.fill(STORY, width), "", *hanging])
    assert paragraphs(text) == ["A bridge for all", STORY, *items]


def test_a_paragraph_of_two_lines_is_one_paragraph_in_wrapped_text() -> None:
    text = textwrap.fill(f"{OPENING} for the month.", 72) + "\n\n" + textwrap.fill(f"{OPENING} for good.", 72)
    assert len(Document(text).paragraphs) == 2
    assert [len(run.splitlines()) for run in text.split("\n\n")] == [2, 2]
    assert not [finding for finding in check_text(text).findings if finding.rule == "MT008"]


def test_windows_line_ends_make_no_difference() -> None:
    text = textwrap.fill(f"{OPENING} for the month.", 72)
    assert paragraphs(text.replace("\n", "\r\n")) == [f"{OPENING} for the month."]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The sun went down behind the yellow hill,\nThe birds that sang all day were growing still,\n"
            "And down the lane the weary horses came\nTo drink beside the stable, blind and lame.",
            id="poem",
        ),
        pytest.param(
            "i walked beyond the harbour wall at dusk\nand saw\n"
            "the boats come in, their lanterns\nlow and red\n"
            "as though the sea had kept a coal or two\nfor us",
            id="poem in small letters",
        ),
        pytest.param(
            "Council votes to close the bridge for a month\nEngineers say that the repairs cannot wait\n"
            "Traders in the old town fear for their summer",
            id="headlines",
        ),
        pytest.param("Ms Ann Lee\n14 Harbour Street\nEastmouth\nEM1 4QT", id="address"),
        pytest.param(
            "The council met on Tuesday and voted to close the bridge to all traffic.\n"
            "Engineers had found cracks in two of its piers in the spring.\n"
            "The repairs will take a month and cost two million pounds, they said.",
            id="one line a paragraph",
        ),
        pytest.param("200 g of flour, sifted\n100 g of butter\na pinch of salt\n2 eggs", id="list"),
        pytest.param(
            "Port            Ships waiting at the end of the week\n"
            "Eastmouth       12 of them with grain and oil\n"
            "Northness       seven, two of which are ferries",
            id="table",
        ),
    ],
)
def test_lines_broken_on_purpose_stay_lines(text: str) -> None:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    assert paragraphs(text) == lines
    if lines[0].endswith("."):
        return  # among wrapped lines, a full one that ends with its sentence goes on
    wrapped = textwrap.fill(f"{OPENING} for the month, and what is to become of the ferry in winter.", 72)
    assert paragraphs(f"{wrapped}\n\n{wrapped}\n\n{text}")[2:] == lines


def test_a_line_that_is_too_long_does_not_hide_the_width() -> None:
    story = textwrap.fill(f"{OPENING} for the month. " * 4, 72)
    address = "See\nhttps://example.org/" + "a" * 130
    document = Document(f"{story}\n\n{address}\n\n{textwrap.fill(OPENING, 72)}")
    assert document.slice(document.paragraphs[-1].span).count("\n") == 1
