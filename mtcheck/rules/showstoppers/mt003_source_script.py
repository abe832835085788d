"""Letters of another script stand in the English text.

What it finds
-------------
Chinese, Japanese, Korean, Cyrillic, Greek, Arabic, Hebrew and other letters in an English sentence, and
single Cyrillic or Greek letters inside Latin words, where nobody sees them but every search fails. A name or
quotation in its own script passes in brackets or quotation marks, with its transliteration in brackets after
it, after the name of its language, and in a list of such pairs; so do Greek letters as symbols (α, β-blocker,
μm).

Why it matters
--------------
The translation system copied what it could not read. Readers cannot read it either, and the sense of the
sentence is lost with it.

Example
-------
The city spent 新8.96 billion on roads.

Instead
-------
The city spent 8.96 billion yuan on roads.

Measured
--------
See `python -m benchmarks.rules --select MT003`. No alarm in 93,737 words of clean news.

Source
------
pofilter `validchars`; WMT23 Chinese-English, where a naive version of the rule was right in 67 % of its
findings (docs/quality-checks.md). Look-alikes: Unicode Technical Standard 39, confusables, the Cyrillic and
Greek letters that look like Latin ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.language import script_of
from mtcheck.text.late_pattern import late_pattern

# Letters of all scripts but Latin, from and to.
_RANGES = tuple(
    (pair[0], pair[1])
    for pair in (
        "\u0370\u1dbf \u1f00\u1fff \u2c80\u2dff \u2e80\u2fdf \u3005\u3007 \u3021\u3029 \u3031\u318f "
        "\u31f0\u4dbf \u4e00\ua4cf \ua500\ud7ff \uf900\ufaff \ufb1d\ufdff \ufe70\ufefc \uff66\uff9f "
        "\U00010000\U0001b2ff \U00020000\U0003ffff"
    ).split(" ")
)
_LETTER = "".join(f"{first}-{last}" for first, last in _RANGES)
_RUN = late_pattern(
    rf"[{_LETTER}](?:[{_LETTER}\u200c\u200d]|(?:, |[ ,、，。：·・ー－«»《》“”-])(?=[{_LETTER}]))*"
)
_ANY = late_pattern(f"[{_LETTER}]")
_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕАВЕКМНОРСТХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧοѵһԁԛԝ", "aeopcyxijsABEKMHOPCTXIJSABEZHIKMNOPTYXovhdqw"
)
_CLOSED_BY = {
    "(": ")",
    "[": "]",
    "“": "”",
    '"': '"',
    "‘": "’",
    "'": "'",
    "«": "»",
    "《": "》",
    "（": "）",
    "「": "」",
    "【": "】",
    "/": "/",
}
_LANGUAGE_BEFORE = late_pattern(
    r"(?:Chinese|Japanese|Korean|Russian|Ukrainian|Arabic|Hebrew|Greek|Thai|Hindi|Persian|Mandarin|Cantonese"
    r"|Bulgarian|Serbian|character|letter|word|symbol|hashtag)s?\b[^.;!?]{0,40}[:,]?\s*[\"“‘']?$",
    re.IGNORECASE,
)
_GLOSS_AFTER = late_pattern(
    r"\s*[\"”’』」]?\s*(?:\(|（|/|\[|—|–|- |, (?:or|meaning|literally|which means|pronounced)\b|means\b)"
)
_GLOSS_BEFORE = late_pattern(r"[A-Za-z]\s*(?:/|[|]|\()\s*$")
_LANGUAGES = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}
_SHOWN = 80  # code points that a finding marks


@rule(Category.UNTRANSLATED, Severity.CRITICAL, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    if not any(_is_of_other_script(character) for character in set(prose)):
        return
    reported_to = 0
    for match in _RUN.finditer(prose):
        start, end = match.span()
        letters = sum(map(str.isalpha, match.group()))
        if not letters or start < reported_to:  # the word was reported for another of its letters
            continue
        before, after = prose[max(0, start - 1) : start], prose[end : end + 1]
        script = next(script_of(character) for character in match.group() if character.isalpha())
        if script == "GREEK" and letters <= 2 and not (letters == 1 and _in_latin_word(before, after)):
            continue
        glued = any(neighbour.isascii() and neighbour.isalnum() for neighbour in (before, after))
        if letters <= 3 and glued and (mixed := _mixed_word(prose, start, end)):
            yield mixed
            reported_to = mixed.end
        elif not _is_quoted_or_glossed(prose, start, end):
            look_alike = _look_alike(prose, match, script, glued) if letters == 1 else None
            yield look_alike or _foreign_letters(match, script, letters, glued)


def _is_of_other_script(character: str) -> bool:
    """Whether `_LETTER` has it. It is asked before the patterns, which take long to compile."""
    return character >= _RANGES[0][0] and any(first <= character <= last for first, last in _RANGES)


def _look_alike(prose: str, match: re.Match[str], script: str, glued: bool) -> Match | None:
    """20 °С, 80 х 60 cm: a letter that nobody can tell from a Latin one."""
    latin = match.group().translate(_LOOK_ALIKES)
    if not latin.isascii():
        return None
    start, end = match.span()
    message = f"This is a {script.capitalize()} letter that looks like the Latin “{latin}”."
    safe = glued or _is_a_sign(prose, start, end)
    return Match(start, end, message, replace_with=latin, severity=Severity.MINOR, safe=safe)


def _foreign_letters(match: re.Match[str], script: str, letters: int, glued: bool) -> Match:
    start, end = match.span()
    single = letters == 1 and not glued
    message = (
        f"{_LANGUAGES.get(script, script.capitalize())} characters are left in the English text: translate"
        " them, or put them in brackets after their translation."
    )
    severity = Severity.CRITICAL if letters >= 6 else Severity.MINOR if single else Severity.MAJOR
    confidence = 0.7 if single else 0.95
    return Match(start, min(end, start + _SHOWN), message, severity=severity, confidence=confidence)


def _is_a_sign(prose: str, start: int, end: int) -> bool:
    """Whether it is a degree's C or a multiplication sign; elsewhere it may be a word of its language."""
    before, after = prose[max(0, start - 2) : start].rstrip(), prose[end : end + 2].lstrip()
    return before[-1:] == "°" or (before[-1:].isdigit() and after[:1].isdigit())


def _in_latin_word(before: str, after: str) -> bool:
    return all(neighbour.isascii() and neighbour.isalpha() for neighbour in (before, after))


def _mixed_word(prose: str, start: int, end: int) -> Match | None:
    """A word that mixes Latin letters with others that look the same."""
    first, last = start, end
    while first > max(0, start - 40) and prose[first - 1].isalpha():
        first -= 1
    while last < min(len(prose), end + 40) and prose[last].isalpha():
        last += 1
    word = prose[first:last]
    latin = word.translate(_LOOK_ALIKES)
    if latin == word or _ANY.search(latin) or not any(letter.isascii() for letter in word):
        return None
    script = script_of(prose[start]).capitalize()
    message = f"“{word}” contains a {script} letter that looks like a Latin one."
    return Match(
        first, last, message, replace_with=latin, severity=Severity.MAJOR, confidence=0.98, safe=True
    )


def _is_quoted_or_glossed(prose: str, start: int, end: int) -> bool:
    """Whether it stands in brackets or quotation marks, or beside its transliteration or its language."""
    before, after = prose[max(0, start - 60) : start], prose[end : end + 60]
    if any(_is_enclosed(before, after, opening, closing) for opening, closing in _CLOSED_BY.items()):
        return True
    if _LANGUAGE_BEFORE.search(before) or _GLOSS_BEFORE.search(before):
        return True
    return bool(_GLOSS_AFTER.match(after)) and (start == 0 or not prose[start - 1].isalnum())


def _is_enclosed(before: str, after: str, opening: str, closing: str) -> bool:
    """Whether a bracket or quotation is open: “(Chinese: …, lit. …)”. Marks that look alike stand close."""
    opened = before.rfind(opening)
    if opened < 0 or closing not in after:
        return False
    if opening == closing:
        return len(before) - opened - 1 + after.find(closing) <= 12
    return closing not in before[opened + 1 :]
