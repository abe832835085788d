"""Markup that site generators and editors add to Markdown: templates, directives, shortcodes, JSX, formulas.

CommonMark knows none of it and reads it as prose. So it is found before the text is parsed, and the parser
sees a placeholder of the same length. Code and comments come first: `{{` in a code span is code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from mtcheck.text.masking import BOM, Mask

#: How a line may begin inside quotations.
_LINE = r"^(?:[ \t]*>)*[ \t]*"
_QUOTED = r"\"[^\"]{0,500}\"|'[^']{0,500}'"
_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,300}\}){0,300}\}){0,600}\}"
_NAMES = r"(?:\w+|\*[ \t]+as[ \t]+\w+|\{[^{}]{0,500}\})"

#: Code and comments, in which nothing else is looked for.
_SKIPPED = rf"""
    {_LINE}(?:(?P<backticks>`{{3,}})[^`\n]*|(?P<tildes>~{{3,}})[^\n]*)
        (?=\n|\Z)(?:\n(?![ \t>]*(?:(?P=backticks)|(?P=tildes)))[^\n]*)*(?:\n[ \t>]*[`~]+)?
    | (?<![`\\])(?P<span>`+)(?!`)(?:[^\n]|\n(?![ \t]*\n)){{1,500}}?(?<!`)(?P=span)(?!`)
    | <!--[\s\S]{{0,1000}}?-->
"""
#: Lines that are markup as a whole.
_LINES = rf"""
    {_LINE}(?P<line>
        :{{3,}}[^\n]*
        | ::[A-Za-z][\w-]*(?:\[[^\]\n]*\])?(?:\{{[^}}\n]*\}})?
        | \[\[?_?(?:TOC|toc)_?\]?\]
        | [*+-][ \t][^\n]*\n[ \t]*\{{:toc[^{{}}\n]*\}}
        | \$\$(?!\$)(?:[^$\\]|\\.){{1,3000}}\$\$(?!\$)
        | import[ \t]+(?:{_NAMES}(?:[ \t]*,[ \t]*{_NAMES})?[ \t]+from[ \t]+)?["'][^"'\n]+["'][ \t]*;?
    )[ \t]*$
    | {_LINE}(?P<script>export[ \t]+(?:
        (?:const|let|var)[ \t]+[\w{{\[][^\n]*=
        | default[ \t]+(?:function|class|async|[({{]|\w+[ \t]*[;(]|[A-Z]\w*[ \t]*$)
        | (?:async[ \t]+)?function[ \t*]+\w+[ \t]*\( | class[ \t]+\w+[^\n]*\{{ | [{{*][^\n]*[}}'";]
        )[^\n]*(?:\n(?![ \t]*\n)[^\n]+)*)
    | ^(?:[ \t]*>)+[ \t]*(?P<alert>\[![A-Za-z]+\][+-]?)
"""
#: Markup inside a line. A group's name says what it reads as.
_INLINE = rf"""
    (?P<value>\{{\{{[^{{}}]{{0,600}}\}}\}})
    | (?P<tag>\{{%-?[ \t]*(?P<word>\w*)(?:[^%]|%(?!\}})){{0,1000}}%\}})
    | (?P<note>\{{\#[^#\n]{{0,1000}}\#\}})
    | (?P<option>\{{::(?P<block>\w+)[^{{}}\n]{{0,300}}\}} | \{{:[^{{}}\n]{{0,300}}\}}
        | \{{[\#.][A-Za-z][^{{}}\n]{{0,300}}\}})
    | (?P<role>\{{[a-z][\w:-]*\}}(?=`))
    | (?<![\w:]):(?P<directive>[a-z][\w-]*\[)(?P<label>[^\[\]\n]{{0,300}})(?P<attributes>\]\{{[^{{}}\n]*\}})
    | (?<![\\\]!\[])\[(?P<shortcode>(?P<closing>/?)(?P<short>[a-z][\w-]*)
        (?P<settings>(?:\s+[\w-]+=(?:{_QUOTED}|[^\s\]"']+)|\s+{_QUOTED})*)\s*/?\](?![(\[:]))
    | (?<!\$)(?P<formula>\$\$(?=[^\s$])(?:[^$\\\n]|\\.){{1,1000}}(?<=\S)\$\$)(?!\$)
    | (?P<jsx></?(?:[A-Z][\w.]*|(?P<html>[a-z][\w-]*))(?=[\s/>])
        (?P<props>(?:[^<>"'{{}}]|{_QUOTED}|{_BRACES}){{0,300}})>)
    | (?P<comment>\{{/\*(?:[^*]|\*(?!/)){{0,2000}}\*/\}})
"""
_MARKUP = re.compile("|".join((_SKIPPED, _LINES, _INLINE)), re.MULTILINE | re.VERBOSE)
#: Tags, shortcodes and kramdown extensions around what is no prose.
_CODE = frozenset(
    "code comment css embed highlight javascript js nomarkdown php schema sourcecode style".split()
)
#: Shortcodes of WordPress that may stand without settings and without an end.
_SHORTCODES = frozenset("audio caption embed gallery playlist video".split())
#: Content tabs of Material for MkDocs; their content is indented as that of an admonition.
_TAB = re.compile(r"(?<![^\r\n\ufeff])([ \t]*)===[!+]?[ \t]+(?=[\"'])[^\r\n]*")


@dataclass(frozen=True)
class SiteMarkup:
    """What a text has of such markup."""

    masks: tuple[Mask, ...]
    """Where it stands, sorted, not overlapping."""
    parsed: str
    """The text with placeholders, for the parser of Markdown; of the same length."""
    placeholder: str
    """The character that stands for each character of it."""

    def over(self, masks: Iterable[Mask]) -> Iterator[Mask]:
        """These masks and those of the parser, sorted. Where two cross, the markup stays whole."""
        parsed = list(masks)
        own = list(_outside(self.masks, parsed))
        rest = chain.from_iterable(_pieces_between(parsed, own))
        yield from sorted(chain(own, rest), key=lambda mask: (mask.start, mask.end))


def find_site_markup(text: str, start: int, *, mdx: bool = False) -> SiteMarkup:
    """The markup in a text from `start` on. mdx: whether `{…}` is always an expression."""
    lines = text.replace("\r\n", " \n").replace("\r", "\n")
    if lines.startswith(BOM):
        lines = "\n" + lines[1:]  # the first line begins behind it
    placeholder = next((char for char in map(chr, range(0xE000, 0xF900)) if char not in text), None)
    if placeholder is None:  # a text of icons, in which nothing could be told apart
        return SiteMarkup((), text, "")
    found = list(_expressions(lines, start)) if mdx else []
    parsed = _with_placeholders(lines, found, placeholder)
    masks = tuple(_outermost([*found, *_Scan(parsed, mdx=mdx).masks(start)]))
    masks = tuple(_as_line(mask, lines, masks, number) for number, mask in enumerate(masks))
    parsed = _with_placeholders(text, masks, placeholder)
    parsed = _TAB.sub(lambda tab: f"{tab[1]}!!! x".ljust(len(tab[0])), parsed)
    return SiteMarkup(masks, parsed, placeholder)


class _Scan:
    """One search for markup, front to back."""

    def __init__(self, text: str, *, mdx: bool) -> None:
        self._text = text
        self._mdx = mdx
        self._endless: set[str] = set()  # what was opened and is closed nowhere behind

    def masks(self, position: int) -> Iterator[Mask]:
        """The markup from a position on."""
        while match := _MARKUP.search(self._text, position):
            position = max(match.end(), position + 1)
            for mask in self._masks_of(match):
                yield mask
                position = max(position, mask.end)

    def _masks_of(self, match: re.Match[str]) -> Iterator[Mask]:
        kind = match.lastgroup or ""
        groups = match.groupdict()
        for name in ("line", "script", "alert"):
            if groups[name] is not None:
                yield Mask(*match.span(name))
                return
        if groups["directive"] is not None:
            yield Mask(match.start(), match.end("directive"), fill="")
            yield Mask(match.start("attributes"), match.end(), fill="")
        elif groups["shortcode"] is not None:
            yield from self._shortcode(match)
        elif groups["tag"] is not None or groups["block"] is not None:
            end = self._end_of_code(match, match["word"] or match["block"] or "")
            yield Mask(match.start(), end, fill="")
        elif groups["jsx"] is not None:
            if self._is_jsx(match):
                yield Mask(*match.span(), fill="")
        elif groups["value"] is not None or groups["formula"] is not None:
            yield Mask(*match.span(), opaque=True)
        elif kind in ("note", "option", "role", "comment"):
            yield Mask(*match.span(), fill="")

    def _is_jsx(self, match: re.Match[str]) -> bool:
        """Whether a tag is one of JSX: HTML has no capital letters in its names and no braces for values."""
        return match["html"] is None or "={" in match["props"]

    def _shortcode(self, match: re.Match[str]) -> Iterator[Mask]:
        name = match["short"]
        is_closing = bool(match["closing"])
        opening = re.compile(rf"\[{re.escape(name)}[\s\]]") if is_closing else None
        if opening is not None and not opening.search(self._text, 0, match.start()):
            return
        if is_closing or name in _CODE or self._closing(f"[/{name}]", match.end()) > 0:
            yield Mask(match.start(), self._end_of_code(match, name), fill="")
        elif "=" in match["settings"] or name in _SHORTCODES:
            yield Mask(*match.span(), fill="")

    def _end_of_code(self, match: re.Match[str], name: str) -> int:
        """Where markup ends: behind what closes it if no prose is in it, else behind its own brackets."""
        if name not in _CODE or match["closing"]:
            return match.end()
        if match["shortcode"] is not None:
            closing = self._closing(f"[/{name}]", match.end())
        elif match["block"] is not None:
            closing = self._closing(f"{{:/{name}}}", match.end())
        else:
            closing = max(self._closing(f"{{%{gap}end{name}", match.end()) for gap in (" ", "- ", ""))
        return max(closing, match.end())

    def _closing(self, tag: str, start: int) -> int:
        """Where the next such tag ends; -1 if there is none."""
        if tag in self._endless:
            return -1
        found = self._text.find(tag, start)
        if found < 0:
            self._endless.add(tag)
            return -1
        end = self._text.find("%}", found) + 2 if tag.startswith("{%") else found + len(tag)
        return max(end, found + len(tag))


def _expressions(text: str, start: int) -> Iterator[Mask]:
    """The outermost `{…}` outside of code, and what has no name in JSX: `<>` and `</>`."""
    skipped = [match.span() for match in _SKIP_PATTERN.finditer(text, start)]
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    number = 0
    for match in re.compile(r"[{}]|</?>").finditer(text, start):
        while number < len(skipped) and skipped[number][1] <= match.start():
            number += 1
        if number < len(skipped) and skipped[number][0] <= match.start():
            continue
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            pairs.append((opened.pop(), match.end()))
        elif match[0] != "}":
            pairs.append(match.span())
    for first, last in pairs:
        is_value = text[first] == "{" and not text.startswith("{/*", first)
        yield Mask(first, last, opaque=is_value, fill=None if is_value else "")


_SKIP_PATTERN = re.compile(_SKIPPED, re.MULTILINE | re.VERBOSE)


def _outermost(masks: list[Mask]) -> Iterator[Mask]:
    """The masks that lie in no other; where two cross, they become one."""
    last: Mask | None = None
    for mask in sorted(masks, key=lambda mask: (mask.start, -mask.end)):
        if last is None or mask.start >= last.end:
            if last is not None:
                yield last
            last = mask
        elif mask.end > last.end:
            last = Mask(last.start, mask.end, fill="")
    if last is not None:
        yield last


def _outside(masks: Iterable[Mask], others: list[Mask]) -> Iterator[Mask]:
    """The masks that lie in none of the others, as those in the address of a link do. Both are sorted."""
    index = 0
    for mask in masks:
        while index < len(others) and others[index].end < mask.end:
            index += 1
        if index == len(others) or mask.start < others[index].start:
            yield mask


def _pieces_between(masks: Iterable[Mask], others: list[Mask]) -> Iterator[list[Mask]]:
    """What the others leave of each mask. Both are sorted."""
    index = 0
    for mask in masks:
        pieces: list[Mask] = []
        start = mask.start
        while index < len(others) and others[index].end <= start:
            index += 1
        cut = index
        while cut < len(others) and others[cut].start < mask.end:
            pieces.append(Mask(start, others[cut].start, mask.opaque, mask.fill and None))
            start = max(start, others[cut].end)
            cut += 1
        pieces.append(mask if cut == index else Mask(start, mask.end, mask.opaque, mask.fill and None))
        yield [piece for piece in pieces if piece.start < piece.end]


def _as_line(mask: Mask, text: str, masks: tuple[Mask, ...], number: int) -> Mask:
    """The mask, as space if nothing else stands in its lines."""
    start = text.rfind("\n", 0, mask.start) + 1
    end = text.find("\n", mask.end)
    end = len(text) if end < 0 else end
    is_alone = (number == 0 or masks[number - 1].end <= start) and (
        number + 1 == len(masks) or masks[number + 1].start >= end
    )
    if is_alone and not text[start : mask.start].strip(" \t>") and not text[mask.end : end].strip():
        return Mask(mask.start, mask.end)
    return mask


def _with_placeholders(text: str, masks: Iterable[Mask], placeholder: str) -> str:
    """The text with the placeholder for all that is masked but line breaks."""
    parts: list[str] = []
    end = 0
    for mask in sorted(masks, key=lambda mask: (mask.start, -mask.end)):
        if mask.start < end:
            continue
        parts += text[end : mask.start], re.sub(r"[^\r\n]", placeholder, text[mask.start : mask.end])
        end = mask.end
    return "".join((*parts, text[end:]))
