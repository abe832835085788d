"""Tables of a CMS (.csv, .tsv): each row an article, with the columns that were named as its fields.

The first row names the columns. An article is called by the line at which its row begins, and a position is
one in the file. Delimiters and quotes are those of `table`. A row that has more or fewer cells than the first
is said, and the other rows are read; a row that is badly quoted would swallow those that follow, so the table
is refused.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from mtcheck.readers.cells import CellScanner
from mtcheck.readers.encoding import decode
from mtcheck.readers.error import ReadError
from mtcheck.readers.excerpt import MAX_ARTICLES, Excerpt, Places
from mtcheck.readers.records import NAME_FIELD, FieldArticle, list_fields, too_many_articles
from mtcheck.text.span import Span


def read_table_fields(
    data: bytes, name: str, suffix: str | None, columns: Sequence[str]
) -> list[FieldArticle]:
    """The articles in a table, in order. columns: those that are their texts. Raises ReadError."""
    text, encoding = decode(data, name)
    suffix = Path(suffix or name).suffix.lower() or str(suffix).lower()
    table = CellScanner(text, name, is_quoted=suffix != ".tsv")
    rows = table.rows()
    header = next(rows, None)
    names = [] if header is None else [text[cell.start : cell.end].strip() for cell in header.cells]
    indices = _indices(names, name, columns)
    places = Places(text)
    articles: list[FieldArticle] = []
    for row in rows:
        if len(articles) == MAX_ARTICLES:
            raise too_many_articles(name)
        origin = places.origin(row.start)
        if len(row.cells) != len(names):
            count = f"{len(row.cells)} cell{'' if len(row.cells) == 1 else 's'}"
            cause = f"its row has {count}, and the first row names {len(names)}"
            articles.append(FieldArticle(str(origin.line), None, (cause,)))
            continue
        cells = [row.cells[index] for index in indices]
        fields = tuple(Span(cell.start - row.start, cell.end - row.start) for cell in cells)
        excerpt = Excerpt(text[row.start : row.end], "csv", origin, fields, encoding)
        articles.append(FieldArticle(str(origin.line), excerpt))
    if not articles:
        raise ReadError(name, "is a table without a row", "name one with a row an article")
    return articles


def _indices(names: Sequence[str], table: str, columns: Sequence[str]) -> list[int]:
    """Where in a row the columns are. Raises ReadError if one is missing."""
    missing = next((column for column in columns if column not in names), None)
    if missing is None:
        return [index for index, column in enumerate(names) if column in columns]
    similar = difflib.get_close_matches(missing, names, n=1)
    step = f"did you mean “{similar[0]}”?" if similar else NAME_FIELD
    raise ReadError(table, f"is a table without a column “{missing}” (it has {list_fields(names)})", step)
