"""Markdown: what is prose, and that every mask lies where the markup lies."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline

from mtcheck.readers import read_file
from mtcheck.readers.markdown import markdown_document
from mtcheck.text.document import Document
from mtcheck.text.masking import OPAQUE

FIXTURE = Path(__file__).parents[2] / "fixtures" / "harbour-strike.md"


def paragraphs(document: Document) -> list[str]:
    """The paragraphs as a reader sees them, with `#` for code and addresses."""
    return [
        " ".join(text.replace(OPAQUE, "#").split()) for text in document.reading.text.split("\n\n") if text
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# Title #\n\nText.", ["Title", "Text."]),
        ("Title *one*\n===\nText\n---", ["Title one", "Text"]),
        ("**bold**, _em_ and ***both* strong**: un*bel*ievable", ["bold, em and both strong: unbelievable"]),
        ("2 * 3 * 4, snake_case_name, a** b **c", ["2 * 3 * 4, snake_case_name, a** b **c"]),
        ("[Putin](http://x.y/*a*_b_ 'a title')’s aide", ["Putin’s aide"]),
        (
            "[one][ref], [ref] and [ref][] but not [that]\n\n[ref]: http://x.y 'title'",
            ["one, ref and ref but not [that]"],
        ),
        ("[a [nested] ![image *text*](b.png) link](c) end", ["a [nested] image text link end"]),
        ('![alt *text* &amp; more](a.png "t")', ["alt text & more"]),
        ("say `x = 1` or ``a ` b`` or ` alone", ["say # or # or ` alone"]),
        ("see <https://a.b/c>, https://a.b/d. or me@a.org", ["see #, #. or #"]),
        ("don&rsquo;t &copy; &#8220;x&#8221; &bogus; a & b", ["don’t © “x” &bogus; a & b"]),
        (r"\*not em\* \\ \q 50\%", [r"*not em* \ \q 50%"]),
        ("one\\\ntwo  \nthree", ["one two three"]),
        ("a <b>bold</b>, x<!-- the the -->y<br>z", ["a bold, xy z"]),
        ("> one *two\n> three* four\nlazy", ["one two three four lazy"]),
        (
            "- one\n  two\n- > three\n  > four\n\n      code\n1. five\n   1. six",
            ["one two", "three four", "five", "six"],
        ),
        ("| A | *B* |\n|---|:-:|\n| x \\| y | `q \\| r` |\n|p||", ["A", "B", "x | y", "#", "p"]),
        ("> | A | A |\n> |---|---|\n> | A | B |", ["A", "A", "A", "B"]),
        ("```\nis is\n```\nText\n\n    is is\n\n~~~py\nis", ["Text"]),
        ("<div>\n<p>One <i>two</i></p><p>three</p>\n</div>\n\nfour", ["One two", "three", "four"]),
        ("<script>\nis\n\nis\n</script>\n\nText", ["Text"]),
        (
            "Text[^1] more.\n\n[^1]: Note\n    goes on.\n\n    Second *paragraph*.",
            ["Text more.", "Note goes on.", "Second paragraph."],
        ),
        ("Text[^n].\n\n[^n]: word", ["Text.", "word"]),
        ("~~gone~~ *a ~~b~~*", ["gone a b"]),
        ("---\ntags: is is\n---\n\nText", ["Text"]),
        ("---\ntitle: One, two # is is\ntag: is\n---\n\nText", ["One, two", "Text"]),
        (
            "---\na: is\ntitle: \"A \\\"b\\\" c\"\ndescription: 'It''s'\n---\nText",
            ['A "b" c', "It's", "Text"],
        ),
        ("---\ndescription: >-\n  One\n  two.\n\n  Three.\nx: is\n---\nText", ["One two.", "Three.", "Text"]),
        ("---\ntitle: One\n  two\nseo:\n  title: is is\n---\nText", ["One two", "Text"]),
        ("---\ntitle: {{ is }}\nsummary: [is, is]\nexcerpt:\n---\nText", ["Text"]),
        ("+++\ntitle = 'One two'\nweight = 3\n+++\nText", ["One two", "Text"]),
        ("+++\ntags = 'is is'\n+++\nText", ["Text"]),
        ("---\n\nJust a rule: here.\n\n---\n\nText", ["Just a rule: here.", "Text"]),
        ("---\nNo settings here\n---\nText", ["No settings here", "Text"]),
        ("***\n\nText\n\n* * *", ["Text"]),
        ("\tcode\n\n-\tone\n\n\ttwo\n>\tthree", ["one", "two", "three"]),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_prose_is_what_a_reader_sees(source: str, expected: list[str], newline: str) -> None:
    for text in (source.replace("\n", newline), "\ufeff" + source.replace("\n", newline)):
        assert paragraphs(markdown_document(text)) == expected


def test_nothing_outside_paragraphs_is_left_unmasked() -> None:
    document = read_file(FIXTURE)
    inside = {offset for block in document.blocks or () for offset in range(block.start, block.end)}
    outside = "".join(char for offset, char in enumerate(document.prose) if offset not in inside)
    assert not outside.strip()


def test_a_phrase_over_a_line_break_is_not_masked() -> None:
    document = markdown_document("They did not\nnot go.")
    start = document.text.index("not")
    assert not document.is_masked(start, document.text.index(" go"))


def test_the_fixture_reads_as_it_should() -> None:
    document = read_file(FIXTURE)
    seen = paragraphs(document)
    assert seen[:2] == ["Harbour strike enters its second week"] * 2  # in the front matter, and as a heading
    assert seen[2].startswith(
        "Dock workers in Port Selwyn did not not return to work on Monday, the Harbour Union’s spokeswoman"
    )
    assert "safer cranes (see #);" in seen
    assert "South | East" in seen
    assert "The port handles a third of the country’s grain." in seen
    assert seen[-1] == "The talks were held at the ministry ministry of transport."
    assert "title:" not in document.prose
    word = next(word for word in document.words if word.lower == "can't")
    assert document.text[word.start : word.end] == "can&rsquo;t"
    assert document.locate(word.start, word.end).line == 9


@pytest.mark.parametrize("unit", ["![", "[", "[a](", "[![a]("])
def test_very_many_open_brackets_are_text_and_are_read_a_bounded_number_of_times(
    unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    skipped = 0
    skip = ParserInline.skipToken

    def count(self: ParserInline, state: StateInline) -> None:
        nonlocal skipped
        skipped += 1
        skip(self, state)

    monkeypatch.setattr(ParserInline, "skipToken", count)
    text = (
        "A [link](https://example.org) first. "
        + unit * 3000
        + " word.\n\nAnother [link](https://example.org).\n"
    )
    document = markdown_document(text)
    assert [document.on_one_line(one.start, one.end) for one in document.paragraphs][-1] == "Another link."
    assert skipped < 40 * len(text)
