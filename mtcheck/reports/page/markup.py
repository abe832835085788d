"""What the markup of a Markdown or HTML file says about its paragraphs: their kind, the emphasis in them, and
the text between them that is not prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mtcheck.text.document import Document, Paragraph
from mtcheck.text.masking import Mask

#: The longest excerpt of unchecked text, in code points.
_EXCERPT = 90

_STARS = re.compile(r"[*_]+")
#: The emphasis that a run of so many stars switches on or off; longer ones switch both.
_STAR_STYLES = {1: {"em"}, 2: {"strong"}}
_INLINE_TAG = re.compile(r"<(/?)(em|i|cite|dfn|strong|b)\b[^>]*>", re.IGNORECASE)
_TAG_STYLES = {"em": "em", "i": "em", "cite": "em", "dfn": "em", "strong": "strong", "b": "strong"}

_HTML_BLOCK = re.compile(
    r"<(h[1-6]|li|blockquote|td|th|figcaption|caption|title|p|div|dd|dt|section|article)\b", re.IGNORECASE
)
_HTML_KINDS = {
    "li": "item",
    "blockquote": "quote",
    "td": "cell",
    "th": "cell",
    "figcaption": "caption",
    "caption": "caption",
    "title": "title",
}
_MARKDOWN_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+$")
_SETEXT = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)[ \t>]{0,12}(=+|-+)[ \t]*(?:[\r\n]|$)")

_NO_TEXT = re.compile(
    r"<!--.*?-->|<(script|style|svg)\b.*?</\1\s*>|<[^>]*>|\]\([^)\s]*\)", re.DOTALL | re.IGNORECASE
)
_FENCE = re.compile(r"^[ \t>]*(?:```|~~~)[^\r\n]*$", re.MULTILINE)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_EDGE_MARKS = " -+*#>|:="


def emphasis_changes(text: str, masks: Sequence[Mask]) -> Iterator[tuple[int, str]]:
    """(offset, emphasis from there on) after each piece of markup; the emphasis as in `Segment.style`."""
    styles: set[str] = set()
    end = 0
    for mask in masks:
        if mask.start < end:
            continue  # the second asterisk of a run
        markup, end = text[mask.start : mask.end], mask.end
        if _STARS.fullmatch(markup):
            run = _STARS.match(text, mask.start)
            markup, end = (run.group(), run.end()) if run else (markup, end)
            styles ^= _STAR_STYLES.get(len(markup), {"em", "strong"})
        for match in _INLINE_TAG.finditer(markup):
            style = {_TAG_STYLES[match[2].lower()]}
            styles = styles - style if match[1] else styles | style
        yield end, " ".join(sorted(styles))


def paragraph_kind(document: Document, paragraph: Paragraph, gap_start: int) -> str:
    """The kind of a paragraph, as in `Block.kind`. gap_start: where the paragraph before it ends."""
    if document.format not in ("html", "markdown"):
        return "text"
    gap = document.text[gap_start : paragraph.start]
    tags = [match[1].lower() for match in _HTML_BLOCK.finditer(gap)]
    if tags:
        if tags[-1][0] == "h" and tags[-1][1:].isdigit():
            return f"heading-{tags[-1][1]}"
        return "quote" if "blockquote" in tags[-2:] else _HTML_KINDS.get(tags[-1], "text")
    return _markdown_kind(document.text, paragraph, gap) if document.format == "markdown" else "text"


def _markdown_kind(text: str, paragraph: Paragraph, gap: str) -> str:
    line = re.split(r"[\r\n]", gap)[-1]
    marker = line.strip()
    level = re.search(r"(#{1,6})$", marker)
    if level:
        return f"heading-{len(level[1])}"
    underline = _SETEXT.match(text, paragraph.end)
    if underline and not text[paragraph.end : paragraph.end + 1].strip("\r\n"):
        return "heading-1" if underline[1][0] == "=" else "heading-2"
    if "|" in marker:
        return "cell"
    if _MARKDOWN_ITEM.search(line.lstrip("> \t") or " "):
        return "item"
    if marker.endswith(("![", ">![")):
        return "caption"
    return "quote" if marker.startswith(">") else "text"


def excerpt_between(gap: str) -> str:
    """The beginning of the text between two paragraphs, without markup; empty where there is none."""
    text = " ".join(_NO_TEXT.sub(" ", _FENCE.sub(" ", gap)).split()).strip(_EDGE_MARKS)
    if not _LETTERS.search(text):
        return ""
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1].rstrip() + "…"
