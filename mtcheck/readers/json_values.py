"""JSON with positions: which values a text holds, and where they stand in it.

The standard library says where nothing stands, so this walks through lists and objects itself, without
recursion, and leaves strings and numbers to it. Strict: NaN is no JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple, NoReturn

#: How deep lists and objects may lie in one another: articles of a CMS stay below 20.
MAX_DEPTH = 100
#: The longest path that can be named, in characters.
_MAX_PATH = 300
_TOO_LONG = "…"
#: Paths that a record remembers, apart from those that were asked for: what it has, for a message.
_MAX_PATHS = 100

#: Strings that are kept of one text.
_MAX_STRINGS = 500_000

_STEP = re.compile(r"(?=\.|\[\])")
_SPACE = re.compile(r"[ \t\r\n]*")


class JsonError(ValueError):
    """A text is no JSON."""

    def __init__(self, cause: str, offset: int) -> None:
        super().__init__(cause, offset)
        self.cause = cause
        """What is wrong with it."""
        self.offset = offset
        """Where, in code points."""


class JsonString(NamedTuple):
    """A string that was asked for."""

    path: str
    """Its path in the record, such as `blocks[].text`."""
    start: int
    """Offset of its first character, behind the quotation mark, in code points."""
    end: int
    """Offset of the quotation mark at its end."""


@dataclass
class JsonRecord:
    """An article: the whole value, or an item of the list that is the whole value."""

    start: int
    """Offset of its first character, in code points."""
    end: int = 0
    """Offset behind its last character."""
    strings: list[JsonString] = field(default_factory=list)
    """The strings that were asked for, in order."""
    kinds: dict[str, str] = field(default_factory=dict)
    """What stands at each path: `text`, `number`, `truth value`, `null`, `list` or `object`."""

    def moved(self, offset: int) -> JsonRecord:
        """The same record of a text that begins `offset` characters earlier."""
        strings = [JsonString(path, start + offset, end + offset) for path, start, end in self.strings]
        return JsonRecord(self.start + offset, self.end + offset, strings, self.kinds)


class JsonArticles(NamedTuple):
    """The articles of a text of JSON."""

    records: list[JsonRecord]
    """The articles, in order."""
    is_list: bool
    """Whether they are the items of a list."""


def read_json(text: str, paths: Collection[str], start: int = 0, *, most: int) -> JsonArticles:
    """The articles in a text that is one JSON value. Raises JsonError.

    paths: of the strings that are wanted. start: where the value begins, or space before it. most: how many
    articles a list is read for; the rest of it is not even looked at after one more.
    """
    scanner = _Scanner(text, paths, start, most)
    scanner.scan()
    return JsonArticles(scanner.records, scanner.is_list)


def prefixes(path: str) -> list[str]:
    """The paths on the way to a path, itself the last: `a`, `a[]` and `a[].b` for `a[].b`."""
    return list(accumulate(_STEP.split(path)))


def _kind_of(value: object) -> str:
    """What a value is that is no string."""
    if value is None:
        return "null"
    return "truth value" if isinstance(value, bool) else "number"


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


# Numbers stay text: nobody reads them, and one of a million digits takes long to convert.
_decoder = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=_refuse_constant)


class _Open(NamedTuple):
    """A list or object that has begun."""

    kind: str
    path: str
    start: int


class _Scanner:
    """The walk through one value."""

    def __init__(self, text: str, paths: Collection[str], start: int, most: int) -> None:
        self._text = text
        self._most = most
        self._paths = frozenset(paths)
        self._known = frozenset(prefix for path in paths for prefix in prefixes(path))
        self._offset = start
        self._open: list[_Open] = []
        self._strings = 0
        self.is_list = False
        """Whether the whole value is a list."""
        self.records: list[JsonRecord] = []
        """The articles, in order."""

    def scan(self) -> None:
        """Reads the value, and makes sure that nothing follows it."""
        self.is_list = self._peek() == "["
        if not self.is_list:
            self.records.append(JsonRecord(self._offset))
        self._value("")
        is_first = True
        while self._open and len(self.records) <= self._most:
            depth = len(self._open)
            self._item(is_first)
            is_first = len(self._open) > depth
        if not self.is_list:
            self.records[0].end = self._offset
        if not self._open and self._peek():
            raise JsonError("more follows after the value", self._offset)

    def _peek(self) -> str:
        """The next character that is not space; empty at the end."""
        match = _SPACE.match(self._text, self._offset)
        assert match is not None
        self._offset = match.end()
        return self._text[self._offset : self._offset + 1]

    def _take(self, wanted: str) -> None:
        if self._peek() != wanted:
            raise JsonError(f"a {wanted!r} is missing", self._offset)
        self._offset += 1

    def _item(self, is_first: bool) -> None:
        """Reads the next item of the innermost list or object, or its end. is_first: no item was read."""
        container = self._open[-1]
        closing = "]" if container.kind == "list" else "}"
        if self._peek() == closing:
            self._offset += 1
            self._close()
            return
        if not is_first:
            self._take(",")
            self._peek()
        if container.kind == "object":
            key = self._key()
            path = f"{container.path}.{key}" if container.path else key
        elif len(self._open) == 1 and self.is_list:
            path = ""
            self.records.append(JsonRecord(self._offset))
        else:
            path = container.path + "[]"
        self._value(path if len(path) <= _MAX_PATH else _TOO_LONG)

    def _key(self) -> str:
        if self._peek() != '"':
            raise JsonError("a key in quotation marks is missing", self._offset)
        key = self._scalar()
        self._take(":")
        assert isinstance(key, str)
        return key

    def _value(self, path: str) -> None:
        """Reads a string, a number, true, false or null; a list or object is only opened."""
        char = self._peek()
        start = self._offset
        if char in ("[", "{"):
            kind = "list" if char == "[" else "object"
            if len(self._open) >= MAX_DEPTH:
                raise JsonError(f"lists and objects lie more than {MAX_DEPTH} deep in one another", start)
            self._open.append(_Open(kind, path, start))
            self._offset += 1
        else:
            value = self._scalar()
            kind = "text" if char == '"' else _kind_of(value)
            if kind == "text" and path in self._paths:
                self._add_string(JsonString(path, start + 1, self._offset - 1))
            self._end_of_record()
        self._note(path, kind)

    def _add_string(self, string: JsonString) -> None:
        self._strings += 1
        if self._strings > _MAX_STRINGS:
            raise JsonError(f"it has more than {_MAX_STRINGS:,} fields of that name", string.start)
        self.records[-1].strings.append(string)

    def _scalar(self) -> object:
        try:
            value, self._offset = _decoder.raw_decode(self._text, self._offset)
        except json.JSONDecodeError as error:
            raise JsonError(error.msg[:1].lower() + error.msg[1:], error.pos) from None
        except ValueError as error:
            raise JsonError(str(error), self._offset) from None
        return value

    def _close(self) -> None:
        self._open.pop()
        self._end_of_record()

    def _end_of_record(self) -> None:
        if self.is_list and len(self._open) == 1:
            self.records[-1].end = self._offset

    def _note(self, path: str, kind: str) -> None:
        """Remembers what stands at a path; text wins over null, which another item of a list may have."""
        if not path or not self.records:
            return
        kinds = self.records[-1].kinds
        if path in self._known or path in kinds or (len(kinds) < _MAX_PATHS and path != _TOO_LONG):
            kinds[path] = "text" if kinds.get(path) == "text" else kind
