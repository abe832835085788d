"""Which language a source text is in, as an ISO 639-1 code.

The script decides where it can (kana, Hangul, Chinese characters, letters that only one language has);
function words and the language identifier py3langid decide the rest, among the languages that are written in
that script.
"""

from __future__ import annotations

import re
from collections import Counter

from mtcheck.text.language import NAMES, function_word_hits, script_of

#: What a text is called whose language cannot be told (ISO 639-2 “undetermined”).
UNDETERMINED = "und"

#: Characters that are read: more decide nothing.
_READ = 20_000

_BY_SCRIPT = {
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
_KANA = ("HIRAGANA", "KATAKANA")
# Letters of one Cyrillic alphabet that the neighbours do not have.
_UKRAINIAN, _RUSSIAN = re.compile("[їєґЇЄҐ]"), re.compile("[ыэъёЫЭЪЁ]")
_BELARUSIAN, _SERBIAN = re.compile("[ўЎ]"), re.compile("[ђћџљњјЂЋЏЉЊЈ]")
# Letters of Persian and Urdu that Arabic does not have.
_NOT_ARABIC = re.compile("[پچژگکیےٹڈڑ]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def name_of(language: str) -> str:
    """The language's English name, for messages."""
    return _MORE_NAMES.get(language) or NAMES.get(language) or f"“{language}”"


_MORE_NAMES = {
    "be": "Belarusian",
    "en": "English",
    "he": "Hebrew",
    "mk": "Macedonian",
    "ne": "Nepali",
    "ps": "Pashto",
    UNDETERMINED: "an undetermined language",
}


def detect(text: str) -> str:
    """The ISO 639-1 code of the text's language, `und` where it cannot be told."""
    text = text[:_READ]
    scripts = Counter(script_of(char) for char in text if char.isalpha())
    total = sum(scripts.values())
    if not total:
        return UNDETERMINED
    kana = sum(scripts[script] for script in _KANA)
    han = scripts["CJK"]
    # A Chinese character stands for some two and a half Latin letters.
    if 2.5 * (kana + han) > 0.4 * (total + 1.5 * (kana + han)):
        return "ja" if kana > 0.05 * (kana + han) else "zh"
    script, _ = scripts.most_common(1)[0]
    if script == "LATIN" and len(scripts) > 1:
        # Names in Latin script stand in texts of all scripts, hardly the other way round.
        other, count = scripts.most_common(2)[1]
        script = other if count >= 0.3 * total and other in _BY_SCRIPT else script
    if script == "CYRILLIC":
        return _cyrillic(text)
    if script == "ARABIC":
        return (
            "ar"
            if len(_NOT_ARABIC.findall(text)) < 0.02 * scripts["ARABIC"]
            else _identified(text, ("fa", "ur", "ps", "ug"))
        )
    if script == "LATIN":
        return _latin(text)
    languages = _BY_SCRIPT.get(script, ())
    return (
        languages[0] if len(languages) == 1 else _identified(text, languages) if languages else UNDETERMINED
    )


def _cyrillic(text: str) -> str:
    counts = {
        "ru": len(_RUSSIAN.findall(text)),
        "uk": len(_UKRAINIAN.findall(text)),
        "be": len(_BELARUSIAN.findall(text)),
    }
    if len(_SERBIAN.findall(text)) > sum(counts.values()):
        return _identified(text, ("sr", "mk"))
    if counts["be"] > 2 * counts["uk"] and counts["be"] * 50 > len(text):
        return "be"
    if counts["uk"] > counts["ru"]:
        return "uk"
    if counts["ru"] > 2 * counts["uk"] and re.search("[ыэёЫЭЁ]", text):
        return "ru"
    if re.search(r"\bі\b|[а-яґ]і|і[а-яґ]", text) and not counts["ru"]:
        return "uk"
    return _identified(text, _BY_SCRIPT["CYRILLIC"])


def _latin(text: str) -> str:
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    hits = function_word_hits(words)
    most = max(hits.values(), default=0)
    if len(words) < 3 or (most == 1 and len(words) < 4):
        return _identified(text, tuple(hits)) if hits else UNDETERMINED
    guess = _identified(text, (*(language for language in NAMES if language not in _OTHER_SCRIPTS), "en"))
    if not most or hits[guess] >= 0.4 * most:
        return guess
    # The identifier knows letters, which mislead in a short text: it chooses among the languages whose words
    # there are.
    return _identified(text, tuple(language for language, count in hits.items() if count >= 0.6 * most))


_OTHER_SCRIPTS = frozenset(code for codes in _BY_SCRIPT.values() for code in codes) | {"zh", "ja"}


def _identified(text: str, languages: tuple[str, ...]) -> str:
    from py3langid import langid  # imports numpy: only in doubt

    wanted = set(languages)
    for code, _ in langid.rank(text[:5000]):
        if code in wanted:
            return str(code)
    return UNDETERMINED
