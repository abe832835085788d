"""Numbers in languages written with spaces: dates, times, telephones, digits, words, Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.bilingual.numbers.centuries import first_year_of_century
from mtcheck.bilingual.numbers.dates import clock_times, dates, hour_and_minute
from mtcheck.bilingual.numbers.digits import quantities_in_digits
from mtcheck.bilingual.numbers.german import compounds
from mtcheck.bilingual.numbers.quantity import Quantity
from mtcheck.bilingual.numbers.spelled import quantities_in_words
from mtcheck.bilingual.numbers.telephone import telephone_numbers

_ROMAN = re.compile(r"\b(?=[ivxlc]{2,})(?:x{0,3})(?:ix|iv|v?i{0,3})\b")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}


def quantities_with_spaces(text: str, language: str) -> Iterator[Quantity]:
    """The numbers of a lower-case text whose digits and marks are ASCII; some overlap."""
    in_dates = list(dates(text))
    yield from in_dates
    taken = [(quantity.start, quantity.end) for quantity in in_dates]
    telephones = [number for number in telephone_numbers(text) if not _overlaps(number, taken)]
    yield from telephones
    taken += [(quantity.start, quantity.end) for quantity in telephones]
    for time in clock_times(text, language):
        if not any(start <= time.start() < end for start, end in taken):
            taken.append(time.span())
            yield from hour_and_minute(time)
    yield from quantities_in_digits(text, language, taken)
    yield from quantities_in_words(text, language)
    if language == "de":
        yield from compounds(text)
    if language != "en":
        yield from _roman_numerals(text)


def _overlaps(quantity: Quantity, taken: list[tuple[int, int]]) -> bool:
    return any(start < quantity.end and quantity.start < end for start, end in taken)


def _roman_numerals(text: str) -> Iterator[Quantity]:
    """XIX (of a century, a king) may be 19th in English."""
    for match in _ROMAN.finditer(text):
        if match.group():
            value = _roman_value(match.group())
            before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() :][:14]
            values = {value} | first_year_of_century(value, before, after)
            yield Quantity(match.start(), match.end(), frozenset(values), firm=False)


def _roman_value(numeral: str) -> float:
    value, largest = 0, 0
    for char in reversed(numeral):
        digit = _ROMAN_DIGITS[char]
        value += -digit if digit < largest else digit
        largest = max(largest, digit)
    return float(value)
