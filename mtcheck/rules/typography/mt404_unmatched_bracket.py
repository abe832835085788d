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
from mtcheck.text.document import Document, Paragraph

_BRACKET = re.compile(r"[()\[\]]")
_PARTNER = {")": "(", "]": "["}
_LIST_MARKER = re.compile(r"(?:^|[\s(])(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})$")
_SMILEY = re.compile(r"(?:^|\s)[:;=][-o^']?$")
_FEWEST = 2  # sentences


@rule(Category.PUNCTUATION, Severity.MINOR, confidence=0.8)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    if "(" not in prose and ")" not in prose and "[" not in prose and "]" not in prose:
        return
    if len(document.sentences) < _FEWEST:
        return
    for paragraph in document.paragraphs:
        yield from _check(document, paragraph)


def _check(document: Document, paragraph: Paragraph) -> Iterator[Match]:
    prose = document.prose
    opened: list[re.Match[str]] = []
    for match in _BRACKET.finditer(prose, paragraph.start, paragraph.end):
        bracket, at = match.group(), match.start()
        if _SMILEY.search(prose, max(paragraph.start, at - 3), at):
            continue
        if bracket in "([":
            opened.append(match)
        elif opened and opened[-1].group() == _PARTNER[bracket]:
            opened.pop()
        elif any(one.group() == _PARTNER[bracket] for one in opened):
            while opened and opened[-1].group() != _PARTNER[bracket]:
                yield _finding(document, opened.pop().start())
            opened.pop()
        elif not _LIST_MARKER.search(prose, max(paragraph.start, at - 8), at):
            yield _finding(document, at)
    for match in opened:
        yield _finding(document, match.start())


def _finding(document: Document, at: int) -> Match:
    prose = document.prose
    start, end = at, at + 1
    if prose[at] in "([":
        while end < len(prose) and end - start < 40 and not prose[end].isspace():
            end += 1
        message = f"“{prose[at]}” is never closed."
    else:
        while start and end - start < 40 and not prose[start - 1].isspace():
            start -= 1
        message = f"“{prose[at]}” closes what was never opened."
    return Match(start, end, message)
