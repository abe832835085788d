from __future__ import annotations

import gzip
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.archive.inputs import open_input
from mtcheck.archive.options import ArchiveColumns
from mtcheck.archive.partition import partitions, read_staged, stage
from mtcheck.archive.records import Record
from mtcheck.frames.columns import ArticleColumns, ColumnError
from mtcheck.readers import ReadError

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
FIELDS = ArchiveColumns(ArticleColumns("body", "url"), "views", "day")
TEXT = "The council met, and that was it.\nIt “approved” the budget."


def records(path: Path, fields: ArchiveColumns = FIELDS, format: str | None = None) -> list[Record]:
    return list(open_input(path, format, fields).records())


def rows() -> list[dict[str, Any]]:
    return [
        {"url": "007", "body": TEXT, "views": 12, "day": "2026-03-09"},
        {"url": None, "body": None, "views": None, "day": None},
        {"url": "b", "body": 'a "quoted", text', "views": -1, "day": "spring"},
    ]


def written(folder: Path, kind: str) -> Path:
    path = folder / f"table.{kind}"
    if kind == "parquet":
        pq.write_table(pa.Table.from_pylist(rows()), path)
    elif kind.startswith("jsonl"):
        text = "".join(json.dumps(row) + "\n" for row in rows())
        path.write_bytes(gzip.compress(text.encode()) if kind.endswith("gz") else text.encode())
    else:
        import pandas as pd

        pd.DataFrame(rows()).to_csv(path, index=False, sep="\t" if "tsv" in kind else ",")
    return path


@pytest.mark.parametrize("kind", ["parquet", "csv", "tsv", "csv.gz", "jsonl", "jsonl.gz"])
def test_the_same_table_in_every_format_is_the_same(tmp_path: Path, kind: str) -> None:
    given = open_input(written(tmp_path, kind), None, FIELDS)
    first, second, third = given.records()
    assert first == Record("007", TEXT, weight=12.0, by="2026-03")
    assert (second.id or "", second.text or "", second.weight, second.by or "", second.fault) == (
        "",
        "",
        None,
        "",
        None,
    )
    assert (third.text, third.weight, third.by) == ('a "quoted", text', None, "spring")
    assert given.progress == pytest.approx(1)


def test_a_folder_of_tables_is_read_in_the_order_of_its_files_with_the_columns_that_folders_name(
    tmp_path: Path,
) -> None:
    for month, name in (("2026-02", "part-1"), ("2026-01", "part-0")):
        folder = tmp_path / f"day={month}"
        folder.mkdir()
        table = pa.table({"url": [f"{month}/{name}"], "body": [TEXT], "views": [1], "more": [0]})
        pq.write_table(table, folder / f"{name}.parquet")
    (tmp_path / "_SUCCESS.parquet").write_text("")
    assert [(record.id, record.by) for record in records(tmp_path)] == [
        ("2026-01/part-0", "2026-01"),
        ("2026-02/part-1", "2026-02"),
    ]
    assert open_input(tmp_path, None, FIELDS).total == 2


def test_a_folder_of_articles_gives_their_bytes_by_relative_path(tmp_path: Path) -> None:
    (tmp_path / "2025").mkdir()
    (tmp_path / "2025" / "a.html").write_text("<p>One.</p>")
    (tmp_path / "b.txt").write_text("Two.")
    (tmp_path / "c.txt").write_bytes(b"x" * 20_000_001)
    articles = records(tmp_path, ArchiveColumns(ArticleColumns()))
    assert [(article.id, article.by, article.suffix) for article in articles] == [
        ("2025/a.html", "2025", ".html"),
        ("b.txt", None, ".txt"),
        ("c.txt", None, None),
    ]
    assert articles[0].data == b"<p>One.</p>"
    assert "the limit is 20 MB" in (articles[2].fault or "")


def test_excels_line_says_what_parts_the_cells(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfsep=|\r\nurl|body|views|day\r\na|x, y; z|1|\r\nb|x\r\n")
    first, second = records(tmp_path / "a.csv")
    assert (first.id, first.text, first.fault) == ("a", "x, y; z", None)
    assert "2 cells, not 4 (a.csv, line 4)" in (second.fault or "")


@pytest.mark.parametrize(
    ("name", "content", "faults"),
    [
        (
            "a.csv",
            b"url,body,views,day\na,x,1,\nb,x\nc,x,1,\n",
            [None, "2 cells, not 4 (a.csv, line 3)", None],
        ),
        ("a.csv", "url,body,views,day\na,café,1,\n".encode("latin-1"), ["not valid UTF-8"]),
        (
            "a.jsonl",
            b'{"url":"a","body":"x","views":1,"day":"d"}\n{"url":\n[1]\n\n',
            [None, "not valid JSON (a.jsonl, line 2", "no JSON object"],
        ),
        (
            "a.jsonl",
            b'{"url":1,"body":3,"views":1,"day":"d"}\n{"body":["x"]}\n',
            ["a number, not text", "a list"],
        ),
        ("a.jsonl", b'{"url":1,"body":"caf\xe9","views":1,"day":"d"}\n', ["not valid JSON"]),
    ],
)
def test_what_is_wrong_with_one_row_is_told_of_that_row(
    tmp_path: Path, name: str, content: bytes, faults: list[str | None]
) -> None:
    (tmp_path / name).write_bytes(content)
    found_faults = [record.fault for record in records(tmp_path / name)]
    assert len(found_faults) == len(faults)
    for fault, wanted in zip(found_faults, faults, strict=True):
        assert fault is None if wanted is None else wanted in (fault or "")


def test_a_parquet_column_of_bytes_or_numbers_is_no_text(tmp_path: Path) -> None:
    for number, column in enumerate((pa.array([b"x", None]), pa.array([1, None]), pa.array([["x"], None]))):
        path = tmp_path / f"{number}.parquet"
        pq.write_table(pa.table({"url": ["a", "b"], "body": column}), path)
        first, second = records(path, ArchiveColumns(ArticleColumns("body", "url")))
        assert "not text" in (first.fault or "")
        assert (second.fault, second.text) == (None, None)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.parquet", b"PAR1 and no more", "a.parquet: cannot be read as Parquet"),
        ("a.csv.gz", b"no gzip", "a.csv.gz: cannot be read as text"),
        ("a.csv", "url,body\n".encode("utf-16"), "is UTF-16; save it as UTF-8"),
        ("a.doc", b"x", "no Parquet, CSV or JSON Lines file by its name; name a folder"),
        ("none.csv", None, "no such file"),
    ],
)
def test_what_is_wrong_with_a_file_names_it_and_the_next_step(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadError) as error:
        records(tmp_path / name)
    assert message in str(error.value)
    assert name in str(error.value)


@pytest.mark.parametrize("kind", ["parquet", "csv", "jsonl"])
def test_a_missing_column_is_said_with_the_file_and_the_nearest_name(tmp_path: Path, kind: str) -> None:
    path = written(tmp_path, kind)
    with pytest.raises(ColumnError, match=r"no column “Body” \(--text-column Body\); did you mean “body”"):
        records(path, ArchiveColumns(ArticleColumns("Body", "url")))
    if kind != "jsonl":  # where an object may lack what is null
        with pytest.raises(ColumnError, match="--weight-column view"):
            open_input(path, None, ArchiveColumns(ArticleColumns("body", "url"), weight="view"))


def test_dates_are_summed_up_by_their_month(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    for value, group in (
        (date(2026, 3, 9), "2026-03"),
        (datetime(2025, 12, 31, 23, 59), "2025-12"),
        (7, "7"),
    ):
        pq.write_table(pa.table({"url": ["a"], "body": ["x"], "day": [value]}), path)
        assert records(path, ArchiveColumns(ArticleColumns("body", "url"), by="day"))[0].by == group


texts = st.one_of(st.none(), st.text(st.characters(codec="utf-8"), max_size=20))
made = st.builds(
    Record,
    texts,
    texts,
    st.one_of(st.none(), st.binary(max_size=9)),
    weight=st.one_of(st.none(), st.floats(0, 9)),
    by=texts,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(made, max_size=12), st.integers(1, 5))
def test_partitions_have_all_records_in_order_and_keys_of_their_content(
    tmp_path_factory: Any, records: list[Record], rows: int
) -> None:
    cut = list(partitions(records, b"identity", rows))
    assert [record for part in cut for record in part.records] == records
    assert [part.index for part in cut] == list(range(len(cut)))
    assert [part.name for part in partitions(records, b"identity", rows)] == [part.name for part in cut]
    assert not {part.key for part in partitions(records, b"another", rows)} & {part.key for part in cut}
    for part in cut[:1]:
        path = tmp_path_factory.mktemp("staged") / part.name
        stage(part.records, path)
        assert list(read_staged(path)) == part.records


def test_a_partition_of_large_articles_ends_before_it_is_full() -> None:
    large = Record("a", "x" * 9_000_000)
    assert [len(part.records) for part in partitions([large] * 3, b"")] == [1, 1, 1]
