"""A number is written the way another language writes it.

What it finds
-------------
Points or spaces between thousands (“400.000 people”, “1.234.567”, “10 000”) and the decimal comma (“3,5
percent”, “2,7%”). Points pass where three decimals are possible (“41.662 billion”), spaces in telephone
numbers, commas in lists (“sections 3,5”).

Why it matters
--------------
In English “400.000” is four hundred, and “3,5” means nothing: the reader has to guess the figure.

Example
-------
The plan cost 400.000 euros, 3,5 percent more than in 2010.

Instead
-------
The plan cost 400,000 euros, 3.5 percent more than in 2010.

Measured
--------
No alarm in 93,737 words of clean news; about one finding in 2,000 words of rule-based and online output of
2010-2012. `python -m benchmarks.rules --select MT302`.

Source
------
QA checkers' “number format” (QA Distiller, lexiQA; B8 in docs/quality-checks.md); which forms occur was
counted over the WMT 2010-2012 outputs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.late_pattern import late_pattern

# Words after a number that is counted, never measured: three decimals make no sense before them.
_COUNTED = (
    "people|persons|men|women|children|inhabitants|residents|citizens|voters|votes|workers|employees|jobs|"
    "soldiers|troops|students|pupils|patients|deaths|dead|victims|refugees|migrants|emigrants|immigrants|"
    "visitors|spectators|users|customers|members|companies|households|homes|houses|families|cars|vehicles|"
    "cases|copies|units|euros|dollars|pounds|francs|crowns|yen|pesos|rubles"
)
_POINTS = late_pattern(
    r"(?<![\w.,:/-])[1-9]\d{0,2}(?:(?:\.\d{3}){2,}(?:,\d+)?|\.000|\.\d{3},\d{1,2}"
    rf"|\.\d{{3}}(?= (?:{_COUNTED})\b))(?![\w:/]|[.,]\d)"
)
_SPACES = late_pattern(
    r"(?<![\w.,:/+-])(?<![\d+)] )[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?:,\d{1,2})?(?!\w|[.,:/]\d|[ -]\d)"
)
_COMMA = late_pattern(r"(?<![\w.,:/-])\d{1,3},\d{1,2}(?![\w:/]|,|-\d|\.\d)")
# What stands before a number that was issued or begins a list: a telephone number, sections 3,5.
_BEFORE_ISSUED = late_pattern(
    r"(?:\b(?:phone|telephone|tel|fax|call|number|nos?|hotline|isbn|code|sections?|articles?|pages?|pp?|"
    r"chapters?|verses?|paragraphs?|points?|questions?|items?|figs?|figures?|tables?|refs?|references?|"
    r"lines?|groups?|sites?|and|or)\.?:?|,|[(\[^])\s?$",
    re.IGNORECASE,
)
_THOUSANDS = "English parts thousands by commas"
_DECIMALS = "English writes decimals after a point"


@rule(Category.NUMBER_FORMAT, Severity.MINOR, confidence=0.95)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    for match in _POINTS.finditer(prose):
        if not _is_ip_address(match.group()):
            yield _match(match, _THOUSANDS)
    for match in _SPACES.finditer(prose):
        if not _is_issued(prose, match.start()):
            yield _match(match, _THOUSANDS)
    for match in _COMMA.finditer(prose):
        if not _is_issued(prose, match.start()):
            yield _match(match, _DECIMALS)


def _is_ip_address(number: str) -> bool:
    return number.count(".") == 3 and max(map(int, number.partition(",")[0].split("."))) < 256


def _is_issued(prose: str, start: int) -> bool:
    return _BEFORE_ISSUED.search(prose, max(0, start - 12), start) is not None


def _match(match: re.Match[str], reason: str) -> Match:
    whole, comma, decimals = match.group().partition(",")
    english = re.sub(r"[.\s]", ",", whole) + (f".{decimals}" if comma else "")
    message = f"“{match.group()}” is not how English writes a number ({reason}): “{english}”."
    return Match(match.start(), match.end(), message, replace_with=english)
