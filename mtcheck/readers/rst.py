"""reStructuredText, checked as plain text: its markup is masked as far as its looks tell it.

Masked are directives, with their content where that is no prose (code, formulas), comments, targets,
substitutions, underlines of headings, literal blocks, field lists at the top, borders of tables, and the
marks of roles and references. Admonitions, captions, footnotes and cells of tables are prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from mtcheck.readers.encoding import decode
from mtcheck.readers.marked_lines import MarkedLines, around, paired, say_what_it_is
from mtcheck.text.document import Document
from mtcheck.text.masking import Mask

_RULE = re.compile(r"\s*([!-/:-@\[-`{-~])\1{2,}\s*")
_UNDERLINE = re.compile(r"\s*([!-/:-@\[-`{-~])\1+\s*")
_SIMPLE_BORDER = re.compile(r"\s*=+(?: +=+)+\s*|\s*-+(?: +-+)+\s*")
_GRID_BORDER = re.compile(r"\s*\+(?:[-=]+\+)+\s*")
_CELL = re.compile(r"\S+(?: \S+)*")
_GRID_CELL = re.compile(r"(?<=\|)[^|]+(?=\|)")
_EXPLICIT = re.compile(r"\s*\.\.(?:\s+|$)")
_DIRECTIVE = re.compile(r"(\|[^|]+\|\s+)?([\w:.+-]*\w)\s?::(?:\s+|$)")
_FOOTNOTE = re.compile(r"\[[^\]\s]+\](?:\s+|$)")
_TARGET = re.compile(r"__(?:\s|:|$)|_[^_\s]|_`")
_ANONYMOUS = re.compile(r"\s*__\s+\S+\s*")
_OPTION = re.compile(r"\s+:[\w -]+:(?:\s|$)")
_FIELD = re.compile(r"\s*:(?![:\s`])(?:[^:\n`\\]|\\.)+:(?:\s+|$)")
_LIST = re.compile(r"\s*(?:[*+•‣⁃-]|(?:\d+|#|[A-Za-z]|[ivxlcIVXLC]+)[.)]|\((?:\d+|#|\w)\))\s+(?=\S)")
_LINE_BLOCK = re.compile(r"\s*\|(?:\s+|$)(?!.*\|\s*$)")
#: Directives whose content is no prose.
_CODE = re.compile(
    r"(?:code|code-block|sourcecode|literalinclude|include|raw|math|image|toctree|index|csv-table|contents"
    r"|parsed-literal|doctest|test\w+|graphviz|digraph|graph|mermaid|plantuml|uml|highlight|auto\w*|default-role"
    r"|role|meta|header|footer|sectnum|section-numbering|date|unicode|replace|target-notes|tabularcolumns"
    r"|jupyter-\w+|ipython|plot|bibliography|prompt|command-output|productionlist|code-cell|(?:\w+:)?currentmodule"
    r"|(?:\w+:)?module|ifconfig|youtube|video|raw-html)",
    re.IGNORECASE,
)
#: Directives whose first line is prose.
_TITLED = re.compile(
    r"(?:note|warning|tip|hint|important|caution|danger|error|attention|admonition|seealso|todo|topic|sidebar|rubric"
    r"|epigraph|highlights|pull-quote|centered|table|list-table|compound|parsed|dropdown|card|tab|tab-item)",
    re.IGNORECASE,
)
#: Roles whose text is what a reader sees.
_TEXT_ROLES = frozenset(
    "abbr abbreviation dfn emphasis guilabel menuselection strong sub subscript sup superscript term title "
    "title-reference t sup".split()
)
_TITLE_AND_TARGET = re.compile(r"(.*\S)\s*<[^<>]+>", re.DOTALL)
_INLINE = re.compile(
    r"""
    (?P<literal>``.+?``(?!`))
    | :(?P<role>[A-Za-z][\w:.+-]{0,60}):`(?P<content>[^`]+)`
    | `(?P<content2>[^`]+)`:(?P<role2>[A-Za-z][\w.+-]{0,60}):
    | _`(?P<target>[^`]+)`
    | `(?P<label>[^`<>]*[^`<>\s])(?:\s*<[^<>`]+>)?`__?(?!\w)
    | (?P<interpreted>`[^`]+`(?:__?(?!\w))?)
    | (?P<note>[ ]?\[(?:\#[\w-]*|\*|\d+|[A-Za-z][\w.-]*)\]_(?!\w))
    | (?P<substitution>\|(?![\s|])[^|\n]{1,80}(?<!\s)\|(?:__?(?!\w))?)
    | (?P<escape>\\)(?:[^\w\s]|[ ])
    | \*\*(?=\S)(?P<strong>[^*]+?)(?<=\S)\*\*
    | (?<![\w*])\*(?=[^\s*])(?P<emphasis>[^*]+?)(?<=\S)\*(?![\w*])
    | (?<=[^\W_])(?P<reference>__?)(?![\w_])
    """,
    re.VERBOSE | re.DOTALL,
)


def read_rst(data: bytes, name: str) -> Document:
    """The article in a file of reStructuredText. Raises ReadError."""
    text, encoding = decode(data, name)
    scan = _RstScan(MarkedLines(text))
    scan.run()
    document = scan.lines.document(name, encoding, _INLINE, _inline_masks)
    return say_what_it_is(document, ".rst", "reStructuredText")


class _RstScan:
    """Goes through the lines of a text."""

    def __init__(self, lines: MarkedLines) -> None:
        self.lines = lines
        self._in_list = False  # whether the paragraph at hand is an item of a list
        self._is_top = True  # whether no paragraph has come yet, apart from the title

    def run(self) -> None:
        """Says of every line what it is."""
        index = 0
        while index < len(self.lines):
            index = self._markup(index) or self._prose(index)

    def _markup(self, index: int) -> int:
        """The number of the line behind the markup that begins here; 0 if it is prose."""
        lines, line = self.lines, self.lines[index]
        if lines.is_blank(index):
            lines.end_paragraph()
            return index + 1
        if _EXPLICIT.match(line):
            return self._explicit(index)
        if _ANONYMOUS.fullmatch(line) or self._is_rule(index):
            return lines.mask(index, index + 1)
        if _GRID_BORDER.fullmatch(line):
            return self._grid_table(index)
        if _SIMPLE_BORDER.fullmatch(line) and not lines.in_paragraph:
            return self._simple_table(index)
        if line.lstrip().startswith(">>> ") and not lines.in_paragraph:
            end = index
            while not lines.is_blank(end):
                end += 1
            return lines.mask(index, end)
        return 0

    def _is_rule(self, index: int) -> bool:
        """Whether a line is the underline of a heading, or parts sections."""
        line = self.lines[index]
        if _RULE.fullmatch(line):
            return line.strip() != "..."
        title = self.lines[index - 1].rstrip() if index and self.lines.in_paragraph else ""
        return bool(title) and len(title) <= len(line.rstrip()) and bool(_UNDERLINE.fullmatch(line))

    def _explicit(self, index: int) -> int:
        """Markup that begins with two full stops."""
        lines, line = self.lines, self.lines[index]
        start = len(line) - len(line.lstrip()[2:].lstrip())
        if footnote := _FOOTNOTE.match(line, start):
            lines.marker(index, 0, footnote.end())
            lines.prose(index, footnote.end())
            return index + 1
        directive = _DIRECTIVE.match(line, start)
        if directive is None and not _TARGET.match(line, start):
            return self._mask_with_content(index)  # a comment
        if directive is None:
            return lines.mask(index, index + 1)
        name = directive[2].rpartition(":")[2] if ":" in directive[2] else directive[2]
        if directive[1] or _CODE.fullmatch(name) or _CODE.fullmatch(directive[2]):
            return self._mask_with_content(index)
        return self._directive(index, directive.end(), is_titled=bool(_TITLED.fullmatch(name)))

    def _mask_with_content(self, index: int) -> int:
        end = self.lines.end_of_indented(index + 1, self.lines.indent(index))
        return self.lines.mask(index, end)

    def _directive(self, index: int, start: int, *, is_titled: bool) -> int:
        """A directive whose content is prose, as its own line may be."""
        lines = self.lines
        if is_titled:
            lines.marker(index, 0, start)
            lines.prose(index, start)
        else:
            lines.mask(index, index + 1)
        index += 1
        if _OPTION.match(lines[index]):
            lines.end_paragraph()
        while index < len(lines) and _OPTION.match(lines[index]):
            index = lines.mask(index, index + 1)
        return index

    def _grid_table(self, index: int) -> int:
        """A table drawn with `+---+`: its cells are read where each stands in one line."""
        lines = self.lines
        end = index
        while end < len(lines) and lines[end].lstrip().startswith(("+", "|")):
            end += 1
        borders = [number for number in range(index, end) if _GRID_BORDER.fullmatch(lines[number])]
        is_simple = all(below - above <= 2 for above, below in pairwise(borders))
        if not is_simple or end - index != 2 * len(borders) - 1:
            return lines.mask(index, end)
        for number in range(index, end):
            self._cells(number, _GRID_CELL if number not in borders else None)
        return end

    def _simple_table(self, index: int) -> int:
        """A table between lines such as `===  ===`."""
        lines = self.lines
        end = index + 1
        while end < len(lines) and not (_SIMPLE_BORDER.fullmatch(lines[end]) and lines.is_blank(end + 1)):
            end += 1
        if end == len(lines):
            return lines.mask(index, index + 1)
        for number in range(index, end + 1):
            self._cells(number, None if _SIMPLE_BORDER.fullmatch(lines[number]) else _CELL)
        return end + 1

    def _cells(self, index: int, pattern: re.Pattern[str] | None) -> None:
        """A row of a table: its cells, found by a pattern, are paragraphs; without one it is a border."""
        if pattern is None:
            self.lines.mask(index, index + 1)
            return
        end = 0
        for cell in pattern.finditer(self.lines[index]):
            self.lines.marker(index, end, cell.start())
            self.lines.prose(index, *cell.span())
            end = cell.end()
        self.lines.marker(index, end, len(self.lines[index]))

    def _prose(self, index: int) -> int:
        lines, line = self.lines, self.lines[index]
        start = self._marker(index)
        is_term = not lines.in_paragraph and not start and lines.indent(index + 1) > lines.indent(index)
        end = len(line.rstrip())
        is_literal = line.rstrip().endswith("::") and lines.is_blank(index + 1)
        if is_literal:
            end -= 1 if line.rstrip()[-3:-2].strip() else 2
        lines.prose(index, start, max(start, end))
        if is_literal:
            lines.marker(index, max(start, end), len(line))
            return lines.mask(index + 1, lines.end_of_indented(index + 1, lines.indent(index)))
        if is_term and line.count("`") % 2 == 0 and not lines.is_blank(index + 1):
            lines.end_paragraph()
        if start < len(line) and not self._is_heading(index):
            self._is_top = False
        return index + 1

    def _is_heading(self, index: int) -> bool:
        return bool(_UNDERLINE.fullmatch(self.lines[index + 1]))

    def _marker(self, index: int) -> int:
        """Where the prose of a line begins, behind the marker of a list, a field or a line block."""
        lines, line = self.lines, self.lines[index]
        if not lines.in_paragraph:
            self._in_list = False
        may_begin = not lines.in_paragraph or self._in_list
        field = _FIELD.match(line)
        if field and (may_begin or self._is_top):
            end = len(line) if self._is_top else field.end()
            lines.marker(index, 0, end)
            self._in_list = True
            return end
        marker = _LINE_BLOCK.match(line) or (_LIST.match(line) if may_begin else None)
        if marker is None:
            return 0
        end = marker.end()
        while item := _LIST.match(line, end):  # `* - cell`
            end = item.end()
        lines.marker(index, 0, end)
        self._in_list = True
        return end


def _inline_masks(match: re.Match[str]) -> Iterable[Mask]:
    for name in ("strong", "emphasis", "target", "label"):
        if match[name] is not None:
            return paired(match, name)
    if match["role"] or match["role2"]:
        return _role_masks(match)
    if match["literal"] or match["interpreted"] or match["substitution"]:
        return (Mask(*match.span(), opaque=True),)
    end = match.start() + 1 if match["escape"] and not match[0].endswith(" ") else match.end()
    return (Mask(match.start(), end, fill=""),)


def _role_masks(match: re.Match[str]) -> Iterable[Mask]:
    """A role reads as the title in it, or as its text if readers see that; else as a noun."""
    group = "content" if match["role"] else "content2"
    titled = _TITLE_AND_TARGET.fullmatch(match[group])
    start = match.start(group)
    if titled:
        return around(match, start, start + titled.end(1))
    if (match["role"] or match["role2"]).rpartition(":")[2] in _TEXT_ROLES:
        return paired(match, group)
    return (Mask(*match.span(), opaque=True),)
