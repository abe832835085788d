"""Rules read what a reader sees: markup, references and invisible characters in between change no finding."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.readers.html import html_document
from mtcheck.readers.markdown import markdown_document
from mtcheck.rules.registry import rules
from mtcheck.rules.run import run_rules
from mtcheck.text.document import Document
from mtcheck.text.masking import INVISIBLE, JOINER, OPAQUE, PADDING

ARTICLE = (
    "They had went to the the harbour on Monday, and a price of 5,99 € was paid. "
    "She is more better than him, the minister said : it was in mercy by its invaders. "
    "On 31 April he left, and on the 3th day he came back to the hall."
)
UNSEEN = ("\u00ad", "\u200b", "\u200c", "\u2060")


def seen(document: Document) -> list[tuple[str, str, str]]:
    """Rule, text as a reader sees it and message of every finding."""
    found = []
    for finding in run_rules((rule for rule in rules() if not rule.as_written), document).findings:
        assert finding.text == document.text[finding.start : finding.end]
        shown = INVISIBLE.sub("", document.on_one_line(finding.start, finding.end))
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
