"""Files that hold several articles, taken apart: tables by their documents, JSON by its items or lines,
books by their chapters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from mtcheck.readers import ReadError
from mtcheck.readers.discovery import Problem
from mtcheck.readers.formats import format_of
from mtcheck.readers.records import FieldArticle, has_fields, read_records
from mtcheck.readers.table import Columns, is_table, read_table
from mtcheck.readers.table_fields import read_table_fields
from mtcheck.runner.article import Article


def take_apart(
    file: Article | Problem, columns: Columns, fields: Sequence[str]
) -> Iterator[Article | Problem]:
    """The articles of a file that may hold several; any other file is one, and stays whole.

    columns: of tables with a segment a row. fields: of JSON and other tables, those that hold the text.
    """
    if isinstance(file, Problem):
        yield file
        return
    try:
        if is_table(file.suffix) and fields and not columns:
            yield from _records(file, fields, read_table_fields)
        elif is_table(file.suffix):
            yield from _documents(file, columns)
        elif format_of(file.suffix) == "epub":
            yield from _chapters(file)
        elif has_fields(file.suffix):
            yield from _records(file, fields, read_records)
        else:
            yield file
    except ReadError as error:
        yield Problem(file.name, error.cause, error.next_step)


def _documents(file: Article, columns: Columns) -> Iterator[Article]:
    """The documents of a table."""
    documents = read_table(file.load(), file.name, file.suffix, columns)
    for document, rows in documents.items():
        yield Article(_name(file, document), rows=rows)


def _records(
    file: Article, fields: Sequence[str], read: Callable[..., list[FieldArticle]]
) -> Iterator[Article | Problem]:
    """The articles in the fields of a file."""
    for record in read(file.load(), file.name, file.suffix, fields):
        name = _name(file, record.id)
        if record.excerpt is None:
            yield Problem(name, "; ".join(record.problems), "correct it, or name another field")
        else:
            yield Article(name, excerpt=record.excerpt, problems=record.problems)


def _chapters(file: Article) -> Iterator[Article | Problem]:
    """The chapters of a book."""
    from mtcheck.readers.epub import read_epub

    for chapter in read_epub(file.load(), file.name):
        name = _name(file, chapter.path)
        if chapter.excerpt is None:
            yield Problem(name, chapter.cause, "export the book again")
        else:
            yield Article(name, excerpt=chapter.excerpt)


def _name(file: Article, part: str) -> str:
    return f"{file.name}#{part}" if part else file.name
