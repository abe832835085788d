"""Rules read what a reader sees: markup, references and invisible characters in between change no finding."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_documents import documents

from mtcheck.readers.html import html_document
from mtcheck.readers.markdown import markdown_document
from mtcheck.rules.registry import rules
from mtcheck.rules.run import run_rules
from mtcheck.text.document import Document
from mtcheck.text.masking import JOINER, OPAQUE, PADDING
from mtcheck.text.quotations import quotations
from mtcheck.text.span import Span

ARTICLE = (
    "They had went to the the harbour on Monday, and a price of 5,99 € was paid. "
    "She is more better than him, the minister said : it was in mercy by its invaders. "
    "On 31 April he left, and on the 3th day he came back to the hall."
)
UNSEEN = ("\u00ad", "\u200b", "\u200c", "\u200e", "\u2060", "\ufeff", "\u034f")
SPACES = (" ", "\u00a0", "\u202f", "\u2009", "\u3000", "  ", " \u00a0", "\u00ad ", " \u200b", "\u200b \u200b")
SPACES_OF_PAGES = (
    *SPACES,
    "&nbsp;",
    "&#8239;",
    " &nbsp;",
    "\n  ",
    "\t",
    "<b> </b>",
    " <i></i> ",
    "&thinsp;",
    " <!-- x\n -->",
)


def seen(document: Document) -> list[tuple[str, str, str]]:
    """Rule, text as a reader sees it and message of every finding."""
    found = []
    for finding in run_rules((rule for rule in rules() if not rule.as_written), document).findings:
        assert finding.text == document.text[finding.start : finding.end]
        shown = document.decoded.slice(document.in_decoded(finding.start, finding.end))
        assert not {JOINER, PADDING, OPAQUE} & set(finding.message + "".join(map(str, finding.suggestions)))
        found.append((finding.rule, shown, finding.message))
    return found


EXPECTED = seen(Document(ARTICLE))


def test_the_article_has_findings_to_lose() -> None:
    assert {"MT501", "MT505", "MT405", "MT103", "MT306", "MT307", "MT509"} <= {rule for rule, *_ in EXPECTED}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, len(ARTICLE) - 1), st.sampled_from(UNSEEN)), max_size=30))
def test_invisible_characters_change_no_finding(sprinkled: list[tuple[int, str]]) -> None:
    text = ARTICLE
    for offset, character in sorted(sprinkled, reverse=True):
        text = text[:offset] + character + text[offset:]
    assert seen(Document(text)) == EXPECTED


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, len(ARTICLE) - 1), max_size=20), st.sampled_from(["<b></b>", "&shy;", "<i>"]))
def test_inline_markup_changes_no_finding(offsets: list[int], markup: str) -> None:
    text = ARTICLE
    for offset in sorted(offsets, reverse=True):
        text = text[:offset] + markup + text[offset:]
    assert seen(html_document(f"<p>{text}</p>")) == EXPECTED


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from([at for at, character in enumerate(ARTICLE) if character.isalpha()])))
def test_references_change_no_finding(offsets: set[int]) -> None:
    text = "".join(
        f"&#{ord(character)};" if at in offsets else character for at, character in enumerate(ARTICLE)
    )
    assert seen(html_document(f"<p>{text}</p>")) == EXPECTED


def between_words(spaces: list[str]) -> str:
    """The article with these between its words, in turn."""
    words = ARTICLE.split()
    return "".join(f"{word}{spaces[at % len(spaces)]}" for at, word in enumerate(words[:-1])) + words[-1]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(SPACES), min_size=1, max_size=40))
def test_kinds_of_space_change_no_finding(spaces: list[str]) -> None:
    assert seen(Document(between_words(spaces))) == EXPECTED


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(SPACES_OF_PAGES), min_size=1, max_size=40))
def test_kinds_of_space_in_a_page_change_no_finding(spaces: list[str]) -> None:
    assert seen(html_document(f"<p>{between_words(spaces)}</p>")) == EXPECTED


@given(documents())
def test_the_decoded_text_has_the_same_paragraphs_and_sentences_and_every_character_is_in_the_file(
    document: Document,
) -> None:
    decoded = document.decoded
    assert len(decoded.paragraphs) == len(document.paragraphs)
    assert [sentence.paragraph for sentence in decoded.sentences] == [
        sentence.paragraph for sentence in document.sentences
    ]
    assert not {JOINER, PADDING} & set(decoded.prose)
    assert decoded.decoded is decoded
    for sentence, there in zip(document.sentences, decoded.sentences, strict=True):
        assert document.in_decoded(sentence.start, sentence.end) == Span(there.start, there.end)
    for index, character in enumerate(decoded.text):
        span = document.in_file(index, index + 1)
        assert 0 <= span.start < span.end <= len(document.text)
        if character != " " and not document.is_masked(span.start, span.end):
            assert document.slice(span) == character


@pytest.mark.parametrize(
    "space", ["\u00a0", "\u202f", "\u2009", "  ", " \u00a0", "\n", "\r\n", " \n  ", "\u00ad\n"]
)
def test_any_white_space_between_two_words_is_one_space(space: str) -> None:
    text = f"on 31{space}April he"
    document = Document(text, blocks=(Span(0, len(text)),))
    assert document.decoded.text == "on 31 April he"
    assert document.slice(document.in_file(3, 11)) == f"31{space}April"
    assert document.slice(document.in_file(3, 6)) == f"31{space}".removesuffix("\u00ad\n") + "\u00ad\n" * (
        "\u00ad" in space
    )


@pytest.mark.parametrize("table", ["Dover   20   14", "Dover\t20\t14", "Dover  20   140"])
def test_columns_stay_apart(table: str) -> None:
    assert Document(f"{table}\n\nIt  was late.").decoded.text == f"{table}\n\nIt was late."


def test_a_page_has_no_columns() -> None:
    assert html_document("<p>It   was\tlate\n\n  then.</p>").decoded.prose.strip() == "It was late then."


def test_a_word_that_a_soft_hyphen_parts_at_the_end_of_a_line_is_one() -> None:
    text = "The govern\u00ad\n  ment fell."
    document = Document(text, blocks=(Span(0, len(text)),))
    assert document.decoded.text == "The government fell."
    assert document.slice(document.in_file(4, 14)) == "govern\u00ad\n  ment"
    assert Document("The govern\u00ad\nment fell.").decoded.text.split("\n") == ["The govern", "ment fell."]


def test_long_lines_are_read_in_linear_time() -> None:
    began = time.perf_counter()
    for text in (
        "word  " * 20_000,
        "word \u00a0" * 20_000,
        "\t" * 50_000 + "a" + "\t" * 50_000,
        "a\u00ad" * 50_000,
    ):
        assert Document(text, blocks=(Span(0, len(text)),)).decoded.text
    assert time.perf_counter() - began < 20


def test_a_comment_over_two_lines_is_no_space() -> None:
    assert (
        html_document("<p>See <a href='x'>this</a><!-- not\nthat -->.</p>").decoded.prose.strip()
        == "See this."
    )


def test_what_html_marks_as_a_quotation_stays_one() -> None:
    document = html_document("<p>He said <q>la vie est b&shy;elle</q> and <b>left</b>.</p>")
    (span,) = quotations(document.decoded)
    assert document.decoded.slice(span) == "la vie est belle"


def test_what_reads_as_nothing_is_no_paragraph() -> None:
    document = html_document("<p>It was late.</p><p>&shy;\u200b&nbsp;</p><p>He left.</p>")
    assert len(document.paragraphs) == len(document.decoded.paragraphs) == 2


def test_code_is_never_shown_as_filler() -> None:
    document = html_document("<p>He wrote “ <code>x = 1</code> and y ” , in the the hall.</p>")
    assert {rule for rule, *_ in seen(document)} >= {"MT505"}


def test_a_fix_keeps_no_break_spaces() -> None:
    """A fix that would put a plain space where the file has another is for a person."""
    for space, is_safe in ((" ", True), ("\u00a0", False), ("  ", False)):
        document = Document(f"He said (and{space}he was right ) that it was late in the town.")
        (finding,) = (f for f in run_rules(rules(), document).findings if f.rule == "MT407")
        assert finding.safe_fix == is_safe


def test_markup_inside_a_word_does_not_cut_it() -> None:
    document = markdown_document("The fire was out. No**body** was hurt, and they had **went** home.", "a.md")
    assert [(rule, text) for rule, text, _ in seen(document)] == [("MT501", "had went")]


def test_positions_are_those_of_the_file() -> None:
    text = "<p>He put it in mer&shy;cy by its invaders.</p>"
    findings = run_rules(rules(), html_document(text)).findings
    assert [text[finding.start : finding.end] for finding in findings] == ["in mer&shy;cy by"]


def test_a_fix_that_would_delete_markup_is_not_safe() -> None:
    for text in ("<p>She saw the <b>the</b> house.</p>", "<p>She saw the t&shy;he house.</p>"):
        assert not any(finding.safe_fix for finding in run_rules(rules(), html_document(text)).findings)


@pytest.mark.parametrize("text", ["Tom &amp;amp; Ann came.", "It was 5&amp;nbsp;km long.", "&amp;quot;Yes."])
def test_an_entity_that_was_escaped_twice_is_broken(text: str) -> None:
    found = run_rules(rules(), html_document(f"<p>{text}</p>")).findings
    assert "MT006" in {finding.rule for finding in found}


def test_an_entity_that_was_escaped_once_is_markup() -> None:
    found = run_rules(rules(), html_document("<p>Marks &amp; Spencer opened a shop in Leeds.</p>")).findings
    assert not found
