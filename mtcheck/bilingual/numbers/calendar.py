"""Months and weekdays that a sentence names, in the languages of `numerals`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from mtcheck.bilingual.numbers.numerals import NUMERALS

_HAN_MONTH = re.compile(
    r"(?<![0-9０-９一二三四五六七八九十个個ヶかカ])(1[0-2]|[1-9]|１[０-２]|[１-９]|十[一二]?|[一二三四五六七八九])月(?!球|亮|薪|票|饼|餅|経|謝|額|刊|給|収|光|食|面)"
)
_HAN_DAY = re.compile(r"(?:星期|礼拜|禮拜|[周週])([一二三四五六日天])(?!年|期|岁|歳)|([月火水木金土日])曜")
_HAN = {char: number for number, char in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(?:\d{4}[./-](\d{1,2})[./-]\d{1,2}|(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2}))(?![\d/-]|[.,]\d)"
)


class Named(NamedTuple):
    """A month (1-12) or weekday (1-7, Monday first) named at `text[start:end]`."""

    start: int
    end: int
    number: int


@cache
def _patterns(language: str, which: str) -> re.Pattern[str]:
    names = getattr(NUMERALS[language], which)
    prefix = "(?:و|ب|ل|ال)?" if language == "ar" else ""
    return re.compile("|".join(rf"(?<!\w){prefix}({name})(?!\w)" for name in names), re.IGNORECASE)


def months(text: str, language: str) -> list[Named]:
    """The months that are named; English “may” and “march” only with a capital, “sun” and the like never
    alone.
    """
    if language in ("zh", "ja"):
        return [Named(m.start(), m.end(), _number(m[1])) for m in _HAN_MONTH.finditer(text)]
    return [
        Named(match.start(), match.end(), match.lastindex or 0)
        for match in _patterns(language, "months").finditer(text)
        if language not in ("en", "de", "fr") or match.group()[0].isupper() or language == "fr"
    ]


def possible_months(text: str) -> set[int]:
    """The months that dates in digits may mean: 12.05.2021 is in May or in December."""
    found = {int(part) for match in _NUMERIC.finditer(text) for part in match.groups() if part}
    return {month for month in found if 1 <= month <= 12}


def weekdays(text: str, language: str) -> list[Named]:
    if language in ("zh", "ja"):
        found = []
        for match in _HAN_DAY.finditer(text):
            day = (
                "一二三四五六日".find(match[1].replace("天", "日"))
                if match[1]
                else "月火水木金土日".find(match[2])
            )
            found.append(Named(match.start(), match.end(), day + 1))
        return found
    return [
        Named(match.start(), match.end(), match.lastindex or 0)
        for match in _patterns(language, "weekdays").finditer(text)
        if language != "en" or (match.group()[0].isupper() and len(match.group()) > 4)
    ]


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _HAN[text]
