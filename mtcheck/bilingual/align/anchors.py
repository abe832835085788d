"""What of a sentence can be found again in its translation without understanding it: keys of both sides that
match.

Translations of the word table, quantities, words of Latin script that stay as they are or nearly so
(cognates: Simard, Foster and Isabelle 1992), names by their sound across scripts, question marks.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from mtcheck.bilingual.align.translations import translations
from mtcheck.bilingual.numbers.reader import quantities
from mtcheck.bilingual.tokens import UNSPACED, folded, tokens
from mtcheck.bilingual.transliteration import sound
from mtcheck.lexicon.languages import READ
from mtcheck.text.language import ENGLISH

_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]+")
_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][A-Za-zÀ-ɏ'’-]+")
_OTHER = re.compile("[\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u0600-\u06ff]{3,}|[ァ-ヺー]{3,}")
_QUESTION = re.compile("[?？؟]")
_LEAST_SOUND = 3


class TargetKeys(NamedTuple):
    """The keys of an English sentence."""

    keys: frozenset[str]

    @classmethod
    def of(cls, text: str, language: str = "") -> TargetKeys:
        """language: of the source, whose way to hear names counts."""
        found = {f"w:{token.key}" for token in tokens(text, "en")}
        for match in _LATIN.finditer(text):
            plain = folded(match.group())
            found.add(f"f:{plain}")
            if len(plain) >= 5:
                found.add(f"p:{plain[:5]}")
        for match in _CAPITALISED.finditer(text):
            code = sound(match.group(), of=language)
            if len(code) >= _LEAST_SOUND:
                found.add(f"s:{code}")
        for quantity in quantities(text, "en"):
            found.update(f"n:{value:.6g}" for value in quantity.values)
        if _QUESTION.search(text):
            found.add("?")
        return cls(frozenset(found))


class SourceKeys(NamedTuple):
    """For each thing in a source sentence that can be found again: {key: weight 0..1}, alternatives of one
    another.
    """

    groups: tuple[dict[str, float], ...]

    @classmethod
    def of(cls, text: str, language: str) -> SourceKeys:
        groups: list[dict[str, float]] = []
        if language in READ:
            for quantity in quantities(text, language):
                groups.append({f"n:{value:.6g}": 1.0 if quantity.firm else 0.3 for value in quantity.values})
        table = translations(language)
        if table is not None:
            for token in tokens(text, language):
                if (entries := table.forward.get(token.key)) is None:
                    continue
                length = token.end - token.start
                # The characters of a word are n-grams themselves, and would count again.
                share = (0.35 if length == 1 else 0.7) if language in UNSPACED else 1.0
                group = {
                    f"w:{target}": share * math.sqrt(p * max(p, table.backward[token.key][target]))
                    for target, p in entries.items()
                    if p >= 0.04 and target not in ENGLISH
                }
                if group:
                    groups.append(group)
        for match in _LATIN.finditer(text):
            plain = folded(match.group())
            if plain in ENGLISH or len(plain) < 3:
                continue
            group = {f"f:{plain}": 0.9 if len(plain) > 3 else 0.5}
            if len(plain) >= 5:
                group[f"p:{plain[:5]}"] = 0.5
            groups.append(group)
        for match in _OTHER.finditer(text):
            code = sound(match.group(), of=language)
            if len(code) >= _LEAST_SOUND:
                groups.append({f"s:{code}": 0.4 + 0.1 * min(len(code), 6)})
        if _QUESTION.search(text):
            groups.append({"?": 0.6})
        return cls(tuple(groups))
