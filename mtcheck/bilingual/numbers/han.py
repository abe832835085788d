"""Numbers in Chinese and Japanese: 3万5千, 1.2万亿, 二〇二一年, 百分之二十五, 令和3年."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from mtcheck.bilingual.numbers.dates import clock_times_with_colon
from mtcheck.bilingual.numbers.grouping import readings
from mtcheck.bilingual.numbers.quantity import Quantity
from mtcheck.bilingual.numbers.stoppage import minutes_with_stoppage
from mtcheck.bilingual.numbers.telephone import telephone_numbers
from mtcheck.lexicon.languages import han, numerals

# 14 000: groups of three digits, as scientific texts part them.
_SPACED_GROUPS = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?: [0-9]{3})+(?![0-9.,])")
_ROUGHLY_BEFORE = re.compile("[数數几幾上近约約逾超]$")
_UNCERTAIN_BEFORE = re.compile("[数數几幾]$")
_ROUGHLY_BEHIND = re.compile("[多余餘几幾強弱]")
_ROUGHLY_INSIDE = re.compile("[多余餘数]")
_NAME_BEFORE, _NAME_BEHIND = re.compile("[A-Za-z_-]$"), re.compile("[A-Za-z]")
_FIVE_YEAR_PLAN = re.compile("十[一二三四]五")
_MONTH, _YEAR = re.compile("月"), re.compile("年")
_SHORT_YEAR = re.compile("年|后|後|财年|財年|届|/|[-~～][0-9]{1,2}年")
_TENTHS, _DISCOUNT, _TIMES = re.compile("成|割"), re.compile("折"), re.compile("倍")
_CENTURY, _JIAO = re.compile("世纪|世紀"), re.compile("角|毛钱")
_HOUR, _AND_A_HALF = re.compile("点|點|时|時|:"), re.compile("个半|個半|年半|小时半|半")


@dataclass(frozen=True)
class _HanPatterns:
    """Patterns with the numerals of `han.toml`."""

    number: re.Pattern[str]
    """A number in digits, numerals and scales."""
    about: re.Pattern[str]
    """Two numerals for a rough figure: 五六百, 一万六七千."""
    digits: re.Pattern[str]
    """Numerals only, without a scale: 二〇二一."""
    part: re.Pattern[str]
    """A number and what it is multiplied by: 三千."""
    part_of: re.Pattern[str]
    """What a fraction has behind its denominator: 分之二."""
    masked: tuple[re.Pattern[str], ...]
    """Words in which a numeral counts nothing."""


@cache
def _patterns() -> _HanPatterns:
    tables = han()
    digits = "".join(tables.digits)
    scales = "".join((*tables.multipliers, *tables.scales))
    arabic = "[0-9](?:[0-9.,]*[0-9])?"
    return _HanPatterns(
        number=re.compile(
            rf"{arabic}(?:[多余餘数]?\s?[{scales}]+(?:{arabic}|[{digits}]+)?)*"
            rf"|[{digits}{scales}]"
            rf"(?:[{digits}{scales}]|点(?=[{digits}])|[多余餘数](?=[{scales}])|{arabic}(?=[{scales}]))*"
        ),
        about=re.compile(rf"[一二三四五六七八九两]{{2}}(?=[{scales}])"),
        digits=re.compile(rf"[{digits}]+"),
        part=re.compile(rf"([0-9][0-9.,]*|[{digits}点]+)?([{''.join(tables.multipliers)}])?"),
        part_of=re.compile(rf"分之([0-9.]+|[{digits}{scales}]+)"),
        masked=(
            re.compile(tables.no_numbers),
            re.compile(tables.kilo),
            re.compile(rf"{tables.chinese_weekday}|{tables.japanese_weekday}"),
        ),
    )


def quantities_in_han(text: str, language: str) -> Iterator[Quantity]:
    """The numbers of a Chinese or Japanese text whose digits and marks are ASCII."""
    text = _masked(text)
    percent = re.compile(rf"\s?(?:{numerals(language).percent})")
    yield from clock_times_with_colon(text)
    yield from telephone_numbers(text)
    for match in _patterns().number.finditer(text):
        number = _HanNumber(text, match.start(), match.end())
        values = _values(number.run)
        if not values:
            continue
        firm = _is_firm(number, min(values))
        yield Quantity(
            number.start,
            number.end,
            frozenset(values.union(*(reading(number, value) for reading in _READINGS for value in values))),
            firm=firm,
            percent=number.before.endswith("％") or bool(percent.match(text, number.end)),
            approximate=_is_approximate(number),
            scale=max((han().scales[char] for char in number.run if char in han().scales), default=1.0),
        )


def _masked(text: str) -> str:
    """The text, as long as before, without words in which a numeral counts nothing. 百分之 is ％％％."""
    text = _SPACED_GROUPS.sub(lambda match: match.group().replace(" ", ","), text)
    for pattern in _patterns().masked:
        text = pattern.sub(lambda match: "　" * len(match.group()), text)
    return text.replace("百分之", "％％％")


@dataclass(frozen=True)
class _HanNumber:
    """A number where it stands: `text[start:end]`."""

    text: str
    start: int
    end: int

    @property
    def run(self) -> str:
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The three characters before it."""
        return self.text[max(0, self.start - 3) : self.start]

    @property
    def is_in_digits(self) -> bool:
        return any(char.isdigit() and char.isascii() for char in self.run)

    def is_followed_by(self, pattern: re.Pattern[str]) -> bool:
        return bool(pattern.match(self.text, self.end))


def _values(run: str) -> set[float]:
    """What the number says; of a rough 五六百 both."""
    about = _patterns().about.search(run)
    if not about:
        return han_values(run)
    before, behind = run[: about.start()], run[about.end() :]
    return set[float]().union(*(han_values(before + digit + behind) for digit in about.group()))


def _is_approximate(number: _HanNumber) -> bool:
    return bool(
        _ROUGHLY_BEFORE.search(number.before)
        or number.is_followed_by(_ROUGHLY_BEHIND)
        or _ROUGHLY_INSIDE.search(number.run)
    )


def _is_firm(number: _HanNumber, least: float) -> bool:
    """Whether a translation must have the number. least: the smallest number it may be."""
    run = number.run
    if _UNCERTAIN_BEFORE.search(number.before):
        return False
    if _NAME_BEFORE.search(number.before) or number.is_followed_by(_NAME_BEHIND):
        return False  # G20, 5G, COVID-19
    if number.is_followed_by(_MONTH) and least <= 12:
        return False  # a month, which has a name in English
    if number.is_in_digits:
        return True
    has_scale = any(char in han().multipliers or char in han().scales for char in run)
    has_digits = any(char in han().digits for char in run)
    is_plan = bool(_FIVE_YEAR_PLAN.fullmatch(run))
    return has_scale and has_digits and len(run) >= 2 and least >= 20 and not is_plan


def _years(number: _HanNumber, value: float) -> set[float]:
    """21年 is 2021; 1898-99年 ends in 1899, and so may 99年 at the start of a text."""
    years: set[float] = set()
    if value < 100 and number.is_followed_by(_SHORT_YEAR):
        years |= {1900 + value, 2000 + value}
    if value < 100 and number.before[-1:] in "-~～" and number.is_followed_by(_YEAR):
        years |= {1800 + value, 1900 + value, 2000 + value}
    return years


def _era_year(number: _HanNumber, value: float) -> set[float]:
    """令和3年 is 2021."""
    return {base + value for era, base in han().eras.items() if number.before.endswith(era)}


def _percentages(number: _HanNumber, value: float) -> set[float]:
    """八成 and 八割 are 80 percent; 八折 is 20 percent off."""
    if number.is_followed_by(_TENTHS):
        return {10 * value, value / 10}
    if number.is_followed_by(_DISCOUNT):
        return {100 - 10 * value, 100 - value, 10 * value}
    return set()


def _multiple(number: _HanNumber, value: float) -> set[float]:
    """增长两倍: to three times as much, by 200 percent."""
    return {value + 1, value - 1, 100 * value} if number.is_followed_by(_TIMES) else set()


def _hours(number: _HanNumber, value: float) -> set[float]:
    """午後3時 is 15 o'clock, 15時 is 3 p.m."""
    return {value - 12, value + 12} if value <= 24 and number.is_followed_by(_HOUR) else set()


def _century(number: _HanNumber, value: float) -> set[float]:
    """19世纪: the 1800s."""
    return {100 * (value - 1)} if value > 1 and number.is_followed_by(_CENTURY) else set()


def _small_money(number: _HanNumber, value: float) -> set[float]:
    """5角 is 0.5 yuan."""
    return {value / 10} if number.is_followed_by(_JIAO) else set()


def _stoppage_time(number: _HanNumber, value: float) -> set[float]:
    """第90+3分钟: the 93rd minute."""
    before = number.text[max(0, number.start - 8) : number.start]
    return minutes_with_stoppage(value, before, number.text[number.end : number.end + 8])


def _and_a_half(number: _HanNumber, value: float) -> set[float]:
    """两年半 is two and a half."""
    return {value + 0.5} if number.is_followed_by(_AND_A_HALF) else set()


def _fraction(number: _HanNumber, value: float) -> set[float]:
    """三分之二 is two thirds."""
    numerator = _patterns().part_of.match(number.text, number.end)
    return {part / value for part in han_values(numerator[1])} if numerator and value else set()


#: What else a number may be, by what stands around it.
_READINGS: tuple[Callable[[_HanNumber, float], set[float]], ...] = (
    _years,
    _era_year,
    _percentages,
    _multiple,
    _hours,
    _century,
    _small_money,
    _stoppage_time,
    _and_a_half,
    _fraction,
)


def han_values(run: str) -> set[float]:
    """What a run of digits, numerals and scales may be: 3万5千, 1.2万亿, 二〇二一, 两千三."""
    run = re.sub(r"[多余餘数\s]", "", run)
    if re.fullmatch(r"[0-9][0-9.,]*", run):
        return readings(run, ".")
    if _patterns().digits.fullmatch(run):
        return {float(_arabic(run))}
    value = _value(run)
    return set() if value is None else {value}


def _arabic(numerals: str) -> str:
    """二〇二一 in digits; other characters are left out."""
    digits = han().digits
    return "".join(str(digits[char]) for char in numerals if char in digits)


def _value(run: str) -> float | None:
    """A number with scales: 两百五十万 is 250 times 10,000. None where it is no number."""
    if not run:
        return None
    scales = han().scales
    for scale in sorted(set(scales.values()), reverse=True):
        index = max(run.rfind(char) for char, value in scales.items() if value == scale)
        if index >= 0:
            return _scaled(run[:index], scale, run[index + 1 :])
    return _below_ten_thousand(run)


def _scaled(before: str, scale: float, behind: str) -> float | None:
    """What stands before a scale, times it, and what stands behind it."""
    factor = _value(before) if before else 1.0
    rest = _value(behind) if behind else 0.0
    if factor is None or rest is None:
        return None
    # 两万三 is 23,000: a lone digit behind a scale counts in tenths of it.
    if len(behind) == 1 and behind in han().digits:
        rest *= scale / 10
    return factor * scale + rest


def _below_ten_thousand(run: str) -> float | None:
    """三千五百, 2千3, 五点六, 3.5."""
    total, multiplier = 0.0, 10.0
    for match in _patterns().part.finditer(run):
        if not match.group():
            continue
        number = _digits(match[1]) if match[1] else 1.0
        if number is None:
            return None
        if match[2]:
            multiplier = han().multipliers[match[2]]
            total += number * multiplier
        elif total and multiplier >= 100 and match[1] in han().digits:
            total += number * multiplier / 10  # 两千三
        else:
            total += number
    return total


def _digits(text: str) -> float | None:
    """3.5 or 三点五; None where no digit stands before the point."""
    if text[0].isdigit():
        return max(readings(text.rstrip(".,"), "."))
    whole, _, decimals = (_arabic(part) for part in text.strip("点").partition("点"))
    return float(f"{whole}.{decimals or 0}") if whole else None
