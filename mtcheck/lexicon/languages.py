"""What is known of each language: one file a language, `languages/<ISO 639-1 code>.toml`.

A file's head, before its first table, holds what is asked of all languages at once: a name, function words,
question words. The tables hold what only the language of a source needs: numbers, calendar, currencies,
negation. The head is read alone, so that detecting a language does not parse every number word of every
language. `han.toml` holds what Chinese and Japanese share.

Strings are regular expressions, of lower-case text unless a key says otherwise; a long one is a list of
alternatives. Tables of words map a pattern to its value.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_DATA = Path(__file__).parent
_FOLDER = _DATA / "languages"

#: The code of a text whose language cannot be told (ISO 639-2, “undetermined”).
UNDETERMINED = "und"
#: Source languages whose numbers, dates and currencies are read, so that they can be compared with English.
#: Named here because rules declare them before any file is opened.
READ = frozenset("ar cs de es fr ja ru uk zh".split())
#: Languages whose function words are known, the likelier first: of a tie the first wins.
WITH_FUNCTION_WORDS = tuple(
    "de fr es it pt nl cs sk pl ro hu et fi sv da no is tr hr sl lt lv sq ca id vi sw ha tl la eo cy "
    "ga".split()
)


@dataclass(frozen=True)
class Language:
    """The head of a language's file. A language without a file has its code and nothing else."""

    code: str
    """ISO 639-1."""
    name: str
    """In English, for messages."""
    stemmer: str = ""
    """What Snowball calls its stemmer; empty where there is none."""
    own_letters: str = ""
    """Letters that languages of the same script do not have."""
    function_words: frozenset[str] = frozenset()
    """Lower case. English words are left out of all files but English."""
    shared_words: frozenset[str] = frozenset()
    """Function words of English that other languages have as well."""
    titles: str = ""
    """Abbreviations whose full stop ends no sentence; with their capitals."""
    questions: str = ""
    """Words that ask, with or without a question mark."""
    percentages: str = ""
    """Beginnings of words that speak of a share, in any wording."""


@dataclass(frozen=True)
class Numerals:
    """How a language writes numbers."""

    decimal_mark: str
    """A full stop or a comma."""
    percent: str
    """What stands behind a number that is a percentage."""
    clock: str
    """What stands behind the hour."""
    hour_mark: str = ""
    """The letter between hours and minutes: 14h30."""
    joins: str = ""
    """Words between number words: “and”."""
    prefix: str = ""
    """What may be written together with the first number word."""
    scales: Mapping[str, float] = field(default_factory=dict)
    """Hundred, thousand, million and their abbreviations, with the factor."""
    words: Mapping[str, float] = field(default_factory=dict)
    """Number words below a hundred, and hundreds that are one word."""
    units: Mapping[str, int] = field(default_factory=dict)
    """Words, not patterns, from which German builds numbers in one word: 1 to 9."""
    teens: Mapping[str, int] = field(default_factory=dict)
    """The same, 10 to 19."""
    tens: Mapping[str, int] = field(default_factory=dict)
    """The same, 20, 30 … 90."""


@dataclass(frozen=True)
class Calendar:
    """Months and weekdays of a language."""

    months: tuple[str, ...] = ()
    """Twelve patterns."""
    weekdays: tuple[str, ...] = ()
    """Seven patterns, Monday first."""
    months_have_capitals: bool = False
    """A name in lower case is another word."""
    weekdays_have_capitals: bool = False
    """The same of weekdays."""
    shortest_weekday: int = 1
    """Letters that a weekday has at least."""


@dataclass(frozen=True)
class Negation:
    """How a language negates."""

    negates: str = ""
    """A negation."""
    other_sense: str = ""
    """Negations in form that are none in sense, or that English puts positively as often as not."""
    rendered_as_negation: str = ""
    """Everything that English may render with a negation, parts of words included."""
    negative_sense: str = ""
    """Everything that a negation may be rendered with."""


@dataclass(frozen=True)
class Han:
    """What Chinese and Japanese share. Keys of the tables are characters, not patterns."""

    digits: Mapping[str, int]
    """Zero to nine, variants included."""
    multipliers: Mapping[str, float]
    """Ten, hundred, thousand: a digit stands before them."""
    scales: Mapping[str, float]
    """Ten thousand and more: any number below may stand before them."""
    eras: Mapping[str, int]
    """Eras by which years are counted, with the year before the first."""
    no_numbers: str
    """Words in which a numeral counts nothing."""
    kilo: str
    """千 where it is part of a unit."""
    month: str
    """A month; its number is the group."""
    chinese_weekday: str
    """A weekday of Chinese; its number, in a character, is the group."""
    no_weekday_before: str
    """What a Chinese weekday cannot stand before."""
    japanese_weekday: str
    """A weekday of Japanese; its first character is the group."""
    currencies: Mapping[str, str]
    """Patterns by currency code, as `currencies` has them."""


@cache
def codes() -> tuple[str, ...]:
    """The languages that have a file, in alphabetical order."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


@cache
def language(code: str) -> Language:
    """What is asked of every language. An unknown one is named by its code, in quotation marks."""
    if code not in codes():
        return Language(code, f"“{code}”")
    head = tomllib.loads(_text(code).partition("\n[")[0])
    values: dict[str, Any] = {key: _pattern(value) for key, value in head.items()}
    for key in ("function_words", "shared_words"):
        values[key] = frozenset(head.get(key, "").split())
    return Language(code, **values)


def name_of(code: str) -> str:
    """The language's English name, for messages."""
    return "an undetermined language" if code == UNDETERMINED else language(code).name


@cache
def of_all_languages(key: str) -> str:
    """The patterns that languages have under a key of the head, as alternatives: texts quote others."""
    return "|".join(pattern for code in codes() if (pattern := getattr(language(code), key)))


@cache
def numerals(code: str) -> Numerals:
    """How the language writes numbers. Raises KeyError where its file does not say."""
    return Numerals(**_tables(code)["numbers"], prefix=_prefix(code, "numbers"))


@cache
def calendar(code: str) -> Calendar:
    """Months and weekdays. Raises KeyError where the file does not say."""
    prefix, values = _prefix(code, "calendar"), dict(_tables(code)["calendar"])
    for key in ("months", "weekdays"):
        values[key] = tuple(f"{prefix}(?:{name})" for name in values[key])
    return Calendar(**values)


@cache
def currencies(code: str) -> dict[str, str]:
    """Patterns of the names of currencies, by ISO 4217 code, without the signs that all languages use.

    Some codes stand for several: USD for every dollar, GBP for every pound, YEN for yen and yuan, SEK for
    every Scandinavian crown, EGP for dinars, dirhams and rials. Empty where the file does not say.
    """
    prefix = _prefix(code, "currencies")
    return {key: f"{prefix}(?:{names})" for key, names in _tables(code).get("currencies", {}).items()}


@cache
def negation(code: str) -> Negation:
    """How the language negates; of one that is not read, all patterns are empty."""
    return Negation(**{key: _pattern(value) for key, value in _tables(code).get("negation", {}).items()})


@cache
def han() -> Han:
    """What Chinese and Japanese share."""
    tables = tomllib.loads((_DATA / "han.toml").read_text("utf-8"))
    words, dates = _pattern(tables.pop("no_numbers")), tables.pop("calendar")
    return Han(**tables, **dates, no_numbers=words)


def _pattern(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "|".join(value)


def _prefix(code: str, table: str) -> str:
    """What the language writes together with the words of a table."""
    return str(_tables(code).get("prefixes", {}).get(table, ""))


@cache
def _tables(code: str) -> dict[str, Any]:
    return tomllib.loads(_text(code)) if code in codes() else {}


def _text(code: str) -> str:
    return (_FOLDER / f"{code}.toml").read_bytes().decode()
