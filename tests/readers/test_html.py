"""HTML: what is prose, what is masked, and that broken markup loses no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtcheck.readers import read_file
from mtcheck.readers.html import html_document
from mtcheck.text.document import Document
from mtcheck.text.masking import OPAQUE

FIXTURE = Path(__file__).parents[2] / "fixtures" / "river-flood.html"


def paragraphs(document: Document) -> list[str]:
    """The paragraphs as a reader sees them, with `#` for code and addresses."""
    return [
        " ".join(text.replace(OPAQUE, "#").split()) for text in document.reading.text.split("\n\n") if text
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One <b>two</b> <i>three</i>.</p><p>Four.", ["One two three.", "Four."]),
        ("plain text, no tags", ["plain text, no tags"]),
        ("<a href='x'>Putin</a>’s <b>a</b>, <span>T</span>he", ["Putin’s a, The"]),
        (
            "<p>don&rsquo;t &#8220;say&#x201D; 10&nbsp;km &amp; AT&T &bogus; &",
            ["don’t “say” 10 km & AT&T &bogus; &"],
        ),
        (
            "<head><title>Mill &amp; Co</title><meta content='is is'><style>p{}</style></head><p>Text",
            ["Mill & Co", "Text"],
        ),
        ("<title>T</title><script>if (a<b) x='<p>is is</p>'</script><p>Text</p>", ["T", "Text"]),
        ("<p>one<!-- the the --> two</p><!DOCTYPE x><?php is is ?><![CDATA[is is]]>", ["one two"]),
        ("<pre>is is</pre><p>run <code>ls -l</code> now <kbd>x</kbd>.", ["run # now #."]),
        ("<ul><li>one<li>two <ul><li>three</ul> four</ul>five", ["one", "two", "three", "four", "five"]),
        ("<table><tr><td>a</td><td>b</td></tr><tr><th>c<td>d</table>", ["a", "b", "c", "d"]),
        ("one<br>two<br/>\n<br>three", ["one two", "three"]),
        (
            "<dl><dt>a<dd>b</dl><figure><figcaption>c</figcaption></figure><blockquote>d</blockquote>",
            ["a", "b", "c", "d"],
        ),
        ("<nav><a>Home</a></nav><button>is is</button><select><option>a</select><p>Text", ["Text"]),
        ("<input value='is is'><p title='is is'>Text", ["Text"]),
        ("<p>see https://a.b/c&amp;d=e or <a href='x'>https://a.b</a>.", ["see # or #."]),
        ("<svg><title>is</title><text>is is</text></svg><p>Text", ["Text"]),
        ("<P>One<BR>two</P><SCRIPT>is is</SCRIPT>", ["One two"]),
        ("<p lang='ru'>Да</p><p>Yes, it is", ["Yes, it is"]),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_prose_is_what_a_reader_sees(source: str, expected: list[str], newline: str) -> None:
    assert paragraphs(html_document(source.replace("\n", newline))) == expected


@pytest.mark.parametrize(
    "source",
    [
        "<p>One is here <b>two <i>are</b> here</i> three",
        "</p></div>One is here two are here three",
        "<pre>One is here <p>two are here</p> three",
        "<nav><p>One is here <p>two are here <p>three",
        "<head><p>One is here two are here three",
        "<head><title>One</title> <div>is here two are here three",
        "One is here <!-- two are here <p>three",
        "One is here <a href='x>two are here <b>three</b>",
        "One is here two are here three <",
        "One is here two are here three <a",
        "One is here two are here three </",
        "<script>x = 1 <p>One is here two are here three",
        "<button>One is here <svg>two are here three",
        "<code>One is here <p>two are here three",
        "One is here <> two < are here </> three",
        "&# One is here; <b>two</b> &; are here three",
        "<aside>One is here <p>two are here <p>three",
        "<div class='cookie-bar'>One is here two <div>are here</div> three",
        "<div lang='fr'>One is here <p>two are here</p> three",
        "One is here <![[ two are here three",
    ],
)
def test_broken_markup_loses_no_text(source: str) -> None:
    document = html_document(source)
    if "!--" in source or "'x>" in source or "<code>" in source:
        # Up to the end of the line, or the next tag, this may belong to the tag that never ends; what follows
        # does not.
        assert document.words[-1].text == "three"
    else:
        words = [word.text for word in document.words if word.lower not in ("nav", "x", "1")]
        assert words == "One is here two are here three".split()


def test_many_tags_that_never_end_take_no_long_time() -> None:
    document = html_document("<a href='x " * 5_000 + "<!-- " * 5_000 + "<p>end of it")
    assert document.words[-1].text == "it"


def test_the_fixture_reads_as_it_should() -> None:
    document = read_file(FIXTURE)
    seen = paragraphs(document)
    assert seen[:2] == ["Floods: Mill & Market Street under water", "River Arden floods Mill Street"]
    assert seen[2].startswith(
        "The water rose rose by two metres overnight, the mayor’s office said. Nobody was hurt"
    )
    assert seen[3:5] == ["She doesn’t expect help before Friday.", "The café on the corner lost everything."]
    assert seen[-1] == "Readings come from #; see # for more."
    assert "the the" not in document.prose
    assert "Home" not in document.prose
    word = next(word for word in document.words if word.lower == "mayor's")
    assert document.text[word.start : word.end] == "mayor&#8217;s"
    assert document.locate(word.start, word.end)[:2] == (13, 60)


@pytest.mark.parametrize(
    "link",
    [
        '<a href="#fn1" class="footnote-ref" role="doc-noteref">1</a>',
        '<sup><a href="#fn1">12</a></sup>',
        '<sup class="reference"><a href="#cite_note-1"><span>[3]</span></a></sup>',
        '<a epub:type="noteref" href="notes.xhtml#n1">*</a>',
        '<a href="#fnref1" class="footnote-back">↩︎</a>',
    ],
)
def test_the_number_that_leads_to_a_note_reads_as_nothing(link: str) -> None:
    document = html_document(f"<p>They met on Thursday.{link} Nobody came.</p>")
    assert [document.on_one_line(paragraph.start, paragraph.end) for paragraph in document.paragraphs] == [
        "They met on Thursday. Nobody came."
    ]
    assert len(document.sentences) == 2


def test_other_links_and_raised_numbers_are_text() -> None:
    text = 'In <a href="#y">2020</a> it had 10<sup>6</sup> <sup><a href="#n">members</a></sup>.'
    [paragraph] = html_document(f"<p>{text}</p>").paragraph_readings
    assert paragraph.text == "In 2020 it had 106 members."


def test_words_of_text_in_very_many_pieces_are_counted_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted: list[int] = []

    class Pattern:
        def findall(self, text: str, start: int, end: int) -> list[str]:
            counted.append(end - start)
            return text[start:end].split()

    monkeypatch.setattr("mtcheck.readers.html._WORD", Pattern())
    text = "<p>The council" + " %}<" * 2000 + " met.</p>"
    document = html_document(text)
    assert document.reading.text.startswith("The council %}<")
    assert sum(counted) <= len(text)
