"""reStructuredText: what is prose, and what its looks tell to be markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtcheck.readers import read_bytes
from mtcheck.text.document import Document
from mtcheck.text.masking import OPAQUE


def read(text: str) -> Document:
    return read_bytes(text.encode(), "a.rst", ".rst")


def paragraphs(text: str) -> list[str]:
    seen = read(text).reading.text.replace(OPAQUE, "#")
    return [" ".join(paragraph.split()) for paragraph in seen.split("\n\n") if paragraph]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "=====\nTitle\n=====\n\nText goes\non here.\n\n----\n\nEnd.",
            ["Title", "Text goes on here.", "End."],
        ),
        ("Title\n~~~~~\nText.", ["Title", "Text."]),
        ("Title\n=====\n\n:Author: A B\n:Date: 2024\n\nText.", ["Title", "Text."]),
        (".. code-block:: python\n   :linenos:\n\n   a , b\n\n   c\n\nText.", ["Text."]),
        (".. image:: a.png\n   :alt: is is\n\nText.", ["Text."]),
        (
            ".. figure:: a.png\n   :width: 3\n\n   A caption\n   goes on.\n\nText.",
            ["A caption goes on.", "Text."],
        ),
        (".. note:: Mind the\n   gap.\n\n   And the step.", ["Mind the gap.", "And the step."]),
        (".. note::\n   :class: x\n\n   Mind it.", ["Mind it."]),
        (".. versionadded:: 1.2\n   It was new.", ["It was new."]),
        (".. a comment , here\n   and here\n\nText.", ["Text."]),
        ("..\n   hidden\n\nText.", ["Text."]),
        (".. _port: https://x.org/a\n.. |v| replace:: is is\n\n__ https://x.org\n\nText.", ["Text."]),
        (".. [1] A note\n   goes on.\n.. [CIT] Another.", ["A note goes on.", "Another."]),
        ("Run it::\n\n   ls , a\n\n   b\n\nText.", ["Run it:", "Text."]),
        ("Run it: ::\n\n   ls , a\n\nText.", ["Run it:", "Text."]),
        ("::\n\n   ls , a\n\nText.", ["Text."]),
        (">>> 1 , 2\n3\n\nText.", ["Text."]),
        ("* One\n  more\n* Two\n\n#. Three\n#. Four", ["One more", "Two", "Three", "Four"]),
        ("Term\n   Meaning of it.\n\nText.", ["Term", "Meaning of it.", "Text."]),
        (":param x: The value of it.\n:returns: Nothing.", []),
        (
            "Text.\n\n:param x: The value of it.\n:returns: Nothing.",
            ["Text.", "The value of it.", "Nothing."],
        ),
        ("| A verse\n| and more", ["A verse", "and more"]),
        ("+---+---+\n| a | b |\n+---+---+\n| c | d |\n+---+---+\n\nText.", ["a", "b", "c", "d", "Text."]),
        ("+---+---+\n| a | b |\n| a | b |\n+---+---+\n\nText.", ["Text."]),
        (
            "====  ====\nPort  Bay\n====  ====\na b   c d\n====  ====\n\nText.",
            ["Port", "Bay", "a b", "c d", "Text."],
        ),
        (".. list-table:: Ports\n\n   * - East\n     - West", ["Ports", "East", "West"]),
        ("A wrapped line ends with\nA. Smith and more.", ["A wrapped line ends with A. Smith and more."]),
        ("Wait\n\n...\n\nText.", ["Wait", "...", "Text."]),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    for newline in ("\n", "\r\n"):
        assert paragraphs(text.replace("\n", newline)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See :ref:`port` and :py:func:`a.b`.", "See # and #."),
        ("See :ref:`the port <port>` and :term:`gang boss`.", "See the port and gang boss."),
        ("See `the page <https://x.org/a>`_ and `that one`__.", "See the page and that one."),
        ("Say ``code code``, `a title`, |version| here_.", "Say #, #, # here."),
        (
            "It was *very* **very big** indeed [1]_, they said [#a]_.",
            "It was very very big indeed, they said.",
        ),
        ("5 * 3 is a*b and snake_case stays_put.", "5 * 3 is a*b and snake_case stays_put."),
        ("It is in :ref:`the port\n   <port>`.", "It is in #."),
        ("The :sup:`2` and \\*this\\* re\\ ``x``.", "The 2 and *this* re#."),
    ],
)
def test_marks_in_lines(text: str, expected: str) -> None:
    assert paragraphs(text) == [expected]


def test_reports_say_what_it_is_taken_for_and_positions_are_true() -> None:
    document = read(".. note::\n\n   It is is here.\n")
    assert [unread.part for unread in document.unread] == ["reStructuredText"]
    assert "plain text" in document.unread[0].reason
    assert document.format == "text"
    first, second = document.words[1:3]
    assert document.locate(first.start, second.end)[:2] == (3, 7)


@pytest.mark.parametrize(
    ("name", "markup"),
    [("a.org", "Org"), ("a.tex", "LaTeX"), ("a.wiki", "wiki markup"), ("b.py", "program code")],
)
def test_other_markup_is_said_to_be_checked_as_it_stands(name: str, markup: str) -> None:
    document = read_bytes(b"The council met.", name, Path(name).suffix)
    assert document.text == "The council met."
    assert [unread.part for unread in document.unread] == [markup]


def test_plain_text_is_nothing_to_speak_of() -> None:
    for suffix in (".txt", "", None, ".final"):
        assert read_bytes(b"The council met.", "a", suffix).unread == ()


def test_nested_markup_takes_no_long_time() -> None:
    text = "".join(f"{' ' * (number % 50)}.. note::\n\n" for number in range(5_000)) + ":a" * 50_000 + " end"
    assert read(text).words[-1].text == "end"
