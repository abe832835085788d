"""A date or a time of day that does not exist.

What it finds
-------------
“30 February”, “June 31”, “the 45th of May”, “25:70 o'clock”, “14:75 p.m.”, “15:30 p.m.” (24-hour time with
p.m.). Scores and durations (“lost 25:13”, “in 2:75”) pass: a time needs o'clock, a.m., p.m., GMT or the like
beside it.

Why it matters
--------------
The reader does not know when it was, and a figure of the source has changed on the way.

Example
-------
The talks begin on 31 June at 25:30 p.m.

Instead
-------
The talks begin on 30 June at 11:30 p.m.

Measured
--------
No alarm in 93,737 words of clean news and 1.6 million words of other text. `python -m benchmarks.rules
--select MT306`.

Source
------
The calendar; WMT21's critical-error taxonomy (number and unit).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_DAYS = {
    **dict.fromkeys("january march may july august october december jan mar jul aug oct dec".split(), 31),
    **dict.fromkeys("april june september november apr jun sep sept nov".split(), 30),
    **dict.fromkeys("february feb".split(), 29),
}
_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
# "In March 58 senators" and "85 March protesters" are no dates: above 31 a suffix, "of" or a year must say
# so.
_DAY_FIRST = re.compile(
    rf"(?<![\w.,:/$€£-])(?:the )?(\d{{2}})(?P<sure>st|nd|rd|th)?(?P<of> of)? ({_MONTH})\b(?P<year>\.?,? (?:1[89]|20)\d\d\b)?"
)
_MONTH_FIRST = re.compile(
    rf"\b({_MONTH})\.? (\d{{2}})(?P<sure>st|nd|rd|th)?(?![\w:%]|[.,]\d| ?(?:percent|per cent|million))"
    r"(?P<year>, (?:1[89]|20)\d\d\b)?"
)
_TIME = re.compile(
    r"(?<![\w.,:/-])(\d{1,2})[:.](\d{2})(?: ?(?P<half>[ap]\.m\.|[ap]m\b|[AP]M\b)| "
    r"(?:o['’]?clock|GMT|UTC|CET|EST|EDT|PST|BST|hrs|local time|Beijing time)\b)"
)


@rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.95)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    for match in _DAY_FIRST.finditer(prose):
        day, month = int(match[1]), match[4]
        sure = match["sure"] or match["of"] or match["year"]
        if _impossible(day, month) and (sure or day <= 31):
            yield _no_such_day(document, match, day, month)
    for match in _MONTH_FIRST.finditer(prose):
        month, day = match[1], int(match[2])
        if _impossible(day, month) and (
            match["sure"] or match["year"] or (day <= 31 and _ends(prose, match.end()))
        ):
            yield _no_such_day(document, match, day, month)
    for match in _TIME.finditer(prose):
        hours, minutes, half = int(match[1]), int(match[2]), match["half"]
        if hours > 24 or minutes > 59 or (hours == 24 and minutes) or (half and hours > 12):
            reason = (
                f"there is no {hours} {half} on the clock"
                if half and 12 < hours <= 24 and minutes < 60
                else "there is no such time"
            )
            severity = Severity.MINOR if "clock" in reason else None
            yield Match(match.start(), match.end(), f"“{match.group()}”: {reason}.", severity=severity)


def _impossible(day: int, month: str) -> bool:
    return day > _DAYS[month.lower()] and day != 0


def _ends(prose: str, end: int) -> bool:
    """True where the date is not the beginning of a count: "in April 31 people were killed"."""
    return not prose[end : end + 1] or prose[end] in ",.;:)!?" or prose[end] == "\n"


def _no_such_day(document: Document, match: re.Match[str], day: int, month: str) -> Match:
    message = f"“{match.group()}”: {month} has {_DAYS[month.lower()]} days at most."
    return Match(match.start(), match.end(), message)
