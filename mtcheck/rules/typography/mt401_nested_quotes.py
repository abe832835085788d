"""Quotation marks inside quotation marks of the same kind.

What it finds
-------------
A quotation within a quotation that has the same double marks: “he said "this "new order" will last"”. Marks
that open a new paragraph or sentence of a long quotation pass.

Why it matters
--------------
The reader takes the inner opening mark for the end of the quotation. Translation systems flatten the two
kinds of marks of the source (« “ ” », „ ‚ ‘ “) into one.

Example
-------
The minister praised "an army that knows the "art of waiting" and wins."

Instead
-------
The minister praised "an army that knows the 'art of waiting' and wins."

Measured
--------
5 alarms in 93,737 words of clean news, all of them nested marks in the published text (0.05 per 1,000).
`python -m benchmarks.rules --select MT401`.

Source
------
AP Stylebook and The Chicago Manual of Style: double marks outside, single marks inside; “quotation pairs” of
QA Distiller.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.rules.typography.quotation_marks import CLOSES, OPENS, marks
from mtcheck.text.document import Document

#: A longer inner quotation is more likely one that was never closed before it.
_LONGEST = 8  # words
_ROLES = [OPENS, OPENS, CLOSES, CLOSES]


@rule(Category.PUNCTUATION, Severity.MINOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    found = marks(document)
    for index in range(len(found) - 3):
        four = found[index : index + 4]
        outer, first, last, _ = four
        if [mark.role for mark in four] != _ROLES or outer.straight != first.straight:
            continue
        inner = document.text[first.at + 1 : last.at]
        before = document.prose[outer.at + 1 : first.at].rstrip()
        if (
            not inner.strip()
            or len(inner.split()) > _LONGEST
            or not before
            or before[-1] in ".!?:”"
            or "\n" in inner
        ):
            continue
        single = f"'{inner}'" if first.straight else f"‘{inner}’"
        message = f"A quotation inside a quotation takes single marks: {single}."
        yield Match(first.at, last.at + 1, message, replace_with=single)
