"""Which language a source text is in, as an ISO 639-1 code.

The script decides where it can: kana, Hangul, Chinese characters, letters that only one language has.
Function words and the language identifier py3langid choose among the languages that share a script.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from mtcheck.lexicon.languages import UNDETERMINED, codes, language
from mtcheck.text.function_words import function_word_hits
from mtcheck.text.language import script_of

#: Characters of a text that are read: more change nothing.
_SAMPLE = 20_000

_WRITTEN_IN = {
    "CYRILLIC": ("ru", "uk", "bg", "sr", "be", "mk", "kk", "mn", "ky"),
    "ARABIC": ("ar", "fa", "ur", "ps", "ug"),
    "DEVANAGARI": ("hi", "mr", "ne"),
    "BENGALI": ("bn", "as"),
    "ETHIOPIC": ("am",),
    "HEBREW": ("he",),
    "GREEK": ("el",),
    "THAI": ("th",),
    "HANGUL": ("ko",),
    "GEORGIAN": ("ka",),
    "ARMENIAN": ("hy",),
    "TAMIL": ("ta",),
    "TELUGU": ("te",),
    "GUJARATI": ("gu",),
    "SINHALA": ("si",),
    "KHMER": ("km",),
    "LAO": ("lo",),
}
_NOT_LATIN = frozenset(code for codes in _WRITTEN_IN.values() for code in codes) | {"zh", "ja"}
# Letters of Persian and Urdu that Arabic does not have.
_NOT_ARABIC = re.compile("[پچژگکیےٹڈڑ]")
# Letters that Russian shares with Belarusian, not with Ukrainian.
_NOT_UKRAINIAN = re.compile("[ыэёЫЭЁ]")
_UKRAINIAN_I = re.compile(r"\bі\b|[а-яґ]і|і[а-яґ]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def detect(text: str) -> str:
    """The ISO 639-1 code of the text's language, `und` where it cannot be told."""
    text = text[:_SAMPLE]
    scripts = Counter(script_of(char) for char in text if char.isalpha())
    if not scripts:
        return UNDETERMINED
    if east_asian := _chinese_or_japanese(scripts):
        return east_asian
    script = _main_script(scripts)
    if script == "CYRILLIC":
        return _cyrillic(text)
    if script == "ARABIC":
        return _arabic(text, scripts["ARABIC"])
    if script == "LATIN":
        return _latin(text)
    candidates = _WRITTEN_IN.get(script, ())
    return candidates[0] if len(candidates) == 1 else _identified(text, candidates)


def _chinese_or_japanese(scripts: Counter[str]) -> str | None:
    kana, characters = scripts["HIRAGANA"] + scripts["KATAKANA"], scripts["CJK"]
    # A Chinese character stands for some two and a half letters.
    if 2.5 * (kana + characters) <= 0.4 * (scripts.total() + 1.5 * (kana + characters)):
        return None
    return "ja" if kana > 0.05 * (kana + characters) else "zh"


def _main_script(scripts: Counter[str]) -> str:
    """The commonest script; another one beside Latin, because names in Latin script stand in texts of every
    script, hardly the other way round.
    """
    (first, _), *others = scripts.most_common(2)
    if first != "LATIN" or not others:
        return first
    second, count = others[0]
    return second if count >= 0.3 * scripts.total() and second in _WRITTEN_IN else first


def _cyrillic(text: str) -> str:
    counts = {code: len(_letters(code).findall(text)) for code in ("ru", "uk", "be")}
    if len(_letters("sr").findall(text)) > sum(counts.values()):
        return _identified(text, ("sr", "mk"))
    if counts["be"] > 2 * counts["uk"] and counts["be"] * 50 > len(text):
        return "be"
    if counts["uk"] > counts["ru"]:
        return "uk"
    if counts["ru"] > 2 * counts["uk"] and _NOT_UKRAINIAN.search(text):
        return "ru"
    if _UKRAINIAN_I.search(text) and not counts["ru"]:
        return "uk"
    return _identified(text, _WRITTEN_IN["CYRILLIC"])


@cache
def _letters(code: str) -> re.Pattern[str]:
    letters = language(code).own_letters
    return re.compile(f"[{letters}{letters.upper()}]")


def _arabic(text: str, letters: int) -> str:
    if len(_NOT_ARABIC.findall(text)) < 0.02 * letters:
        return "ar"
    return _identified(text, ("fa", "ur", "ps", "ug"))


def _latin(text: str) -> str:
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    hits = function_word_hits(words)
    most = max(hits.values(), default=0)
    if len(words) < 3 or (most == 1 and len(words) < 4):
        return _identified(text, tuple(hits))
    guess = _identified(text, tuple(code for code in codes() if code not in _NOT_LATIN))
    if not most or hits[guess] >= 0.4 * most:
        return guess
    # The identifier knows spellings, which mislead in a short text: it chooses among the languages whose
    # function words the text has.
    return _identified(text, tuple(code for code, count in hits.items() if count >= 0.6 * most))


def _identified(text: str, candidates: tuple[str, ...]) -> str:
    """The likeliest of the candidates by py3langid."""
    if not candidates:
        return UNDETERMINED
    from py3langid import langid  # imports numpy: only in doubt

    for code, _ in langid.rank(text[:5000]):
        if code in candidates:
            return str(code)
    return UNDETERMINED
