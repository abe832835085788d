"""A bracket has no partner in its paragraph.

What it finds
-------------
“(” or “[” that is not closed before the paragraph ends, and a closing bracket that nothing has opened. List
markers (“a)”, “2)”), smileys and brackets inside masked code or addresses pass; texts of one sentence are not
judged, they may be a part of something.

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
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.rules.typography.marks_in_context import with_word_after, with_word_before
from mtcheck.text.document import Document, Paragraph

_BRACKET = re.compile(r"[()\[\]]")
_PARTNER = {")": "(", "]": "["}
_LIST_MARKER = re.compile(r"(?:^|[\s(])(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})$")
_SMILEY = re.compile(r"(?:^|\s)[:;=][-o^']?$")
_FEWEST = 2  # sentences


@rule(Category.PUNCTUATION, Severity.MINOR, confidence=0.8)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    if not _BRACKET.search(prose) or len(document.sentences) < _FEWEST:
        return
    for paragraph in document.paragraphs:
        for bracket in _unmatched(prose, paragraph):
            if prose[bracket] in "([":
                span = with_word_after(prose, bracket)
                yield Match(span.start, span.end, f"“{prose[bracket]}” is never closed.")
            else:
                span = with_word_before(prose, bracket)
                yield Match(span.start, span.end, f"“{prose[bracket]}” closes what was never opened.")


def _unmatched(prose: str, paragraph: Paragraph) -> Iterator[int]:
    """The offsets of brackets without a partner."""
    opened: list[int] = []
    for match in _BRACKET.finditer(prose, paragraph.start, paragraph.end):
        bracket = match.start()
        if _SMILEY.search(prose, max(paragraph.start, bracket - 3), bracket):
            continue
        if match.group() in "([":
            opened.append(bracket)
            continue
        partner = _PARTNER[match.group()]
        if any(prose[opening] == partner for opening in opened):
            while prose[opened[-1]] != partner:
                yield opened.pop()
            opened.pop()
        elif not _LIST_MARKER.search(prose, max(paragraph.start, bracket - 8), bracket):
            yield bracket
    yield from opened
