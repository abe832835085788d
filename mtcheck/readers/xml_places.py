"""Where the text of XML elements stands in the file, which parsers of XML do not say.

The start tags of a well-formed file are in the order in which a parser gives its elements. What an element
holds is read once more, character for character, and compared with what the parser made of it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from html import unescape

from mtcheck.readers.excerpt import Places
from mtcheck.text.file_places import Anchor

_TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>"
    r"|</?[^\s/>!?]+(?:[^>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL,
)
_CDATA = "<![CDATA["
#: What stands in a file otherwise than in the parsed text: entities, and line ends of Windows.
_WRITTEN = re.compile(r"&[^;\s<&]{1,40};|\r\n?")
#: A line break in a segment with the space around it, which is one space of its text.
_BREAK = re.compile(r"[ \t]*\n\s*")


class XmlPlaces:
    """The places of the elements of a well-formed file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = Places(text)
        self._tags: array[int] = array("q")  # where each tag begins and ends; a comment counts as one
        for tag in _TAG.finditer(text):
            self._tags.extend(tag.span())
        beginnings = enumerate(self._tags[::2])
        self._starts = array(
            "q", [number for number, start in beginnings if not text.startswith(("</", "<!", "<?"), start)]
        )

    def __len__(self) -> int:
        """How many elements there are."""
        return len(self._starts)

    def anchors(self, element: int, segment: str, is_left_out: Callable[[str], bool]) -> tuple[Anchor, ...]:
        """Where the text of an element stands, which is named by its number, from 0; one anchor at least.

        segment: its text on one line. is_left_out: whether the element of a start tag is no part of it.
        """
        number = self._starts[element]
        characters: list[str] = []
        places: list[int] = []
        for text, start in self._pieces(number, is_left_out):
            characters += text
            places += range(start, start + len(text)) if len(text) > 1 else [start] * len(text)
        text, places = _on_one_line("".join(characters), places)
        if text != segment or not segment:  # an element that is empty, or was put together otherwise
            return (Anchor(0, *self._places.line_and_column(self._tags[2 * number + 1])),)
        cuts = [0, *(index for index in range(1, len(places)) if places[index] != places[index - 1] + 1)]
        return tuple(Anchor(index, *self._places.line_and_column(places[index])) for index in cuts)

    def _pieces(self, number: int, is_left_out: Callable[[str], bool]) -> Iterator[tuple[str, int]]:
        """The text in the element whose start tag has this number: each stretch, and where it begins.

        What is one character for several in the file is a stretch of its own.
        """
        depth = hidden_from = 0
        for index in range(number, len(self._tags) // 2):
            start, end = self._tags[2 * index : 2 * index + 2]
            tag = self._text[start:end]
            if tag.startswith("</"):
                hidden_from = 0 if depth == hidden_from else hidden_from
                depth -= 1
            elif tag.startswith(_CDATA):
                if not hidden_from:
                    yield from _decoded(tag[len(_CDATA) : -3], start + len(_CDATA), entities=False)
            elif not tag.startswith(("<!", "<?")) and not tag.endswith("/>"):
                depth += 1
                hidden_from = hidden_from or (depth if depth > 1 and is_left_out(tag) else 0)
            if depth <= 0:
                return
            if not hidden_from:
                following = self._tags[2 * index + 2]  # at the latest, the end tag of the root
                yield from _decoded(self._text[end:following], end, entities=True)


def _decoded(text: str, start: int, *, entities: bool) -> Iterator[tuple[str, int]]:
    """The stretches of text between tags as a parser has them, and where each begins in the file."""
    offset = 0
    for match in _WRITTEN.finditer(text):
        if match[0].startswith("&") and not entities:
            continue
        yield text[offset : match.start()], start + offset
        yield "\n" if match[0].startswith("\r") else unescape(match[0])[:1], start + match.start()
        offset = match.end()
    yield text[offset:], start + offset


def _on_one_line(text: str, places: Sequence[int]) -> tuple[str, list[int]]:
    """The text with a space for each line break, and without space at its ends, with the places of all."""
    kept: list[int] = []
    offset = 0
    for match in _BREAK.finditer(text):
        kept += range(offset, match.start() + 1)
        offset = match.end()
    kept += range(offset, len(text))
    line = _BREAK.sub(" ", text)
    start = len(line) - len(line.lstrip())
    end = len(line.rstrip())
    return line.strip(), [places[index] for index in kept[start:end]]
