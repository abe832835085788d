"""Quantities of a text, normalised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.bilingual.numbers.han import han_values
from mtcheck.bilingual.numbers.reader import quantities
from mtcheck.lexicon.languages import READ

VALUES = [
    ("en", "2.3 million", 2_300_000),
    ("en", "1,234,567", 1_234_567),
    ("en", "$5bn", 5e9),
    ("en", "twenty-five", 25),
    ("en", "two hundred and fifty thousand", 250_000),
    ("en", "two and a half million", 2_500_000),
    ("en", "half a million", 500_000),
    ("en", "two thirds", 2 / 3),
    ("en", "the 1990s", 1990),
    ("en", "21st", 21),
    ("en", "a batting average of .182", 0.182),
    ("en", "2020/21", 2021),
    ("en", "half past the '90s", 1990),
    ("en", "14:30", 2),
    ("de", "2,3 Millionen", 2_300_000),
    ("de", "1,2 Mrd.", 1.2e9),
    ("de", "400.000", 400_000),
    ("de", "dreiundzwanzig", 23),
    ("de", "zweihundertfünfzig", 250),
    ("de", "fünfundzwanzigtausendste", 25_000),
    ("de", "14.30 Uhr", 2),
    ("de", "12.05.2021", 2021),
    ("de", "eine halbe Million", 500_000),
    ("de", "90er", 1990),
    ("fr", "1 234 567", 1_234_567),
    ("fr", "quatre-vingt-dix", 90),
    ("fr", "une douzaine", 12),
    ("fr", "mille deux cents", 1200),
    ("fr", "2,5 milliards", 2.5e9),
    ("fr", "6 M$", 6e6),
    ("fr", "14h30", 14),
    ("es", "2,3 mil millones", 2.3e9),
    ("es", "treinta y cinco", 35),
    ("es", "doscientos cincuenta mil", 250_000),
    ("ru", "3,5 млрд", 3.5e9),
    ("ru", "25 тысяч", 25_000),
    ("ru", "двадцать пять", 25),
    ("ru", "XIX", 19),
    ("uk", "2,3 млн", 2_300_000),
    ("uk", "двадцять п'ять", 25),
    ("uk", "тисяч 100", 100_000),
    ("cs", "1,4 miliardy", 1.4e9),
    ("zh", "3万5千", 35_000),
    ("zh", "1.2万亿", 1.2e12),
    ("zh", "二〇二一年", 2021),
    ("zh", "百分之二十五", 25),
    ("zh", "两千三", 2300),
    ("zh", "三分之二", 2 / 3),
    ("zh", "两百五十万", 2_500_000),
    ("zh", "105 万", 1_050_000),
    ("zh", "14 000", 14_000),
    ("zh", "八成", 80),
    ("zh", "八折", 20),
    ("zh", "增长两倍", 200),
    ("zh", "两年半", 2.5),
    ("zh", "五六百人", 600),
    ("zh", "２０２１", 2021),
    ("ja", "2億3000万", 230_000_000),
    ("ja", "令和3年", 2021),
    ("ja", "午後3時", 15),
    ("ja", "１２・５", 12.5),
    ("ar", "٢٥ ألف", 25_000),
    ("ar", "3.5 مليون", 3_500_000),
    ("ar", "خمسة وعشرون", 25),
]


@pytest.mark.parametrize(("language", "text", "value"), VALUES)
def test_what_a_number_is(language: str, text: str, value: float) -> None:
    readings = [reading for quantity in quantities(text, language) for reading in quantity.values]
    assert any(abs(reading - value) <= 1e-9 * value for reading in readings), readings


def test_a_scale_holds_for_both_ends_of_a_range() -> None:
    for language, text in (
        ("de", "12 bis 16 Tausend Rubel"),
        ("en", "12 to 16 thousand roubles"),
        ("zh", "1.2万至1.6万卢布"),
    ):
        values = [quantity.values for quantity in quantities(text, language)]
        assert any(12_000 in readings for readings in values)
        assert any(16_000 in readings for readings in values)


def test_what_counts_nothing_or_little_is_not_firm() -> None:
    assert not [
        quantity for quantity in quantities("COVID-19, F-16, one of them, dozens", "en") if quantity.firm
    ]
    assert not [
        quantity
        for quantity in quantities("一些人一直在周三开会，十二五规划，千万不要", "zh")
        if quantity.firm
    ]


def test_percentages() -> None:
    texts = {
        "en": "3.5 percent",
        "de": "3,5 Prozent",
        "ru": "3,5 %",
        "zh": "百分之三点五",
        "ja": "3.5パーセント",
        "ar": "٣٫٥٪",
    }
    for language, text in texts.items():
        (quantity,) = quantities(text, language)
        assert quantity.percent
        assert 3.5 in quantity.values


def test_rounded_figures_may_be_equal_and_small_ones_not() -> None:
    (exact,), (rounded,) = quantities("1.234.567", "de"), quantities("1.23 million", "en")
    assert exact.may_equal(rounded)
    (year,), (other,) = quantities("2019", "de"), quantities("2018", "en")
    assert not year.may_equal(other)


@given(st.integers(min_value=1, max_value=999_999_999))
def test_grouped_digits_are_the_number(number: int) -> None:
    english = f"{number:,}"
    for language, mark in (("en", ","), ("de", "."), ("fr", "\u202f"), ("ru", "\u00a0"), ("ja", ",")):
        values = {
            value
            for quantity in quantities(english.replace(",", mark), language)
            for value in quantity.values
        }
        assert float(number) in values


@given(st.integers(min_value=1, max_value=99_999_999))
def test_chinese_numerals_are_the_number(number: int) -> None:
    assert han_values(spelt(number)) == {float(number)}


def spelt(number: int) -> str:
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return spelt(high) + "万" + (("零" if low < 1000 else "") + spelt(low) if low else "")
    text, zero = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            text += ("零" if zero else "") + "零一二三四五六七八九"[digit] + unit
            zero = False
        elif text:
            zero = True
    return text


@given(
    st.text(alphabet="0123456789.,-%: '一二十百千万亿点分之年月多数abcMmxvi$€twohundrd", max_size=40),
    st.sampled_from(sorted({"en", *READ})),
)
def test_any_text_has_quantities_in_order(text: str, language: str) -> None:
    end = 0
    for quantity in quantities(text, language):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.values
        end = quantity.end
