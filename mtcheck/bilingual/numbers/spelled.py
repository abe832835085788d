"""Numbers in words, in languages written with spaces: twenty-five, two and a half million."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mtcheck.bilingual.numbers.centuries import first_year_of_century
from mtcheck.bilingual.numbers.patterns import IMPERIAL_UNIT, NumberPatterns, number_patterns
from mtcheck.bilingual.numbers.quantity import Quantity

# The article of “a hundred” is no number.
_ARTICLE = re.compile(r"\ban?(?= (?:half|quarter|third|dozen|hundred|thousand|million|billion|trillion)\b)")
_LETTER = re.compile(r"[^\W\d_]")
#: Round words that stand for a rough figure where they stand alone: a dozen, a score.
_ROUGH = (12, 20)


def quantities_in_words(text: str, language: str) -> Iterator[Quantity]:
    """The numbers that are spelt out."""
    patterns = number_patterns(language)
    if language == "en":
        text = _ARTICLE.sub(lambda match: " " * len(match.group()), text)
    for phrase in patterns.phrase.finditer(text):
        for number in _numbers(text, phrase, language):
            yield _quantity(number, text, patterns, language)


def _quantity(number: _SpelledNumber, text: str, patterns: NumberPatterns, language: str) -> Quantity:
    value = number.value
    approximate = number.words == 1 and (value in _ROUGH or value >= 100)
    convertible = language == "en" and IMPERIAL_UNIT.match(text[number.end : number.end + 30])
    percent = (
        patterns.percent.match(text, number.end) if text[number.end : number.end + 1].isspace() else None
    )
    values = {value}
    if text[number.start : number.end] == "third":
        values.add(1 / 3)
    values |= first_year_of_century(value, "", text[number.end : number.end + 14])
    if 0 < value < 1:
        values.add(100 * value)  # half is 50 percent
    return Quantity(
        number.start,
        percent.end() if percent else number.end,
        frozenset(values),
        firm=value >= 13 and not approximate and not convertible,
        percent=bool(percent),
        approximate=approximate,
        scale=number.scale,
    )


def _numbers(text: str, phrase: re.Match[str], language: str) -> Iterator[_SpelledNumber]:
    """The numbers in a phrase of number words.

    One ends where the next word cannot go on with it: “first one hundred”, “tři a čtyři tisíce”.
    """
    patterns = number_patterns(language)
    joins = patterns.numerals.joins if patterns.numerals.prefix else ""
    number: _SpelledNumber | None = None
    for match in patterns.word.finditer(text, phrase.start(), phrase.end()):
        scale = patterns.scale_of(match.group())
        value = patterns.value_of(match.group()) if scale is None else None
        if scale is None and value is None:
            continue
        joined = bool(joins) and text.endswith(joins, 0, match.start())
        if number is not None and value is not None and not number.accepts(value, joined=joined):
            yield number
            number = None
        if number is None:
            number = _SpelledNumber(match.start(), match.start())
        if scale is not None:
            number.multiply(scale)
        elif value is not None and 0 < value < 1:
            apart = bool(_LETTER.search(text[number.end : match.start()]))
            # “two and a half”, but “eine halbe Million”.
            number.add_fraction(value, is_added=value == 0.5 and (apart or language == "en"))
        elif value is not None:
            number.add(value)
        number.words, number.end = number.words + 1, match.end()
    if number is not None:
        yield number


@dataclass
class _SpelledNumber:
    """A number that is read word by word: “two hundred and fifty thousand”."""

    start: int
    end: int
    words: int = 0
    total: float = 0.0
    """What the scales so far have closed: two hundred and fifty thousand."""
    part: float = 0.0
    """What stands behind the last scale."""
    below: float = math.inf
    """What the next word must be smaller than: ten behind “twenty”."""
    scale: float = 1.0
    """The largest scale above a hundred."""

    @property
    def value(self) -> float:
        return self.total + self.part

    def accepts(self, value: float, *, joined: bool) -> bool:
        """Whether a word of this value goes on with the number. joined: by the “and” of Arabic, which says
        units before tens.
        """
        if 0 < value < 1 or value < self.below:
            return True
        if self.part == 1 and value >= 10 and self.total == 0:
            return True  # the article of “une douzaine”
        return joined and self.part < 10 <= value <= 90

    def multiply(self, scale: float) -> None:
        """Two hundred; two hundred thousand; mil millones."""
        if scale == 100:
            self.part = (self.part or 1.0) * 100
            self.below = 100
        elif self.part == 0 and self.total and scale > self.total:
            self.total *= scale
        else:
            self.total, self.part = self.total + (self.part or 1.0) * scale, 0.0
            self.below = scale
        self.scale = max(self.scale, scale if scale > 100 else 1.0)

    def add_fraction(self, value: float, *, is_added: bool) -> None:
        """Two and a half; two thirds."""
        if not self.part:
            self.part = value
        else:
            self.part = self.part + value if is_added else self.part * value

    def add(self, value: float) -> None:
        """Twenty, then five."""
        is_behind_article = self.part == 1 and value >= 10
        self.part = value if is_behind_article else self.part + value
        self.below = 100 if value >= 100 else 10 if value >= 20 and value % 10 == 0 else 0
