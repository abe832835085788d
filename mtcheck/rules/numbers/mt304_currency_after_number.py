"""A currency sign stands after its number.

What it finds
-------------
“783,344 $”, “14 €”, “9.8M$”: English puts the sign first.

Why it matters
--------------
The order is the source language's; an editor sets it right every time.

Example
-------
The ticket cost 14 €.

Instead
-------
The ticket cost €14.

Measured
--------
No alarm in 93,737 words of clean news; one finding in 12,000 words of rule-based and online output of
2010-2012. `python -m benchmarks.rules --select MT304`.

Source
------
Counted over the WMT 2010-2012 outputs; “currency format” of MQM's locale conventions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_SIGN_LAST = re.compile(
    r"(?<![\w.,$€£])(?P<number>\d[\d.,]*(?: \d{3}){0,6}) ?"
    r"(?P<scale>(?:thousand |million |billion |[MKk]|bn|m)?)(?P<sign>[$€£])(?![\w$€£]|[ ]?\d)"
)


@rule(Category.CURRENCY_FORMAT, Severity.MINOR, confidence=0.95)
def check(document: Document) -> Iterator[Match]:
    for match in _SIGN_LAST.finditer(document.prose):
        english = _english(**match.groupdict())
        message = f"English puts the currency sign first: “{english}”."
        yield Match(match.start(), match.end(), message, replace_with=english)


def _english(number: str, scale: str, sign: str) -> str:
    """9,8M$ is $9.8M, 7 billion € is €7 billion."""
    number = re.sub(r",(?=\d\d?$)", ".", number.replace(" ", ","))
    return f"{sign}{number}" + (f" {scale.strip()}" if len(scale) > 2 else scale)
