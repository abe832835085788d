from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.readers.html import html_document
from mtcheck.readers.markdown import markdown_document
from mtcheck.readers.plain import plain_document
from mtcheck.text.document import Document
from mtcheck.text.quotations import quotations, touches
from mtcheck.text.span import Span


def quoted(document: Document | str) -> list[str]:
    document = plain_document(document) if isinstance(document, str) else document
    return [document.text[span.start : span.end] for span in quotations(document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nobody said a word.", []),
        ('He said "we go" and left.', ["we go"]),
        ("He said “we go” and left. “Why?” she asked.", ["we go", "Why?"]),
        ("He said «we go», then « no ».", ["we go", "no"]),
        ("He said „we go“ and »no« too.", ["we go", "no"]),
        ("He said ”we go” and left.", ["He said ”we go"]),
        ("He said „we go” and “no”.", ["we go", "no"]),
        ("He said ``we go'' and left.", ["we go"]),
        ("He said 「we go」 and left.", ["we go"]),
        ("He said &quot;we go&quot; and left.", ["we go"]),
        ("He said ‘we don’t go’ and left.", ["we don’t go"]),
        ("He said 'we don't go' and left.", ["we don't go"]),
        ("It's the workers' choice, isn't it? They'd know.", []),
        ("The '90s were ours, and the ’80s too.", []),
        ("\"'Go,' he said,\" she said.", ["'Go,' he said,"]),
        ("He said:\n\n> We go.\n\nThen he left.", ["> We go."]),
    ],
)
def test_what_stands_in_marks_is_quoted(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "outside", "inside"),
    [
        # Never closed: the rest of the article may be quoted.
        ("One. “Two. Three.\n\nFour.", "One.", "Four."),
        # The next paragraph opens again: so may be what lies between.
        ("One. “Two.\n\nThree.\n\n“Four.” Five.", "Five.", "Three."),
        # Closed, and never opened: whatever stood before it.
        ("One. “Two.” Three. Four.” Five.", "Five.", "Three."),
        # Nested marks of the same kind.
        ('One. "Two "three" four." Five.', "Five.", " four."),
        # A mark that may be inches.
        ('One. A 5" disk. Two. "Three." Four.', "Four.", " disk."),
        ('One. "Two in 1945" Three. "Four." Five.', "Five.", " Three."),
        # A single mark that is never closed.
        ("One. ‘Two. Three.\n\nFour.", "Four.", "Three."),
        ("‘One,’ said the workers’ man. Two.", "Two.", "said the workers"),
    ],
)
def test_in_doubt_it_is_quoted_and_a_clear_pair_ends_the_doubt(text: str, outside: str, inside: str) -> None:
    spans = quotations(plain_document(text))
    at = text.index(inside)
    assert touches(spans, at, at + len(inside))
    assert any(span.start <= at and at + len(inside) <= span.end for span in spans)
    at = text.index(outside)
    assert not touches(spans, at, at + len(outside))


def test_block_quotations_of_markdown_are_quoted_with_their_lazy_lines() -> None:
    article = markdown_document(
        "Ours.\n\n> Theirs\nand theirs.\n\n- > Theirs too.\n- Ours.\n\n`>` ours. <q>Theirs.</q> Ours.\n"
    )
    spans = quotations(article)
    for words in ("Theirs\nand theirs.", "Theirs too.", "Theirs."):
        at = article.text.index(words)
        assert any(span.start <= at and at + len(words) <= span.end for span in spans), words
    assert not touches(spans, 0, 5)
    at = article.text.index("Ours.\n\n`")
    assert not touches(spans, at, at + 5)
    at = article.text.rindex("Ours.")
    assert not touches(spans, at, at + 5)


def test_quotations_of_html_are_elements_and_entities() -> None:
    page = html_document(
        "<p>Ours &ldquo;theirs&rdquo; "
        "ours.</p><blockquote><p>Theirs.<blockquote>Theirs.</blockquote> "
        'Theirs.</p></blockquote><p title="“">Ours.</p><pre>“</pre><p>Ours.</p>'
    )
    assert quoted(page) == [
        "theirs",
        "<blockquote><p>Theirs.<blockquote>Theirs.</blockquote> Theirs.</p></blockquote>",
    ]
    assert quoted(html_document("<p>Ours.</p><blockquote>Theirs.<p>Theirs?</p>")) == [
        "<blockquote>Theirs.<p>Theirs?</p>"
    ]


def test_an_empty_range_touches_what_it_lies_in_or_at_the_edge_of() -> None:
    spans = (Span(2, 5), Span(5, 5), Span(8, 9))
    assert [touches(spans, at, at) for at in range(11)] == [at in (2, 3, 4, 5, 8, 9) for at in range(11)]
    assert [touches((Span(2, 5),), at, at + 1) for at in range(7)] == [at in (2, 3, 4) for at in range(7)]


@given(st.text(alphabet="ab .,\n>\"“”„«»'‘’`&;<q/", max_size=60))
def test_ranges_are_sorted_apart_and_inside_the_text(text: str) -> None:
    for document in (plain_document(text), markdown_document(text), html_document(text)):
        spans = quotations(document)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(one.end < two.start for one, two in pairwise(spans))


@given(
    st.lists(
        st.sampled_from(["ours", "“theirs”", '"theirs"', "„theirs“", "«theirs»", "(“theirs”)", "ours,", "5"]),
        max_size=12,
    )
)
def test_words_in_proper_marks_are_quoted_and_others_are_not(words: list[str]) -> None:
    text = " ".join(words)
    spans = quotations(plain_document(text))
    at = 0
    for word in words:
        core = word.strip('()“”"„«»')
        start = at + word.index(core)
        assert touches(spans, start, start + len(core)) is ("theirs" in word)
        at += len(word) + 1
