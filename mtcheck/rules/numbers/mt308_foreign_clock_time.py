"""A time of day is written the way another language writes it.

What it finds
-------------
“20h45”, “20 h 45”, “16.00 o'clock”, “at 14 hours”, “17 clock” (German 17 Uhr).

Why it matters
--------------
English says 8:45 p.m. or 20:45; o'clock goes with whole hours up to twelve.

Example
-------
The match begins at 20h45.

Instead
-------
The match begins at 8:45 p.m.

Measured
--------
No alarm in 93,737 words of clean news; one finding in 40,000 words of rule-based and online output of
2010-2012. `python -m benchmarks.rules --select MT308`.

Source
------
Counted over the WMT 2010-2012 outputs from French, Spanish and German; AP Stylebook (“times”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_FRENCH = re.compile(r"(?<![\w.,:/-])([01]?\d|2[0-4]) ?h ?([0-5]\d)(?! ?min\b)(?!\w|[.,]\d)")
_CLOCK = re.compile(
    r"(?<![\w.,:/-])(?:([01]?\d|2[0-4])[.:]([0-5]\d) (?:o['’ ]?clock|clock)\b"
    r"|(1[3-9]|2[0-4]) o['’ ]?clock\b|(?<=at )([01]?\d|2[0-4]) clock\b)"
)
_HOURS = re.compile(
    r"(?<=\bat )([01]?\d|2[0-4])(?:[.:]([0-5]\d))? hours?\b"
    r"(?! (?:a|per|of|from|away|each|before|after|later|earlier|and|or|every)\b)"
)


@rule(Category.DATE_FORMAT, Severity.MINOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    for match in _FRENCH.finditer(prose):
        yield _match(match, hours=match[1], minutes=match[2])
    if "clock" in prose:
        for match in _CLOCK.finditer(prose):
            yield _match(match, hours=match[1] or match[3] or match[4], minutes=match[2])
    if " hour" in prose:
        for match in _HOURS.finditer(prose):
            yield _match(match, hours=match[1], minutes=match[2])


def _match(match: re.Match[str], hours: str, minutes: str | None) -> Match:
    hour, minutes = int(hours), minutes or "00"
    half = "a.m." if hour % 24 < 12 else "p.m."
    time = str(hour % 12 or 12) + (f":{minutes}" if minutes != "00" else "")
    english = [f"{time} {half}", f"{hour}:{minutes}"]
    message = f"“{match.group()}” is not how English writes a time: “{english[0]}” or “{english[1]}”."
    return Match(match.start(), match.end(), message, replace_with=english)
