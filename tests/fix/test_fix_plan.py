"""Fixes of findings: which are applied, where, and that nothing else changes. With the real rules, and
with made-up findings.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mtcheck.checker import Checker
from mtcheck.findings.finding import Category, Finding, Severity, Suggestion
from mtcheck.fix.files import without_engines
from mtcheck.fix.plan import (
    LINE_BREAK,
    MASKED,
    OVERLAPS,
    QUOTED,
    UNENCODABLE,
    Edit,
    apply_edits,
    fix_repeatedly,
    plan_edits,
)
from mtcheck.readers.html import html_document
from mtcheck.readers.markdown import markdown_document
from mtcheck.readers.plain import plain_document
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

MAKERS = {"text": plain_document, "markdown": markdown_document, "html": html_document}


def finding(
    document: Document, text: str, good: str, *, safe: bool = True, rule: str = "MT999", nth: int = 0
) -> Finding:
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(text, start + 1)
    end = start + len(text)
    suggestion = (Suggestion(good),)
    return Finding(
        rule, "test", Category.PUNCTUATION, Severity.MINOR, start, end, text, "", suggestion, safe_fix=safe
    )


def fix(document: Document, findings: Iterable[Finding]) -> str:
    return apply_edits(document.text, plan_edits(document, findings).edits)


@cache
def checker() -> Checker:
    return Checker(without_engines(Settings(extend_select=("MT408",))))


def real_findings(document: Document) -> tuple[Finding, ...]:
    return checker().check(document).findings


def reread(document: Document, text: str) -> Document:
    return MAKERS[document.format](text, document.name)


def test_safe_fixes_are_applied_and_others_are_not() -> None:
    document = plain_document("One two three four.")
    good = [
        finding(document, "two", "2"),
        finding(document, "three", "3", safe=False),
        finding(document, "One", "1"),
    ]
    assert fix(document, good) == "1 2 three four."


def test_the_first_suggestion_is_taken_and_one_that_changes_nothing_or_is_not_there_is_none() -> None:
    document = plain_document("One two.")
    same = finding(document, "One", "One")
    none = Finding("MT999", "test", Category.PUNCTUATION, Severity.MINOR, 4, 7, "two", "", (), safe_fix=True)
    assert plan_edits(document, [same, none]).edits == ()


def test_of_overlapping_fixes_the_first_wins_and_the_other_is_counted() -> None:
    document = plain_document("One two three.")
    plan = plan_edits(document, [finding(document, "two three", "x"), finding(document, "One two", "y")])
    assert apply_edits(document.text, plan.edits) == "y three."
    assert plan.left == {OVERLAPS: 1}
    neighbours = [finding(document, "One ", ""), finding(document, "two", "2")]
    assert fix(document, neighbours) == "2 three."


@pytest.mark.parametrize(
    ("document", "text", "reason"),
    [
        (plain_document("He said “the the end” and left."), "the the", QUOTED),
        (plain_document('He said "the the end" and left.'), "the the", QUOTED),
        (plain_document("> He said the the end."), "the the", QUOTED),
        (markdown_document("> He said the the end."), "the the", QUOTED),
        (html_document("<blockquote>the the end</blockquote>"), "the the", QUOTED),
        (plain_document("He said “the the end and left."), "the the", QUOTED),
        (markdown_document("It is `the the` end."), "the the", MASKED),
        (html_document("<p>the <b>the</b> end</p>"), "the <b>the", MASKED),
        (Document("It was the\nthe end."), "the\nthe", LINE_BREAK),
    ],
)
def test_what_is_not_ours_to_change_is_left_and_the_reason_counted(
    document: Document, text: str, reason: str
) -> None:
    plan = plan_edits(document, [finding(document, text, "the")])
    assert plan.edits == ()
    assert plan.left == {reason: 1}


def test_what_the_encoding_of_the_file_cannot_hold_is_left() -> None:
    document = plain_document("It was «new» then.", encoding="latin-1")
    plan = plan_edits(document, [finding(document, "«new»", "“new”")])
    assert (plan.edits, plan.left) == ((), {UNENCODABLE: 1})
    assert (
        len(
            plan_edits(
                plain_document("It was «new» then.", encoding="cp1252"), [finding(document, "«new»", "“new”")]
            ).edits
        )
        == 2
    )


def test_the_marks_of_a_quotation_and_the_space_inside_of_them_may_change_while_its_words_may_not() -> None:
    document = plain_document("It was « new , then » once.")
    assert fix(document, [finding(document, "« new , then »", "“new , then”")]) == "It was “new , then” once."
    assert fix(document, [finding(document, "« new , then »", "“new, then”")]) == document.text


def test_fixes_that_undo_each_other_are_named_and_the_article_is_left_alone() -> None:
    def both(document: Document) -> list[Finding]:
        here, there = ("colour", "color") if "colour" in document.text else ("color", "colour")
        return [finding(document, here, there, rule="HR-A" if here == "color" else "HR-B")]

    document = plain_document("The colour red.")
    result = fix_repeatedly(document, both, reread)
    assert result.document is document
    assert result.unsettled
    assert not result.applied


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They saw the the , end of it all.", "They saw the, end of it all."),
        (
            "The volte face came ,, at last , in May..  He left.",
            "The volte-face came, at last, in May. He left.",
        ),
        (
            "They don 't know the 21 st century , nor its its end.",
            "They don't know the 21st century, nor its end.",
        ),
        ("It fell，to ５％ that day。 Then it rose.", "It fell, to 5% that day. Then it rose."),
        (
            "The agency ( Xinhua ) called it « a new era » then.",
            "The agency (Xinhua) called it “a new era” then.",
        ),
        (
            "She gave her her coat, and they do not not know.",
            "She gave her her coat, and they do not not know.",
        ),
        ("Muslims break fast when the week ends.", "Muslims break fast when the week ends."),
    ],
)
def test_the_rules_that_mark_fixes_safe_fix_what_they_say(text: str, expected: str) -> None:
    before = "The council met on Tuesday. It approved the budget for the new school after a short debate. "
    assert (
        fix_repeatedly(plain_document(before + text), real_findings, reread).document.text
        == before + expected
    )


_PIECES = (
    "the the|a|an an|council|met ,|on|Tuesday .|“|”|\"|'|’|«|»|( x )|"
    "volte face|pell mell|,,|..|, ,|  |\n\n|\n|\r\n|> |`the the`|"
    "<b>|</b>|<q>|</q>|，|５|21 st|don 't|it|approved|budget|&amp;|😀|&rdquo;|of of|"
    "course|Kiev|: (|ten|\u00a0,|; ;|Jane' s|„x“"
)
PIECES = st.sampled_from(_PIECES.split("|"))


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25), st.sampled_from(sorted(MAKERS)))
@example(["the the", ",", "“", "the the", "”", "the the", " ,"], "text")
def test_fixing_twice_changes_nothing_more_and_nothing_outside_of_the_edits(
    pieces: list[str], format: str
) -> None:
    text = "The council of the town met on Tuesday and approved the budget. " + " ".join(pieces)
    document = MAKERS[format](text)
    plan = plan_edits(document, real_findings(document))
    assert all(one.end <= two.start for one, two in zip(plan.edits, plan.edits[1:], strict=False))
    assert all(0 <= edit.start <= edit.end <= len(text) for edit in plan.edits)
    once = fix_repeatedly(document, real_findings, reread)
    assert not once.unsettled
    twice = fix_repeatedly(once.document, real_findings, reread)
    assert twice.document.text == once.document.text
    assert not twice.applied
    assert [mark for mark in once.document.text if mark in "\r\n"] == [
        mark for mark in text if mark in "\r\n"
    ]


QUOTED_PIECES = st.sampled_from(
    ["“the the end ,, then”", '"of of , volte face"', "« a the the »", "‘we don 't , know’", "„the the“"]
)
OUR_PIECES = st.sampled_from(
    ["the the council", "met on Tuesday ,", "and left,,", "It was a volte face .", "He didn't know"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(OUR_PIECES, QUOTED_PIECES), max_size=6), OUR_PIECES)
def test_no_word_of_a_quotation_changes(pieces: list[tuple[str, str]], last: str) -> None:
    text = (
        "The council of the town met on Tuesday and approved the budget. "
        + " ".join(a + " " + b for a, b in pieces)
        + " "
        + last
    )
    fixed = fix_repeatedly(plain_document(text), real_findings, reread).document.text
    at = 0
    for _, quoted in pieces:
        words = quoted.strip('“”"«»‘’„ ')
        at = fixed.index(words, at) + len(words)


@given(st.text(max_size=30), st.data())
def test_an_edited_text_is_the_text_but_for_the_edits(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    edits = [Edit(start, end, data.draw(st.text(max_size=4))) for start, end in spans]
    result = apply_edits(text, edits)
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    assert result == text
