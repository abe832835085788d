"""The quantities of a text, normalised so that those of two languages can be compared.

Digits of every script, digit grouping, decimal marks, scale words (million, Mrd., тыс., 万, 億, 兆), number
words, percentages, ordinals, fractions, years and decades, eras, clock times. A quantity has several `values`
where it can be read in several ways (“1.234” in German, “21年”); two quantities may mean the same if any of
their values agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from mtcheck.bilingual.numbers.han import quantities_in_han
from mtcheck.bilingual.numbers.quantity import Quantity
from mtcheck.bilingual.numbers.spaced import quantities_with_spaces

#: How far apart the numbers of a range may stand, in characters.
_RANGE = 14
# What joins the numbers of a range, in any language: 12 to 16 thousand.
_JOINED = re.compile(
    r"[\s%]*"
    r"(?:[-~～/]|to|and|or|bis|und|oder|auf|à|a|et|ou|y|o|e|или|и|до|або|і|та|až|nebo|إلى|و|至|到|から|或|和)"
    r"[\s$€£¥]*"
)
_PARTED = re.compile(r"[.;!?]\s|[、,;]")
_MIDDLE_DOT = re.compile(r"(?<=\d)[・·](?=\d)")
_ASCII_MARKS = str.maketrans("٫٬٪％，．–−‑\u00a0\u202f\u2009", ".,%%,.---   ")


def quantities(text: str, language: str) -> list[Quantity]:
    """The quantities of a text in English or a language of `languages.READ`, in order, not overlapping."""
    plain = _normalised(text)
    read = quantities_in_han if language in ("zh", "ja") else quantities_with_spaces
    numbers = _without_overlaps(read(plain, language))
    for index in range(len(numbers) - 2, -1, -1):
        numbers[index] = _scaled_like(numbers[index], numbers[index + 1], plain)
    return numbers


def _without_overlaps(candidates: Iterable[Quantity]) -> list[Quantity]:
    """The first of the quantities that overlap, of several at one place the longest."""
    kept: list[Quantity] = []
    for quantity in sorted(candidates, key=lambda quantity: (quantity.start, -quantity.end)):
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return kept


def _scaled_like(quantity: Quantity, following: Quantity, text: str) -> Quantity:
    """“12 bis 16 Tausend”, “from 4.2 to 4.1 billion”: the scale may hold for the first number as well."""
    between = text[quantity.end : following.start]
    if following.scale == 1 or quantity.scale != 1 or len(between) > _RANGE or _PARTED.search(between):
        return quantity
    return replace(
        quantity,
        values=quantity.values | {value * following.scale for value in quantity.values},
        scale=following.scale if _JOINED.fullmatch(between) else 1.0,
    )


def _normalised(text: str) -> str:
    """The text in lower case with ASCII digits and marks, of the same length."""
    if text.isascii():
        return text.lower()
    plain = "".join(_normalised_character(char) for char in text.translate(_ASCII_MARKS))
    return _MIDDLE_DOT.sub(".", plain)


def _normalised_character(char: str) -> str:
    if char.isascii():
        return char.lower()
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    lower = char.lower()
    return lower if len(lower) == 1 else char
