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
from collections.abc import Iterator
from difflib import SequenceMatcher

from mtcheck.bilingual.align.translations import translations
from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import Passage, linked, neighbourhood
from mtcheck.bilingual.tokens import stem
from mtcheck.bilingual.transliteration import latin, sound
from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, pair_rule
from mtcheck.rules.source.mt618_name_spelling import bare_name, is_strange_name

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_LEAST = 5
_LIKE = 0.6
# Adjectives and names of peoples, which English forms in its own way.
_DERIVED = re.compile(r"(?:ian|ean|ish|ese|ans|land|lands|ics?|al|ists?|ism)$")


@pair_rule(
    Category.NAME_FORMAT,
    Severity.MINOR,
    default=False,
    confidence=0.4,
    languages=frozenset({"ru", "uk"}),
    what="names as they sound",
)
def check(pair: Pair) -> Iterator[Match]:
    for passage in linked(pair):
        yield from _by_sound(pair, passage)


def _by_sound(pair: Pair, passage: Passage) -> Iterator[Match]:
    around = neighbourhood(pair, passage.link)
    near = pair.source.text[around.start : around.end]
    heard = {sound(match.group(), of=pair.language) for match in _WORD.finditer(near)}
    targets = [bare_name(match.group()) for match in _WORD.finditer(passage.target_text)]
    codes = {sound(word, of=pair.language) for word in targets}
    first = True
    names = []
    for match in _WORD.finditer(passage.source_text):
        begins, first = (
            first or passage.source_text[match.start() - 2 : match.start()].strip() in ("«", "“", '"', "—"),
            False,
        )
        code = sound(match.group(), of=pair.language)
        if (
            not begins
            and match.group()[0].isupper()
            and len(match.group()) >= _LEAST
            and len(code) >= 3
            and not _heard(code, codes)
        ):
            names.append((match.group(), code))
    table = translations(pair.language)
    for match in _WORD.finditer(passage.target_text):
        word = bare_name(match.group())
        code = sound(word, of=pair.language)
        if not is_strange_name(word) or _DERIVED.search(word) or len(code) < 2:
            continue
        if any(_heard(other, heard) for other in _pronounced(word, pair.language)):
            continue
        likely = [
            (SequenceMatcher(None, code, other, autojunk=False).ratio(), name)
            for name, other in names
            if other[0] == code[0]
        ]
        if not likely or max(likely)[0] < _LIKE:
            continue
        name = max(likely)[1]
        entries = table.forward.get(stem(name, pair.language), {}) if table is not None else {}
        if stem(word, "en") in entries or (
            entries
            and not any(
                _heard(sound(one, of=pair.language), {sound(name, of=pair.language)}) for one in entries
            )
        ):
            continue  # a word that is translated
        start = passage.target.start + match.start()
        message = f"Check this name: the source has “{name}”, in Latin letters “{latin(name).capitalize()}”."
        yield Match(start, start + len(word), message, confidence=0.5)


def _pronounced(word: str, language: str) -> Iterator[str]:
    """The codes of a name that English may say in more than one way: Michael, Guardiola, Georgia, Julia."""
    lower = word.lower()
    changes = (
        ("", ""),
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
    for spelt, said in changes:
        if spelt in lower or not spelt:
            yield sound(lower.replace(spelt, said) if spelt else lower, of=language)


def _heard(code: str, others: set[str]) -> bool:
    """The same consonants, or but for an ending of either."""
    return any(code == other or (len(code) >= 2 and other.startswith(code) and len(other) <= len(code) + 3) or
               (len(other) >= 2 and code.startswith(other) and len(code) <= len(other) + 2) for other in others)  # fmt: skip
