"""AsciiDoc, checked as plain text: its markup is masked as far as its looks tell it.

Masked are attribute entries and lists, block macros, comments, blocks of code and literal text, formulas, the
lines of authors and revisions, anchors, references to attributes, and the marks of headings, lists, tables,
quotations and links. Block titles, cells of tables and the terms of lists are paragraphs of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from mtcheck.readers.encoding import decode
from mtcheck.readers.marked_language import reads_as_english
from mtcheck.readers.marked_lines import MarkedLines, around, paired, say_what_it_is
from mtcheck.text.document import Document, Unread
from mtcheck.text.masking import Mask

#: Lines that begin and end a block. What is in the first is no prose.
_CODE_FENCE = re.compile(r"(?:-{4,}|\.{4,}|\+{4,}|/{4,}|`{3,})")
_PROSE_FENCE = re.compile(r"(?:={4,}|\*{4,}|_{4,}|--|~{4,})")
_TABLE_FENCE = re.compile(r"[|!]={3,}")
_DATA_TABLE_FENCE = re.compile(r"[,:]={3,}")
_HEADING = re.compile(r"(?:={1,6}|#{1,6})\s+(?=\S)")
_ENTRY = re.compile(r":!?[\w-]+!?:(?:\s|$)")
_AUTHOR = re.compile(r"[\w.'’-]+(?: [\w.'’-]+){0,3}(?: <[^<>]+>)?(?:;[\w.'’ -]+(?:<[^<>]+>)?)*")
_REVISION = re.compile(r"v?\d[\w.]*(?:, ?[^:]+)?(?::.*)?|v\d.*")
_ATTRIBUTES = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]")
_CODE_STYLE = re.compile(
    r"\[(?:source|listing|literal|pass|stem|latexmath|asciimath|plantuml|graphviz|ditaa|mermaid|comment)\b"
    r"|\[[\w-]*,(?:source|listing)"
)
_MACRO = re.compile(r"[A-Za-z][\w-]*::\S{0,500}?\[.*\]")
_RULE = re.compile(r"'{3,}|<{3,}|-{3}|- - -|\*{3}|\* \* \*")
_TITLE = re.compile(r"\.(?=[^\s.])")
_LIST = re.compile(
    r"\s*(?:\*{1,6}|-|\.{1,6}|\d+\.|[a-zA-Z]\.|[ivxIVX]+\)|<(?:\d+|\.)>)\s+(?:\[[ xX*]\]\s+)?(?=\S)"
)
_TERM = re.compile(r"\s*(?=\S)(?P<term>[^\n]*?\S)(?P<mark>:{2,4}|;;)(?:\s+|$)")
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):\s+")
_CELL = re.compile(
    r"(?:(?:(?<=\s)|^)(?:(?:\d+|(?:\d+)?\.\d+)[+*])?[<^>.]{0,4}[aehlmsdv]?)?(?<!\\)(?P<separator>[|!])"
)
#: References to attributes that stand for a character.
_CHARACTERS = {
    **{"nbsp": " ", "sp": " ", "empty": "", "zwsp": "", "apos": "'", "quot": '"', "amp": "&"},
    **{"lt": "<", "gt": ">"},
}
_MACROS_WITHOUT_TEXT = frozenset("anchor counter counter2 footnote footnoteref icon image indexterm".split())
_INLINE = re.compile(
    r"""
    (?P<link>(?:link:|xref:|mailto:|https?://|ftp://|irc://)[^\s\[\]<>]{1,500}|link:|xref:
        |\{[A-Za-z][\w-]{0,100}\}[^\s\[\]<>]{0,300})
        \[(?P<text>(?:[^\]\\]|\\.){0,500})\]
    | \b(?P<macro>footnote(?:ref)?|kbd|btn|menu|icon|image|stem|latexmath|asciimath|pass|indexterm2?|anchor
        |counter2?|term):(?!:)[^\s\[\]]{0,500}\[(?P<content>(?:[^\]\\]|\\.){0,1000})\]
    | <<(?P<id>[^<>,\n]{1,200})(?:,\s*(?P<title>[^<>]{1,300}))?>>
    | (?P<anchor>\[{2,3}[^\[\]\n]{1,200}\]{2,3} | <(?:\d+|\.)>)
    | \{(?P<attribute>[A-Za-z][\w:-]{0,100})\}
    | (?P<double>"`(?=\S)) | (?P<double2>(?<=\S)`") | (?P<single>'`(?=\S)) | (?P<single2>(?<=\S)`')
    | (?P<passed>\+\+\+.{1,500}?\+\+\+)
    | (?P<mono>``[^`]{1,500}``|(?<![\w`])`[^`\s](?:[^`]{0,500}[^`\s])?`(?![\w`]))
    | (?:(?<!\w)\[[.\#%\w][^\[\]\n]{0,100}\])?
        (?:\#\#(?P<mark2>[^\#\n]+)\#\#|(?<!\w)\#(?P<mark>[^\#\s](?:[^\#\n]*[^\#\s])?)\#(?!\w))
    | \*\*(?P<bold2>[^*\n]+)\*\* | (?<![\w*\\])\*(?P<bold>[^*\s](?:[^*]{0,500}[^*\s])?)\*(?![\w*])
    | __(?P<italic2>[^_\n]+)__ | (?<![\w_\\])_(?P<italic>[^_\s](?:[^_]{0,500}[^_\s])?)_(?![\w_])
    | \^(?P<super>[^\^\s]{1,100})\^ | ~(?P<sub>[^~\s]{1,100})~
    | \({3}(?P<hidden>[^()\n]{1,200})\){3} | \({2}(?P<index>[^()\n]{1,200})\){2}
    | (?P<break>[ \t]\+[ \t]*$)
    | (?P<escape>\\(?=[*_`\#{<\[]))
    """,
    re.VERBOSE | re.MULTILINE,
)


def read_asciidoc(data: bytes, name: str) -> Document:
    """The article in a file of AsciiDoc. Raises ReadError."""
    text, encoding = decode(data, name)
    scan = _AsciiDocScan(MarkedLines(text))
    scan.run()
    document = scan.lines.document(name, encoding, _INLINE, _inline_masks)
    notes = sum(text.startswith("footnote", mask.start) for mask in document.masks if mask.fill == "")
    if notes:
        reason = f"{notes:,} in the middle of sentences"
        document = replace(document, unread=(Unread("footnotes", reason),))
    return say_what_it_is(document, ".adoc", "AsciiDoc")


class _AsciiDocScan:
    """Goes through the lines of a text."""

    def __init__(self, lines: MarkedLines) -> None:
        self.lines = lines
        self._is_code = False  # whether the block that begins next is code
        self._in_list = False  # whether the paragraph at hand is an item of a list
        self._table = ""  # the line that ends the table at hand
        self._last = {lines[index].rstrip(): index for index in range(len(lines))}

    def run(self) -> None:
        """Says of every line what it is."""
        index = 0
        while index < len(self.lines):
            index = self._markup(index) or self._prose(index)

    def _markup(self, index: int) -> int:
        """The number of the line behind the markup that begins here; 0 if it is prose."""
        lines, line = self.lines, self.lines[index].rstrip()
        if not line.strip():
            lines.end_paragraph()
            return index + 1
        if self._table:
            return self._table_line(index, line)
        if line == "+" or _RULE.fullmatch(line) or self._is_comment(line) or _ENTRY.match(line):
            return lines.mask(index, self._end_of_entry(index))
        if _ATTRIBUTES.fullmatch(line):
            self._is_code = _CODE_STYLE.match(line) is not None
            return lines.mask(index, index + 1)
        if _MACRO.fullmatch(line):
            return lines.mask(index, index + 1)
        if end := self._block(index, line):
            return end
        is_code, self._is_code = self._is_code and not lines.in_paragraph, False
        if is_code or self._is_literal(index):
            return lines.mask(index, self._end_of_paragraph(index))
        return self._heading(index, line)

    def _block(self, index: int, line: str) -> int:
        """A line that begins or ends a block; 0 if this is none."""
        lines = self.lines
        if _TABLE_FENCE.fullmatch(line):
            self._table = line if self._last[line] > index else ""
            return lines.mask(index, index + 1)
        is_code = bool(_CODE_FENCE.match(line) and (line[0] == "`" or _CODE_FENCE.fullmatch(line)))
        is_code = is_code or bool(_DATA_TABLE_FENCE.fullmatch(line))
        if not is_code and not _PROSE_FENCE.fullmatch(line):
            return 0
        is_code = is_code or self._is_code
        self._is_code = False
        return lines.mask(index, (self._end_of_block(index) if is_code else index) + 1)

    def _end_of_block(self, index: int) -> int:
        """The line that ends a block of code; the line that begins it if no line does."""
        fence = self.lines[index].rstrip()
        if fence[0] == "`":
            fence = "`" * (len(fence) - len(fence.lstrip("`")))
        if self._last.get(fence, -1) <= index:
            return index
        end = index + 1
        while self.lines[end].rstrip() != fence:
            end += 1
        return end

    def _table_line(self, index: int, line: str) -> int:
        """A line of a table: each cell is a paragraph, and may go on in the next line."""
        lines = self.lines
        if line == self._table:
            self._table = ""
            return lines.mask(index, index + 1)
        start = 0
        for cell in _CELL.finditer(line):
            if cell["separator"] != self._table[0]:
                continue
            lines.prose(index, start, cell.start())
            lines.marker(index, *cell.span())
            start = cell.end()
        lines.prose(index, start)
        return index + 1

    def _heading(self, index: int, line: str) -> int:
        """A heading or the title of a block, with what stands below the title of a document; 0 for others."""
        lines = self.lines
        heading = _HEADING.match(line) or (None if lines.in_paragraph else _TITLE.match(line))
        if heading is None:
            return 0
        lines.marker(index, 0, heading.end())
        lines.prose(index, heading.end())
        lines.end_paragraph()
        index += 1
        if line.startswith("= ") and _AUTHOR.fullmatch(lines[index].rstrip()):
            index = lines.mask(index, index + 1)
            if _REVISION.fullmatch(lines[index].rstrip()):
                index = lines.mask(index, index + 1)
        return index

    def _is_comment(self, line: str) -> bool:
        return line.startswith("//") and not line.startswith("///")

    def _end_of_entry(self, index: int) -> int:
        """The line behind an attribute entry, which goes on behind a backslash."""
        while _ENTRY.match(self.lines[index]) and self.lines[index].rstrip().endswith(" \\"):
            index += 1
            if index >= len(self.lines) or _ENTRY.match(self.lines[index]):
                return index
        return index + 1

    def _end_of_paragraph(self, index: int) -> int:
        while not self.lines.is_blank(index):
            index += 1
        return index

    def _is_literal(self, index: int) -> bool:
        """Whether a literal paragraph begins here: it is indented, and does not read as English."""
        lines, line = self.lines, self.lines[index]
        if (
            lines.in_paragraph
            or (index and not lines.is_blank(index - 1))
            or not line[:1].isspace()
            or _LIST.match(line)
            or _TERM.match(line)
        ):
            return False
        end = self._end_of_paragraph(index)
        return not reads_as_english(" ".join(lines[number] for number in range(index, min(end, index + 20))))

    def _prose(self, index: int) -> int:
        lines, line = self.lines, self.lines[index]
        if not lines.in_paragraph:
            self._in_list = False
        may_begin = not lines.in_paragraph or self._in_list
        marker = _LIST.match(line) if may_begin else None
        start = marker.end() if marker else 0
        if marker is None and not lines.in_paragraph:
            marker = _ADMONITION.match(line)
            start = marker.end() if marker else 0
        term = _TERM.match(line, start) if may_begin else None
        if marker:
            lines.marker(index, 0, start)
        if term and not self._is_in_code(line, term):
            lines.end_paragraph()
            lines.prose(index, *term.span("term"))
            lines.marker(index, term.start("mark"), term.end())
            start = term.end()
        self._in_list = self._in_list or bool(marker or term)
        lines.prose(index, start)
        return index + 1

    def _is_in_code(self, line: str, term: re.Match[str]) -> bool:
        """Whether the mark of a term stands in code, as in ``std::``."""
        return line.count("`", 0, term.start("mark")) % 2 == 1


def _inline_masks(match: re.Match[str]) -> Iterable[Mask]:
    if match["link"] is not None:
        return _link_masks(match)
    if match["id"] is not None:
        return paired(match, "title") if match["title"] else _as_noun(match)
    if match["macro"] is not None:
        return _macro_masks(match)
    if match["attribute"] is not None:
        fill = _CHARACTERS.get(match["attribute"])
        return _as_noun(match) if fill is None else (Mask(*match.span(), fill=fill),)
    if match["mono"] is not None:
        return _as_noun(match)
    for name in ("bold2", "bold", "italic2", "italic", "mark2", "mark", "super", "sub", "index"):
        if match[name] is not None:
            return paired(match, name)
    if match["double"] or match["single"]:
        return (Mask(match.start() + 1, match.end(), fill=""),)
    if match["double2"] or match["single2"]:
        return (Mask(match.start(), match.end() - 1, fill=""),)
    return (Mask(*match.span(), fill=None if match["break"] else ""),)


def _link_masks(match: re.Match[str]) -> Iterable[Mask]:
    """A link reads as its text, which may be followed by attributes; as a noun if it has none."""
    text = re.match(r"(?:[^,]|,(?!\s*\w+=))*", match["text"])
    shown = (text[0] if text else "").rstrip("^ ")
    if not re.search(r"\w", shown):
        return _as_noun(match)
    start = match.start("text")
    return around(match, start, start + len(shown))


def _macro_masks(match: re.Match[str]) -> Iterable[Mask]:
    if match["macro"] in _MACROS_WITHOUT_TEXT:
        return (Mask(*match.span(), fill=""),)
    return paired(match, "content") if match["macro"] in ("indexterm2", "term") else _as_noun(match)


def _as_noun(match: re.Match[str]) -> Iterable[Mask]:
    return (Mask(*match.span(), opaque=True),)
