"""A paragraph of running prose ends without a full stop.

What it finds
-------------
A paragraph of at least twelve words, one sentence or more, that ends with a letter or a comma, in an article
whose other paragraphs end with full stops. Headings, captions, list items, bylines and paragraphs before a
list (“:”) pass.

Why it matters
--------------
The end of the sentence may be missing. Off by default: headlines and captions cannot always be told apart.

Example
-------
The court will hear the case in May. The lawyers of both sides have asked for more time to prepare their

Instead
-------
The court will hear the case in May. The lawyers of both sides have asked for more time to prepare their
papers.

Measured
--------
Not measured on clean news, which has no paragraphs there (hence off). P(major) 0.69 (M19 in
docs/quality-checks.md).

Source
------
Weblate “end stop”, pofilter “endpunc”.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_LONG = 12  # words
_FEWEST = 3  # paragraphs of running prose
_MOST_END = 0.7  # share of them that end with a full stop


@rule(Category.PUNCTUATION, Severity.MINOR, default=False, confidence=0.6)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    running = [
        paragraph
        for paragraph in document.paragraphs
        if len(prose[paragraph.start : paragraph.end].split()) >= _LONG
    ]
    ended = [paragraph for paragraph in running if prose[paragraph.end - 1] in '.!?…”"’)']
    if len(running) < _FEWEST or len(ended) < _MOST_END * len(running):
        return
    words = document.words
    for paragraph in running:
        end = prose[paragraph.end - 1]
        if not end.isalpha() and end != ",":
            continue
        last = next((word for word in reversed(words) if word.end <= paragraph.end), None)
        if last is not None and last.start >= paragraph.start:
            message = "The paragraph ends without a full stop: is something missing?"
            yield Match(last.start, paragraph.end, message)
