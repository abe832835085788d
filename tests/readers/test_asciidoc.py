"""AsciiDoc: what is prose, and what its looks tell to be markup."""

from __future__ import annotations

import pytest

from mtcheck.readers import read_bytes
from mtcheck.text.document import Document
from mtcheck.text.masking import OPAQUE


def read(text: str) -> Document:
    return read_bytes(text.encode(), "a.adoc", ".adoc")


def paragraphs(text: str) -> list[str]:
    seen = read(text).reading.text.replace(OPAQUE, "#")
    return [" ".join(paragraph.split()) for paragraph in seen.split("\n\n") if paragraph]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("= Title\nAnn Lee <a@b.org>\nv1.0, 2024\n:toc:\n:a: b \\\n  c\n\nText.", ["Title", "Text."]),
        ("= Title\n\nAnn Lee came.", ["Title", "Ann Lee came."]),
        ("== Two\nText\ngoes on.", ["Two", "Text goes on."]),
        ("image::a.png[Is is, 3]\n\ninclude::b.adoc[]\n\nText.", ["Text."]),
        ("[[anchor]]\n[source,python]\n----\na , b\n\nc\n----\nText.", ["Text."]),
        ("....\na , b\n....\n\n++++\n<b>\n++++\n\n////\nno\n////\n\n```sh\nls , a\n```\nText.", ["Text."]),
        ("[source]\na , b\nc\n\nText.", ["Text."]),
        ("[source]\n--\na , b\n--\n\n[stem]\n++++\nx , y\n++++\n\nText.", ["Text."]),
        ("----\nThis is never closed.\n\nText.", ["This is never closed.", "Text."]),
        ("====\nAn example.\n====\n\n[quote, Ann]\n____\nIt was.\n____", ["An example.", "It was."]),
        ("****\nA side.\n****\n\n--\nOpen.\n--", ["A side.", "Open."]),
        (".A title\nText.", ["A title", "Text."]),
        ("NOTE: Mind the\ngap.", ["Mind the gap."]),
        (
            "* One\nmore\n** Two\n- [x] Three\n\n. Four\n.. Five\n\n<1> Six",
            ["One more", "Two", "Three", "Four", "Five", "Six"],
        ),
        (
            "Ferries:: Not affected.\nPorts::\n  Twelve of them.",
            ["Ferries", "Not affected.", "Ports", "Twelve of them."],
        ),
        ("* One\n+\nMore of it.", ["One", "More of it."]),
        ("// a comment\nText.\n\n'''\n\n<<<\n\nEnd.", ["Text.", "End."]),
        (
            "[cols=2]\n|===\n|Port|Ships\n\n2+^.>s|Both of\nthem \\| all\na| x\n|===\nText.",
            ["Port", "Ships", "Both of them \\| all", "x", "Text."],
        ),
        (",===\na,b\n,===\n\nText.", ["Text."]),
        ("|===\n|never closed\n\nText.", ["|never closed", "Text."]),
        ("ifdef::x[]\nText.\nendif::[]", ["Text."]),
        (
            " $ ls -l , a\n\nText.\n\n  This is the text that somebody has indented.",
            ["Text.", "This is the text that somebody has indented."],
        ),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    for newline in ("\n", "\r\n"):
        assert paragraphs(text.replace("\n", newline)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "See https://x.org/a[the page,window=_blank] and link:a.html[that one^].",
            "See the page and that one.",
        ),
        (
            "See https://x.org/a and xref:b.adoc[] and <<port>>, <<port,the port>>.",
            "See # and # and #, the port.",
        ),
        ("Say `code code`, ``x``y, {version} and {nbsp}so.", "Say #, #y, # and so."),
        (
            "It was *very* __v__ery _big_ [.red]#indeed#, H~2~O and 2^nd^.",
            "It was very very big indeed, H2O and 2nd.",
        ),
        ("She said \"`no`\" to it, '`so`'. +\nAnd left.", "She said \"no\" to it, 'so'. And left."),
        (
            "Press kbd:[Ctrl,C] or btn:[OK].footnote:[Is is.] It ((works))(((a, b))).",
            "Press # or #. It works.",
        ),
        ("5 * 3 is a*b*c and snake_case_stays, C++ too.", "5 * 3 is a*b*c and snake_case_stays, C++ too."),
        ("\\*not bold* [[id]]but <1> so.", "*not bold* but so."),
    ],
)
def test_marks_in_lines(text: str, expected: str) -> None:
    assert paragraphs(text) == [expected]


def test_a_link_may_begin_with_an_attribute_and_a_picture_with_an_address() -> None:
    text = "See {url-gist}[the gist] and {url}/a[more]. image:https://x.org/{v}.svg[Is is,link={url}]\n"
    assert paragraphs(text) == ["See the gist and more."]


def test_reports_say_what_it_is_taken_for_and_what_is_left_out() -> None:
    document = read("It is is here.footnote:[Or was.]\n")
    assert [unread.part for unread in document.unread] == ["footnotes", "AsciiDoc"]
    assert document.format == "text"


def test_long_texts_take_no_long_time() -> None:
    text = (
        "a::"
        + "[" * 20_000
        + "\n\n"
        + "; a" * 20_000
        + "\n\n"
        + "----\na\n" * 10_000
        + "|===\n" * 1_001
        + "\nthe end"
    )
    assert read(text).words[-1].text == "end"
