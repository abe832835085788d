"""Months and weekdays that a sentence names, in English and the languages of `languages.READ`."""

from __future__ import annotations

import re
from functools import cache

from mtcheck.bilingual.numbers.mention import Mention
from mtcheck.lexicon import languages

_DATE = re.compile(
    r"(?<![\d.,/-])(?:\d{4}[./-](\d{1,2})[./-]\d{1,2}|(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2}))(?![\d/-]|[.,]\d)"
)
_MONTHS = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()


def months(text: str, language: str) -> list[Mention]:
    """The months that are named; “may” and “march” only with a capital."""
    if language in ("zh", "ja"):
        return [
            Mention(match.start(), match.end(), _month_number(match[1]))
            for match in _han_month().finditer(text)
        ]
    capitals = languages.calendar(language).months_have_capitals
    return [
        Mention(match.start(), match.end(), match.lastindex or 0)
        for match in _months(language).finditer(text)
        if match.group()[0].isupper() or not capitals
    ]


def possible_months(text: str) -> set[int]:
    """The months that dates in digits may mean: 12.05.2021 is in May or in December."""
    numbers = {int(part) for match in _DATE.finditer(text) for part in match.groups() if part}
    return {number for number in numbers if 1 <= number <= 12}


def weekdays(text: str, language: str) -> list[Mention]:
    """The weekdays that are named; “sun” and the like never alone."""
    if language in ("zh", "ja"):
        return [
            Mention(match.start(), match.end(), _weekday_number(match))
            for match in _han_weekday().finditer(text)
        ]
    calendar = languages.calendar(language)
    return [
        Mention(match.start(), match.end(), match.lastindex or 0)
        for match in _weekdays(language).finditer(text)
        if len(match.group()) >= calendar.shortest_weekday
        and (match.group()[0].isupper() or not calendar.weekdays_have_capitals)
    ]


def _month_number(text: str) -> int:
    return int(text) if text.isdigit() else 1 + _MONTHS.index(text)


def _weekday_number(match: re.Match[str]) -> int:
    chinese, japanese = match.groups()
    if chinese:
        return 1 + "一二三四五六日".find(chinese.replace("天", "日"))
    return 1 + "月火水木金土日".find(japanese)


@cache
def _months(language: str) -> re.Pattern[str]:
    return _names(languages.calendar(language).months)


@cache
def _weekdays(language: str) -> re.Pattern[str]:
    return _names(languages.calendar(language).weekdays)


def _names(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern whose groups are numbered as the names are."""
    return re.compile("|".join(rf"(?<!\w)({pattern})(?!\w)" for pattern in patterns), re.IGNORECASE)


@cache
def _han_month() -> re.Pattern[str]:
    return re.compile(languages.han().month)


@cache
def _han_weekday() -> re.Pattern[str]:
    han = languages.han()
    return re.compile(rf"{han.chinese_weekday}(?!{han.no_weekday_before})|{han.japanese_weekday}")
