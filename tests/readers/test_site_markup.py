"""Markdown with what site generators and editors add: all of it is masked, and the prose about it is not."""

from __future__ import annotations

import time

import pytest

from mtcheck.readers import read_bytes
from mtcheck.readers.markdown import markdown_document
from mtcheck.text.document import Document
from mtcheck.text.masking import OPAQUE


def paragraphs(source: str) -> list[str]:
    return paragraphs_of(markdown_document(source))


def paragraphs_of(document: Document) -> list[str]:
    """The paragraphs as a reader sees them, with `#` for what takes the place of a noun."""
    texts = document.reading.text.split("\n\n")
    return [" ".join(text.replace(OPAQUE, "#").split()) for text in texts if text]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (":::caution\nMind the gap.\n:::\nAfter.", ["Mind the gap.", "After."]),
        ("::: danger Hot\nOne.\n\n- two\n:::\n", ["One.", "two"]),
        ("> ::: tip\n> Quoted.\n> :::", ["Quoted."]),
        ("::::grid{cols=2}\n:::card\nIn a card.\n:::\n::::", ["In a card."]),
        ("::figure[A boat]{src=a.png}\n\nText.", ["Text."]),
        ("Made of :abbr[HTML]{title='is is'} only.", ["Made of HTML only."]),
        ("The ratio 3::1, and std::cout in it.", ["The ratio 3::1, and std::cout in it."]),
        ('!!! warning "Look out"\n    Ice is is thin.\n\nText.', ["Look out", "Ice is is thin.", "Text."]),
        ("??? info\n    Folded.\n\n???+ tip\n    Open.\n", ["Folded.", "Open."]),
        ('=== "Linux"\n\n    Type it.\n\n=== "Mac"\n\n    Click it.\n', ["Type it.", "Click it."]),
        ("> [!NOTE]\n> Keep warm.", ["Keep warm."]),
        ("{% if a %}\nShown.\n{% else %}\nHidden.\n{%- endif -%}", ["Shown.", "Hidden."]),
        ("By {{ page.author | upcase }}, here.", ["By #, here."]),
        ("By [{{ p.name }}]({{ p.url | absolute_url }}).", ["By #."]),
        ("See [it]({% link _posts/a b.md %} 'is is').", ["See it."]),
        ("{{< figure src='a.jpg' title='is is' >}}\n\nText.", ["Text."]),
        ("{{% notice tip %}}\nText.\n{{% /notice %}}", ["Text."]),
        ("One{# is is #} two.", ["One two."]),
        ("{% comment %}\nis is\n\nis is\n{% endcomment %}\n\nText.", ["Text."]),
        ("{% highlight python %}\nis is\n\n*is is\n{% endhighlight %}\nText.", ["Text."]),
        ("{% codeblock is is %}\nText.", ["Text."]),
        ("| A | B |\n|---|---|\n| {{ a | b }} | two |", ["A", "B", "#", "two"]),
        ("<div>\n{% for a in b %}\n<p>Text {{ a }}.</p>\n</div>", ["Text #."]),
        ("## Title\n{: .no_toc #top}\n\nText *one*{: .red}.", ["Title", "Text one."]),
        ("1. Contents\n{:toc}\n\nText.", ["Contents", "Text."]),
        ("- Contents\n{:toc max_level=2}\n\nText.", ["Text."]),
        ("# Title {#top .wide}\n\n[a](b){.button} end.", ["Title", "a end."]),
        ("{::comment}\nis is\n{:/comment}\n\nText.{::options parse_html=true /}", ["Text."]),
        ("[[toc]]\n\n[TOC]\n\nText.", ["Text."]),
        ('[gallery ids="1,2,3" link="file"]\n\nText.', ["Text."]),
        ('[caption id="x" width=30]A boat.[/caption] Text.', ["A boat. Text."]),
        ("[quote]Said so.[/quote] [sourcecode]is is[/sourcecode]", ["Said so."]),
        ("He [sic] said [it] and [a b=c](d) too.", ["He [sic] said [it] and a b=c too."]),
        ("Before\n\n$$\nis = is, is\n$$\n\nafter $$a * b * c$$ and.", ["Before", "after # and."]),
        ("From $$ to $$$ a night, or $5 to $6.", ["From $$ to $$$ a night, or $5 to $6."]),
        ("import A from './a'\nimport {\n  B,\n} from \"b\";\n\nText.", ["Text."]),
        ("import 'a.css'\n\nexport const meta = {\n  title: 'is is'\n}\n\nText.", ["Text."]),
        ("import duties from China\nexport default risk", ["import duties from China export default risk"]),
        ("<Tabs items={['is is', \"b > c\"]}>\n<Tab>In it.</Tab>\n</Tabs>", ["In it."]),
        ("<Note>\n\nText *one*.\n\n</Note>\n\n<Map.Point at={{ x: 1 }} />", ["Text one."]),
        ("One {/* is is */}two.", ["One two."]),
        ("Code `{{` and `}}` and `:::`.", ["Code # and # and #."]),
        ("```\n{% comment %}\n```\nText.\n\n{% endcomment %}\n", ["Text."]),
        ("Sets {a, b} and {c}, 50% {or} so.", ["Sets {a, b} and {c}, 50% {or} so."]),
        ("Open {{ for good, {% for good.", ["Open {{ for good, {% for good."]),
        ("A {{ b }} <!-- {{ --> c }}", ["A # c }}"]),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_markup_of_sites_is_no_prose(source: str, expected: list[str], newline: str) -> None:
    assert paragraphs(source.replace("\n", newline)) == expected
    assert paragraphs("\ufeff" + source.replace("\n", newline)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The {count} ships {/* is is */}sail for {names.join(', ')}.", ["The # ships sail for #."]),
        ("<>\n    Not code.\n</>\n\n    Nor this.", ["Not code.", "Nor this."]),
        ("{rows.map((r) => {\n  if (r) { return <B a={{ b: r }}>is is</B> }\n})}\n\nText.", ["Text."]),
        ("<div style={{ color: 'is is' }}>\n  Text.\n</div>", ["Text."]),
        ("export const a = {\n  b: 'is is',\n\n  c: 'is is',\n}\n\n# Title", ["Title"]),
        ("Never } refused { at < all, <b or </c.", ["Never } refused { at < all, <b or </c."]),
        ("Code `{a` and `}` stay.", ["Code # and # stay."]),
    ],
)
def test_expressions_of_mdx_are_no_prose(source: str, expected: list[str]) -> None:
    document = read_bytes(source.encode(), "a.mdx", ".mdx")
    assert document.format == "markdown"
    assert paragraphs_of(document) == expected


def test_positions_are_those_of_the_file() -> None:
    source = "{% if x %}**Now:** {% endif %}The {{ a }} sails.\n\n::: tip\nTwo.\n:::\n"
    document = markdown_document(source)
    assert [source[sentence.start : sentence.end].split()[-1] for sentence in document.sentences][
        -1
    ] == "Two."
    for word in document.words:
        assert source[word.start : word.end] == word.text


@pytest.mark.parametrize(
    "piece",
    [
        "{{ a ",
        "{% comment %}",
        "{#",
        "::: a\n",
        "<A b={",
        "$$a",
        "[a b=c]",
        "[code]",
        "`",
        "{::code}",
        "<!--",
    ],
)
def test_what_is_never_closed_takes_no_time(piece: str) -> None:
    start = time.perf_counter()
    markdown_document(piece * (40_000 // len(piece)))
    assert time.perf_counter() - start < 8
