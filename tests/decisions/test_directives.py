"""Comments as directives: where they may stand, what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.decisions.directives import Directive, Malformed, directives
from mtcheck.readers.html import html_document
from mtcheck.readers.markdown import markdown_document
from mtcheck.text.document import Document

COMMENT = "<!-- mtcheck: ignore-next MT101, MT4 -- so he said -->"


def parsed(comment: str) -> Directive | Malformed:
    (one,) = directives(html_document(comment))
    return one


@pytest.mark.parametrize(
    ("comment", "verb", "ids", "reason"),
    [
        ("<!-- mtcheck: ignore-next MT101 -->", "ignore-next", ["MT101"], ""),
        ("<!--mtcheck:ignore-next MT101-->", "ignore-next", ["MT101"], ""),
        (
            "<!-- mtcheck: ignore-file MT101,MT4 , GR-LT -- his own words -->",
            "ignore-file",
            ["MT101", "MT4", "GR-LT"],
            "his own words",
        ),
        ("<!-- mtcheck: ignore-start all — a speech -->", "ignore-start", ["all"], "a speech"),
        ("<!-- mtcheck: ignore-end -->", "ignore-end", [], ""),
        ("<!-- mtcheck: ignore-end -- of the speech -->", "ignore-end", [], "of the speech"),
        (
            "<!--\n  mtcheck: ignore-next\n  GR-LT-A--B\n  -- over\n  several lines\n-->",
            "ignore-next",
            ["GR-LT-A--B"],
            "over several lines",
        ),
        ("<!-- mtcheck: ignore-next HR-X -- first -- second -->", "ignore-next", ["HR-X"], "first -- second"),
        ("<!-- mtcheck: ignore-next MT101 -- -->", "ignore-next", ["MT101"], ""),
    ],
)
def test_what_a_comment_says(comment: str, verb: str, ids: list[str], reason: str) -> None:
    directive = parsed(comment)
    assert isinstance(directive, Directive)
    assert (directive.verb, [selector.text for selector in directive.selectors], directive.reason) == (
        verb,
        ids,
        reason,
    )
    for selector in directive.selectors:
        assert comment[selector.start : selector.end] == selector.text


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("<!-- mtcheck: ignore-next -->", "names no rule"),
        ("<!-- mtcheck: ignore-next -- reason -->", "names no rule"),
        ("<!-- mtcheck: ignore MT101 -->", "ignore-next"),
        ("<!-- mtcheck: Ignore-Next MT101 -->", "did you mean ignore-next?"),
        ("<!-- mtcheck: -->", "there are ignore-next"),
        ("<!-- mtcheck ignore-next MT101 -->", "begins with “mtcheck:”"),
        ("<!-- MTcheck off -->", "begins with “mtcheck:”"),
        ("<!-- Mtcheck: ignore-next MT101 -->", "begins with “mtcheck:”"),
    ],
)
def test_what_is_meant_for_us_and_says_nothing_is_told(comment: str, expected: str) -> None:
    malformed = parsed(comment)
    assert isinstance(malformed, Malformed)
    assert expected in malformed.message


@pytest.mark.parametrize(
    "comment",
    ["<!-- ci: main -->", "<!-- mtcheck is run every night -->", "<!-- see mtcheck: ignore-next -->"],
)
def test_other_comments_are_none_of_ours(comment: str) -> None:
    assert not list(directives(html_document(comment)))


@pytest.mark.parametrize(
    "text",
    [
        f"{COMMENT}\nThe council met.",
        f"The council {COMMENT} met.",
        f"> The council\n> {COMMENT}\n> met.",
        f"- one\n- {COMMENT} two",
        f"| a | b |\n| - | - |\n| c | {COMMENT} d |",
        f"# A heading {COMMENT}",
        f"[{COMMENT} a link](http://a.b)",
        f"<div>\n{COMMENT}\n<p>The council met.</p>\n</div>",
        f"---\ntitle: x\n---\n\n{COMMENT}\n\nThe council met.",
        "The council met.\r\n\r\n" + COMMENT.replace(" MT4", "\r\nMT4") + "\r\nIt rained.",
    ],
)
def test_where_markdown_has_directives(text: str) -> None:
    document = markdown_document(text)
    (one,) = directives(document)
    assert isinstance(one, Directive)
    assert text[one.start : one.end].startswith("<!-- mtcheck: ignore-next")
    assert text[one.start : one.end].endswith("-->")
    assert [text[s.start : s.end] for s in one.selectors] == ["MT101", "MT4"]


@pytest.mark.parametrize(
    "text",
    [
        f"Write `{COMMENT}` above it.",
        f"    {COMMENT}",
        f"```html\n{COMMENT}\n```",
        f"~~~\n{COMMENT}",
        f"- item\n\n      {COMMENT}",
        f"<pre>\n{COMMENT}\n</pre>",
        f"<script>\n{COMMENT}\n</script>",
        COMMENT.replace("<", "\\<"),
        COMMENT.replace("<", "&lt;"),
        f"---\ntitle: '{COMMENT}'\n---\n\nThe council met.",
        f"![{COMMENT}](a.png)",
    ],
)
def test_a_directive_in_code_does_nothing(text: str) -> None:
    assert not list(directives(markdown_document(text)))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"<p>The council met.</p>{COMMENT}<p>It rained.</p>", 1),
        (f"<p>The {COMMENT} council</p>", 1),
        (f"<html><head>{COMMENT}<title>x</title></head><body>y</body>", 1),
        (f"AT&amp;T said {COMMENT} so &amp; so {COMMENT}", 2),
        (f"<pre>{COMMENT}</pre><p>x</p>", 0),
        (f"<p>Write <code>{COMMENT}</code></p>", 0),
        (f"<script>// {COMMENT}</script><p>x</p>", 0),
        (f"<style>{COMMENT}</style><textarea>{COMMENT}</textarea><p>x</p>", 0),
        (f"<title>{COMMENT}</title><p>x</p>", 0),
        ("<p>x</p><!-- mtcheck: ignore-file MT1", 0),
    ],
)
def test_where_html_has_directives(text: str, number: int) -> None:
    comments = list(directives(html_document(text)))
    assert len(comments) == number
    assert all(text[directive.start : directive.end] == COMMENT for directive in comments)


def test_plain_text_has_none() -> None:
    assert not list(directives(Document(f"{COMMENT}\nThe council met.")))


PIECES = st.sampled_from(
    [
        *(
            COMMENT,
            "<!-- x -->",
            "<!--",
            "-->",
            "mtcheck: ",
            "<p>",
            "</p>",
            "<pre>",
            "</pre>",
            "<code>",
            "</code>",
            "&amp;",
            "<",
        ),
        *(
            "`",
            "```\n",
            "\n",
            "\n\n",
            "\r\n",
            "> ",
            "- ",
            "|",
            "    ",
            "*",
            "[",
            "](a)",
            "😀",
            "The council met. ",
        ),
    ]
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_a_comment_is_where_it_is_said_to_be(text: str) -> None:
    for document in (markdown_document(text), html_document(text)):
        at = 0
        for comment in document.comments:
            assert at <= comment.start < comment.end <= len(text)
            at = comment.end
            assert text[comment.start : comment.end].startswith("<!--")
            assert text[comment.start : comment.end].endswith("-->")
            assert not any(word.start < comment.end and comment.start < word.end for word in document.words)
        list(directives(document))
