"""A number is torn apart at its decimal point or its thousands comma.

What it finds
-------------
A space inside a number: “90, 000 people”, “3. 5 percent”, and a decimal that now begins the next sentence
(“the highest share. 4 per cent of …”). Lists (“rooms 12, 300 and 400”), dates (“on May 5, 300 people”) and
years pass.

Why it matters
--------------
The figure can be misread. Systems that put text together from tokens leave such gaps.

Example
-------
Prices rose by 3. 5 percent, and 90, 000 people lost their jobs.

Instead
-------
Prices rose by 3.5 percent, and 90,000 people lost their jobs.

Measured
--------
No alarm in 93,737 words of clean news; on WMT news translations most of the findings lie on spans that
professionals marked. `python -m benchmarks.rules --select MT301`.

Source
------
M15 in docs/quality-checks.md (orphaned decimals in WMT23 Chinese-English); weblate “punctuation spacing”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.months import MONTHS
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.late_pattern import late_pattern

_GROUP = late_pattern(r"(?<![\d.,:/-])(?<!\d, )(\d{1,3}), (\d00)(?!\d|[.,:/]\d|,? (?:and|or) \d|, \d)")
_DECIMAL = late_pattern(
    r"(?<![\d.,:/-])(?<!\d, )(\d{1,3})([.,]) (\d)"
    r" ?(?:%|(?:percent|per cent|percentage points?|million|billion|trillion)\b)"
)
_ORPHAN = late_pattern(r"(?<=[a-z]{3}\. )(?<!approx\. )\d ?(?:%|(?:percent|per cent)\b)")
# What stands before a number that ends there: a day of a month, a numbered thing.
_BEFORE_WHOLE = late_pattern(
    rf"\b(?:(?:{MONTHS}|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?|rooms?|pages?|sections?|articles?"
    r"|chapters?|verses?|numbers?|nos?\.|aged?|bus|route|flight|line|top|figure|table)\s$",
    re.IGNORECASE,
)


@rule(Category.NUMBER_FORMAT, Severity.MAJOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    for match in _GROUP.finditer(prose):
        if not _is_whole(prose, match.start()):
            number = f"{match[1]},{match[2]}"
            message = f"A space has torn a number apart: “{number}”."
            yield Match(match.start(), match.end(), message, replace_with=number)
    for match in _DECIMAL.finditer(prose):
        if not _is_whole(prose, match.start()):
            number = f"{match[1]}.{match[3]}"
            message = f"A space has torn a number apart: “{number}”?"
            yield Match(match.start(), match.end(3), message, replace_with=number)
    for match in _ORPHAN.finditer(prose):
        message = (
            f"“{match.group()}” at the start of a sentence: the decimals of a number that was torn apart?"
        )
        yield Match(match.start(), match.end(), message, confidence=0.8)


def _is_whole(prose: str, start: int) -> bool:
    """Whether the number ends at its comma: on May 5, 300 people; in room 12, 300 more."""
    return _BEFORE_WHOLE.search(prose, max(0, start - 12), start) is not None
