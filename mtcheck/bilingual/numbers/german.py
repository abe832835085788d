"""German numbers in one word: dreiundzwanzig, zweihundertfünfzig, fünfjährige."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from mtcheck.bilingual.numbers.centuries import first_year_of_century
from mtcheck.bilingual.numbers.quantity import Quantity
from mtcheck.lexicon.languages import numerals

_LONG_WORD = re.compile(r"[a-zäöüß]{6,}")
#: Endings behind which the word is still a number, not a word made with one: fünfundzwanzigste.
_NUMBER_ENDINGS = frozenset(["", "ste", "sten", "ster", "te", "ten", "ter", "fach", "fache"])


def compounds(text: str) -> Iterator[Quantity]:
    """The numbers in one word of a lower-case text."""
    for word in _LONG_WORD.finditer(text):
        parts = _compound().match(word.group())
        if not parts or not (parts["thousand"] or parts["hundred"] or parts["rest"]):
            continue
        value = 0.0
        if parts["thousand"]:
            value += 1000 * _below_a_hundred(parts["thousands"])
        if parts["hundred"]:
            value += 100 * _below_a_hundred(parts["hundreds"])
        if parts["rest"]:
            value += _below_a_hundred(parts["rest"])
        is_number = parts["ending"] in _NUMBER_ENDINGS
        values = {value} | first_year_of_century(value, "", text[word.end() : word.end() + 14])
        yield Quantity(word.start(), word.end(), frozenset(values), firm=is_number and value >= 13)


@cache
def _compound() -> re.Pattern[str]:
    tables = numerals("de")
    below = (
        rf"(?:(?:{_any_of(tables.units)})und(?:{_any_of(tables.tens)})"
        rf"|{_any_of((*tables.tens, *tables.teens, *tables.units))})"
    )
    return re.compile(
        rf"(?<!\w)(?:(?P<thousands>{below})?(?P<thousand>tausend))?"
        rf"(?:(?P<hundreds>{below})?(?P<hundred>hundert))?(?:und)?(?P<rest>{below})?(?P<ending>\w*)"
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _below_a_hundred(word: str | None) -> float:
    """1 to 99: drei, dreizehn, dreiundzwanzig; where nothing is said, one."""
    if not word:
        return 1.0
    tables = numerals("de")
    for table in (tables.teens, tables.tens, tables.units):
        if word in table:
            return float(table[word])
    unit, _, ten = word.partition("und")
    return float(tables.units[unit] + tables.tens[ten])
