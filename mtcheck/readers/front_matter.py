"""The front matter of Markdown: its end, and the values in it that readers see, such as the title.

The text is not parsed as YAML or TOML. What is looked for are keys at the beginning of a line with a value on
the same line or, in YAML, indented below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mtcheck.text.masking import BOM, Mask
from mtcheck.text.span import Span

# Only what begins like a table of settings is front matter; a rule (`---`) above the first paragraph is not.
_FRONT_MATTER = re.compile(
    r"---[ \t]*(?:\r\n|\r|\n)(?=(?:#[^\r\n]*(?:\r\n|\r|\n))*[\w\"'-][^\r\n:]*:(?:[ \t\r\n]))"
    r"(?:[^\r\n]*(?:\r\n|\r|\n))*?(?:---|\.\.\.)[ \t]*(?=\r|\n|\Z)"
    r"|\+\+\+[ \t]*(?:\r\n|\r|\n)(?:[^\r\n]*(?:\r\n|\r|\n))*?\+\+\+[ \t]*(?=\r|\n|\Z)"
)
#: The keys whose values are prose that a visitor of the site reads.
_KEY = re.compile(
    r"(?<![^\r\n])(?P<quote>[\"']?)(?:title|subtitle|description|summary|excerpt)(?P=quote)[ \t]*"
    r"(?P<sign>[:=])[ \t]*(?P<value>[^\r\n]*)"
)
#: A line below a key that belongs to its value.
_INDENTED = re.compile(r"(?:\r\n|\r|\n)(?:[ \t]+(?P<text>[^\r\n]*)|(?=\r|\n))")
_BLOCK = re.compile(r"[>|][+\d-]*[ \t]*(?:#.*)?")
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")
_QUOTED = re.compile(r"\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^']|'')*)'")
#: How quoted values write what they cannot hold, and how many characters of it are not what it stands for.
_ESCAPES = {'"': re.compile(r"\\(?=[\"\\/])|\\u[0-9A-Fa-f]{4}|\\."), "'": re.compile(r"'(?=')")}


@dataclass(frozen=True)
class ProseField:
    """A value in the front matter that is prose, or a paragraph of it."""

    pieces: tuple[Span, ...]
    """Its lines, without quotation marks and the space around them."""
    escapes: tuple[Mask, ...]
    """What in it stands for another character."""


def front_matter_end(text: str) -> int:
    """Where the front matter ends: 0, or behind the byte-order mark, if there is none."""
    match = _FRONT_MATTER.match(text, 1 if text.startswith(BOM) else 0)
    return match.end() if match else (1 if text.startswith(BOM) else 0)


def prose_fields(text: str, end: int) -> Iterator[ProseField]:
    """The values before `end` that are prose, in order."""
    for match in _KEY.finditer(text, 0, end):
        value, start = match["value"].rstrip(), match.start("value")
        quoted = _QUOTED.match(value)
        if quoted:
            yield from _quoted(quoted, start)
        elif match["sign"] == ":" and not value.startswith(("[", "{", "&", "*", "!", '"', "'", "{{")):
            is_block = bool(_BLOCK.fullmatch(value))
            first = "" if is_block else _COMMENT.sub("", value)
            pieces = [Span(start, start + len(first))] if first else []
            for line in _lines_below(text, match.end(), end, is_block=is_block):
                if line is not None:
                    pieces.append(line)
                elif pieces:
                    yield ProseField(tuple(pieces), ())
                    pieces = []
            if pieces:
                yield ProseField(tuple(pieces), ())


def _quoted(match: re.Match[str], start: int) -> Iterator[ProseField]:
    first, last = match.span("double" if match["double"] is not None else "single")
    content = match.string[first:last]
    if content.strip():
        lead = first + len(content) - len(content.lstrip())
        span = Span(start + lead, start + first + len(content.rstrip()))
        escapes = _ESCAPES[match[0][0]].finditer(match.string, lead, first + len(content.rstrip()))
        yield ProseField((span,), tuple(_escape(escape, start) for escape in escapes))


def _escape(match: re.Match[str], start: int) -> Mask:
    is_code = match[0].startswith("\\u")
    fill = chr(int(match[0][2:], 16)) if is_code else " " if len(match[0]) > 1 else ""
    return Mask(start + match.start(), start + match.end(), fill=fill)


def _lines_below(text: str, position: int, end: int, *, is_block: bool) -> Iterator[Span | None]:
    """The indented lines from a position on; None for a blank one."""
    while (match := _INDENTED.match(text, position, end)) and match.end() > position:
        position = match.end()
        line = match["text"] or ""
        line = line if is_block else _COMMENT.sub("", line)
        if line.strip():
            start = match.start("text") + len(line) - len(line.lstrip())
            yield Span(start, match.start("text") + len(line.rstrip()))
        else:
            yield None
