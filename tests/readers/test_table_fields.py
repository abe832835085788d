"""Tables of a CMS: a row an article, with positions in the file, as the csv module reads them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.readers import ReadError, records, table_fields
from mtcheck.readers.excerpt import read_excerpt
from mtcheck.readers.records import FieldArticle
from mtcheck.readers.table_fields import read_table_fields
from mtcheck.text.document import Document

CSV = (
    "id,title,body\r\n"
    '1,"A ""big"" day","<p>The first,</p>\r\n<p>the &amp; second.</p>"\r\n'
    "\r\n"
    '2,Nobody said ""it"",A day.\r\n'
)


def articles(text: str, *columns: str, name: str = "a.csv", encoding: str = "utf-8") -> list[FieldArticle]:
    return read_table_fields(text.encode(encoding), name, name[name.rindex(".") :], columns or ("body",))


def documents(text: str, *columns: str, name: str = "a.csv", encoding: str = "utf-8") -> list[Document]:
    found = articles(text, *columns, name=name, encoding=encoding)
    return [read_excerpt(article.excerpt, article.id) for article in found if article.excerpt is not None]


def paragraphs(document: Document) -> list[str]:
    return [document.on_one_line(paragraph.start, paragraph.end) for paragraph in document.paragraphs]


def test_each_row_is_an_article_and_is_named_by_its_line() -> None:
    first, second = documents(CSV, "title", "body")
    assert (first.name, second.name) == ("2", "5")
    assert paragraphs(first) == ['A "big" day', "The first,", "the & second."]
    assert paragraphs(second) == ['Nobody said ""it""', "A day."]
    for document in (first, second):
        for word in document.words:
            location = document.locate(word.start, word.end)
            assert CSV[location.start : location.end] == document.text[word.start : word.end]
            line = CSV.split("\r\n")[location.line - 1]
            assert line[location.column - 1 : location.end_column - 1] == CSV[location.start : location.end]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("id;body\n1;One, two.\n", "a.csv"),
        ("sep=;\nid;body\n1;One, two.\n", "a.csv"),
        ('id\tbody\n"1\tOne, two.\n', "a.tsv"),
        ("body\tid\rOne, two.\t1", "a.csv"),
    ],
)
def test_delimiters_are_those_of_other_tables(text: str, name: str) -> None:
    [document] = documents(text, name=name)
    assert paragraphs(document) == ["One, two."]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    [document] = documents("body,id\nThe café is open.,1\n", encoding=encoding)
    assert paragraphs(document) == ["The café is open."]
    assert document.locate(document.words[0].start, document.words[0].end)[:2] == (2, 1)


def test_a_row_with_other_cells_is_said_and_the_others_are_read() -> None:
    found = articles("id,body\n1,One, two.\n2,Three.\n3\n")
    assert [(article.id, article.problems) for article in found] == [
        ("2", ("its row has 3 cells, and the first row names 2",)),
        ("3", ()),
        ("4", ("its row has 1 cell, and the first row names 2",)),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,text\n1,One.\n", "is a table without a column “body” (it has “id”, “text”); name the field"),
        ("id,bodies\n1,One.\n", "did you mean “bodies”?"),
        ("id,body\n", "is a table without a row"),
        ("id,body\n" + "," * 20_000, "has a row of more than 16,384 cells"),
        ("", "is a table without a column “body” (it has no text at all)"),
        ('id,body\n1,"One" two\n2,"Three"\n', "is no CSV table (line 2: a cell is badly quoted)"),
        ('id,body\n1,"One\n2,Three\n', "is no CSV table (line 2: a cell is badly quoted)"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        articles(text)
    assert message in str(caught.value)


def test_more_rows_than_any_table_of_articles_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (records, table_fields):
        monkeypatch.setattr(module, "MAX_ARTICLES", 2)
    with pytest.raises(ReadError, match="holds more than 2 articles"):
        articles("body\n1\n2\n3\n")


@given(
    st.lists(
        st.lists(st.text(st.sampled_from('ab,;"\n\r\té '), max_size=8), min_size=3, max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_cells_are_what_the_csv_module_says_they_are(rows: list[list[str]]) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(["id", "title", "body"])
    writer.writerows(rows)
    text = buffer.getvalue()
    expected = [row for row in rows if any(cell.strip() for cell in row)]
    if not expected:
        return
    for row, article in zip(expected, articles(text, "body"), strict=True):
        assert article.excerpt is not None
        [field] = article.excerpt.fields
        raw = article.excerpt.text[field.start : field.end]
        is_quoted = article.excerpt.text[field.start - 1] == '"'
        assert (raw.replace('""', '"') if is_quoted else raw) == row[2]


def test_many_quotes_take_no_long_time() -> None:
    [document] = documents('body,id\n"' + '""' * 20_000 + 'one",1\n')
    assert document.words[-1].text == "one"
