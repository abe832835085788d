"""How languages write numbers: scale words, number words, months, weekdays, percent, currencies. Data of
`numbers`.

Entries are regular expressions of whole words in lower case; inflected languages have stems with their
endings. Source: months and weekdays are those of CLDR (all of Babel's wide names are found), scales and
number words those of the grammars, abbreviations those that news writes.
"""

from __future__ import annotations

from typing import NamedTuple


class Numerals(NamedTuple):
    """scales: pattern: multiplier. words: pattern: value of number words below a hundred and hundreds. joins:
    words between them. months, weekdays: twelve and seven patterns (Monday first). percent: one pattern.
    clock: one pattern that follows an hour."""

    scales: dict[str, float]
    words: dict[str, float]
    joins: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    percent: str
    clock: str


def _count(text: str, start: float = 0, step: float = 1) -> dict[str, float]:
    return {word: start + step * number for number, word in enumerate(text.split())}


_EN = Numerals(
    scales={
        "hundreds?": 1e2, "thousands?|k": 1e3, "millions?|mn|mln|m": 1e6, "billions?|bn|bln|b": 1e9, "trillions?|tn|trn": 1e12,
        "lakhs?": 1e5, "crores?": 1e7,
    },
    words={
        **_count("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
                 "eighteen nineteen"),
        **_count("twenty thirty fou?rty fifty sixty seventy eighty ninety", 20, 10),
        **_count("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
                 "sixteenth seventeenth eighteenth nineteenth", 1),
        **_count("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth", 20, 10),
        "dozens?": 12, "scores?": 20, "half|halves|halved": 0.5, "quarters?": 0.25, "both|couple|pair|twice|doubled?|doubling": 2,
        "tripled?|thrice|trio": 3, "quadrupled?": 4, "decades?": 10, "century|centuries": 100, "once|single": 1, "thirds": 1 / 3,
        "fortnight": 14, "hundredth": 100, "thousandth": 1000,
    },
    joins="and",
    months=("january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug",
            "september|sept?", "october|oct", "november|nov", "december|dec"),
    weekdays=("monday|mon", "tuesday|tues?", "wednesday|wed", "thursday|thurs?", "friday|fri", "saturday|sat", "sunday|sun"),
    percent="%|percent(?:age)?(?: points?)?|per cent|pc|pct|percentage points?",
    clock="a\\.?m\\.?|p\\.?m\\.?|o['’]clock",
)  # fmt: skip

_DE = Numerals(
    scales={
        "hundert(?:e|en)?": 1e2, "tausend(?:e|en)?|tsd\\.?": 1e3, "million(?:en)?|mio\\.?|mill\\.": 1e6,
        "milliarden?|mrd\\.?|mia\\.?": 1e9, "billion(?:en)?|bio\\.?": 1e12,
    },
    words={
        **_count("null ein(?:e[mnrs]?|s)? zwei(?:te[rnms]?)? drei(?:er)? vier(?:te[rnms]?)? fünf(?:te[rnms]?)? sechs(?:te[rnms]?)? "
                 "sieben acht(?:e[rnms]?)? neun(?:te[rnms]?)? zehn(?:te[rnms]?)? elf(?:te[rnms]?)? zwölf(?:te[rnms]?)? dreizehn "
                 "vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"),
        **_count("zwanzig drei(?:ß|ss)ig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10),
        "erste[rnms]?": 1, "dritte[rnms]?": 3, "siebte[rnms]?": 7, "beide[rnms]?|zweimal|doppelt(?:e[rnms]?)?|verdoppelt(?:e[n]?)?|paar": 2,
        "dutzende?": 12, "halb(?:e[rnms]?)?|hälfte|halbiert": 0.5, "drittel": 1 / 3, "viertel": 0.25, "jahrzehnte?[ns]?": 10,
        "jahrhunderts?|jahrhunderten?": 100, "anderthalb|eineinhalb": 1.5,
    },
    joins="und",
    months=("januar|jänner|jan\\.?", "februar|feber|feb\\.?", "märz|mrz\\.?", "april|apr\\.?", "mai", "juni", "juli", "august|aug\\.?",
            "september|sept?\\.?", "oktober|okt\\.?", "november|nov\\.?", "dezember|dez\\.?"),
    weekdays=("montags?", "dienstags?", "mittwochs?", "donnerstags?", "freitags?", "samstags?|sonnabends?", "sonntags?"),
    percent="%|prozent(?:punkten?|punkte)?|v\\.\\s?h\\.",
    clock="uhr",
)  # fmt: skip

_FR = Numerals(
    scales={"cents?": 1e2, "mille|milliers": 1e3, "millions?|mio": 1e6, "milliards?|mds?": 1e9, "billions?": 1e12},
    words={
        **_count("zéro une? deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
                 "dix-neuf"),
        **_count("vingts? trente quarante cinquante soixante septante|soixante-dix huitante|octante|quatre-vingts? "
                 "nonante|quatre-vingt-dix", 20, 10),
        "premiers?|premières?": 1, "deuxièmes?|seconde?s?": 2, "troisièmes?": 3, "quatrièmes?": 4, "cinquièmes?": 5, "sixièmes?": 6,
        "septièmes?": 7, "huitièmes?": 8, "neuvièmes?": 9, "dixièmes?": 10, "douzaines?": 12, "dizaines?": 10, "quinzaines?": 15,
        "vingtaines?": 20, "trentaines?": 30, "quarantaines?": 40, "cinquantaines?": 50, "centaines?": 100,
        "moitiés?|demie?s?": 0.5, "tiers": 1 / 3, "quarts?": 0.25, "doubles?|doublée?s?": 2, "tripl\\w+": 3, "décennies?": 10, "siècles?": 100,
    },
    joins="et",
    months=("janvier|janv\\.", "février|févr?\\.", "mars", "avril|avr\\.", "mai", "juin", "juillet|juil\\.", "août", "septembre|sept\\.",
            "octobre|oct\\.", "novembre|nov\\.", "décembre|déc\\."),
    weekdays=("lundis?", "mardis?", "mercredis?", "jeudis?", "vendredis?", "samedis?", "dimanches?"),
    percent="%|pour ?cent|points? de pourcentage",
    clock="h|heures?",
)  # fmt: skip

_ES = Numerals(
    scales={
        "cien(?:to|tos|tas)?|centenares|centenar": 1e2, "mil(?:es)?": 1e3, "mill(?:ón|ones)|mill?\\.": 1e6, "millardos?": 1e9,
        "bill(?:ón|ones)": 1e12, "trillones": 1e18,
    },
    words={
        **_count("cero un[oa]? dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
                 "dieciséis diecisiete dieciocho diecinueve veinte veinti(?:ún|un[oa]) veintidós veintitrés veinticuatro veinticinco "
                 "veintiséis veintisiete veintiocho veintinueve"),
        **_count("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10),
        "doscient[oa]s": 200, "trescient[oa]s": 300, "cuatrocient[oa]s": 400, "quinient[oa]s": 500, "seiscient[oa]s": 600,
        "setecient[oa]s": 700, "ochocient[oa]s": 800, "novecient[oa]s": 900,
        "primer[oa]?s?": 1, "segund[oa]s?": 2, "tercer[oa]?s?": 3, "cuart[oa]s?": 4, "quint[oa]s?": 5, "sext[oa]s?": 6, "séptim[oa]s?": 7,
        "octav[oa]s?": 8, "noven[oa]s?": 9, "décim[oa]s?": 10, "docenas?": 12, "decenas?": 10, "veintenas?": 20, "mitad|medi[oa]s?": 0.5,
        "tercios?": 1 / 3, "ambos|ambas|doble|duplic\\w+": 2, "tripl\\w+": 3, "décadas?": 10, "siglos?": 100,
    },
    joins="y",
    months=("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre|setiembre", "octubre", "noviembre",
            "diciembre"),
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábados?", "domingos?"),
    percent="%|por ?ciento|puntos? porcentual(?:es)?",
    clock="h(?:oras?)?",
)  # fmt: skip

_RU = Numerals(
    scales={
        "сот(?:ня|ни|ен|нями|ням)": 1e2, "тыс\\.?|тысяч\\w{0,3}": 1e3, "млн\\.?|миллион\\w{0,3}": 1e6, "млрд\\.?|миллиард\\w{0,3}": 1e9,
        "трлн\\.?|триллион\\w{0,3}": 1e12,
    },
    words={
        "ноль|нул\\w{1,3}": 0, "од(?:ин|на|но|ного|ной|ному|ну|ним|них)|перв\\w{2,3}": 1, "дв(?:а|е|ух|ум|умя)|втор\\w{2,3}|оба|обе|обоих|вдвое|двое": 2,
        "тр(?:и|ех|ём|емя|ем|ое)|трет\\w{1,4}|втрое": 3, "четыр\\w{1,4}|четверт\\w{2,3}": 4, "пят(?:ь|и|ью|ый|ая|ое|ого|ой|ом)|пятеро": 5,
        "шест(?:ь|и|ью|ой|ая|ое|ого)": 6, "сем(?:ь|и|ью)|седьм\\w{2,3}": 7, "восемь|восьм(?:и|ью|ой|ая|ого)": 8, "девят(?:ь|и|ью|ый|ая|ого)": 9,
        "десят(?:ь|и|ью|ый|ая|ого|ок|ки|ка|ков)": 10, "одиннадцат\\w{1,3}": 11, "двенадцат\\w{1,3}|дюжин\\w?": 12, "тринадцат\\w{1,3}": 13,
        "четырнадцат\\w{1,3}": 14, "пятнадцат\\w{1,3}": 15, "шестнадцат\\w{1,3}": 16, "семнадцат\\w{1,3}": 17, "восемнадцат\\w{1,3}": 18,
        "девятнадцат\\w{1,3}": 19, "двадцат\\w{1,3}": 20, "тридцат\\w{1,3}": 30, "сорок\\w?": 40, "пят(?:ьдесят|идесят)\\w{0,3}": 50,
        "шест(?:ьдесят|идесят)\\w{0,3}": 60, "сем(?:ьдесят|идесят)\\w{0,3}": 70, "восем(?:ьдесят|идесят)\\w{0,3}|восьмидесят\\w{0,3}": 80,
        "девяност\\w": 90, "сто|ста": 100, "двести|двухсот": 200, "триста|трехсот|трёхсот": 300, "четыреста|четырехсот": 400,
        "пятьсот|пятисот": 500, "шестьсот|шестисот": 600, "семьсот|семисот": 700, "восемьсот|восьмисот": 800, "девятьсот|девятисот": 900,
        "половин\\w{1,2}|пол|полов": 0.5, "треть(?:и|ю)?": 1 / 3, "четверть(?:и|ю)?": 0.25, "полтор\\w{1,3}": 1.5,
        "десятилет\\w{1,3}": 10, "век\\w{0,3}|столет\\w{1,3}": 100,
    },
    joins="и",
    months=("январ\\w{1,3}", "феврал\\w{1,3}", "март\\w{0,2}", "апрел\\w{1,3}", "ма[йяею]", "июн\\w{1,2}", "июл\\w{1,2}", "август\\w{0,2}",
            "сентябр\\w{1,2}", "октябр\\w{1,2}", "ноябр\\w{1,2}", "декабр\\w{1,2}"),
    weekdays=("понедельник\\w{0,2}", "вторник\\w{0,2}", "сред[уеаы]", "четверг\\w{0,2}", "пятниц\\w{1,2}", "суббот\\w{1,2}", "воскресень[ея]"),
    percent="%|процент\\w{0,3}(?:\\s+пункт\\w{0,2})?|п\\. ?п\\.|процентн\\w{2} пункт\\w{0,2}",
    clock="час\\w{0,2}|ч\\.?",
)  # fmt: skip

_UK = Numerals(
    scales={
        "сот(?:ня|ні|ень|нями)": 1e2, "тис\\.?|тисяч\\w{0,3}": 1e3, "млн\\.?|мільйон\\w{0,3}": 1e6, "млрд\\.?|мільярд\\w{0,3}": 1e9,
        "трлн\\.?|трильйон\\w{0,3}": 1e12,
    },
    words={
        "нуль|нул\\w{1,3}": 0, "од(?:ин|на|но|ного|нієї|ному|ну|ним|них)|перш\\w{1,3}": 1, "дв(?:а|і|ох|ом|ома|оє)|друг\\w{1,3}|обидв\\w|вдвічі|удвічі": 2,
        "тр(?:и|ьох|ьом|ьома|оє)|трет\\w{1,4}|втричі": 3, "чотир\\w{1,4}|четверт\\w{1,3}": 4, "п['’ʼ]ят(?:ь|и|ьох|ий|а|е|ого|ої)": 5,
        "шіст(?:ь|ьох)|шест(?:и|ий|а|ого)": 6, "сім(?:ох)?|семи|сьом\\w{1,3}": 7, "вісім|восьм\\w{1,3}": 8, "дев['’ʼ]ят(?:ь|и|ьох|ий|а|ого)": 9,
        "десят(?:ь|и|ьох|ий|а|ого|ок|ки|ків|ками)": 10, "одинадцят\\w{1,3}": 11, "дванадцят\\w{1,3}": 12, "тринадцят\\w{1,3}": 13,
        "чотирнадцят\\w{1,3}": 14, "п['’ʼ]ятнадцят\\w{1,3}": 15, "шістнадцят\\w{1,3}": 16, "сімнадцят\\w{1,3}": 17,
        "вісімнадцят\\w{1,3}": 18, "дев['’ʼ]ятнадцят\\w{1,3}": 19, "двадцят\\w{1,3}": 20, "тридцят\\w{1,3}": 30, "сорок\\w?": 40,
        "п['’ʼ]ятдесят\\w{0,3}": 50, "шістдесят\\w{0,3}": 60, "сімдесят\\w{0,3}": 70, "вісімдесят\\w{0,3}": 80, "дев['’ʼ]яност\\w": 90,
        "сто|ста": 100, "двісті|двохсот": 200, "триста|трьохсот": 300, "чотириста": 400, "п['’ʼ]ятсот": 500, "шістсот": 600, "сімсот": 700,
        "вісімсот": 800, "дев['’ʼ]ятсот": 900, "половин\\w{1,2}|пів": 0.5, "третин\\w": 1 / 3, "чверт\\w{1,2}": 0.25, "півтор\\w{1,2}": 1.5,
        "десятиліт\\w{1,3}": 10, "століт\\w{1,3}": 100,
    },
    joins="і|й|та",
    months=("січ(?:ень|ня|ні|нем|ню)", "лют(?:ий|ого|ому|им)", "берез(?:ень|ня|ні|нем|ню)", "квіт(?:ень|ня|ні|нем|ню)",
            "трав(?:ень|ня|ні|нем|ню)", "черв(?:ень|ня|ні|нем|ню)", "лип(?:ень|ня|ні|нем|ню)", "серп(?:ень|ня|ні|нем|ню)",
            "верес(?:ень|ня|ні|нем|ню)", "жовт(?:ень|ня|ні|нем|ню)", "листопад\\w{0,3}", "груд(?:ень|ня|ні|нем|ню)"),
    weekdays=("понеділ(?:ок|ка|ку|ки)", "вівтор(?:ок|ка|ку|ки)", "серед[уаи]", "четвер(?:га?|гу)?", "п['’ʼ]ятниц\\w", "субот\\w", "неділ\\w"),
    percent="%|відсот\\w{1,4}(?:\\s+пункт\\w{0,2})?|процент\\w{0,3}|в\\. ?п\\.",
    clock="годин\\w{0,2}|год\\.?",
)  # fmt: skip

_CS = Numerals(
    scales={
        "stovky?|stovek": 1e2, "tis\\.?|tisíc\\w{0,3}": 1e3, "mil\\.?|mili[oó]n\\w{0,2}": 1e6, "mld\\.?|miliard\\w{0,3}": 1e9,
        "bil\\.?|bilion\\w{0,2}": 1e12,
    },
    words={
        "nula|nul": 0, "jed(?:en|na|no|noho|né|nou|ním)|první\\w{0,3}": 1, "dv(?:a|ě|ou|ěma)|druh\\w{1,3}|ob(?:a|ě|ou)|dvojnás\\w+": 2,
        "tři|tří|třem|třemi|třetí\\w{0,3}": 3, "čtyř\\w{1,3}|čtvrt[ýáé]\\w{0,2}": 4, "pět|pěti|pát[ýáé]\\w{0,2}": 5, "šest|šesti|šest[ýáé]": 6,
        "sedm|sedmi|sedm[ýáé]": 7, "osm|osmi|osm[ýáé]": 8, "devět|devíti|devát[ýáé]": 9, "deset|deseti|desát[ýáé]|desítk\\w{1,2}|desítek": 10,
        "jedenáct\\w?": 11, "dvanáct\\w?|tuct\\w{0,2}": 12, "třináct\\w?": 13, "čtrnáct\\w?": 14, "patnáct\\w?": 15, "šestnáct\\w?": 16,
        "sedmnáct\\w?": 17, "osmnáct\\w?": 18, "devatenáct\\w?": 19, "dvacet\\w?": 20, "třicet\\w?": 30, "čtyřicet\\w?": 40, "padesát\\w?": 50,
        "šedesát\\w?": 60, "sedmdesát\\w?": 70, "osmdesát\\w?": 80, "devadesát\\w?": 90, "sto|sta": 100, "dvě stě|dvou set": 200,
        "polovin\\w{1,2}|půl": 0.5, "třetin\\w{1,2}": 1 / 3, "čtvrtin\\w{1,2}|čtvrt": 0.25,
    },
    joins="a",
    months=("led(?:en|na|nu)", "únor\\w?", "březn?\\w{1,2}", "dub(?:en|na|nu)", "květ(?:en|na|nu)", "červ(?:en|na|nu)", "červen(?:ec|ce|ci)",
            "srp(?:en|na|nu)", "září", "říj(?:en|na|nu)", "listopad\\w?", "prosin(?:ec|ce|ci)"),
    weekdays=("ponděl\\w{1,2}", "úter\\w{1,2}", "střed[uay]", "čtvrt(?:ek|ka|ku)", "pát(?:ek|ku)", "sobot[uay]", "neděl[ie]"),
    percent="%|procent\\w{0,2}|procentn\\w{1,2} bod\\w{0,2}",
    clock="hodin\\w{0,2}|h",
)  # fmt: skip

_AR = Numerals(
    scales={
        "مئات|مائة|مئة|المئات": 1e2, "ألف|ألفا|ألفًا|آلاف|الاف|الف|الآلاف": 1e3, "مليون|ملايين|مليونا|مليوني|الملايين": 1e6,
        "مليار|مليارات|مليارا|ملياري|بليون": 1e9, "تريليون|تريليونات|ترليون": 1e12,
    },
    words={
        "صفر": 0, "واحد|واحدة|أول|أولى|الأول|الأولى": 1, "اثنان|اثنين|اثنتان|اثنتين|الثاني|الثانية|ثاني|ثانية|ضعف|ضعفي|ضعفين|كلا|كلتا|عامين|يومين|شهرين|مرتين": 2,
        "ثلاث|ثلاثة|الثالث|الثالثة|ثالث": 3, "أربع|أربعة|الرابع|الرابعة|رابع": 4, "خمس|خمسة|الخامس|الخامسة|خامس": 5, "ست|ستة|السادس|السادسة|سادس": 6,
        "سبع|سبعة|السابع|السابعة|سابع": 7, "ثماني|ثمانية|ثمان|الثامن|الثامنة|ثامن": 8, "تسع|تسعة|التاسع|التاسعة|تاسع": 9, "عشر|عشرة|العاشر|العاشرة|عشرات": 10,
        "أحد عشر|إحدى عشرة|الحادي عشر": 11, "اثني عشر|اثنا عشر|اثنتا عشرة|الثاني عشر": 12, "عشرون|عشرين|العشرين": 20,
        "ثلاثون|ثلاثين": 30, "أربعون|أربعين": 40, "خمسون|خمسين": 50, "ستون|ستين": 60, "سبعون|سبعين": 70, "ثمانون|ثمانين": 80,
        "تسعون|تسعين": 90, "مئتان|مئتين|مائتين|مائتان": 200, "ألفين|ألفان": 2000, "نصف": 0.5, "ثلث": 1 / 3, "ثلثي|ثلثا|ثلثين": 2 / 3,
        "ربع": 0.25, "عقد|عقود": 10, "قرن|القرن": 100,
    },
    joins="و",
    months=("يناير|كانون الثاني", "فبراير|شباط", "مارس|آذار", "أبريل|إبريل|ابريل|نيسان", "مايو|أيار|ايار", "يونيو|حزيران", "يوليو|تموز",
            "أغسطس|اغسطس|آب", "سبتمبر|أيلول|ايلول", "أكتوبر|اكتوبر|تشرين الأول", "نوفمبر|تشرين الثاني", "ديسمبر|كانون الأول"),
    weekdays=("الاثنين|الإثنين", "الثلاثاء", "الأربعاء|الاربعاء", "الخميس", "الجمعة", "السبت", "الأحد|الاحد"),
    percent="%|في المئة|في المائة|بالمئة|بالمائة|فى المائة|نقطة مئوية",
    clock="مساء|صباحا|ظهرا",
)  # fmt: skip

#: Months and weekdays of Chinese and Japanese are numbered or parsed by `numbers`; only the marks stand here.
_ZH = Numerals({}, {}, "", (), (), "%|％|个百分点|個百分點|個百分点", "点|點|时|時")
_JA = Numerals({}, {}, "", (), (), "%|％|パーセント|ポイント", "時")

NUMERALS = {
    "ar": _AR,
    "cs": _CS,
    "de": _DE,
    "en": _EN,
    "es": _ES,
    "fr": _FR,
    "ja": _JA,
    "ru": _RU,
    "uk": _UK,
    "zh": _ZH,
}

#: Languages whose numbers can be compared with English ones.
SUPPORTED = frozenset(NUMERALS) - {"en"}
