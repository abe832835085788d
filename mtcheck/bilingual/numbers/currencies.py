"""Currencies that a sentence names, as ISO 4217 codes.

Codes stand for what newspapers seldom tell apart: `languages.currencies` says which.
"""

from __future__ import annotations

import re
from functools import cache

from mtcheck.bilingual.numbers.mention import Mention
from mtcheck.lexicon import languages

# Signs and codes that all languages use.
_SIGNS = {
    "USD": r"\$|US\$|USD|CAD|AUD|HKD|SGD|NZD|TWD",
    "EUR": "€|EUR",
    "GBP": "£|GBP",
    "YEN": "¥|￥|JPY|CNY|RMB",
    "RUB": "₽|RUB",
    "UAH": "₴|UAH",
    "INR": "₹|INR",
    "KRW": "₩|KRW",
    "CHF": "CHF",
    "ILS": "₪|ILS|NIS",
    "TRY": "₺|TRY",
    "PLN": "PLN|zł",
    "CZK": "CZK|Kč",
    "SEK": "SEK|NOK|DKK",
}


def currencies(text: str, language: str) -> list[Mention]:
    """The currencies that a text names in English or a language of `languages.READ`."""
    return [
        Mention(match.start(), match.end(), match.lastgroup or "")
        for match in _pattern(language).finditer(text)
    ]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    names = languages.currencies(language)
    characters = languages.han().currencies if language in ("zh", "ja") else {}
    groups = []
    for code in dict.fromkeys((*_SIGNS, *names, *characters)):
        alternatives = []
        if code in _SIGNS:
            alternatives.append(rf"(?<![A-Za-z])(?:{_SIGNS[code]})(?![A-Za-z])")
        if code in names:
            alternatives.append(rf"(?<!\w)(?i:{names[code]})(?!\w)")
        if code in characters:
            alternatives.append(characters[code])
        groups.append(f"(?P<{code}>{'|'.join(alternatives)})")
    return re.compile("|".join(groups))
