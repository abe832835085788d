"""Centuries: the 19th is the 1800s of English."""

from __future__ import annotations

import re

_CENTURY = (
    r"jahrh|jh|siècle|siecle|siglo|secol|século|seculo|stolet|stol\b|storoč|століт|век|ст\.|eeuw|wiek|sajand"
    r"|centur"
)
_BEHIND = re.compile(rf"[.eè]*-?[^\W\d]{{0,3}}[\s-]*(?:{_CENTURY})")
_BEFORE = re.compile(r"(?:siglos?|secolul|secolo|século|seculo|القرن)\s$")
_LAST = 21


def first_year_of_century(number: float, before: str, after: str) -> set[float]:
    """1800 for the 19th century, by the text in lower case around the number; nothing where it is none."""
    is_century = 1 < number <= _LAST and (_BEHIND.match(after) or _BEFORE.search(before))
    return {100 * (number - 1)} if is_century else set()
