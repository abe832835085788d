"""A bracket has no partner in its paragraph.

What it finds
-------------
“(” or “[” that is not closed before the paragraph ends, a closing bracket that nothing has opened, and a
pair of two kinds (“[Example: …)”). Asides of several paragraphs, marks of lists and notes (“a)”, “2.1)”,
“*)”), half-open intervals (“[0, 1)”), smileys and brackets inside masked code or addresses pass; texts of one
sentence are not judged, they may be a part of something.

Why it matters
--------------
The reader does not know where the aside ends; with translations, what stood behind it is often lost.

Example
-------
The treaty (signed in 1998 has lapsed. Both sides regret it.

Instead
-------
The treaty (signed in 1998) has lapsed. Both sides regret it.

Measured
--------
No alarm in 93,737 words of clean news (documents read as one paragraph); 3 in 840,000 words of other news,
one of them right. `python -m benchmarks.rules --select MT404`.

Source
------
“Brackets” of pofilter, “unpaired symbols” of Xbench. Judged per sentence the check is right in 37 % of cases
only (docs/quality-checks.md)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.rules.typography.marks_in_context import with_word_after, with_word_before
from mtcheck.text.document import Document, Paragraph

_BRACKET = re.compile(r"[()\[\]]")
_PARTNER = {")": "(", "]": "["}
# What numbers an item or a note, up to its bracket: 2), 2.1), 3a), iv), *).
_LIST_MARKER = re.compile(
    r"(?<![^\s(\[,;:“\"])(?:\d{1,3}(?:\.\d{1,3})*[A-Za-z]?|[A-Za-z]\d{0,2}|[ivxlIVXL]{1,6}|\*{1,3}|[†‡#])\.?$"
)
_SMILEY_BEFORE = re.compile(r"(?<![^\s.!?…])[:;=8xX][-o^'‑]?$")
_SMILEY_CLOSED = re.compile(r"[:;=][-o^'‑]?$")
_SMILEY_AFTER = re.compile(r"[-o^']?[:;](?!\S)")
_INTERVAL = re.compile(r"[(\[]\s?[-−+]?[\w.∞]{1,8}\s?[,;]\s?[-−+]?[\w.∞]{1,8}\s?[)\]]")
_CLOSES_PARAGRAPH = re.compile(r"[\s.,!?”\"'’]*$")
_FEWEST = 2  # sentences


class _Unmatched(NamedTuple):
    """A bracket without a partner, or with one of the other kind."""

    offset: int
    """Code points into the document's text."""
    paragraph: Paragraph
    """The paragraph that it stands in."""
    wrong_partner: bool = False
    """Whether a bracket of the other kind closes it."""


@rule(Category.PUNCTUATION, Severity.MINOR, confidence=0.8)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    if not _BRACKET.search(prose) or len(document.sentences) < _FEWEST:
        return
    unmatched = [bracket for paragraph in document.paragraphs for bracket in _unmatched(prose, paragraph)]
    for bracket in _without_long_asides(prose, unmatched):
        mark = prose[bracket.offset]
        if mark in "([":
            span = with_word_after(prose, bracket.offset)
            what = "is closed by the other kind of bracket" if bracket.wrong_partner else "is never closed"
            yield Match(span.start, span.end, f"“{mark}” {what}.")
        else:
            span = with_word_before(prose, bracket.offset)
            yield Match(span.start, span.end, f"“{mark}” closes what was never opened.")


class _OpenBrackets:
    """The brackets that are open at a place, by their offsets."""

    def __init__(self, prose: str) -> None:
        self._prose = prose
        self._offsets: list[int] = []
        self._kinds: Counter[str] = Counter()

    def add(self, offset: int) -> None:
        self._offsets.append(offset)
        self._kinds[self._prose[offset]] += 1

    def pop(self) -> int | None:
        """The last one, which is open no longer; None where none is."""
        if not self._offsets:
            return None
        offset = self._offsets.pop()
        self._kinds[self._prose[offset]] -= 1
        return offset

    def pop_to(self, mark: str) -> list[int]:
        """Close the last one with this mark, if there is one; those that were opened after it."""
        skipped: list[int] = []
        while self._kinds[mark] and (offset := self.pop()) is not None and self._prose[offset] != mark:
            skipped.append(offset)
        return skipped

    def has(self, mark: str) -> bool:
        return self._kinds[mark] > 0

    def __iter__(self) -> Iterator[int]:
        return iter(self._offsets)


def _unmatched(prose: str, paragraph: Paragraph) -> Iterator[_Unmatched]:
    """The brackets of a paragraph that have no partner in it, in order."""
    opened = _OpenBrackets(prose)
    intervals = _INTERVAL.finditer(prose, paragraph.start, paragraph.end)
    in_interval = {offset for interval in intervals for offset in (interval.start(), interval.end() - 1)}
    for match in _BRACKET.finditer(prose, paragraph.start, paragraph.end):
        offset = match.start()
        if offset in in_interval:
            continue
        if match.group() in "([":
            if not _SMILEY_AFTER.match(prose, offset + 1) and not _is_smiley(prose, paragraph, offset):
                opened.add(offset)
        elif opened.has(_PARTNER[match.group()]):
            yield from (_Unmatched(skipped, paragraph) for skipped in opened.pop_to(_PARTNER[match.group()]))
        elif not _is_marker(prose, paragraph, offset):
            # A bracket of the other kind that is open was meant: one slip, not two.
            last = opened.pop()
            yield _Unmatched(offset, paragraph) if last is None else _Unmatched(last, paragraph, True)
    yield from (_Unmatched(offset, paragraph) for offset in opened)


def _is_smiley(prose: str, paragraph: Paragraph, offset: int) -> bool:
    return _SMILEY_BEFORE.search(prose, max(paragraph.start, offset - 3), offset) is not None


def _is_marker(prose: str, paragraph: Paragraph, offset: int) -> bool:
    """Whether a closing bracket ends a marker of a list or a smiley."""
    if _SMILEY_CLOSED.search(prose, max(paragraph.start, offset - 3), offset):
        return True
    return _LIST_MARKER.search(prose, max(paragraph.start, offset - 12), offset) is not None


def _without_long_asides(prose: str, unmatched: list[_Unmatched]) -> Iterator[_Unmatched]:
    """The brackets but for those of an aside that begins in one paragraph and ends with a later one."""
    aside: _Unmatched | None = None
    for bracket in unmatched:
        is_opening = prose[bracket.offset] in "(["
        if aside is None:
            if is_opening and not bracket.wrong_partner:
                aside = bracket
            else:
                yield bracket
        elif is_opening:
            yield aside
            aside = bracket
        elif prose[aside.offset] == _PARTNER[prose[bracket.offset]] and _ends_paragraph(prose, bracket):
            aside = None
        else:
            yield from (aside, bracket)
            aside = None
    if aside is not None:
        yield aside


def _ends_paragraph(prose: str, bracket: _Unmatched) -> bool:
    return _CLOSES_PARAGRAPH.match(prose, bracket.offset + 1, bracket.paragraph.end) is not None
