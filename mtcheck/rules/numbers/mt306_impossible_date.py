"""A date or a time of day that does not exist.

What it finds
-------------
“30 February”, “June 31”, “the 45th of May”, “25:70 o'clock”, “14:75 p.m.”, “15:30 p.m.” (24-hour time with
p.m.). Scores and durations (“lost 25:13”, “in 2:75”) pass: a time needs o'clock, a.m., p.m., GMT or the like
beside it.

Why it matters
--------------
The reader cannot know when it was, and a figure has changed in translation.

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
from mtcheck.lexicon.months import MONTHS
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_DAYS = {
    **dict.fromkeys("january march may july august october december jan mar jul aug oct dec".split(), 31),
    **dict.fromkeys("april june september november apr jun sep sept nov".split(), 30),
    **dict.fromkeys("february feb".split(), 29),
}
_MONTH = f"{MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
# "In March 58 senators" and "85 March protesters" are no dates: above 31 there must be a suffix, “of” or a
# year.
_DAY_FIRST = re.compile(
    r"(?<![\w.,:/$€£-])(?:the )?(?P<day>\d{2})(?P<sure>st|nd|rd|th)?(?P<of> of)? "
    rf"(?P<month>{_MONTH})\b(?P<year>\.?,? (?:1[89]|20)\d\d\b)?"
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTH})\.? (?P<day>\d{{2}})(?P<sure>st|nd|rd|th)?"
    r"(?![\w:%]|[.,]\d| ?(?:percent|per cent|million))(?P<year>, (?:1[89]|20)\d\d\b)?"
)
_TIME = re.compile(
    r"(?<![\w.,:/-])(?P<hours>\d{1,2})[:.](?P<minutes>\d{2})(?: ?(?P<half>[ap]\.m\.|[ap]m\b|[AP]M\b)| "
    r"(?:o['’]?clock|GMT|UTC|CET|EST|EDT|PST|BST|hrs|local time|Beijing time)\b)"
)


@rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.95)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    for match in _DAY_FIRST.finditer(prose):
        is_date = match["sure"] or match["of"] or match["year"] or int(match["day"]) <= 31
        if is_date and _is_impossible(match):
            yield _no_such_day(match)
    for match in _MONTH_FIRST.finditer(prose):
        is_day = int(match["day"]) <= 31 and _ends_phrase(prose, match.end())
        if (match["sure"] or match["year"] or is_day) and _is_impossible(match):
            yield _no_such_day(match)
    for match in _TIME.finditer(prose):
        no_such_time = _no_such_time(match)
        if no_such_time:
            yield no_such_time


def _is_impossible(date: re.Match[str]) -> bool:
    return int(date["day"]) > _DAYS[date["month"].lower()]


def _ends_phrase(prose: str, end: int) -> bool:
    """Whether the date is not the beginning of a count: "in April 31 people were killed"."""
    return not prose[end : end + 1] or prose[end] in ",.;:)!?\n"


def _no_such_day(date: re.Match[str]) -> Match:
    month = date["month"]
    message = f"“{date.group()}”: {month} has {_DAYS[month.lower()]} days at most."
    return Match(date.start(), date.end(), message)


def _no_such_time(time: re.Match[str]) -> Match | None:
    start, end = time.span()
    hours, minutes, half = int(time["hours"]), int(time["minutes"]), time["half"]
    if hours > 24 or minutes > 59 or (hours == 24 and minutes and not half):
        return Match(start, end, f"“{time.group()}”: there is no such time.")
    if half and hours > 12:
        message = f"“{time.group()}”: there is no {hours} {half} on the clock."
        return Match(start, end, message, severity=Severity.MINOR)
    return None
