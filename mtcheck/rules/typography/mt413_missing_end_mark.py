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
_ENDS = (
    ".",
    "!",
    "?",
    "…",
    ":",
    ".”",
    '."',
    "?”",
    "!”",
    '?"',
    '!"',
    ")",
    "]",
    "”",
    '"',
    "’",
    "'",
    "*",
    "—",
    "–",
    "-",
    "|",
    ";",
)


@rule(Category.PUNCTUATION, Severity.MINOR, default=False, confidence=0.6)
def check(document: Document) -> Iterator[Match]:
    prose, paragraphs = document.prose, document.paragraphs
    running = [p for p in paragraphs if len(prose[p.start : p.end].split()) >= _LONG]
    ended = [p for p in running if prose[p.end - 1] in '.!?…”"’)']
    if len(running) < 3 or len(ended) < 0.7 * len(running):
        return
    words = document.words
    for paragraph in running:
        text = prose[paragraph.start : paragraph.end]
        if text.endswith(_ENDS) or not (text[-1].isalpha() or text[-1] == ","):
            continue
        last = next((word for word in reversed(words) if word.end <= paragraph.end), None)
        if last is not None and last.start >= paragraph.start:
            yield Match(
                last.start, paragraph.end, "The paragraph ends without a full stop: is something missing?"
            )
