"""Numbers in dates (12.05.2021) and clock times (14:30), each of which is several quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.bilingual.numbers.patterns import number_patterns
from mtcheck.bilingual.numbers.quantity import Quantity

_DATE = re.compile(r"(?<![\d.,/-])(\d{1,4})([./-])(\d{1,2})\2(\d{2,4})(?![\d/-]|[.,]\d)")
_CLOCK_TIME = re.compile(r"(?P<hour>\d{1,2})(?P<mark>[:.h])(?P<minute>[0-5]\d)(?![\d%]|[.,]\d)")


def dates(text: str) -> Iterator[Quantity]:
    """The year of each date, and two numbers for its day and month, either of which may come first."""
    for match in _DATE.finditer(text):
        if len(match[1]) == 4:
            year, month, day = 1, 3, 4
        elif len(match[1]) <= 2 and len(match[4]) in (2, 4):
            year, month, day = 4, 3, 1
        else:
            continue
        if not (1 <= int(match[month]) <= 31 and 1 <= int(match[day]) <= 31):
            continue
        yield Quantity(match.start(year), match.end(year), _years(match[year]))
        either = frozenset({float(match[day]), float(match[month])})
        for group in sorted((day, month)):
            yield Quantity(match.start(group), match.end(group), either, firm=False)


def _years(digits: str) -> frozenset[float]:
    """2021; of two digits also the years of two centuries."""
    number = float(digits)
    return frozenset({number} if len(digits) == 4 else {number, 1900 + number, 2000 + number})


def clock_times(text: str, language: str) -> Iterator[re.Match[str]]:
    """14:30; 14.30 before the language's word for the hour; 14h30 in languages that write so."""
    patterns = number_patterns(language)
    for match in _CLOCK_TIME.finditer(text):
        mark = match["mark"]
        if match.start() and text[match.start() - 1] in "0123456789.,/:":
            continue
        if mark == "." and not patterns.clock.match(text, match.end()):
            continue
        if mark == "h" and mark != patterns.numerals.hour_mark:
            continue
        if int(match["hour"]) <= 24:
            yield match


def hour_and_minute(match: re.Match[str]) -> Iterator[Quantity]:
    """The two numbers of a clock time. A colon also stands in scores, and 3:00 may be “3”."""
    hour = match["hour"]
    yield Quantity(match.start("hour"), match.end("hour"), hours(int(hour)), firm=match["mark"] != ":")
    yield Quantity(
        match.start("minute"), match.end("minute"), frozenset({float(match["minute"])}), firm=False
    )


def clock_times_with_colon(text: str) -> Iterator[Quantity]:
    """The numbers of clock times as Chinese and Japanese write them, 14:30."""
    for match in _CLOCK_TIME.finditer(text):
        if match["mark"] == ":" and int(match["hour"]) <= 24:
            yield from hour_and_minute(match)


def hours(hour: int) -> frozenset[float]:
    """An hour in both ways of counting: 14 is 2 p.m."""
    return frozenset({float(hour), float(hour - 12 if hour > 12 else hour + 12)})
