"""A word stands twice in a row.

What it finds
-------------
The same word twice with nothing but space between ("they do not not know"). Words that English doubles on purpose
("had had", "that that", "very very", "bye bye", names such as "Duran Duran") pass.

Why it matters
--------------
Translation systems stutter where two source words have the same English equivalent. In WMT23 Chinese-English news every
doubled word that was flagged lay in a span that professional annotators had marked, most of them as major.

Example
-------
The ministry said the the talks would go on.

Instead
-------
The ministry said the talks would go on.

Measured
--------
See `python -m benchmarks.rules`.

Source
------
Weblate and pofilter ship the check ("duplicate words", "doublewords"); the exceptions were read off clean news.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtcheck.document import Document
from mtcheck.finding import Category, Finding, Severity
from mtcheck.rules.interface import Rule

# English doubles these on purpose.
_ALLOWED = frozenset("had that very really so much many long far bye ha no yes knock tut well now never is".split())


def check(document: Document) -> Iterator[Finding]:
    for sentence in document.sentences:
        for first, second in pairwise(sentence.words):
            if first.lower != second.lower or first.lower in _ALLOWED or first.is_number or first.is_capitalised:
                continue
            if document.prose[first.end : second.start].isspace():
                yield RULE.finding(
                    document,
                    first.start,
                    second.end,
                    f"“{first.text}” stands twice.",
                    suggestions=[first.text],
                    safe_fix=True,
                )


RULE = Rule(
    id="MT505",
    name="doubled-word",
    category=Category.GRAMMAR,
    severity=Severity.MAJOR,
    check=check,
    doc=__doc__,
    confidence=0.95,
)
