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
from mtcheck.text.document import Document
from mtcheck.text.quotation_marks import Role, english_marks

#: A longer inner quotation is more likely one that was never closed before it.
_LONGEST = 8  # words
_ROLES = [Role.OPENS, Role.OPENS, Role.CLOSES, Role.CLOSES]


@rule(Category.PUNCTUATION, Severity.MINOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    marks = list(english_marks(document.prose))
    for index in range(len(marks) - 3):
        four = marks[index : index + 4]
        outer, first, last, _ = four
        if [mark.role for mark in four] != _ROLES or outer.is_straight != first.is_straight:
            continue
        inner = document.text[first.end : last.start]
        before = document.prose[outer.end : first.start].rstrip()
        if (
            not inner.strip()
            or len(inner.split()) > _LONGEST
            or not before
            or before[-1] in ".!?:”"
            or "\n" in inner
        ):
            continue
        single = f"'{inner}'" if first.is_straight else f"‘{inner}’"
        message = f"A quotation inside a quotation takes single marks: {single}."
        yield Match(first.start, last.end, message, replace_with=single)
