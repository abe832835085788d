"""Months, weekdays and currencies that a text names."""

from __future__ import annotations

import pytest

from mtcheck.bilingual.numbers.calendar import months, possible_months, weekdays
from mtcheck.bilingual.numbers.currencies import currencies


@pytest.mark.parametrize(
    ("language", "text", "month"),
    [
        ("en", "on 3 May", 5),
        ("de", "im März", 3),
        ("fr", "le 3 août", 8),
        ("ru", "3 мая", 5),
        ("ar", "في يناير", 1),
        ("zh", "十二月三日", 12),
        ("ja", "１１月", 11),
    ],
)
def test_months(language: str, text: str, month: int) -> None:
    (mention,) = months(text, language)
    assert mention.key == month
    assert text[mention.start : mention.end].strip()


def test_english_words_that_look_like_dates_are_none() -> None:
    assert months("they may march", "en") == []
    assert weekdays("the sun sat", "en") == []


@pytest.mark.parametrize(
    ("language", "text", "weekday"),
    [
        ("en", "on Sunday", 7),
        ("es", "el lunes", 1),
        ("uk", "у середу", 3),
        ("zh", "周日", 7),
        ("ja", "水曜日", 3),
    ],
)
def test_weekdays(language: str, text: str, weekday: int) -> None:
    assert [mention.key for mention in weekdays(text, language)] == [weekday]


def test_a_date_in_digits_may_be_in_two_months() -> None:
    assert possible_months("am 12.05.2021") == {5, 12}
    assert possible_months("am 31.05.2021") == {5}


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", "$5 and 3 euros", ["USD", "EUR"]),
        ("de", "drei Franken", ["CHF"]),
        ("ru", "100 рублей", ["RUB"]),
        ("ar", "بالدولار", ["USD"]),
        ("zh", "5亿美元", ["USD"]),
        ("ja", "３００円を", ["YEN"]),
    ],
)
def test_currencies(language: str, text: str, codes: list[str]) -> None:
    assert [mention.key for mention in currencies(text, language)] == codes
