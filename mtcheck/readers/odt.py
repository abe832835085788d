"""OpenDocument text (.odt), as LibreOffice writes it: the text of the body, paragraph by paragraph.

A position is a paragraph and an offset in its text, as in a .docx. Paragraphs and headings are numbered in
the order of the document, from 1; empty ones count, and so do those in lists, table cells, sections and text
boxes (after the paragraph that holds the box). Footnotes and endnotes come after the body, in the order in
which it refers to them; findings there name the note. Tracked changes count as accepted. A line break in a
paragraph is a line feed in its text.

Not read, and said: comments, deleted and hidden text, headers and footers, tables of contents, embedded
objects, and the descriptions of images.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from mtcheck.readers.error import ReadError
from mtcheck.readers.package import MAX_TEXT, open_package, parse_part, shorten
from mtcheck.readers.paragraphs import paragraphs_document
from mtcheck.text.document import Document, Unread
from mtcheck.text.masking import OPAQUE

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TEXT, _DRAW, _STYLE, _TABLE, _SVG = (
    f"{{{_OASIS}{name}:1.0}}" for name in ("office", "text", "drawing", "style", "table", "svg-compatible")
)
_ENCRYPTION = f"{{{_OASIS}manifest:1.0}}encryption-data"

_SAVE_AGAIN = "open it in a word processor and save it again as .odt"
_PARAGRAPHS = frozenset({_TEXT + "p", _TEXT + "h"})
_SPACE = " \t\r\n"
#: The most spaces that one element may stand for: it says how many in a number.
_MOST_SPACES = 100
#: Elements without text of the article's own: labels of lists, ruby, macros, cells that another covers.
_SILENT = frozenset(
    {*(_TEXT + name for name in ("number", "ruby-text", "script")), _TABLE + "covered-table-cell"}
)
#: Formulas, charts and the like.
_OBJECTS = frozenset({_DRAW + "object", _DRAW + "object-ole"})
#: Elements that are counted and not read, with what they are called.
_UNREAD = {
    _OFFICE + "annotation": "comments",
    _TEXT + "deletion": "deleted text",
    **dict.fromkeys(_OBJECTS, "embedded objects"),
    _SVG + "title": "descriptions of images",
    _SVG + "desc": "descriptions of images",
    **{
        f"{_TEXT}{name}": "tables of contents"
        for name in (
            *("table-of-content", "illustration-index", "table-index"),
            *("object-index", "user-index", "alphabetical-index"),
        )
    },
}
#: What is said of each part that is not read: one of them, several.
_REASONS = {
    "comments": ("one in the margin", "{} in the margin"),
    "deleted text": ("one tracked deletion", "{} tracked deletions"),
    "hidden text": ("one passage that a reader does not see", "{} passages that a reader does not see"),
    "headers and footers": ("one that is repeated on the pages", "{} that are repeated on the pages"),
    "tables of contents": ("one made from the text", "{} made from the text"),
    "embedded objects": ("one, such as a formula or a chart", "{}, such as formulas and charts"),
    "descriptions of images": ("one", "{}"),
}


def read_odt(data: bytes, name: str) -> Document:
    """The article in an .odt file. Raises ReadError."""
    try:
        with open_package(data, name, ".odt", _SAVE_AGAIN) as package:
            _refuse_encrypted(package, name)
            content = parse_part(package, "content.xml")
            styles = parse_part(package, "styles.xml") if "styles.xml" in package.namelist() else None
        body = _body(content, name)
        text = _OdtText(_hidden_styles(root for root in (styles, content) if root is not None))
        text.read(body)
        if styles is not None:
            text.count_page_texts(styles)
    except ReadError:
        raise
    except Exception as error:  # zipfile and lxml raise anything from KeyError to XMLSyntaxError
        cause = f"is no OpenDocument text, or a damaged one ({shorten(error)})"
        raise ReadError(name, cause, _SAVE_AGAIN) from error
    return paragraphs_document(text.paragraphs, name, "odt", text.unread(), text.parts)


def _refuse_encrypted(package: zipfile.ZipFile, name: str) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest in package.namelist() and parse_part(package, manifest).find(f".//{_ENCRYPTION}") is not None:
        raise ReadError(name, "is encrypted", "save it without a password")


def _body(content: Any, name: str) -> Any:
    """The element that holds the article."""
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        other = content.find(f"{_OFFICE}body/*")
        kind = "document" if other is None else other.tag.removeprefix(_OFFICE)
        raise ReadError(
            name, f"holds an OpenDocument {kind}, not a text", "export the text of it and check that"
        )
    return body


def _hidden_styles(roots: Iterable[Any]) -> frozenset[tuple[str, str]]:
    """The styles, as (family, name), whose text a reader does not see, by themselves or by a parent."""
    parents: dict[tuple[str, str], str | None] = {}
    display: dict[tuple[str, str], str] = {}
    for root in roots:
        for style in root.iter(_STYLE + "style"):
            key = (style.get(_STYLE + "family", ""), style.get(_STYLE + "name", ""))
            parents[key] = style.get(_STYLE + "parent-style-name")
            properties = style.find(_STYLE + "text-properties")
            if properties is not None and _TEXT + "display" in properties.attrib:
                display[key] = properties.get(_TEXT + "display")
    return frozenset(key for key in parents if _display(key, parents, display) == "none")


def _display(
    key: tuple[str, str],
    parents: Mapping[tuple[str, str], str | None],
    display: Mapping[tuple[str, str], str],
) -> str:
    """The `text:display` of a style: its own, else that of the nearest ancestor that has one."""
    seen = set()
    while key in parents and key not in seen:
        if key in display:
            return display[key]
        seen.add(key)
        key = (key[0], parents[key] or "")
    return "true"


class _OdtText:
    """The text of a document, put together without recursion: a hostile file may nest deep."""

    def __init__(self, hidden: frozenset[tuple[str, str]]) -> None:
        """hidden: the styles, as (family, name), whose text a reader does not see."""
        self._hidden = hidden
        self._counts: Counter[str] = Counter()
        self._notes: list[Any] = []
        self._length = 0
        self.paragraphs: list[str] = []
        """The text of each paragraph, notes last; one that is hidden is empty."""
        self.parts: list[tuple[int, str]] = []
        """The notes, each as the index of its first paragraph and its name."""

    def read(self, body: Any) -> None:
        """Reads the body, then the notes that it refers to, and those that notes refer to."""
        self._read_blocks(body)
        numbers: Counter[str] = Counter()
        for note in self._notes:
            kind = "endnote" if note.get(_TEXT + "note-class") == "endnote" else "footnote"
            numbers[kind] += 1
            first = len(self.paragraphs)
            for body in note.iterchildren(_TEXT + "note-body"):
                self._read_blocks(body)
            if len(self.paragraphs) > first:
                self.parts.append((first, f"{kind} {numbers[kind]}"))

    def count_page_texts(self, styles: Any) -> None:
        """Counts the headers and footers that have words."""
        names = ("header", "footer")
        kinds = {f"{_STYLE}{name}{of}" for name in names for of in ("", "-left", "-first")}
        for element in styles.iter(*kinds):
            if any(char.isalpha() for text in _runs(element, lambda _: None) for char in text):
                self._counts["headers and footers"] += 1

    def unread(self) -> tuple[Unread, ...]:
        """What was not read, in a fixed order."""
        found = [(part, self._counts[part]) for part in _REASONS if self._counts[part]]
        return tuple(Unread(part, _REASONS[part][count > 1].format(f"{count:,}")) for part, count in found)

    def _read_blocks(self, element: Any) -> None:
        """The paragraphs in an element that is none itself."""
        stack = list(reversed(element))
        while stack:
            child = stack.pop()
            if child.tag in _PARAGRAPHS:
                stack.extend(reversed(self._read_paragraph(child)))
            elif not self._is_left_out(child):
                stack.extend(reversed(child))

    def _read_paragraph(self, paragraph: Any) -> list[Any]:
        """Adds the paragraph; the drawings in it, whose text boxes come after it."""
        drawings: list[Any] = []
        is_hidden = self._is_hidden(paragraph) or any(
            mark.get(_TEXT + "is-hidden") == "true" for mark in paragraph.iter(_TEXT + "hidden-paragraph")
        )
        if is_hidden:
            self._counts["hidden text"] += 1
            self.paragraphs.append("")
            return drawings

        def substitute(element: Any) -> str | None:
            if element.tag == _TEXT + "note":
                self._notes.append(element)
                return ""
            if element.tag.startswith(_DRAW):
                drawings.append(element)
                return OPAQUE if any(child.tag in _OBJECTS for child in element) else ""
            return "" if self._is_left_out(element) else None

        self.paragraphs.append("".join(_runs(paragraph, substitute)))
        self._length += len(self.paragraphs[-1])
        if self._length > MAX_TEXT:
            raise ValueError("its text is too long")
        return drawings

    def _is_left_out(self, element: Any) -> bool:
        """Whether an element is not read; what a reader might miss is counted."""
        part = _UNREAD.get(element.tag)
        if part is None and self._is_hidden(element):
            part = "hidden text"
        if part is not None:
            self._counts[part] += 1
        return part is not None or element.tag in _SILENT

    def _is_hidden(self, element: Any) -> bool:
        """Whether a reader does not see an element: a field or section that is off, or by its style."""
        if element.get(_TEXT + "display") == "none" or element.get(_TEXT + "is-hidden") == "true":
            return str(element.tag) != _TEXT + "hidden-paragraph"  # which hides what it stands in
        family = "paragraph" if element.tag in _PARAGRAPHS else "text"
        return (family, element.get(_TEXT + "style-name")) in self._hidden


def _runs(element: Any, substitute: Callable[[Any], str | None]) -> Iterator[str]:
    """The text in an element. White space is one space, and none at the beginning, as OpenDocument has it;
    more of it is written as elements.

    substitute: what stands for an element in it; None reads the element.
    """
    after_space = True
    stack: list[Any] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            text = node.lstrip(_SPACE) if after_space else node
            if text:
                after_space = text[-1] in _SPACE
                yield _collapse(text)
        elif (literal := _literal(node)) is not None:
            after_space = False
            yield literal
        elif node is not element and (substituted := substitute(node)) is not None:
            if substituted:
                after_space = False
                yield substituted
        else:
            contents = [node.text, *(part for child in node for part in (child, child.tail))]
            stack.extend(part for part in reversed(contents) if part is not None)


def _collapse(text: str) -> str:
    """The text with each run of white space as one space; a no-break space is none."""
    for char in _SPACE[1:]:
        text = text.replace(char, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _literal(element: Any) -> str | None:
    """The white space that an element stands for; None for other elements."""
    if element.tag == _TEXT + "s":
        count = element.get(_TEXT + "c", "1")
        return " " * min(int(count), _MOST_SPACES) if count.isascii() and count.isdigit() else " "
    return {_TEXT + "tab": "\t", _TEXT + "line-break": "\n"}.get(element.tag)
