"""A name from Russian or Ukrainian does not sound like the source's: check this name.

What it finds
-------------
A capitalised word of the translation that no word list knows, whose consonants are those of no word of the
source sentence or its neighbours, beside a name of the source that is near it and that the translation does
not have. Romanisations of all kinds and case endings pass; countries, their peoples and languages do too.

Why it matters
--------------
Names that went through another language or a wrong guess are the readers' puzzle: “Hosen” is Kherson.

Example
-------
Source: Бои идут под Херсоном. Translation: Fighting goes on near Hoson.

Instead
-------
Fighting goes on near Kherson.

Measured
--------
Off by default: one finding on 80,596 words of human translations (200 documents), but about one in 130
Russian and Ukrainian sentences over all 785 documents. `python -m benchmarks.bilingual --shared ../shared
--documents 200`.

Source
------
“proper-name correspondence” (B12 in docs/quality-checks.md; M7); romanisation: anyascii; consonant classes:
mtcheck/bilingual/transliteration.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import LinkedPassage, linked_passages, source_around
from mtcheck.bilingual.tokens import stem
from mtcheck.bilingual.transliteration import latin, sound
from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, pair_rule
from mtcheck.rules.source.names import LEAST_LETTERS, WORD, bare_name, is_strange_name, translations_of

_LEAST_LIKENESS = 0.6
# Adjectives and names of peoples, which English forms in its own way.
_DERIVED = re.compile(r"(?:ian|ean|ish|ese|ans|land|lands|ics?|al|ists?|ism)$")
_OPENING = ("«", "“", '"', "—")
#: Letters that English says in more than one way, and the other way.
_OTHER_SOUNDS = (
    ("ch", "k"),
    ("gu", "gv"),
    ("g", "j"),
    ("j", ""),
    ("h", ""),
    ("w", ""),
    ("x", "ks"),
    ("c", "s"),
    ("ts", "k"),
    ("y", "k"),
)


@pair_rule(
    Category.NAME_FORMAT,
    Severity.MINOR,
    default=False,
    confidence=0.4,
    languages=frozenset({"ru", "uk"}),
    compares="names as they sound",
)
def check(pair: Pair) -> Iterator[Match]:
    for passage in linked_passages(pair):
        yield from _unlike_their_source(pair, passage)


def _unlike_their_source(pair: Pair, passage: LinkedPassage) -> Iterator[Match]:
    """Names of the translation that no word of the source sounds like, beside one that may be meant."""
    language = pair.language
    heard = {sound(match.group(), of=language) for match in WORD.finditer(source_around(pair, passage.link))}
    names = _lost_names(passage, language)
    for match in WORD.finditer(passage.target_text):
        word = bare_name(match.group())
        if not is_strange_name(word) or _DERIVED.search(word):
            continue
        name = _likeliest(sound(word, of=language), names)
        if name is None or any(_is_like_any(code, heard) for code in _pronunciations(word, language)):
            continue
        if not _is_translated(name, word, language):
            start = passage.target.start + match.start()
            latin_name = latin(name).capitalize()
            message = f"Check this name: the source has “{name}”, in Latin letters “{latin_name}”."
            yield Match(start, start + len(word), message, confidence=0.5)


def _lost_names(passage: LinkedPassage, language: str) -> list[tuple[str, str]]:
    """(name, code) of the names of the source that no word of the translation sounds like."""
    target = {sound(bare_name(match.group()), of=language) for match in WORD.finditer(passage.target_text)}
    text, names = passage.source_text, []
    # The first word has a capital anyway, as has the first of a quotation.
    for match in list(WORD.finditer(text))[1:]:
        word, code = match.group(), sound(match.group(), of=language)
        opens = text[match.start() - 2 : match.start()].strip() in _OPENING
        if opens or not word[0].isupper() or len(word) < LEAST_LETTERS:
            continue
        if len(code) >= 3 and not _is_like_any(code, target):
            names.append((word, code))
    return names


def _likeliest(code: str, names: list[tuple[str, str]]) -> str | None:
    """The name that sounds most like this, if any does."""
    if len(code) < 2:
        return None
    likeness, name = max(
        (
            (SequenceMatcher(None, code, other, autojunk=False).ratio(), name)
            for name, other in names
            if other[0] == code[0]
        ),
        default=(0.0, ""),
    )
    return name if likeness >= _LEAST_LIKENESS else None


def _is_translated(name: str, word: str, language: str) -> bool:
    """Whether the table has it as a word that is translated, by this word or by others than its sound."""
    translated = translations_of(name, language)
    code = {sound(name, of=language)}
    by_others = bool(translated) and not any(
        _is_like_any(sound(english, of=language), code) for english in translated
    )
    return stem(word, "en") in translated or by_others


def _pronunciations(word: str, language: str) -> Iterator[str]:
    """The codes of a name that English may say in more than one way: Michael, Guardiola, Georgia, Julia."""
    lower = word.lower()
    yield sound(lower, of=language)
    for spelling, other in _OTHER_SOUNDS:
        if spelling in lower:
            yield sound(lower.replace(spelling, other), of=language)


def _is_like_any(code: str, others: Iterable[str]) -> bool:
    """The same consonants, or but for an ending of either."""
    return any(
        code == other or _begins_with(other, code, 3) or _begins_with(code, other, 2) for other in others
    )


def _begins_with(longer: str, shorter: str, most: int) -> bool:
    """Whether a code is another one and an ending of so many consonants at most."""
    return len(shorter) >= 2 and longer.startswith(shorter) and len(longer) <= len(shorter) + most
