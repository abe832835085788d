"""Quotations: which words of an article are somebody else's, and not ours to change. When in doubt, they are
quoted.

Marks in pairs are read as one stream over the whole article. What stands between two of them is ours only if
the one before closes (or there is none) and the one after opens (or there is none); a lost or unclear mark so
makes too much a quotation, never too little, up to the next clear pair. Single marks, which are apostrophes
as well, are read paragraph by paragraph: from the first that can open to the last that can close. Quoted as a
whole are `<blockquote>`, `<q>` and paragraphs behind `>`.

The marks themselves, and the space just inside of them, are no part of the quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from mtcheck.text.document import Document
from mtcheck.text.masking import JOINER, PADDING
from mtcheck.text.span import Span

OPENS, CLOSES, UNCLEAR = "opens", "closes", "unclear"

# Double marks of English and other languages, those of typewriters (``…''), and what a broken pipeline makes
# of them.
_MARK = re.compile(
    rf"([\"“”„‟«»‹›「」『』《》〈〉〝〞〟＂]|``|''|&(?:quot|#34|[lrb]dquo|[lr]aquo|ldquor|rdquor);){PADDING}*"
)
#: What is looked through to see whether there is space beside a mark.
_QUOTES = f"\"“”„‟«»‹›＂‘’‚‛'`{JOINER}{PADDING}"
_OPENING, _CLOSING = frozenset("“„‟«‹「『《〈〝"), frozenset("”»›」』》〉〞〟")
# Languages turn these round: „Wort“, »Wort«, ”ord”. Where the space around them is clear, it decides.
_TURNED_ROUND = frozenset("»«›‹")
_BEFORE_OPENING = frozenset("([{—–-/")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…")

_SINGLE_OPENS = re.compile(r"(?<![^\s(\[{—–/\"“„«-])(?:[‘‚‛]|`(?!`)|'(?!'))(?=\S)(?!\d\ds\b)")
_SINGLE_CLOSES = re.compile(r"(?<=\S)[’'‘`](?!\w)")

_TAG = re.compile(r"<(?P<end>/?)(?P<name>blockquote|q)\b[^<>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")


class _Mark(NamedTuple):
    start: int
    end: int
    role: str


def quotations(document: Document) -> tuple[Span, ...]:
    """The quoted ranges of the text, sorted, not overlapping, never empty."""
    spans = [
        *_between_marks(document),
        *_between_single_marks(document),
        *_elements(document),
        *_marked_paragraphs(document),
    ]
    return tuple(_united(spans))


def touches(quoted: tuple[Span, ...], start: int, end: int) -> bool:
    """Whether `text[start:end]` has a part in a quotation; of an empty range, whether it lies within one
    or at its edge.
    """
    before = bisect_right(quoted, (end, 1 << 62), key=lambda span: (span.start, span.end)) - 1
    if before < 0:
        return False
    span = quoted[before]
    if start == end:
        return span.start <= start <= span.end
    if span.start == end:
        before -= 1
        return before >= 0 and quoted[before].end > start
    return span.end > start


def _between_marks(document: Document) -> Iterator[Span]:
    prose = document.prose
    marks = list(_marks(prose))
    if not marks:
        return
    edges = [_Mark(0, 0, CLOSES), *marks, _Mark(len(prose), len(prose), OPENS)]
    quoted = [(one.end, two.start) for one, two in pairwise(edges) if (one.role, two.role) != (CLOSES, OPENS)]
    # A mark between two quoted stretches is quoted, too.
    starts = {mark.end: mark.start for mark in marks}
    at: tuple[int, int] | None = None
    for start, end in quoted:
        if at is not None and starts.get(start) == at[1]:
            at = (at[0], end)
            continue
        if at is not None:
            yield from _trimmed(prose, *at)
        at = (start, end)
    if at is not None:
        yield from _trimmed(prose, *at)


def _marks(prose: str) -> Iterator[_Mark]:
    last_opening = ""
    for match in _MARK.finditer(prose):
        role = _role(prose, match, last_opening)
        if role == OPENS:
            last_opening = match[1]
        yield _Mark(match.start(), match.end(), role)


def _role(prose: str, match: re.Match[str], last_opening: str) -> str:
    mark = match[1]
    own = OPENS if mark in _OPENING or mark == "``" else CLOSES if mark in _CLOSING else UNCLEAR
    by_space = _role_by_space(prose, match.start(), match.end())
    if own == UNCLEAR or by_space == UNCLEAR:
        return by_space if own == UNCLEAR else own
    if own == by_space or mark in _TURNED_ROUND or (mark in "“‟" and last_opening == "„"):
        return by_space
    return UNCLEAR


def _role_by_space(prose: str, start: int, end: int) -> str:
    first, last = start, end
    while first and prose[first - 1] in _QUOTES:
        first -= 1
    while last < len(prose) and prose[last] in _QUOTES:
        last += 1
    before, after = prose[first - 1 : first] if first else "", prose[last : last + 1]
    opens = not before or before.isspace() or before in _BEFORE_OPENING
    closes = not after or after.isspace() or after in _AFTER_CLOSING
    if closes and before.isdigit():
        return UNCLEAR  # 5" is five inches, too
    return UNCLEAR if opens == closes else OPENS if opens else CLOSES


def _between_single_marks(document: Document) -> Iterator[Span]:
    prose = document.prose
    for paragraph in document.paragraphs:
        opening = _SINGLE_OPENS.search(prose, paragraph.start, paragraph.end)
        if opening is None:
            continue
        closings = list(_SINGLE_CLOSES.finditer(prose, opening.end(), paragraph.end))
        yield from _trimmed(prose, opening.end(), closings[-1].start() if closings else paragraph.end)


def _elements(document: Document) -> Iterator[Span]:
    """`<blockquote>` and `<q>`, where they are markup; one that is never closed goes on to the end."""
    if document.format not in ("html", "markdown"):
        return
    opened: list[re.Match[str]] = []
    for match in _TAG.finditer(document.text):
        if not document.is_masked(match.start(), match.end()):
            continue
        if not match["end"]:
            opened.append(match)
        elif any(one["name"].lower() == match["name"].lower() for one in opened):
            while (one := opened.pop())["name"].lower() != match["name"].lower():
                pass
            yield Span(one.start(), match.end())
    for one in opened:
        yield Span(one.start(), len(document.text))


def _marked_paragraphs(document: Document) -> Iterator[Span]:
    """Paragraphs whose first line has `>` before the text: quotations of Markdown and of mail."""
    if document.format == "html":
        return
    text = document.text
    for paragraph in document.paragraphs:
        line = max(text.rfind("\n", 0, paragraph.start), text.rfind("\r", 0, paragraph.start)) + 1
        if text[paragraph.start] == ">" or ">" in _ANY_TAG.sub("", text[line : paragraph.start]):
            yield Span(paragraph.start, paragraph.end)


def _trimmed(prose: str, start: int, end: int) -> Iterator[Span]:
    while start < end and prose[start].isspace():
        start += 1
    while end > start and prose[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _united(spans: Iterable[Span]) -> Iterator[Span]:
    at: Span | None = None
    for span in sorted(spans):
        if at is not None and span.start <= at.end:
            at = Span(at.start, max(at.end, span.end))
            continue
        if at is not None:
            yield at
        at = span
    if at is not None:
        yield at
