"""Telephone numbers: one number each, however its digits are grouped.

0800 123 45 67 is 0800 123 4567, and +49 30 123456 is (030) 12 34 56 to a caller from Germany. So the digits
at the end are compared, without a country's code and the zero in front. They are no amount that might be
rounded, so what stands for them is a remainder, which is no number of another kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.bilingual.numbers.quantity import Quantity

_TELEPHONE = re.compile(
    r"(?<![\w.,/:-])(?:\+\s?\d|\(?0\d{1,5}\)?[ /-]|\(?0{1,2}\d(?=\d{5}))[\d ()/-]{4,}\d(?![\w%€$£]|[.,]\d)"
    r"|(?<![\w.,/-])(?:1[ -])?\(?\d{3}\)?[ -]\d{3}-\d{4}(?![\w-])"
)
# Behind a word for it, any digits.
_AFTER_WORD = re.compile(
    r"\b(?:tel(?:ephone|éfono|efono|efon|\.)?|phone|call|ring|dial|fax|ruf\w*|anruf\w*|wähl\w*|nummer|number|hotline"
    r"|appel\w*|llam\w+|chiam\w+|ligue|volejte|звон\w+|телефон\w*)\b[^\d+(]{0,20}"
    r"(?P<first>\+?[\d(][\d ()/-]{5,}\d)(?:[^\d+(]{1,12}(?P<second>\+?[\d(][\d ()/-]{5,}\d))?"
)
_HAN_WORD = re.compile(r"(?:电话|電話|致电|致電|拨打|撥打|热线|熱線)\D{0,6}(?P<first>\+?[\d(][\d ()-]{5,}\d)")
_DIGIT = re.compile(r"\d")
_FEWEST, _MOST = 7, 15  # digits
_LAST = (7, 9)  # digits of a number without its area's code, and without its country's
_PRIME, _NO_AMOUNT = 9973, 0.4375  # Quantity.may_equal rounds only what is above 10,000


def telephone_numbers(text: str) -> Iterator[Quantity]:
    """The telephone numbers of a text in lower case with ASCII digits."""
    found: set[tuple[int, int]] = set()
    for pattern in (_AFTER_WORD, _HAN_WORD):
        for match in pattern.finditer(text):
            found.update(match.span(group) for group in pattern.groupindex if match[group])
    ends = {end for _, end in found}
    found.update(match.span() for match in _TELEPHONE.finditer(text) if match.end() not in ends)
    for start, end in sorted(found):
        digits = "".join(_DIGIT.findall(text, start, end))
        if _FEWEST <= len(digits) <= _MOST:
            values = {int(digits[-count:]) % _PRIME + _NO_AMOUNT for count in _LAST}
            yield Quantity(start, end, frozenset(values))
