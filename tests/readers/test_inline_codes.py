"""Tags, entities and placeholders in strings: what a reader sees of them."""

from __future__ import annotations

import pytest

from mtcheck.readers.inline_codes import inline_codes
from mtcheck.text.masking import OPAQUE, MaskedText
from mtcheck.text.reading import read
from mtcheck.text.span import Span


def reading(text: str, **options: bool) -> str:
    masked = MaskedText(text, tuple(inline_codes(text, 0, len(text), **options)))
    return read(masked, [Span(0, len(text))]).text.strip().replace(OPAQUE, "#")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Click <b>Save</b> to go on.", "Click Save to go on."),
        ("No<b>body</b> came.", "Nobody came."),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("One.<br/>Two.", "One. Two."),
        ("The file has no name (<name/> tag).", "The file has no name (# tag)."),
        ("Paragraphs (<p/>) and lists (<ul/>, <ol/>).", "Paragraphs (#) and lists (#, #)."),
        ("shadows <key name='%s'> in <schema id='%s'>; use it", "shadows # in #; use it"),
        ("Hello <x id='1'/>, welcome.", "Hello #, welcome."),
        ("Salt &amp; pepper", "Salt & pepper"),
        ("a < b and c > d", "a < b and c > d"),
    ],
)
def test_tags_and_entities(text: str, seen: str) -> None:
    assert reading(text) == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("File %s is missing.", "File # is missing."),
        ("Read %d of %d files.", "Read # of # files."),
        ("%(count)d files in {folder}", "# files in #"),
        ("%1$s sent ${sum} to {{ user }}.", "# sent # to #."),
        ("Failed: %s%s%s: %s::%s at %d:%02d", "Failed: #: # at #"),
        ("@count comments on %node_title", "# comments on #"),
        ("100% of them, 5 % or 50%d", "100% of them, 5 % or 50%d"),
        ("Mail me@example.org or @home.example", "Mail me@example.org or @home.example"),
        ("A set {a, b} and {} items", "A set {a, b} and # items"),
    ],
)
def test_placeholders(text: str, seen: str) -> None:
    assert reading(text) == seen


def test_tags_of_phrase() -> None:
    text = "Press {b>Save<b} and {1>go<1} {1}on to {2}."
    assert reading(text, numbered_tags=True) == "Press Save and go on to #."


def test_keys_of_menus() -> None:
    assert reading("&File, _Open, E&xit, R&D, AT&T, snake_case", access_keys=True) == (
        "File, Open, Exit, R&D, AT&T, snake_case"
    )
