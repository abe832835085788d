"""Letters of another script stand in the English text.

What it finds
-------------
Chinese, Japanese, Korean, Cyrillic, Greek, Arabic, Hebrew and other letters in an English sentence, and
single Cyrillic or Greek letters inside Latin words, where they cannot be seen but break every search. A name
or quotation in its own script passes in brackets or quotation marks, with its transliteration in brackets
after it, after the name of its language, and in a list of such pairs; so do Greek letters as symbols (α,
β-blocker, μm).

Why it matters
--------------
It is what the translation system could not read, copied. Readers cannot read it either, and the sense of the
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

# Letters of all scripts but Latin.
_LETTER = (
    "\u0370-\u1dbf\u1f00-\u1fff\u2c80-\u2dff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u318f\u31f0-\u4dbf\u4e00-\ua4cf\ua500-\ud7ff"
    "\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc\uff66-\uff9f\U00010000-\U0001b2ff\U00020000-\U0003ffff"
)
_RUN = re.compile(rf"[{_LETTER}](?:[{_LETTER}\u200c\u200d]|[ ,、，。：·・ー－«»《》“”-](?=[{_LETTER}]))*")
_ANY = re.compile(f"[{_LETTER}]")
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
_LANGUAGE = re.compile(
    r"(?:Chinese|Japanese|Korean|Russian|Ukrainian|Arabic|Hebrew|Greek|Thai|Hindi|Persian|Mandarin|Cantonese|Bulgarian|Serbian|character|"
    r"letter|word|symbol|hashtag)s?\b[^.;!?]{0,40}[:,]?\s*[\"“‘']?$",
    re.IGNORECASE,
)
_GLOSS_AFTER = re.compile(
    r"\s*[\"”’』」]?\s*(?:\(|（|/|\[|—|–|- |, (?:or|meaning|literally|which means|pronounced)\b|means\b)"
)
_GLOSS_BEFORE = re.compile(r"[A-Za-z]\s*(?:/|[|]|\()\s*$")


@rule(Category.UNTRANSLATED, Severity.CRITICAL, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    if prose.isascii():
        return
    done = 0
    for match in _RUN.finditer(prose):
        start, end = match.span()
        if start < done:  # another letter of a word that was reported
            continue
        letters = sum(map(str.isalpha, match.group()))
        if not letters:
            continue
        before, after = prose[max(0, start - 1) : start], prose[end : end + 1]
        glued = bool((before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum()))
        script = next(script_of(character) for character in match.group() if character.isalpha())
        if script == "GREEK" and letters <= 2 and not (letters == 1 and _in_latin_word(before, after)):
            continue
        if letters <= 3 and glued and (finding := _look_alike(document, start, end)):
            yield finding
            done = finding.end
            continue
        if _is_quoted_or_glossed(prose, start, end):
            continue
        severity = Severity.CRITICAL if letters >= 6 else Severity.MAJOR
        if letters == 1 and not glued:
            severity = Severity.MINOR
        meant = match.group().translate(_LOOK_ALIKES)
        if letters == 1 and meant.isascii():  # 20 °С, 80 х 60 cm: nobody sees it
            message = f"This is a {script.capitalize()} letter that looks like the Latin “{meant}”."
            safe = glued or _is_a_sign(prose, start, end)
            yield Match(start, end, message, replace_with=meant, severity=Severity.MINOR, safe=safe)
            continue
        name = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}.get(
            script, script.capitalize()
        )
        yield Match(
            start,
            min(end, start + 80),
            f"{name} characters are left in the English text: translate them, or put them in brackets after their translation.",
            severity=severity,
            confidence=0.95 if glued or letters > 1 else 0.7,
        )


def _is_a_sign(prose: str, start: int, end: int) -> bool:
    """20 °С, 80 х 60: a letter that stands alone between words may be a word of its language."""
    before, after = prose[max(0, start - 2) : start].rstrip(), prose[end : end + 2].lstrip()
    return before[-1:] == "°" or (before[-1:].isdigit() and after[:1].isdigit())


def _in_latin_word(before: str, after: str) -> bool:
    return bool(
        before and after and before.isascii() and before.isalpha() and after.isascii() and after.isalpha()
    )


def _look_alike(document: Document, start: int, end: int) -> Match | None:
    """A word that mixes Latin letters with others that look the same."""
    prose = document.prose
    first, last = start, end
    while first > max(0, start - 40) and prose[first - 1].isalpha():
        first -= 1
    while last < min(len(prose), end + 40) and prose[last].isalpha():
        last += 1
    word = prose[first:last]
    plain = word.translate(_LOOK_ALIKES)
    if plain == word or _ANY.search(plain) or not any(letter.isascii() for letter in word):
        return None
    script = script_of(prose[start]).capitalize()
    message = f"“{word}” contains a {script} letter that looks like a Latin one."
    return Match(
        first, last, message, replace_with=plain, severity=Severity.MAJOR, confidence=0.98, safe=True
    )


def _is_quoted_or_glossed(prose: str, start: int, end: int) -> bool:
    """In brackets or quotation marks, or beside its transliteration."""
    opening = prose[max(0, start - 60) : start]
    closing = prose[end : end + 60]
    # Within an open bracket or quotation: names with a few Latin words around them ("(Chinese: …, lit. …)").
    for open_mark, close_mark in _CLOSED_BY.items():
        at = opening.rfind(open_mark)
        if (
            at >= 0
            and close_mark in closing
            and (open_mark == close_mark or close_mark not in opening[at + 1 :])
        ):
            between = opening[at + 1 :] + closing[: closing.find(close_mark)]
            if open_mark != close_mark or len(between) <= 12:
                return True
    if _LANGUAGE.search(opening) or _GLOSS_BEFORE.search(opening):
        return True
    return bool(_GLOSS_AFTER.match(closing)) and (start == 0 or not prose[start - 1].isalnum())
