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
from mtcheck.text.quotation_marks import QuotationMark, Role, english_marks

#: A longer inner quotation is more likely one that was never closed before it.
_LONGEST = 8  # words
_NESTED = [Role.OPENS, Role.OPENS, Role.CLOSES, Role.CLOSES]


@rule(Category.PUNCTUATION, Severity.MINOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    marks = list(english_marks(document.prose))
    for index in range(len(marks) - 3):
        if [mark.role for mark in marks[index : index + 4]] != _NESTED:
            continue
        outer, opening, closing = marks[index : index + 3]
        if outer.is_straight == opening.is_straight and _is_quotation(document, outer, opening, closing):
            quoted = document.text[opening.end : closing.start]
            single = f"'{quoted}'" if opening.is_straight else f"‘{quoted}’"
            message = f"A quotation inside a quotation takes single marks: {single}."
            yield Match(opening.start, closing.end, message, replace_with=single)


def _is_quotation(
    document: Document, outer: QuotationMark, opening: QuotationMark, closing: QuotationMark
) -> bool:
    """Whether a few words are quoted inside another quotation, and not its next sentence or paragraph."""
    quoted = document.text[opening.end : closing.start]
    before = document.prose[outer.end : opening.start].rstrip()
    if not before or before[-1] in ".!?:”":
        return False
    return bool(quoted.strip()) and len(quoted.split()) <= _LONGEST and "\n" not in quoted
