"""Currencies that a sentence names, as ISO 4217 codes.

Source: ISO 4217 (codes); the names and signs of the currencies that news names often, as dictionaries have
them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple


class Money(NamedTuple):
    """A currency named at `text[start:end]`; code: ISO 4217, `DOLLAR` and the like where the country is
    not said.
    """

    start: int
    end: int
    code: str


# Dollars, pounds, crowns … of different countries are not told apart: newspapers seldom say which.
_EVERYWHERE = {
    "USD": r"\$|US\$|USD|CAD|AUD|HKD|SGD|NZD|TWD", "EUR": "€|EUR", "GBP": "£|GBP", "YEN": "¥|￥|JPY|CNY|RMB", "RUB": "₽|RUB", "UAH": "₴|UAH",
    "INR": "₹|INR", "KRW": "₩|KRW", "CHF": "CHF", "ILS": "₪|ILS|NIS", "TRY": "₺|TRY", "PLN": "PLN|zł", "CZK": "CZK|Kč", "SEK": "SEK|NOK|DKK",
}  # fmt: skip

_WORDS = {
    "en": {
        "USD": "dollars?|bucks|(?<!per )cents?", "EUR": "euros?", "GBP": "pounds?|sterling|pence|quid", "YEN": "yen|yuan|renminbi",
        "RUB": "r[ou]+bles?|kopecks?", "UAH": "hryvn[iy]as?|hryvnyas?", "INR": "rupees?", "KRW": "won", "CHF": "(?:swiss )?francs?", "ILS": "shekels?",
        "TRY": "liras?|lire", "PLN": "z[lł]otys?|zlotych", "CZK": "crowns?|korunas?", "SEK": "kron[aeo]r?", "EGP": "dinars?|dirhams?|riyals?|rials?",
        "BTC": "bitcoins?",
    },
    "de": {
        "USD": r"(?:US-)?dollars?|cents?", "EUR": "euros?", "GBP": "pfund", "YEN": "yen|yuan|renminbi", "RUB": "rubeln?|rubels", "UAH": r"hr[yi]wn[ji]a\w?|griwna",
        "INR": r"rupien?", "KRW": "won", "CHF": "franken|rappen", "ILS": "schekel", "TRY": "lira|lire", "PLN": "zloty|złoty", "CZK": "kronen?",
        "BTC": "bitcoins?",
    },
    "fr": {
        "USD": "dollars?|cents?", "EUR": "euros?|centimes?", "GBP": "livres?(?: sterling)?", "YEN": "yens?|yuans?|renminbi", "RUB": "roubles?", "UAH": "hryvnias?",
        "INR": "roupies?", "KRW": "wons?", "CHF": "francs?", "ILS": "shekels?", "TRY": "lires?|livres? turques?", "PLN": "zlotys?", "CZK": "couronnes?",
        "BTC": "bitcoins?",
    },
    "es": {
        "USD": r"dólar(?:es)?|centavos?", "EUR": "euros?|céntimos?", "GBP": "libras?(?: esterlinas?)?", "YEN": "yen(?:es)?|yuan(?:es)?|renminbi", "RUB": "rublos?",
        "UAH": "grivnas?", "INR": "rupias?", "KRW": "won(?:es)?", "CHF": "francos?", "ILS": "shekels?|séqueles?", "TRY": "liras?", "PLN": "zlotys?",
        "CZK": "coronas?", "PESO": "pesos?", "BTC": "bitc[oó]ins?",
    },
    "cs": {
        "USD": r"dolar\w{0,3}|cent\w{0,2}", "EUR": r"eur\w{0,2}", "GBP": r"lib(?:ra|ry|er|rách)", "YEN": r"jen[ůuy]?|jüan\w{0,2}", "RUB": r"rubl\w{0,3}|rublů",
        "CHF": r"frank\w{0,2}", "PLN": r"zlot\w{0,3}", "CZK": r"korun\w{0,3}", "UAH": r"hřiv\w{1,3}",
    },
    "ru": {
        "USD": r"доллар\w{0,3}|цент\w{0,2}", "EUR": "евро", "GBP": r"фунт\w{0,2}", "YEN": r"[ий]ен\w?|юан\w{1,2}", "RUB": r"рубл\w{1,3}|руб\.?|копе\w{2,3}",
        "UAH": r"грив\w{1,4}", "INR": r"рупи\w{1,2}", "KRW": r"вон", "CHF": r"франк\w{0,2}", "ILS": r"шекел\w{1,2}", "TRY": r"лир\w?", "PLN": r"злот\w{2,3}",
        "CZK": r"крон\w?", "EGP": r"динар\w{0,2}|дирхам\w{0,2}|риал\w{0,2}", "KZT": r"тенге", "BTC": r"биткоин\w{0,2}",
    },
    "uk": {
        "USD": r"долар\w{0,3}|цент\w{0,2}", "EUR": "євро", "GBP": r"фунт\w{0,2}", "YEN": r"[єі]н\w?|юан\w{1,2}", "RUB": r"рубл\w{1,3}|руб\.?", "UAH": r"грив\w{1,4}|грн\.?|копі\w{2,3}",
        "INR": r"рупі\w{1,2}", "KRW": r"вон", "CHF": r"франк\w{0,2}", "TRY": r"лір\w?", "PLN": r"злот\w{2,3}", "CZK": r"крон\w?", "EGP": r"динар\w{0,2}",
    },
    "ar": {
        "USD": "دولار|دولارا|دولارات|الدولار|سنت", "EUR": "يورو|اليورو", "GBP": "جنيه|جنيها|جنيهات|الجنيه|استرليني", "YEN": "ين|يوان|اليوان|الين", "RUB": "روبل|روبلا|الروبل",
        "INR": "روبية|الروبية", "CHF": "فرنك|الفرنك", "ILS": "شيكل|شيقل|الشيكل", "TRY": "ليرة|الليرة|ليرات",
        "EGP": "دينار|دينارا|الدينار|درهم|درهما|الدرهم|ريال|ريالا|الريال",
    },
}  # fmt: skip
_HAN = {
    "USD": "美元|美金|美分|港元|港币|加元|澳元|新元|新台币|台币|ドル|米ドル|元(?=新台)", "EUR": "欧元|歐元|ユーロ", "GBP": "英镑|英鎊|ポンド",
    "YEN": "人民币|人民幣|日元|日圆|[0-9０-９十百千万亿億兆多]元|[0-9０-９十百千万億兆]円|[^楕]円(?=高|安|を|の|で|、|。)|人民元|块钱", "RUB": "卢布|盧布|ルーブル", "UAH": "格里夫纳|フリブナ|グリブナ", "INR": "卢比|ルピー",
    "KRW": "韩元|韓元|韩圆|ウォン", "CHF": "瑞士法郎|法郎|フラン", "TRY": "里拉|リラ", "ILS": "谢克尔|シェケル", "BTC": "比特币|ビットコイン", "EGP": "第纳尔|迪拉姆|里亚尔|リヤル|リアル",
}  # fmt: skip

#: Languages whose currencies are known.
SUPPORTED = frozenset(_WORDS) - {"en"} | {"zh", "ja"}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    parts = []
    codes = dict.fromkeys(
        (*_EVERYWHERE, *_WORDS.get(language, {}), *(_HAN if language in ("zh", "ja") else ()))
    )
    for code in codes:
        found = []
        if symbols := _EVERYWHERE.get(code):
            found.append(rf"(?<![A-Za-z])(?:{symbols})(?![A-Za-z])")
        if names := _WORDS.get(language, {}).get(code):
            found.append(rf"(?<!\w){'(?:و|ب|ل|لل|بال|وال)?' if language == 'ar' else ''}(?i:{names})(?!\w)")
        if language in ("zh", "ja") and (names := _HAN.get(code)):
            found.append(names)
        parts.append(f"(?P<{code}>{'|'.join(found)})")
    return re.compile("|".join(parts))


def currencies(text: str, language: str) -> list[Money]:
    """The currencies named in a text of one of the supported languages, or English (`en`)."""
    return [
        Money(match.start(), match.end(), match.lastgroup or "")
        for match in _pattern(language).finditer(text)
    ]
