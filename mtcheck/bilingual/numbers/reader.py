"""The quantities of a text, normalised so that those of two languages can be compared.

Digits of every script, digit grouping, decimal marks, scale words (million, Mrd., тыс., 万, 億, 兆), number
words, percentages, ordinals, fractions, years and decades, eras, clock times. A quantity has several `values`
where it can be read in several ways (“1.234” in German, “21年”); two quantities may mean the same if any of
their values agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from mtcheck.lexicon.languages import Numerals, han
from mtcheck.lexicon.languages import numerals as numerals_of


@dataclass(frozen=True)
class Quantity:
    """A number in a text: `text[start:end]`.

    values: what it may be. firm: written so that a translation must have it too (digits, larger number
    words); others, such as “one” or the 20 in “F-20”, only serve to match. percent: it is one. approximate:
    “dozens”, “数百”. scale: what the digits were multiplied by.
    """

    start: int
    end: int
    values: frozenset[float]
    firm: bool = True
    percent: bool = False
    approximate: bool = False
    scale: float = 1.0

    def may_equal(self, other: Quantity) -> bool:
        """Whether both may be the same number; one may be the other, rounded."""
        return any(_equal(one, two) for one in self.values for two in other.values)


def _equal(one: float, two: float) -> bool:
    if one == two:
        return True
    most = max(abs(one), abs(two))
    difference = abs(one - two)
    if difference <= 1e-6 * most:
        return True
    # Rounded: 1,234,567 and 1.23 million; never small counts or years.
    return most >= 10_000 and difference <= 0.05 * most and (_is_rounding(one, two) or _is_rounding(two, one))


def _is_rounding(exact: float, rounded: float) -> bool:
    digits = len(f"{rounded:.15g}".replace(".", "").strip("0").split("e")[0])
    return 2 <= digits < len(f"{exact:.15g}".replace(".", "").strip("0").split("e")[0]) and abs(
        exact - rounded
    ) <= 0.5 * 10 ** (len(f"{int(rounded)}") - digits)


def quantities(text: str, language: str) -> list[Quantity]:
    """The quantities of a text in one of the languages of `numerals.NUMERALS`, in order, not overlapping."""
    plain = _plain_digits(text)
    found = _of_unspaced(plain, language) if language in ("zh", "ja") else _of_words(plain, language)
    taken: list[Quantity] = []
    for one in sorted(found, key=lambda one: (one.start, one.start - one.end)):
        if not taken or one.start >= taken[-1].end:
            taken.append(one)
    for index in range(len(taken) - 2, -1, -1):
        one, other = taken[index], taken[index + 1]
        if (
            other.scale > 1
            and one.scale == 1
            and other.start - one.end <= _RANGE
            and not re.search(r"[.;!?]\s|[、,;]", plain[one.end : other.start])
        ):
            # 12 bis 16 Tausend; from 4.2 to 4.1 billion
            more = frozenset(value * other.scale for value in one.values)
            taken[index] = replace(
                one,
                values=one.values | more,
                scale=other.scale if _JOINED.fullmatch(plain[one.end : other.start]) else 1.0,
            )
    return taken


#: How far apart the numbers of a range may stand, in characters.
_RANGE = 14
_JOINED = re.compile(
    r"[\s%]*(?:[-~～/]|to|and|or|bis|und|oder|auf|à|a|et|ou|y|o|e|или|и|до|або|і|та|až|nebo|إلى|و|至|到|から|或|和)[\s$€£¥]*"
)


_OTHER_MARKS = str.maketrans(
    {
        "٫": ".",
        "٬": ",",
        "٪": "%",
        "％": "%",
        "，": ",",
        "．": ".",
        "–": "-",
        "−": "-",
        "‑": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
    }
)


def _plain_digits(text: str) -> str:
    """The text in lower case with ASCII digits and marks, of the same length."""
    if text.isascii():
        return text.lower()
    text = "".join(_plain(char) for char in text.translate(_OTHER_MARKS))
    return _MIDDLE_DOT.sub(".", text)


_MIDDLE_DOT = re.compile(r"(?<=\d)[・·](?=\d)")


def _plain(char: str) -> str:
    if char.isascii():
        return char.lower()
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    lower = char.lower()
    return lower if len(lower) == 1 else char


# Languages written with spaces
# --------------------------------------------------------------------------------------------

_DIGITS = r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)*"
_SEPARATED = re.compile(r"[.,' ]")
_ORDINAL_EN = re.compile(r"(?:st|nd|rd|th)\b")
_DATE = re.compile(r"(?<![\d.,/-])(\d{1,4})([./-])(\d{1,2})\2(\d{2,4})(?![\d/-]|[.,]\d)")
_ROMAN = re.compile(r"\b(?=[ivxlc]{2,})(?:x{0,3})(?:ix|iv|v?i{0,3})\b")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}
_CLOCK = re.compile(r"(\d{1,2})([:.h])([0-5]\d)(?![\d%]|[.,]\d)")


@dataclass(frozen=True)
class _Patterns:
    digits: re.Pattern[str]
    words: re.Pattern[str]
    unit: re.Pattern[str]
    scales: list[tuple[re.Pattern[str], float]]
    values: list[tuple[re.Pattern[str], float]]
    numerals: Numerals


@cache
def _patterns(language: str) -> _Patterns:
    numerals = numerals_of(language)
    after_digits = "|".join(pattern for pattern, value in numerals.scales.items() if value > 100)
    # An abbreviation is a scale only behind digits: the m of “5m” is no million elsewhere.
    spelt = [
        part
        for pattern in numerals.scales
        for part in _alternatives(pattern)
        if len(part) > 3 or not part.isascii()
    ]
    word = "|".join(
        sorted(
            [*(part for pattern in numerals.words for part in _alternatives(pattern)), *spelt],
            key=len,
            reverse=True,
        )
    )
    unit = rf"(?:{word})(?![\w])"
    join = rf"(?:[ -]+(?:{numerals.joins})[ ]+|[ -]+)" if language != "ar" else "(?: +و| +)"
    words = rf"(?<![\w'’]){'و?' if language == 'ar' else ''}{unit}(?:{join}{unit})*"
    return _Patterns(
        digits=re.compile(
            rf"(?P<before>[^\W\d_]+-?|[#@$€£¥]|\d[./])?(?<!\d)(?<!\d[.,])(?P<number>{_DIGITS})"
            rf"(?P<scale>(?:[ -]?(?:{after_digits})(?!\w))*)"
            rf"(?P<percent>\s?-?(?:{numerals.percent})(?!\w))?"
        ),
        words=re.compile(words),
        unit=re.compile(unit),
        scales=[(re.compile(pattern), value) for pattern, value in numerals.scales.items()],
        values=[(re.compile(pattern), value) for pattern, value in numerals.words.items()],
        numerals=numerals,
    )


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern at its top level."""
    parts, depth, at = [], 0, 0
    for index, char in enumerate(pattern):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            parts.append(pattern[at:index])
            at = index + 1
    return [*parts, pattern[at:]]


def _of_words(text: str, language: str) -> Iterator[Quantity]:
    patterns = _patterns(language)
    dates = list(_dates(text, language))
    yield from dates
    taken = [(one.start, one.end) for one in dates]
    for match in _CLOCK.finditer(text):
        if any(start <= match.start() < end for start, end in taken) or (
            match.start() and text[match.start() - 1] in "0123456789.,/:"
        ):
            continue
        follows = re.match(rf"\s?(?:{patterns.numerals.clock})(?!\w)", text[match.end() :])
        if match[2] == "." and not follows:
            continue
        if match[2] == "h" and language not in ("fr", "es"):
            continue
        if int(match[1]) > 24:
            continue
        taken.append((match.start(), match.end()))
        yield Quantity(match.start(1), match.end(1), _hours(int(match[1])), firm=match[2] != ":")
        # 3:00 may be “3”, and what looks like a time may be a score.
        yield Quantity(match.start(3), match.end(3), frozenset({float(match[3])}), firm=False)
    for match in patterns.digits.finditer(text):
        start, end = match.start("number"), match.end()
        if any(a < end and start < b for a, b in taken):
            continue
        yield _from_digits(text, match, language, patterns)
    yield from _from_words(text, language, patterns)
    if language != "en":
        for match in filter(re.Match.group, _ROMAN.finditer(text)):
            yield Quantity(match.start(), match.end(), frozenset({_roman(match.group())}), firm=False)


def _hours(hour: int) -> frozenset[float]:
    return frozenset({float(hour), float(hour - 12 if hour > 12 else hour + 12)})


def _dates(text: str, language: str) -> Iterator[Quantity]:
    for match in _DATE.finditer(text):
        one, two, three = match[1], match[3], match[4]
        if len(one) == 4:
            year, month, day, at = one, two, three, (1, 3, 4)
        elif len(one) <= 2 and len(three) in (2, 4):
            day, month, year, at = one, two, three, (4, 3, 1)
        else:
            continue
        if not (1 <= int(month) <= 31 and 1 <= int(day) <= 31):
            continue
        number = float(year)
        years = {number} if len(year) == 4 else {number, 1900 + number, 2000 + number}
        either = frozenset({float(day), float(month)})
        yield Quantity(match.start(at[0]), match.end(at[0]), frozenset(years))
        for group in (1, 3, 4):
            if group != at[0]:
                yield Quantity(match.start(group), match.end(group), either, firm=False)


def _from_digits(text: str, match: re.Match[str], language: str, patterns: _Patterns) -> Quantity:
    number = match["number"]
    scale = _scale(match["scale"], patterns)
    readings = _readings(number, language)
    values = {value * scale for value in readings}
    if re.fullmatch(r"[ -]?[a-z]", match["scale"]):
        values |= readings  # 60 m may be metres
    if text[match.start("number") - 1 : match.start("number")] == "." and number.isdigit():
        values.add(float(f"0.{number}"))  # a batting average of .182
    if clock := re.fullmatch(r"(\d{1,2})\.[0-5]\d", number):
        values.add(float(clock[1]))  # 6.30
    if scale == 1 and (
        lead := re.search(r"(\w+)\s$", text[max(0, match.start("number") - 14) : match.start("number")])
    ):
        before_it = _scale(lead[1], patterns)
        if before_it > 100:
            values |= {value * before_it for value in readings}  # тисяч 100
    before = match["before"] or ""
    start, end = match.start("number"), match.end()
    after = text[end : end + 12]
    firm = not (
        (before[:1].isalpha() and not (language == "ar" and len(before) == 1)) or before[:1] in ("#", "@")
    )
    if (
        before[-1:].isalpha()
        and not before.endswith("-")
        and len(before) > 1
        and language != "en"
        and len(number) > 1
    ):
        firm = False
    if language == "en" and (ordinal := _ORDINAL_EN.match(after)):
        end += ordinal.end()
    elif re.match(r"-?[^\W\d_]", after) and not match["scale"] and not match["percent"]:
        tail = re.match(r"-?([^\W\d_]+)", after)
        # “1990s”, “80-х”, “90er”: decades; “20-jährige”: a number; “5G”, “737Max”: a name.
        if re.match(r"'?s\b|-?(?:er|ern|х|е|ті|та|го|й|я|ї|та)\b", after):
            values |= _decades(values) | {
                value % 100 for value in values if 1000 < value < 2100 and value % 10 == 0
            }
        elif tail and not after.startswith("-") and len(tail[1]) <= 3:
            firm = False
    if re.fullmatch(r"\d{2}", number):
        values |= (
            _decades(values) if re.match(r"'?s\b", after) or text[start - 1 : start] in ("'", "’") else set()
        )
    if re.match(rf"\s?(?:{patterns.numerals.clock})(?!\w)", after) and scale == 1:
        values = values | {
            value for one in values if one == int(one) and one <= 24 for value in _hours(int(one))
        }
    if text[start - 1 : start] in ("/", "-") and start > 1 and text[start - 2].isdigit() and len(number) == 2:
        values |= {1900 + value for value in values} | {2000 + value for value in values}  # 2020/21
    if language == "en" and _IMPERIAL.match(after):
        firm = False  # the source may have metres
    if re.match(r"\s?m[$€£]", after):
        values |= {1e6 * value for value in readings}
    return Quantity(start, end, frozenset(values), firm=firm, percent=bool(match["percent"]), scale=scale)


_IMPERIAL = re.compile(
    r"[\s-]?(?:[mbt]r?illion )?(?:square |cubic )?(?:foot|feet|ft|inch(?:es)?|miles?|mph|yards?|acres?|ounces?|oz|lbs?"
    r"|pounds?|gallons?|°f|fahrenheit|degrees)\b"
)


def _decades(values: set[float]) -> set[float]:
    return {1900 + value for value in values if value < 100} | {
        2000 + value for value in values if value < 100
    }


def _scale(words: str, patterns: _Patterns) -> float:
    scale = 1.0
    for word in re.split(r"[ -]+", words.strip(" -")) if words else ():
        for pattern, value in patterns.scales:
            if word and pattern.fullmatch(word):
                scale *= value
                break
    return scale


def _readings(number: str, language: str) -> set[float]:
    """What a number in digits may be: which of its marks part thousands, and which decimals."""
    marks = _SEPARATED.findall(number)
    if not marks:
        return {float(number)}
    parts = _SEPARATED.split(number)
    found: set[float] = set()
    grouped = all(len(part) == 3 for part in parts[1:]) and 1 <= len(parts[0]) <= 3
    if grouped and len(set(marks)) == 1:
        found.add(float("".join(parts)))
    last_is_decimal = marks[-1] in ".,"
    if last_is_decimal and len(marks) == 1:
        decimal = marks[0] == ("." if language in ("en", "zh", "ja") else ",")
        if decimal or not grouped:
            found.add(float(f"{parts[0]}.{parts[1]}"))
        if grouped and decimal and language != "en":
            found.add(float(f"{parts[0]}.{parts[1]}"))
    elif (
        last_is_decimal
        and len(marks) > 1
        and marks[-1] != marks[0]
        and all(len(part) == 3 for part in parts[1:-1])
    ):
        found.add(float("".join(parts[:-1]) + "." + parts[-1]))
    if " " in marks:
        # “in 2 300 people” may be two numbers.
        found.update(float(part) for part in parts if part)
    return found or {float("".join(parts)), float(parts[0])}


def _roman(text: str) -> float:
    value, before = 0, 0
    for char in reversed(text):
        digit = _ROMAN_DIGITS[char]
        value += -digit if digit < before else digit
        before = max(before, digit)
    return float(value)


def _from_words(text: str, language: str, patterns: _Patterns) -> Iterator[Quantity]:
    if language == "en":
        text = _ARTICLE.sub(lambda match: " " * len(match.group()), text)
    for match in patterns.words.finditer(text):
        for start, end, value, parts, scale in _spoken(text, match.start(), match.end(), patterns):
            phrase = text[start:end]
            approximate = parts == 1 and (value in (12, 20) or value >= 100)
            firm = value >= 13 and not approximate
            percent = re.match(rf"\s(?:{patterns.numerals.percent})(?!\w)", text[end:])
            values = {value} | ({1 / 3} if phrase == "third" else set())
            if 0 < value < 1:
                values |= {100 * value}
            if language == "en" and _IMPERIAL.match(text[end : end + 30]):
                firm = False
            yield Quantity(
                start, end + (percent.end() if percent else 0), frozenset(values), firm=firm, percent=bool(percent),
                approximate=approximate, scale=scale,
            )  # fmt: skip
    if language == "de":
        yield from _compounds(text)


_ARTICLE = re.compile(r"\ban?(?= (?:half|quarter|third|dozen|hundred|thousand|million|billion|trillion)\b)")


def _spoken(
    text: str, at: int, stop: int, patterns: _Patterns
) -> Iterator[tuple[int, int, float, int, float]]:
    """(start, end, value, number of words, scale) of each number in a phrase of number words.

    One number ends where the next word cannot go on with it: “first one hundred”, “tři a čtyři tisíce”.
    """
    total = part = 0.0
    lowest, count, start, end, end_before, largest = (
        1e99,
        0,
        at,
        at,
        at,
        1.0,
    )  # lowest: the value of the last word, which the next must be below
    for match in patterns.unit.finditer(text, at, stop):
        word = match.group()
        scale = next((value for pattern, value in patterns.scales if pattern.fullmatch(word)), None)
        value = None if scale is not None else _word_value(word, patterns)
        if scale is None and value is None:
            continue
        fits = count == 0 or (
            scale is not None
            or (
                value is not None
                and (0 < value < 1 or value < lowest or (part == 1 and value >= 10 and total == 0))
            )
            or (
                value is not None
                and part < 10 <= value <= 90
                and text[match.start() - 1 : match.start()] == "و"
            )
        )
        if not fits:
            yield start, end, total + part, count, largest
            total = part = 0.0
            count, largest = 0, 1.0
        if count == 0:
            start = match.start()
        count, end, end_before = count + 1, match.end(), end
        if scale is not None:
            if scale == 100:
                part = (part or 1.0) * 100
                lowest = 100
            elif part == 0 and total and scale > total:
                total *= scale
            else:
                total, part = total + (part or 1.0) * scale, 0.0
                lowest = scale
            largest = max(largest, scale if scale > 100 else 1.0)
        elif value is not None and 0 < value < 1:
            # “two and a half”, but “eine halbe Million”.
            added = value == 0.5 and bool(
                re.search(r"[^\W\d_]", text[end_before : match.start()])
                or patterns.numerals is numerals_of("en")
            )
            part = value if not part else part + value if added else part * value
        elif value is not None:
            part = value if part == 1 and value >= 10 else part + value
            lowest = 100 if value >= 100 else 10 if value >= 20 and value % 10 == 0 else 0
    if count:
        yield start, end, total + part, count, largest


def _word_value(word: str, patterns: _Patterns) -> float | None:
    for pattern, value in patterns.values:
        if pattern.fullmatch(word):
            return value
    return None


_DE_UNITS, _DE_TEENS, _DE_TENS = (getattr(numerals_of("de"), part) for part in ("units", "teens", "tens"))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_DE_BELOW = (
    rf"(?:(?:{_any_of(_DE_UNITS)})und(?:{_any_of(_DE_TENS)})|{_any_of((*_DE_TENS, *_DE_TEENS, *_DE_UNITS))})"
)
_DE_COMPOUND = re.compile(
    rf"(?<!\w)(?:(?P<t>{_DE_BELOW})?(?P<tausend>tausend))?(?:(?P<h>{_DE_BELOW})?(?P<hundert>hundert))?(?:und)?(?P<r>{_DE_BELOW})?(?P<tail>\w*)"
)


def _compounds(text: str) -> Iterator[Quantity]:
    """German numbers in one word: dreiundzwanzig, zweihundertfünfzig, fünfjährige."""
    for match in re.finditer(r"[a-zäöüß]{6,}", text):
        found = _DE_COMPOUND.match(match.group())
        if not found or not (found["tausend"] or found["hundert"] or found["r"]):
            continue
        value = 0.0
        if found["tausend"]:
            value += 1000 * _german(found["t"])
        if found["hundert"]:
            value += 100 * _german(found["h"])
        if found["r"]:
            value += _german(found["r"])
        whole = not found["tail"] or found["tail"] in (
            "ste",
            "sten",
            "ster",
            "te",
            "ten",
            "ter",
            "fach",
            "fache",
        )
        yield Quantity(match.start(), match.end(), frozenset({value}), firm=whole and value >= 13)


def _german(word: str | None) -> float:
    if not word:
        return 1.0
    for table in (_DE_TEENS, _DE_TENS, _DE_UNITS):
        if word in table:
            return float(table[word])
    unit, _, tens = word.partition("und")
    return float(_DE_UNITS[unit] + _DE_TENS[tens])


# Chinese and Japanese
# -----------------------------------------------------------------------------------------------------

_HAN_DIGITS, _SMALL, _LARGE = han().digits, han().multipliers, han().scales
_HAN = "".join(_HAN_DIGITS)
_SCALES = "".join((*_SMALL, *_LARGE))
_RUN = re.compile(
    rf"[0-9](?:[0-9.,]*[0-9])?(?:[多余餘数]?\s?[{_SCALES}]+(?:[0-9](?:[0-9.,]*[0-9])?|[{_HAN}]+)?)*"
    rf"|[{_HAN}{_SCALES}](?:[{_HAN}{_SCALES}]|点(?=[{_HAN}])|[多余餘数](?=[{_SCALES}])|[0-9](?:[0-9.,]*[0-9])?(?=[{_SCALES}]))*"
)
# 五六百, 一万六七千: about so much.
_ABOUT = re.compile(rf"[一二三四五六七八九两]{{2}}(?=[{_SCALES}])")
_UNIT = re.compile(han().kilo)
_WEEKDAY = re.compile(rf"{han().chinese_weekday}|{han().japanese_weekday}")
_ERAS = han().eras
_NO_NUMBER = re.compile(han().no_numbers)

# 14 000: groups of three digits, as scientific texts part them.
_SPACED = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?: [0-9]{3})+(?![0-9.,])")


def _of_unspaced(text: str, language: str) -> Iterator[Quantity]:
    text = _SPACED.sub(lambda match: match.group().replace(" ", ","), text)
    masked = _NO_NUMBER.sub(lambda match: "　" * len(match.group()), text)
    masked = _UNIT.sub("　", masked)
    masked = _WEEKDAY.sub(lambda match: "　" * len(match.group()), masked)
    masked = re.sub(r"(百|千|万)分之", lambda match: "％％％" if match[1] == "百" else match.group(), masked)
    for match in _CLOCK.finditer(masked):
        if match[2] == ":" and int(match[1]) <= 24:
            yield Quantity(match.start(1), match.end(1), _hours(int(match[1])), firm=False)
            yield Quantity(match.start(3), match.end(3), frozenset({float(match[3])}), firm=False)
    for match in _RUN.finditer(masked):
        run = match.group()
        start, end = match.start(), match.end()
        before, after = masked[max(0, start - 3) : start], masked[end : end + 4]
        about = _ABOUT.search(run)
        values = (
            set[float]().union(
                *(
                    han_values(run[: at.start()] + one + run[at.end() :])
                    for at in [about]
                    for one in at.group()
                )
            )
            if about
            else han_values(run)
        )
        if not values:
            continue
        digits = any(char.isdigit() and char.isascii() for char in run)
        numerals = sum([char in _HAN_DIGITS for char in run])
        scaled = any(char in _SCALES for char in run)
        percent = before.endswith("％") or bool(
            re.match(rf"\s?(?:{numerals_of(language).percent})", masked[end : end + 8])
        )
        approximate = bool(
            re.search(r"[数數几幾上近约約逾超]$", before)
            or re.match(r"[多余餘几幾強弱]", after)
            or re.search("[多余餘数]", run)
        )
        least = min(values)
        firm = digits or (scaled and numerals > 0 and len(run) >= 2 and least >= 20)
        if re.search(r"[数數几幾]$", before) or (not digits and not numerals):
            firm = False
        if re.search(r"[A-Za-z_-]$", before) or re.match(r"[A-Za-z]", after):
            firm = False  # a name: G20, 5G, COVID-19
        if not digits and (
            re.fullmatch("十[一二三四]五", run) or (not scaled and len(run) > 1 and not re.match("年", after))
        ):
            firm = False  # 十二五 (a plan), 二三
        if re.match("月", after) and least <= 12:
            firm = False  # a month, which has a name in English
        values |= _in_context(values, before, after, masked[end:])
        large = [_LARGE[char] for char in run if char in _LARGE]
        yield Quantity(
            start,
            end,
            frozenset(values),
            firm=firm,
            percent=percent,
            approximate=approximate,
            scale=max(large, default=1.0),
        )


def _in_context(values: set[float], before: str, after: str, rest: str) -> set[float]:
    """What else a Chinese or Japanese number may be, by what stands around it."""
    more: set[float] = set()
    for value in values:
        if value < 100 and re.match("年|后|後|财年|財年|届|/|[-~～][0-9]{1,2}年", after):
            more |= {1900 + value, 2000 + value}
        if before[-1:] in "-~～" and re.match("年", after) and value < 100:
            more |= {1800 + value, 1900 + value, 2000 + value}
        for era, base in _ERAS.items():
            if before.endswith(era):
                more.add(base + value)
        if re.match("成|割", after):
            more |= {10 * value, value / 10}
        if re.match("折", after):
            more |= {100 - 10 * value, 100 - value, 10 * value}
        if re.match("倍", after):
            more |= {value + 1, value - 1, 100 * value}
        if re.match("点|點|时|時|:", after) and value <= 24:
            more |= {value - 12, value + 12}
        if re.match("个半|個半|年半|小时半|半", after):
            more.add(value + 0.5)
        if part := re.match(rf"分之([0-9.]+|[{_HAN}{_SCALES}]+)", rest):
            more |= {other / value for other in han_values(part[1]) if value}
    return more


def han_values(run: str) -> set[float]:
    """What a run of digits, Chinese numerals and scales may be: 3万5千, 1.2万亿, 二〇二一, 两千三."""
    run = re.sub(r"[多余餘数\s]", "", run)
    if re.fullmatch(r"[0-9][0-9.,]*", run):
        return _readings(run, "en")
    if re.fullmatch(rf"[{_HAN}]+", run):
        digits = "".join(str(_HAN_DIGITS[char]) for char in run)
        return {float(digits)}
    value = _han_value(run)
    return set() if value is None else {value}


def _han_value(run: str) -> float | None:
    if not run:
        return None
    for marks in ("兆", "亿億", "万萬"):
        at = max(run.rfind(mark) for mark in marks)
        if at >= 0:
            left, right = run[:at], run[at + 1 :]
            scale = _LARGE[run[at]]
            head = _han_value(left) if left else 1.0
            if head is None:
                return None
            if not right:
                return head * scale
            tail = _han_value(right)
            if tail is None:
                return None
            # 两万三 is 23,000: a lone digit after a scale counts in tenths of it.
            if re.fullmatch(rf"[{_HAN}]", right) and right not in "〇零":
                tail *= scale / 10
            return head * scale + tail
    return _small(run)


def _small(run: str) -> float | None:
    """Below ten thousand: 三千五百, 2千3, 五点六, 3.5."""
    total, last = 0.0, 10.0
    for match in re.finditer(rf"([0-9][0-9.,]*|[{_HAN}点]+)?([十百千廿])?", run):
        if not match.group():
            continue
        number = 1.0
        if match[1]:
            if match[1][0].isdigit():
                number = max(_readings(match[1].rstrip(".,"), "en"))
            else:
                whole, _, decimals = match[1].strip("点").partition("点")
                digits = "".join(str(_HAN_DIGITS[char]) for char in whole if char in _HAN_DIGITS)
                behind = "".join(str(_HAN_DIGITS[char]) for char in decimals if char in _HAN_DIGITS)
                if not digits:
                    return None
                number = float(digits) + (float(f"0.{behind}") if behind else 0.0)
        if match[2]:
            last = _SMALL[match[2]]
            total += number * last
        elif match[1] and total and len(match[1]) == 1 and last >= 100 and match[1] in _HAN:
            total += number * last / 10  # 两千三
        else:
            total += number
    return total
