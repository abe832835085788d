"""Names of organisations: which one has these words in another order, or all but the word for its kind.

Source: `organisations.txt` beside this file (WordNet, and counts over English corpora; its header says how it
was made).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from mtcheck.lexicon.lists import read_lines

#: Words for a kind of organisation, which translations take for one another (as `content` has them).
KINDS = frozenset(
    "academy administration agency alliance assembly association authority board bureau center commission "
    "committee confederation conference corporation council court department directorate endowment "
    "federation forum foundation front fund group initiative institute institution league ministry movement "
    "office organization party service society tribunal union".split()
)
#: Kinds that stand before or behind what they are for, as one likes.
_BEFORE_OR_BEHIND = frozenset("ministry department committee office bureau board council directorate".split())
#: Words of content that a name has at least.
FEWEST = 3
_SMALL_WORDS = frozenset("of for on and in to the a an against with at by from".split())
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|&")
_AMERICAN = (
    ("organisation", "organization"),
    ("defence", "defense"),
    ("centre", "center"),
    ("labour", "labor"),
    ("programme", "program"),
)


class Meant(NamedTuple):
    """A known organisation that can be meant."""

    name: str
    """As the list has it."""
    kind: str | None
    """The word that stands for another one; None where only the order is other."""


class _Organisations(NamedTuple):
    sequences: frozenset[tuple[str, ...]]
    """The words of every name, in order."""
    by_words: dict[tuple[str, ...], list[str]]
    """The words of a name in alphabetical order: the names."""
    without_kind: dict[tuple[str, ...], list[tuple[str, str]]]
    """The same without the word for the kind: names and their kinds."""


#: For how many words the list is searched; for more, it is taken apart whole.
_SEARCHES = 50
_PREFIX = 4


@cache
def _lines() -> tuple[tuple[str, str], ...]:
    """The lines of the list in lower case with straight apostrophes, and as they are."""
    return tuple((line.lower().replace("’", "'"), line) for line in read_lines("organisations.txt"))


def _alike(words: tuple[str, ...]) -> _Organisations:
    """The organisations that can have the words of a name: the list takes longer to take apart than to
    search.
    """
    longest = max((word for word in words if word not in KINDS), key=len, default="")
    return _with_prefix(longest[:_PREFIX] if _with_prefix.cache_info().misses <= _SEARCHES else "")


@lru_cache(maxsize=2 * _SEARCHES)
def _with_prefix(prefix: str) -> _Organisations:
    """The organisations that have a word with these letters: spellings differ behind them."""
    return _organisations(line for lower, line in _lines() if prefix in lower)


def _organisations(lines: Iterable[str]) -> _Organisations:
    sequences = set()
    by_words: dict[tuple[str, ...], list[str]] = {}
    without_kind: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for line in lines:
        name = line.removeprefix("~")
        words = content(name)
        sequences.add(words)
        if line.startswith("~"):  # known, and not suggested
            continue
        by_words.setdefault(tuple(sorted(words)), []).append(name)
        kinds = _kinds(words)
        if len(kinds) == 1:
            without_kind.setdefault(_without(words, kinds), []).append((name, kinds[0]))
    return _Organisations(frozenset(sequences), by_words, without_kind)


def content(name: str) -> tuple[str, ...]:
    """The words of a name without small ones, possessives and plurals, in American spelling and lower
    case.
    """
    words = _WORD.findall(name)
    return tuple(_base(word) for word in words if word.lower() not in _SMALL_WORDS and word != "&")


@lru_cache(maxsize=8192)
def _base(word: str) -> str:
    lower = word.lower().replace("’", "'")
    for british, american in _AMERICAN:
        lower = lower.replace(british, american)
    lower = lower.removesuffix("'s").removesuffix("s'")
    is_plural = lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and len(lower) > 4
    return lower[:-1] if is_plural else lower


def _kinds(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word in KINDS]


def _without(words: tuple[str, ...], kinds: list[str]) -> tuple[str, ...]:
    """The other words in alphabetical order."""
    return tuple(sorted(set(words) - set(kinds)))


def meant(name: str) -> list[Meant]:
    """The known organisations that have the words of `name` in another order, or another kind; none if it is
    known itself.

    A ministry of defence and a defence ministry are the same; three words beside the kind must be the same.
    """
    words = content(name)
    if len(set(words)) != len(words) or len(words) < FEWEST:
        return []
    organisations = _alike(words)
    if words in organisations.sequences:
        return []
    kinds = _kinds(words)
    in_other_order = [
        Meant(known, None)
        for known in organisations.by_words.get(tuple(sorted(words)), ())
        if not _is_customary_order(words, content(known), kinds)
    ]
    if len(kinds) != 1 or in_other_order or len(words) <= FEWEST:
        return in_other_order
    alike = organisations.without_kind.get(_without(words, kinds), ())
    return [Meant(known, kinds[0]) for known, kind in alike if kind != kinds[0]]


def _is_customary_order(words: tuple[str, ...], known: tuple[str, ...], kinds: list[str]) -> bool:
    """Whether only the kind changed places, and is one that may: Committee on Ways and Means, Ways and
    Means Committee.
    """
    return bool(_BEFORE_OR_BEHIND.intersection(kinds)) and all(
        [word for word in words if word != kind] == [word for word in known if word != kind] or len(kinds) > 1
        for kind in kinds
    )
