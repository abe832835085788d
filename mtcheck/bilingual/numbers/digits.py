"""Numbers in digits, in languages written with spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from mtcheck.bilingual.numbers.centuries import first_year_of_century
from mtcheck.bilingual.numbers.dates import hours
from mtcheck.bilingual.numbers.grouping import readings
from mtcheck.bilingual.numbers.patterns import IMPERIAL_UNIT, NumberPatterns, number_patterns
from mtcheck.bilingual.numbers.quantity import Quantity
from mtcheck.bilingual.numbers.stoppage import minutes_with_stoppage

_ENGLISH_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
# 1990s, 80-х, 90er.
_DECADE_ENDING = re.compile(r"s\b|-?(?:er|ern|х|е|ті|та|го|й|я|ї|та)\b")
_ENGLISH_DECADE_ENDING = re.compile(r"'?s\b")
_LETTERS = re.compile(r"-?([^\W\d_]+)")
_HOUR_WITH_MINUTES = re.compile(r"(\d{1,2})\.[0-5]\d")
_WORD_BEFORE = re.compile(r"(\w+)\s$")
_CENTS = re.compile(
    r"\s?(?:¢|cents?\b|ct\b|centimes?\b|céntimos?\b|centavos?\b|centesimi\b|pence\b|p\b|pfennig|rappen\b"
    r"|цент|копе|копі)"
)
_UNITS = (
    (
        re.compile(
            r"[\s-]?(?:years?\b|jahre?n?\b|ans?\b|années?\b|años?\b|anni\b|anos\b|лет|года?\b|rok|let\b)"
        ),
        12,
    ),
    (re.compile(r"[\s-]?(?:hours?\b|stunden?\b|heures?\b|horas?\b|ore\b|час|годин|hodin)"), 60),
)
_DAY_AND_MONTH = re.compile(r"(0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])")
_MILLIONS_OF_MONEY = re.compile(r"\s?m[$€£]")


@dataclass(frozen=True)
class _Digits:
    """A number in digits where it stands."""

    match: re.Match[str]
    text: str
    language: str
    patterns: NumberPatterns

    @cached_property
    def number(self) -> str:
        return self.match["number"]

    @cached_property
    def start(self) -> int:
        return self.match.start("number")

    @cached_property
    def before(self) -> str:
        """The character before the number."""
        return self.text[self.start - 1 : self.start] if self.start else ""

    @cached_property
    def after(self) -> str:
        """The text behind the number, its scale and its percent sign, as much as an ending or a unit has."""
        return self.text[self.match.end() : self.match.end() + 12]

    @cached_property
    def unscaled(self) -> set[float]:
        return readings(self.number, self.patterns.numerals.decimal_mark)

    @cached_property
    def scale(self) -> float:
        return _scale(self.match["scale"], self.patterns)

    @cached_property
    def ordinal_ending(self) -> int:
        """Characters of an English ordinal's ending: 21st."""
        ending = _ENGLISH_ORDINAL.match(self.after) if self.language == "en" else None
        return ending.end() if ending else 0

    @cached_property
    def is_followed_by_letters(self) -> bool:
        """Whether letters touch the number that are no ordinal, scale or percentage."""
        bare = not (self.ordinal_ending or self.match["scale"] or self.match["percent"])
        return bare and bool(_LETTERS.match(self.after))


def quantity_in_digits(match: re.Match[str], text: str, language: str) -> Quantity:
    """The number that `NumberPatterns.digits` found."""
    digits = _Digits(match, text, language, number_patterns(language))
    values = {value * digits.scale for value in digits.unscaled}
    for reading in _READINGS:
        values |= reading(digits, values)
    return Quantity(
        digits.start,
        match.end() + digits.ordinal_ending,
        frozenset(values),
        firm=_is_firm(digits),
        percent=bool(match["percent"]),
        scale=digits.scale,
    )


def _metres(digits: _Digits, values: set[float]) -> set[float]:
    """60 m may be sixty metres."""
    return digits.unscaled if re.fullmatch(r"[ -]?[a-z]", digits.match["scale"]) else set()


def _decimals_alone(digits: _Digits, values: set[float]) -> set[float]:
    """A batting average of .182."""
    return {float(f"0.{digits.number}")} if digits.before == "." and digits.number.isdigit() else set()


def _hour_alone(digits: _Digits, values: set[float]) -> set[float]:
    """6.30 may be half past six."""
    time = _HOUR_WITH_MINUTES.fullmatch(digits.number)
    return {float(time[1])} if time else set()


def _behind_its_scale(digits: _Digits, values: set[float]) -> set[float]:
    """тисяч 100: a hundred thousand."""
    word = _WORD_BEFORE.search(digits.text[max(0, digits.start - 14) : digits.start])
    if digits.scale != 1 or not word:
        return set()
    scale = _scale(word[1], digits.patterns)
    return {value * scale for value in digits.unscaled} if scale > 100 else set()


def _decade(digits: _Digits, values: set[float]) -> set[float]:
    """The 1990s may be the nineties of English, 80-х the 1980s."""
    if not (digits.is_followed_by_letters and _DECADE_ENDING.match(digits.after)):
        return set()
    return _of_two_centuries(values) | {
        value % 100 for value in values if 1000 < value < 2100 and value % 10 == 0
    }


def _short_decade(digits: _Digits, values: set[float]) -> set[float]:
    """90s, 90's and '90."""
    if not re.fullmatch(r"\d{2}", digits.number):
        return set()
    written_short = _ENGLISH_DECADE_ENDING.match(digits.after) or digits.before in ("'", "’")
    return _of_two_centuries(values) if written_short else set()


def _of_two_centuries(values: set[float]) -> set[float]:
    short = {value for value in values if value < 100}
    return {1900 + value for value in short} | {2000 + value for value in short}


def _hour(digits: _Digits, values: set[float]) -> set[float]:
    """14 Uhr is 2 p.m."""
    if digits.scale != 1 or not digits.patterns.clock.match(digits.after):
        return set()
    return set[float]().union(*(hours(int(value)) for value in values if value == int(value) and value <= 24))


def _second_year(digits: _Digits, values: set[float]) -> set[float]:
    """2020/21: the second year is 2021."""
    joined = digits.before in ("/", "-") and digits.text[digits.start - 2 : digits.start - 1].isdigit()
    if not joined or len(digits.number) != 2:
        return set()
    return {1900 + value for value in values} | {2000 + value for value in values}


def _century(digits: _Digits, values: set[float]) -> set[float]:
    """Im 19. Jahrhundert: in the 1800s."""
    before = digits.text[max(0, digits.start - 12) : digits.start]
    return set[float]().union(*(first_year_of_century(value, before, digits.after) for value in values))


def _hundredths(digits: _Digits, values: set[float]) -> set[float]:
    """20 cents are 0.20 euros."""
    return {value / 100 for value in values} if _CENTS.match(digits.after) else set()


def _smaller_unit(digits: _Digits, values: set[float]) -> set[float]:
    """1.5 years are 18 months, 1.5 hours 90 minutes."""
    parts = next((parts for unit, parts in _UNITS if unit.match(digits.after)), 0)
    return {parts * value for value in values if parts and value % 1}


def _day_and_month(digits: _Digits, values: set[float]) -> set[float]:
    """Am 9.6.: on 9 June, whose month is no number in English."""
    date = _DAY_AND_MONTH.fullmatch(digits.number) if digits.after.startswith(".") else None
    return {float(date[1])} if date and digits.language != "en" else set()


def _stoppage_time(digits: _Digits, values: set[float]) -> set[float]:
    """90.+3: the 93rd minute, and both numbers of it."""
    before = digits.text[max(0, digits.start - 8) : digits.start]
    return set[float]().union(*(minutes_with_stoppage(value, before, digits.after) for value in values))


def _millions_of_money(digits: _Digits, values: set[float]) -> set[float]:
    """6 M$ is six million dollars in French."""
    return {1e6 * value for value in digits.unscaled} if _MILLIONS_OF_MONEY.match(digits.after) else set()


#: What else a number may be; each is given the values that were found before.
_READINGS: tuple[Callable[[_Digits, set[float]], set[float]], ...] = (
    _metres,
    _decimals_alone,
    _hour_alone,
    _behind_its_scale,
    _decade,
    _short_decade,
    _hour,
    _second_year,
    _century,
    _hundredths,
    _smaller_unit,
    _day_and_month,
    _stoppage_time,
    _millions_of_money,
)


def _is_firm(digits: _Digits) -> bool:
    """Whether a translation must have the number: it is no part of a name, and no measure that it may
    convert.
    """
    before = digits.match["before"] or ""
    is_prefix = bool(digits.patterns.numerals.prefix) and len(before) == 1  # Arabic: and 5
    if before[:1] in ("#", "@") or (before[:1].isalpha() and not is_prefix):
        return False  # F-20, COVID-19
    if digits.language == "en" and IMPERIAL_UNIT.match(digits.after):
        return False
    if not digits.is_followed_by_letters or _DECADE_ENDING.match(digits.after):
        return True
    letters = _LETTERS.match(digits.after)
    # “20-jährige” is a number, “5G” and “737Max” are names.
    return digits.after.startswith("-") or letters is None or len(letters[1]) > 3


def _scale(words: str, patterns: NumberPatterns) -> float:
    """The factor of scale words in a row: mil millones."""
    scale = 1.0
    for word in re.split(r"[ -]+", words.strip(" -")):
        scale *= patterns.scale_of(word) or 1.0
    return scale


def quantities_in_digits(text: str, language: str, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
    """The numbers in digits, without those in the ranges that are taken."""
    for match in number_patterns(language).digits.finditer(text):
        if not any(start < match.end() and match.start("number") < end for start, end in taken):
            yield quantity_in_digits(match, text, language)
