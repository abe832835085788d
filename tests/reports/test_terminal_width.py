"""The terminal view at any width: lines that fit, words that stay whole, carets under their words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_runs import finding, odd_run, report, unchecked

from mtcheck.findings.report import Skipped
from mtcheck.reports.columns import cut, cut_left, fit_excerpt, shorten_middle, width_of, wrap
from mtcheck.reports.formats import RunResult, load
from mtcheck.text.document import Document

WIDTHS = (40, 60, 80, 120, 200)
#: Letters of every width: narrow, wide, combining, none, from right to left.
letters = st.text(st.sampled_from("ab,.-é日本語。한ｗ\u0301\u0300😀👍🏽♥️שלום  "), max_size=60)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("word", 4),
        ("naïve", 5),
        ("e\u0301a\u0308", 2),
        ("日本", 4),
        ("ｗ", 2),
        ("한글", 4),
        ("\u1112\u1161\u11ab", 2),
        ("😀", 2),
        ("👍🏽", 2),
        ("♥️", 2),
        ("“…”", 3),
        ("שלום", 4),
    ],
)
def test_how_many_columns_a_text_takes(text: str, columns: int) -> None:
    assert width_of(text) == columns


@given(letters, st.integers(6, 40))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrap(f"a.txt {text}", width, "  ")
    assert all(width_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(f"a.txt {text}".split())


@given(st.lists(st.text("abc", min_size=1, max_size=9), min_size=1), st.integers(14, 40))
def test_words_stay_whole(words: list[str], width: int) -> None:
    assert " ".join(wrap(" ".join(words), width, "    ")).split() == words


def test_the_place_of_a_finding_is_never_broken_because_it_is_a_link() -> None:
    place = "news/" + "long-" * 20 + "name.txt:12:3"
    assert wrap(f"{place}  major", 40, "    ") == [place, "    major"]


@given(letters, st.integers(0, 40))
def test_what_is_cut_is_the_most_that_fits(text: str, width: int) -> None:
    for part, whole in ((cut(text, width), str.startswith), (cut_left(text, width), str.endswith)):
        assert whole(text, part)
        assert width_of(part) <= width
    assert width_of(shorten_middle(text, width + 3)) <= width + 3


@given(letters, letters.filter(bool), letters, st.integers(12, 80))
def test_an_excerpt_fits_and_keeps_its_words(before: str, marked: str, after: str, width: int) -> None:
    parts = fit_excerpt(before, marked, after, width)
    assert sum(map(width_of, parts)) <= width
    assert parts[1] == marked or width_of(marked) > width


def test_an_excerpt_is_cut_between_words() -> None:
    before, marked, after = fit_excerpt("one two three four five ", "here", " six seven eight nine", 30)
    assert (before, marked, after) == ("… four five ".replace("… ", "…"), "here", " six seven…")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_line_fits_the_terminal(width: int) -> None:
    name = "archive/2026/november/a-very-long-name-of-an-article-about-the-council.txt"
    document = Document("The council " * 30 + "do not not know what 日本 means. So it be.", name=name)
    problem = "languagetool did not check everything, because its process ended in the middle of the article"
    run = RunResult(
        (
            *odd_run().reports,
            report(
                document,
                finding(document, "not not", message="“not not”: one of the two is enough. " * 4),
                finding(document, "日本", suggestions=["Japan", "the land of the rising sun"] * 5),
                problems=(problem,),
                skipped=(Skipped("model", "the garble model is not in this installation"),),
            ),
            unchecked(cause="it is a binary file, and nobody knows what it holds; name a text " * 2),
        ),
        width=width,
    )
    lines = load("text")(run).splitlines()
    for line in lines:
        assert width_of(line) <= width or line.startswith(name), "a place is not broken"
    text = " ".join(" ".join(lines).split())
    assert problem in text
    assert "one of the two is enough." in text


@pytest.mark.parametrize("width", [None, *WIDTHS])
@pytest.mark.parametrize("words", ["not not", "日本", "e\u0301te\u0301", "👍🏽 is", "שלום", "x" * 300])
def test_carets_stand_under_their_words(width: int | None, words: str) -> None:
    document = Document(f"日本語 e\u0301 👍🏽 and 한글 {'then ' * 30}{words} {'after all ' * 20}end.")
    lines = load("text")(RunResult((report(document, finding(document, words)),), width=width)).splitlines()
    number = next(number for number, line in enumerate(lines) if "^" in line)
    shown, carets = lines[number - 1 : number + 1]
    before = cut(shown, carets.index("^"))
    marked = cut(shown[len(before) :], carets.count("^"))
    assert marked == words or (len(words) == 300 and marked.startswith("xxx") and "…" in marked)
    assert width_of(shown) <= (width or 100)


def test_messages_are_one_line_where_there_is_no_terminal() -> None:
    document = Document("So it be.")
    message = "It stands in the wrong form. " * 10
    shown = load("text")(RunResult((report(document, finding(document, "be", message=message)),)))
    assert message.strip() in shown


def test_the_table_narrows_before_its_names_are_cut() -> None:
    name = "archive/2026/november/the-council.txt"
    document = Document("So it be.", name=name)

    def heading_and_row(width: int) -> list[str]:
        lines = load("text")(RunResult((report(document),), width=width)).splitlines()
        return lines[lines.index(next(line for line in lines if line.startswith("article"))) :][:2]

    assert heading_and_row(120)[1].startswith(name)
    assert [heading_and_row(width)[0].split()[-1] for width in (120, 80, 60)] == ["minor", "minor", "words"]
    narrow = heading_and_row(60)[1]
    assert re.match(r"archive/\S*…\S*council\.txt ", narrow)


def test_colours_paint_the_same_text() -> None:
    for width in (None, 50):
        plain, painted = (load("text")(RunResult(odd_run().reports, color, width)) for color in (False, True))
        assert re.sub(r"\x1b\[[\d;]*m", "", painted) == plain
