"""A unit has lost its number.

What it finds
-------------
“rose by percent”, “more than % of”, “costs of $ a year”, “a number of per cent”: a percent or currency sign,
or the word percent, right after a word that must be followed by a number.

Why it matters
--------------
A figure of the source is missing, and nobody can tell which.

Example
-------
Exports rose by percent in May.

Instead
-------
Exports rose by 4 percent in May.

Measured
--------
No alarm in 93,737 words of clean news. `python -m benchmarks.rules --select MT309`.

Source
------
M15 in docs/quality-checks.md; QA checkers' “measurement type” (QA Distiller).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_BEFORE_PERCENT = (
    "by|to|than|about|around|nearly|almost|over|roughly|approximately|some|only|is|was|were|reached|and|from"
    "|least|most"
)
_BEFORE_SIGN = "by|to|than|about|nearly|almost|over|approximately|cost|costs|worth|spent|paid|of"
_LOST = re.compile(
    rf"\b(?:{_BEFORE_PERCENT}) (?:%(?!\w)|per cent\b|percent\b(?! ?(?:sign|symbol|change|point)))"
    rf"|\b(?:{_BEFORE_SIGN}) [$€£](?= (?![\d$])|[,.;](?!\d))"
)


@rule(Category.OMISSION, Severity.MAJOR, confidence=0.85)
def check(document: Document) -> Iterator[Match]:
    for match in _LOST.finditer(document.prose):
        if not document.is_masked(match.start(), match.end() + 1):
            yield Match(match.start(), match.end(), f"“{match.group()}”: the number is missing.")
