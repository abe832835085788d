"""The regular expressions for a language's numbers, made of the tables in its file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from mtcheck.bilingual.numbers.grouping import DIGITS
from mtcheck.lexicon.languages import Numerals, numerals

#: English measures, for which a source may have metres and kilograms.
IMPERIAL_UNIT = re.compile(
    r"[\s-]?(?:[mbt]r?illion )?(?:square |cubic )?(?:foot|feet|ft|inch(?:es)?|miles?|mph|yards?|acres?"
    r"|ounces?|oz|lbs?|pounds?|gallons?|°f|fahrenheit|degrees)\b"
)


@dataclass(frozen=True)
class NumberPatterns:
    """What finds numbers in a language written with spaces, in lower-case text."""

    numerals: Numerals
    """The tables."""
    digits: re.Pattern[str]
    """A number in digits. Groups: before (what touches it), number, scale, percent."""
    phrase: re.Pattern[str]
    """Number words in a row."""
    word: re.Pattern[str]
    """One number word."""
    percent: re.Pattern[str]
    """What makes the number before it a percentage, after a space or not."""
    clock: re.Pattern[str]
    """What makes the number before it an hour, after a space or not."""
    scales: tuple[tuple[re.Pattern[str], float], ...]
    """Hundred, thousand, million and so on."""
    values: tuple[tuple[re.Pattern[str], float], ...]
    """The other number words."""

    def scale_of(self, word: str) -> float | None:
        """The factor that a whole word stands for, None where it is no scale."""
        return _value(word, self.scales)

    def value_of(self, word: str) -> float | None:
        """The number that a whole word stands for, None where it is none."""
        return _value(word, self.values)


def _value(word: str, table: tuple[tuple[re.Pattern[str], float], ...]) -> float | None:
    return next((value for pattern, value in table if pattern.fullmatch(word)), None)


@cache
def number_patterns(language: str) -> NumberPatterns:
    """The patterns of English or a language of `languages.READ` other than Chinese and Japanese."""
    tables = numerals(language)
    # “hundred” stands behind digits too seldom, and means too much.
    scales_behind_digits = "|".join(pattern for pattern, value in tables.scales.items() if value > 100)
    word = rf"(?:{_number_words(tables)})(?!\w)"
    # Arabic writes its “and” together with the next word.
    join = rf"(?: +{tables.joins}| +)" if tables.prefix else rf"(?:[ -]+(?:{tables.joins})[ ]+|[ -]+)"
    return NumberPatterns(
        numerals=tables,
        digits=re.compile(
            rf"(?P<before>[^\W\d_]+-?|[#@$€£¥]|\d[./])?(?<!\d)(?<!\d[.,])(?P<number>{DIGITS})"
            rf"(?P<scale>(?:[ -]?(?:{scales_behind_digits})(?!\w))*)"
            rf"(?P<percent>\s?-?(?:{tables.percent})(?!\w))?"
        ),
        phrase=re.compile(rf"(?<![\w'’]){tables.prefix}{word}(?:{join}{word})*"),
        word=re.compile(word),
        percent=re.compile(rf"\s?(?:{tables.percent})(?!\w)"),
        clock=re.compile(rf"\s?(?:{tables.clock})(?!\w)"),
        scales=_compiled(tables.scales.items()),
        values=_compiled(tables.words.items()),
    )


def _number_words(tables: Numerals) -> str:
    """All number words as alternatives, the longest first."""
    words = [part for pattern in tables.words for part in alternatives(pattern)]
    # An abbreviation is a scale only behind digits: the m of “5m” is no million elsewhere.
    scales = [part for pattern in tables.scales for part in alternatives(pattern)]
    spelt_out = [part for part in scales if len(part) > 3 or not part.isascii()]
    return "|".join(sorted([*words, *spelt_out], key=len, reverse=True))


def alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern at its top level."""
    parts, depth, start = [], 0, 0
    for index, char in enumerate(pattern):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            parts.append(pattern[start:index])
            start = index + 1
    return [*parts, pattern[start:]]


def _compiled(table: Iterable[tuple[str, float]]) -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple((re.compile(pattern), value) for pattern, value in table)
