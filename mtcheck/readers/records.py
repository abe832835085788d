"""JSON and JSON Lines as a CMS writes them: the articles in a file, each with the fields that were named.

A field is a path: `body`, `article.body`, `blocks[].text` for the texts of a list. In a .json the whole value
is an article or, if it is a list, each item; in a .jsonl each line is one, and its number follows its name.
What lacks a field, or is no JSON, is said; the other articles are read all the same.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from mtcheck.readers.encoding import decode
from mtcheck.readers.error import ReadError
from mtcheck.readers.excerpt import MAX_ARTICLES, Excerpt, Places
from mtcheck.readers.json_values import JsonError, JsonRecord, prefixes, read_json
from mtcheck.text.document import Document
from mtcheck.text.masking import BOM
from mtcheck.text.span import Span

#: The suffixes of files that hold articles in fields.
SUFFIXES = (".json", ".jsonl", ".ndjson")
_LINES = frozenset({".jsonl", ".ndjson"})
NAME_FIELD = "name the field of the text with --text-field"
#: Fields that a message names, and characters of each.
_MOST_NAMED = 12
_LONGEST_NAMED = 40


@dataclass(frozen=True)
class FieldArticle:
    """An article of a file with fields."""

    id: str
    """What tells it from the others of the file: the number of its item or line; empty for the only one."""
    excerpt: Excerpt | None
    """Its text; None where there is nothing to check."""
    problems: tuple[str, ...] = ()
    """What of it could not be checked, a cause each."""


def has_fields(name: str | None) -> bool:
    """Whether a file of that name, or suffix, holds articles in fields."""
    return name is not None and name.lower().endswith(SUFFIXES)


def refuse_fields(data: bytes, name: str) -> Document:
    """Raises ReadError: an article of such a file is found by a field, which nobody has named."""
    cause = "is JSON, in which an article is one of many values"
    raise ReadError(name, cause, "check it with mtcheck check and --text-field")


def read_records(data: bytes, name: str, suffix: str | None, paths: Sequence[str]) -> list[FieldArticle]:
    """The articles in a file, in order. Raises ReadError where there are none, or no path leads to anything.

    paths: of the fields that are their texts.
    """
    text, encoding = decode(data, name)
    if not text.removeprefix(BOM).strip():
        raise ReadError(name, "is an empty file", "name one with JSON in it")
    is_lines = (Path(suffix or name).suffix.lower() or str(suffix).lower()) in _LINES
    parts = list(islice(_lines(text, paths) if is_lines else _items(text, paths), MAX_ARTICLES + 1))
    if len(parts) > MAX_ARTICLES:
        raise too_many_articles(name)
    places = Places(text)
    if all(part.record is None for part in parts):
        if (error := parts[0].error) is None:
            raise ReadError(name, "holds no article, only an empty list", "export it again")
        raise ReadError(name, f"is no JSON ({_describe(error, places)})", "export it again")
    _check_paths([part.record for part in parts if part.record is not None], paths, name)
    return [_article(part, text, places, encoding, paths) for part in parts]


def too_many_articles(name: str) -> ReadError:
    """The error for a file that holds more articles than MAX_ARTICLES."""
    return ReadError(name, f"holds more than {MAX_ARTICLES:,} articles", "split it, or use mtcheck archive")


class _Part(NamedTuple):
    """An item of a list, a line, or the whole file."""

    id: str
    record: JsonRecord | None
    error: JsonError | None = None


def _items(text: str, paths: Sequence[str]) -> Iterator[_Part]:
    try:
        file = read_json(text, paths, int(text.startswith(BOM)), most=MAX_ARTICLES)
    except JsonError as error:
        yield _Part("", None, error)
        return
    if not file.records:
        yield _Part("", None)
    for number, record in enumerate(file.records, 1):
        yield _Part(str(number) if file.is_list else "", record)


def _lines(text: str, paths: Sequence[str]) -> Iterator[_Part]:
    """The lines that are not blank. A line ends with a line feed."""
    start = int(text.startswith(BOM))
    for number, line in enumerate(text[start:].split("\n"), 1):
        if line.strip():
            try:
                file = read_json(line, paths, most=1)
                if file.is_list:
                    raise JsonError("it is a list, not an object", 0)
                yield _Part(str(number), file.records[0].moved(start))
            except JsonError as error:
                yield _Part(str(number), None, JsonError(error.cause, error.offset + start))
        start += len(line) + 1


def _article(part: _Part, text: str, places: Places, encoding: str, paths: Sequence[str]) -> FieldArticle:
    if part.record is None:
        assert part.error is not None
        return FieldArticle(part.id, None, (f"is no JSON ({_describe(part.error, places)})",))
    record = part.record
    faults = tuple(fault for path in paths if (fault := _fault(path, record.kinds)))
    if not record.strings and faults:
        return FieldArticle(part.id, None, faults)
    fields = tuple(Span(string.start - record.start, string.end - record.start) for string in record.strings)
    origin = places.origin(record.start)
    excerpt = Excerpt(text[record.start : record.end], "json", origin, fields, encoding)
    return FieldArticle(part.id, excerpt, faults)


def _fault(path: str, kinds: Mapping[str, str]) -> str | None:
    """Why there is no text at a path; None where there is, or is none by right: an empty list, null."""
    kind = kinds.get(path)
    if kind in ("text", "null"):
        return None
    if kind is not None:
        others = [other for other in kinds if other.startswith((path + ".", path + "[]"))]
        instead = f" (in it {list_fields(others)})" if others else ""
        article = "an" if kind == "object" else "a"
        return f"its field “{path}” is {article} {kind}, not text{instead}"
    known = next((prefix for prefix in reversed(prefixes(path)) if prefix in kinds), "")
    is_empty_list = kinds.get(known) == "list" and path.startswith(known + "[]")
    if is_empty_list or kinds.get(known) == "null":
        return None
    return f"it has no field “{path}”"


def _check_paths(records: Sequence[JsonRecord], paths: Sequence[str], name: str) -> None:
    """Raise ReadError unless a path was named, and a record has something there."""
    available = dict.fromkeys(
        path for record in records for path, kind in record.kinds.items() if kind == "text"
    )
    if not paths:
        raise ReadError(
            name, f"is JSON, and no field of it was named (it has {list_fields(available)})", NAME_FIELD
        )
    if any(path in record.kinds for record in records for path in paths):
        return
    if any(_fault(path, record.kinds) is None for record in records for path in paths):
        return
    named = " or ".join(f"“{path}”" for path in paths)
    similar = difflib.get_close_matches(paths[0], available, n=1)
    step = f"did you mean “{similar[0]}”?" if similar else NAME_FIELD
    raise ReadError(name, f"has no field {named} (it has {list_fields(available)})", step)


def list_fields(paths: Iterable[str]) -> str:
    """The fields for a message: “title”, “body”."""
    paths = list(paths)
    shown = [
        path if len(path) <= _LONGEST_NAMED else path[: _LONGEST_NAMED - 1] + "…"
        for path in paths[:_MOST_NAMED]
    ]
    if not shown:
        return "no text at all"
    return ", ".join(f"“{path}”" for path in shown) + (", …" if len(paths) > _MOST_NAMED else "")


def _describe(error: JsonError, places: Places) -> str:
    """“line 3, column 7: a ':' is missing”."""
    line, column = places.line_and_column(error.offset)
    return f"line {line}, column {column}: {error.cause}"
