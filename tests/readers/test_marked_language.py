"""Passages that markup says are of another language, in HTML and in Markdown."""

from __future__ import annotations

import pytest

from mtcheck.readers.html import html_document
from mtcheck.readers.markdown import markdown_document
from mtcheck.text.document import Document
from mtcheck.text.masking import OPAQUE

PROSE = "The mayor said on Monday that the town would build a new bridge over the river by the spring."
FRENCH = "Nous allons construire un nouveau pont sur la rivière."


def paragraphs(document: Document) -> list[str]:
    texts = document.reading.text.replace(OPAQUE, "#").split("\n\n")
    return [" ".join(text.split()) for text in texts if text]


@pytest.mark.parametrize("attribute", ["lang=fr", "lang='FR-ca'", 'xml:lang="fr"', "class=x lang=fra"])
def test_passages_in_a_line_take_the_place_of_a_noun(attribute: str) -> None:
    text = f"{PROSE} He called it <i {attribute}>notre pont</i>, and left."
    for document in (html_document(f"<p>{text}</p>"), markdown_document(text)):
        assert paragraphs(document) == [f"{PROSE} He called it #, and left."]
        assert len(document.unread) == 1
        assert "2 words in a passage" in document.unread[0].reason


def test_paragraphs_are_left_out() -> None:
    html = f"<p>{PROSE}</p><blockquote lang='fr'><p>{FRENCH}</p><ul><li>{FRENCH}</ul></blockquote>"
    markdown = f"{PROSE}\n\n<div lang='fr'>\n\n{FRENCH}\n\n</div>\n\n<p lang='de'>Wir bauen das.</p>\n"
    for document in (html_document(html), markdown_document(markdown)):
        assert paragraphs(document) == [PROSE]
        assert document.unread[0].part == "passages in French"
    assert markdown_document(markdown).unread[1].part == "passages in German"


def test_what_is_no_page_has_passages_too() -> None:
    document = html_document(f"<p>{PROSE}</p><p lang='fr'>{FRENCH}</p>", is_page=False)
    assert paragraphs(document) == [PROSE]


def test_english_in_another_language_is_read() -> None:
    page = f"<p>{PROSE}</p><div lang=fr><p>{FRENCH}</p><p lang=en>It is the bridge of the town.</p></div>"
    assert paragraphs(html_document(page)) == [PROSE, "It is the bridge of the town."]


@pytest.mark.parametrize(
    "page",
    [
        f"<html lang='fr'><body xml:lang='fr'><p>{PROSE}</p></body></html>",
        f"<p lang='de'>{PROSE}</p>",
        f"<article lang='fr'><p>{PROSE}</p></article>",
        f"<p>{PROSE}</p><p lang='fr'>{PROSE}</p>",
        f"<p>{PROSE}</p><p lang='english'>{PROSE}</p>",
        f"<p>{PROSE}</p><p lang='und'>Bridge</p><p lang=''>River</p><p lang='en-GB'>Town</p>",
    ],
)
def test_a_wrong_mark_hides_nothing(page: str) -> None:
    for document in (html_document(page), markdown_document(page)):
        assert PROSE in paragraphs(document)
        assert document.unread == ()
        assert len(document.words) >= 19 * page.count(PROSE)


def test_a_page_in_another_language_is_left_to_the_rules() -> None:
    page = f"<h1>News</h1><div lang='fr'><p>{FRENCH}</p><p>{FRENCH}</p></div>"
    for document in (html_document(page), markdown_document(page)):
        assert paragraphs(document) == ["News", FRENCH, FRENCH]
        assert document.unread == ()


def test_tags_in_code_mark_nothing() -> None:
    text = (
        f"Write `<p lang='fr'>` and `</p>`.\n\n```html\n<p lang='fr'>\n```\n\n{PROSE}\n\n```html\n</p>\n```\n"
    )
    assert PROSE in paragraphs(markdown_document(text))


def test_a_page_in_two_languages_is_read_in_one() -> None:
    page = f"<table><tr><td lang='fr'>{FRENCH} {FRENCH} {FRENCH}</td><td>{PROSE}</td></tr></table>"
    for document in (html_document(page), markdown_document(page)):
        assert paragraphs(document) == [PROSE]
        assert [unread.part for unread in document.unread] == ["passages in French"]
