"""The article mixes straight and typographic quotation marks.

What it finds
-------------
An article with three or more straight double quotation marks (") and three or more typographic ones (“ ”):
one pair may come with what is quoted. One finding an article, on the first mark of the rarer kind.

Why it matters
--------------
It shows that the text was put together from pieces, and a house has one style.

Example
-------
"We are ready," he said, "and glad." She called it “a promise” and “a hope”.

Instead
-------
“We are ready,” he said, “and glad.” She called it “a promise” and “a hope”.

Measured
--------
No alarm in 368 articles of clean news. `python -m benchmarks.rules --select MT403`.

Source
------
“Quotation type” of QA Distiller; lexiQA.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.quotation_marks import Role, english_marks

_FEWEST = 3  # marks of a kind


@rule(Category.INCONSISTENCY, Severity.MINOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    if '"' not in prose or ("“" not in prose and "”" not in prose):
        return
    marks = [mark for mark in english_marks(prose) if mark.role is not Role.UNCLEAR]
    straight = [mark for mark in marks if mark.is_straight]
    typographic = [mark for mark in marks if not mark.is_straight]
    rarer = min(straight, typographic, key=len)
    if len(rarer) < _FEWEST:
        return
    kind, other = ("straight", "typographic") if rarer is straight else ("typographic", "straight")
    message = (
        f"{len(rarer)} quotation marks are {kind}, {len(marks) - len(rarer)} {other}: "
        "the article should have one kind."
    )
    yield Match(rarer[0].start, rarer[0].end, message)
