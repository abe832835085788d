"""Tables: a row a segment, columns by name or number, and an error that names the row or the columns."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.readers import ReadError
from mtcheck.readers.bitext import Row, bitext
from mtcheck.readers.table import Columns, read_table

TSV = b"source\ttarget\treference\nEins.\tOne.\t1.\nZwei.\tTwo.\t2.\n"


def rows(data: bytes, columns: Columns | None = None, name: str = "a.tsv") -> tuple[Row, ...]:
    return read_table(data, name, name[name.rindex(".") :], columns or Columns())[""]


def refused(data: bytes, columns: Columns | None = None, name: str = "a.tsv") -> str:
    with pytest.raises(ReadError) as caught:
        rows(data, columns, name)
    return str(caught.value)


def test_the_usual_names_need_no_option() -> None:
    assert rows(TSV) == (Row("One.", "Eins.", ("1.",)), Row("Two.", "Zwei.", ("2.",)))
    assert rows(b"target\nOne.\n") == (Row("One.", None, ()),)


def test_columns_by_name_and_by_number() -> None:
    named = Columns("hyp", "src", ("ref A", "ref B"))
    assert rows(b"hyp\tsrc\tref A\tref B\nOne.\tEins.\tA.\tB.\n", named) == (
        Row("One.", "Eins.", ("A.", "B.")),
    )
    assert rows(b"Eins.\tOne.\nZwei.\tTwo.\n", Columns("2", "1")) == (
        Row("One.", "Eins."),
        Row("Two.", "Zwei."),
    )


def test_a_tsv_has_no_quoting_and_a_csv_has() -> None:
    assert rows(b'target\n"One," he said.\n') == (Row('"One," he said.'),)
    assert rows(b'target,source\n"One, ""two"".\nThree.",Eins.\n', name="a.csv") == (
        Row('One, "two".\nThree.', "Eins."),
    )
    assert rows("\ufefftarget;source\r\nOne, two.;Eins, zwei.\r\n".encode(), name="a.csv") == (
        Row("One, two.", "Eins, zwei."),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "sep=;;"])
def test_excels_line_says_what_parts_the_cells(first: str, encoding: str) -> None:
    data = f"{first}\r\ntarget;a, b, c, d;source\r\nOne, two.;x;Eins, zwei.\r\n".encode(encoding)
    assert rows(data, name="a.csv") == (Row("One, two.", "Eins, zwei."),)
    assert rows(data, Columns("1", "3"), name="a.csv")[1:] == (Row("One, two.", "Eins, zwei."),)


def test_excels_line_with_other_delimiters_and_alone() -> None:
    assert rows(b"sep=|\ntarget|source\nOne.|Eins.\n", name="a.csv") == (Row("One.", "Eins."),)
    assert rows(b"sep=\ntarget,source\nOne.,Eins.\n", name="a.csv") == (Row("One.", "Eins."),)
    assert rows(b"sep=\t\n" + TSV)[0] == Row("One.", "Eins.", ("1.",))
    assert "is an empty table" in refused(b"sep=;\r\n", name="a.csv")
    assert "row 2 has 1 cell" in refused(b"sep=;\ntarget;source\nOne.\n", name="a.csv")


def test_documents_are_told_by_their_ids_in_the_order_of_the_file() -> None:
    data = b"doc\ttarget\nb\tOne.\na\tTwo.\nb\tThree.\n"
    assert read_table(data, "a.tsv", ".tsv", Columns(id="doc")) == {
        "b": (Row("One."), Row("Three.")),
        "a": (Row("Two."),),
    }


@pytest.mark.parametrize(
    ("data", "columns", "name", "said"),
    [
        (b"text\tsrc\nOne.\tEins.\n", None, "a.tsv", "without a column “target” (it has “text”, “src”)"),
        (TSV, Columns("targt"), "a.tsv", "did you mean “target”?"),
        (TSV, Columns("9"), "a.tsv", "has 3 columns and no column 9"),
        (TSV, Columns(source="1"), "a.tsv", "not that of the translation"),
        (b"source\ttarget\nEins.\n", None, "a.tsv", "row 2 has 1 cell, fewer"),
        (b"\n \n", None, "a.tsv", "is an empty table"),
        (b"target\n", None, "a.tsv", "without a row"),
        (b'target\n"One.\n', None, "a.csv", "is no CSV table"),
    ],
)
def test_what_is_wrong_is_said_with_the_next_step(
    data: bytes, columns: Columns | None, name: str, said: str
) -> None:
    message = refused(data, columns, name)
    assert message.startswith(f"{name}: ")
    assert said in message


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(str.strip)


@given(st.lists(st.tuples(CELLS.filter(bool), CELLS), min_size=1, max_size=5))
def test_what_a_spreadsheet_writes_comes_back(cells: list[tuple[str, str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([("target", "source"), *cells])
    assert [(row.target, row.source) for row in rows(out.getvalue().encode(), name="a.csv")] == cells


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6))
def test_a_position_is_a_segment_and_an_offset_in_it(cells: list[tuple[str, str]]) -> None:
    read = bitext([Row(target, source) for target, source in cells], "a.tsv", "table")
    assert read.source is not None
    assert read.source.units is not None
    for document, column in ((read.target, 0), (read.source, 1)):
        for sentence in document.sentences:
            where = document.locate(sentence.start, sentence.end)
            assert (
                cells[where.line - 1][column][where.start : where.end]
                == document.text[sentence.start : sentence.end]
            )
    missing = [
        number for number, (target, source) in enumerate(cells, 1) if source.strip() and not target.strip()
    ]
    assert bool(missing) == bool(read.problems)
    if missing:
        assert str(missing[0]) in read.problems[0]
