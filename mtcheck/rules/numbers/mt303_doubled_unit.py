"""A unit or a currency stands twice with one number.

What it finds
-------------
“$5 million dollars”, “€20 euros”, “5% percent”, “10 km kilometers”: the sign and the word for the same unit.

Why it matters
--------------
One of the two is left over, and a copy desk takes it out.

Example
-------
The bridge cost $5 million dollars.

Instead
-------
The bridge cost $5 million.

Measured
--------
No alarm in 93,737 words of clean news, 8 in 1.6 million words of newspapers, agencies and government blogs
(“$500 million dollar project”). `python -m benchmarks.rules --select MT303`.

Source
------
AP Stylebook (“dollars”: do not write both sign and word); MT outputs double the unit where the source order
differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_SCALE = r"(?: ?(?:thousand|million|billion|trillion|m|bn))?"
# The group is what is kept.
_SIGN_AND_WORD = re.compile(
    rf"(\$ ?[\d][\d.,]*{_SCALE})[ -](?:US )?dollars?\b(?!-)|(€ ?\d[\d.,]*{_SCALE})[ -]euros?\b"
    rf"|(£ ?\d[\d.,]*{_SCALE})[ -]pounds?\b(?! ?weight)"
)
_PERCENT = re.compile(
    r"(\d ?%) ?(?:percent|per cent|%)(?!\w)|(\d (?:percent|per cent)) ?(?:%|(?:percent|per cent)\b)"
)
_MEASURE = re.compile(
    r"(\d ?km) kilomet(?:er|re)s?\b|(\d ?kg) kilograms?\b"
    r"|(\d ?kilomet(?:er|re)s?) km\b|(\d ?kilograms?) kg\b",
    re.IGNORECASE,
)


@rule(Category.MEASUREMENT_FORMAT, Severity.MINOR, confidence=0.95)
def check(document: Document) -> Iterator[Match]:
    for pattern in (_SIGN_AND_WORD, _PERCENT, _MEASURE):
        for match in pattern.finditer(document.prose):
            once = next(group for group in match.groups() if group)
            message = f"“{match.group()}” gives its unit twice: “{once}”."
            yield Match(match.start(), match.end(), message, replace_with=once)
