"""What holds for every reader and every text."""

from __future__ import annotations

import contextlib
import re
import time
from html import unescape
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from make_docx import docx, paragraph

from mtcheck.readers import ReadError, read_bytes, read_file
from mtcheck.text.document import Document
from mtcheck.text.masking import Mask

FIXTURES = Path(__file__).parents[2] / "fixtures"
SUFFIXES = [".txt", ".md", ".html", ".rst", ".adoc"]

#: Pieces of markup and of what is awkward in text, to be thrown together.
PIECES = (
    *(
        "word",
        "two words ",
        "don’t",
        "1,000",
        ".",
        ", ",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "    ",
        "\ufeff",
        "\u00a0",
        "\u2028",
    ),
    *(
        "\u2028",
        "😀",
        "👩‍👩‍👧",
        "שלום",
        "مرحبا",
        "中文。",
        "e\u0301",
        "\u00ad",
        "\ufdd0",
        "\ufdd1",
        "\ufffc",
        "\x1b",
        "Ⅻ",
    ),
    *(
        "*",
        "**",
        "_",
        "`",
        "``",
        "~~",
        "[",
        "](",
        ")",
        "![",
        "](http://a.b/c 't')",
        "[^1]",
        "[^1]: ",
        "[r]: x",
        "\\",
        "\\*",
        "|",
    ),
    *(
        "# ",
        "> ",
        "- ",
        "1. ",
        "```\n",
        "---\n",
        "+++\n",
        "===",
        "|a|b|\n|-|-|\n|c\\|d|`e`|",
        "a: b\n",
        "<https://a.b>",
    ),
    *(
        "<",
        ">",
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "<br>",
        "<div>",
        "</div>",
        "<li>",
        "<td>",
        "<pre>",
        "</pre>",
        "<code>",
        "</code>",
    ),
    *(
        "<a href='x'>",
        '<a href="',
        "</a>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<head>",
        "<title>",
        "</title>",
        "<nav>",
        "</",
    ),
    *(
        "&",
        "&amp;",
        "&rsquo;",
        "&nbsp;",
        "&eacute;",
        "&#8220;",
        "&#x201D;",
        "&#0;",
        "&bogus;",
        "&#",
        "&NewLine;",
        "&shy;",
    ),
    *("http://a.b/c_(d)&amp;e", "www.x.org", "me@a.org", "@", "https://"),
    *(
        ".. note:: a\n",
        ".. code::\n",
        "..\n",
        ":a:`b <c>`",
        "a_",
        "::\n\n",
        "+--+\n| a|\n+--+\n",
        ":a: b\n",
        "|===\n",
        "[source]\n",
        "----\n",
        "====\n",
        "a::b[c]\n",
        "link:a[b]",
        "<<a,b>>",
        "a:: b\n",
        ".A\n",
        "(((a)))",
        "'`a`'",
        "== a\n",
        "::: a\n",
        ":::\n",
        "::a[b]\n",
        "!!! note\n",
        '=== "A"\n',
        "> [!NOTE]\n",
        ":a[b]{c}",
        "[toc]\n",
    ),
    *(
        "{{",
        "}}",
        "{{ a | b }}",
        "{% a %}",
        "{% comment %}",
        "{% endcomment %}",
        "{#",
        "#}",
        "{: .a}",
        "{:toc}",
    ),
    *(
        "[a b=c]",
        "[code]",
        "[/code]",
        "$$",
        "$$a$$",
        "<A b={c}>",
        "</A>",
        "import a from 'b'\n",
        "{/* a */}",
        "{",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join)


def readable(text: str, suffix: str) -> Document | None:
    """The document, None for what is no text by our own rules (NUL, control characters)."""
    try:
        return read_bytes(text.encode("utf-8", "surrogatepass"), "a" + suffix, suffix)
    except ReadError:
        return None


def check(document: Document) -> None:
    """What every reader promises."""
    at = 0
    for mask in document.masks:
        assert at <= mask.start < mask.end <= len(document.text), "masks overlap or are out of order"
        at = mask.end
        assert mask.fill is None or len(mask.fill) <= mask.end - mask.start
    at = 0
    for block in document.blocks or ():
        assert at <= block.start <= block.end <= len(document.text), "blocks overlap or are out of order"
        at = block.end
    assert len(document.prose) == len(document.text)
    assert re.findall(r"[\r\n]", document.prose) == re.findall(r"[\r\n]", document.text)
    for word in document.words:
        source = document.text[word.start : word.end]
        inner = [mask for mask in document.masks if mask.start < word.end and word.start < mask.end]
        if not inner:
            assert source == word.text
        else:  # markup or an entity in the word: what a reader sees is the word
            assert all(mask.fill is not None for mask in inner)
            assert seen(document, word.start, word.end, inner) == word.text


def seen(document: Document, start: int, end: int, masks: list[Mask]) -> str:
    parts = []
    for mask in masks:
        parts += [document.text[start : mask.start], mask.fill or ""]
        start = mask.end
    return "".join([*parts, document.text[start:end]])


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(text=TEXTS)
def test_offsets_are_true(suffix: str, text: str) -> None:
    document = readable(text, suffix)
    if document is not None:
        assert document.text == text
        check(document)


@given(st.lists(TEXTS, max_size=5))
def test_offsets_are_true_in_word(texts: list[str]) -> None:
    texts = [re.sub(r"[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text) for text in texts]
    document = read_bytes(docx(*map(paragraph, texts)), "a.docx", ".docx")
    check(document)
    assert document.units is not None
    for number, start in enumerate(document.units, 1):
        assert document.locate(start, start)[:2] == (number, 1)


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".docx"])
@given(data=st.binary(max_size=200))
@example(data=b"\xef\xbb\xbf")
@example(data=b"\xff\xfe")
@example(data=b"&#xD800;&#1114112;&#0;")
def test_bytes_of_any_kind_raise_nothing_but_read_error(suffix: str, data: bytes) -> None:
    with contextlib.suppress(ReadError):
        check(read_bytes(data, "a", suffix))


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=50)
@given(
    data=st.lists(
        st.binary(min_size=1, max_size=4) | st.sampled_from([piece.encode() for piece in PIECES]), max_size=30
    )
)
def test_text_with_broken_bytes_raises_nothing_but_read_error(suffix: str, data: list[bytes]) -> None:
    with contextlib.suppress(ReadError):
        check(read_bytes(b"".join(data), "a", suffix))


#: Markup around, before and after a word, none of which has a word of its own.
INLINE = {
    ".md": "{} **{}** *{}* [{}](http://a.b) ~~{}~~ <b>{}</b> ![{}](a.png) {}[^1] {}\\* &mdash;{}".split(),
    ".html": "{} <b>{}</b> <a\thref='x'>{}</a> {}<!--x--> <p>{}</p> <br>{} &mdash;{} <li>{} {}</div>".split(
        " "
    ),
}


@pytest.mark.parametrize("suffix", [".md", ".html"])
@given(
    words=st.lists(st.sampled_from(["alpha", "beta", "gamma", "déjà", "дом"]), min_size=1, max_size=12),
    data=st.data(),
)
def test_no_word_is_lost_between_inline_markup(suffix: str, words: list[str], data: st.DataObject) -> None:
    text = " ".join(data.draw(st.sampled_from(INLINE[suffix])).format(word) for word in words)
    assert [word.text for word in read_bytes(text.encode(), "a", suffix).words] == words


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.*")), ids=lambda path: path.name)
def test_fixtures_keep_the_promises(path: Path) -> None:
    document = read_file(path)
    check(document)
    assert document.words


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "a" * 1_000_000,
        "He said so. " * 80_000,
        "A paragraph of a few words stands here, and *another*.\n\n" * 10_000,
        "<p>A paragraph of a <b>few</b> words.</p>\n" * 10_000,
        "*a* `b` [c](d) &amp; http://a.b " * 3_000,
        "- item\n" * 10_000,
        "“😀 שלום 中文” " * 50_000,
        "> " * 50 + "deep\n" * 2_000,
        "a@b." * 50_000,
        "http://x)" + ")" * 200_000,
    ],
    ids=[
        "line",
        "word",
        "sentences",
        "markdown",
        "html",
        "inline",
        "list",
        "scripts",
        "quotes",
        "mail",
        "brackets",
    ],
)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_large_files_take_no_long_time(suffix: str, text: str) -> None:
    begin = time.perf_counter()
    document = read_bytes(text.encode(), "a", suffix)
    assert unescape(document.prose) is not None
    assert document.paragraphs
    assert time.perf_counter() - begin < 30  # a second or two; what is quadratic takes minutes
