"""Phrases of a house rule, looked for in a text: where each stands, the longer of two at one place.

A few are one expression. Of very many that would be slow, to compile as well as to search with: they are
looked up by their words, and only what has the words of a phrase is compared with it.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from mtcheck.rules.house.expression import VARIANTS, is_exact, literal, of_phrases, ordered

#: Phrases up to which one expression is faster.
FEW = 200
_PART = regex.compile(r"\w+")
_SIGN = regex.compile(r"[^\w\s]")
#: Forms of a mark that a phrase does not tell apart.
_PLAIN = str.maketrans({form: mark for mark, forms in VARIANTS.items() for form in forms.strip("[]")})


class FoundPhrase(NamedTuple):
    """A place where a phrase stands."""

    start: int
    """Offset in the text."""
    end: int
    """Offset behind it."""
    phrase: str
    """The phrase, as the rule has it."""


#: Finds the phrases in a text, in order, none overlapping another.
FindPhrases = Callable[[str], Iterator[FoundPhrase]]


@lru_cache(maxsize=4096)
def finder(phrases: tuple[str, ...], match_case: bool | None) -> FindPhrases:
    """What finds these phrases. match_case: as in `is_exact`."""
    if len(phrases) <= FEW:
        return _Expression(phrases, match_case).find
    return _PhraseTable(phrases, match_case).find


class _Expression:
    """A few phrases, one group each."""

    def __init__(self, phrases: Iterable[str], match_case: bool | None) -> None:
        self._phrases = ordered(phrases)
        self._expression = of_phrases(self._phrases, match_case)

    def find(self, text: str) -> Iterator[FoundPhrase]:
        for match in self._expression.finditer(text):
            yield FoundPhrase(match.start(), match.end(), self._phrases[(match.lastindex or 1) - 1])


class _Key(NamedTuple):
    """What phrases are looked up by."""

    sign: str
    """The first character, if it is neither a letter nor a figure; else empty."""
    parts: tuple[str, ...]
    """The runs of letters and figures, without case."""


class _PhraseTable:
    """Many phrases."""

    def __init__(self, phrases: Iterable[str], match_case: bool | None) -> None:
        self._phrases = ordered(phrases)
        self._match_case = match_case
        self._by_key: dict[_Key, list[int]] = defaultdict(list)
        for index, phrase in enumerate(self._phrases):
            self._by_key[_key(phrase)].append(index)
        self._lengths: dict[tuple[str, str], set[int]] = defaultdict(set)  # by sign and first part
        for sign, parts in self._by_key:
            self._lengths[sign, parts[0] if parts else ""].add(len(parts))
        self._signs = frozenset(sign for sign, _ in self._by_key if sign)

    def find(self, text: str) -> Iterator[FoundPhrase]:
        parts = list(_PART.finditer(text))
        words = [_folded(part.group()) for part in parts]
        end = 0
        for start, sign, index in heapq.merge(self._word_starts(parts), self._sign_starts(text, parts)):
            if start < end:
                continue
            for number in self._candidates(sign, words, index):
                match = self._expression(number).match(text, start)
                if match is not None:
                    end = match.end()
                    yield FoundPhrase(start, end, self._phrases[number])
                    break

    def _word_starts(self, parts: Sequence[regex.Match[str]]) -> Iterator[tuple[int, str, int]]:
        """(offset, no sign, the index of the part there) for each part."""
        for index, part in enumerate(parts):
            yield part.start(), "", index

    def _sign_starts(self, text: str, parts: Sequence[regex.Match[str]]) -> Iterator[tuple[int, str, int]]:
        """(offset, sign, the index of the next part) for each sign that a phrase begins with."""
        index = 0
        for match in _SIGN.finditer(text) if self._signs else ():
            sign = match.group().translate(_PLAIN)
            if sign in self._signs:
                while index < len(parts) and parts[index].start() < match.start():
                    index += 1
                yield match.start(), sign, index

    def _candidates(self, sign: str, words: Sequence[str], index: int) -> list[int]:
        """The numbers of the phrases that may stand where this part begins, the longest first."""
        first = words[index] if index < len(words) else ""
        lengths = {
            *self._lengths.get((sign, first), ()),
            *(self._lengths.get((sign, ""), ()) if sign else ()),
        }
        keys = (_Key(sign, tuple(words[index : index + length])) for length in lengths)
        return sorted(number for key in keys for number in self._by_key.get(key, ()))

    def _expression(self, number: int) -> regex.Pattern[str]:
        return _compiled(self._phrases[number], is_exact(self._phrases[number], self._match_case))


@lru_cache(maxsize=4096)
def _compiled(phrase: str, exact: bool) -> regex.Pattern[str]:
    return regex.compile(literal(phrase), 0 if exact else regex.IGNORECASE)


def _key(phrase: str) -> _Key:
    parts = tuple(map(_folded, _PART.findall(phrase)))
    return _Key("" if _PART.match(phrase.split()[0]) else phrase.split()[0][0].translate(_PLAIN), parts)


def _folded(text: str) -> str:
    """The text without case; all kinds of i are one."""
    return text.casefold().replace("i\u0307", "i").replace("ı", "i")
