"""Names of organisations: which one has these words in another order, or all but the word for its kind.

Source: `organisations.txt` beside this file (WordNet, and counts over English corpora; its header says how it
was made).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).with_name("organisations.txt")

#: Words for a kind of organisation, which translations take for one another (as `content` has them).
KINDS = frozenset(
    "academy administration agency alliance assembly association authority board bureau center commission committee confederation"
    " conference corporation council court department directorate endowment federation forum foundation front fund group"
    " initiative institute institution league ministry movement office organization party service society tribunal union".split()
)
#: Kinds that stand before or behind what they are for, as one likes.
_TURNED = frozenset("ministry department committee office bureau board council directorate".split())
#: Words of content that a name has at least.
FEWEST = 3
_SMALL = frozenset("of for on and in to the a an against with at by from".split())
_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|&")
_SPELT = (
    ("organisation", "organization"),
    ("defence", "defense"),
    ("centre", "center"),
    ("labour", "labor"),
    ("programme", "program"),
)


class Meant(NamedTuple):
    """A known organisation that can be meant. kind: the word that stands for another one; None where only
    the order is other.
    """

    name: str
    kind: str | None


@lru_cache(maxsize=8192)
def _plain(word: str) -> str:
    lower = word.lower().replace("’", "'")
    for british, american in _SPELT:
        lower = lower.replace(british, american)
    lower = lower.removesuffix("'s").removesuffix("s'")
    return (
        lower[:-1]
        if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and len(lower) > 4
        else lower
    )


def content(name: str) -> tuple[str, ...]:
    """The words of a name without small ones, possessives and plurals, in American spelling and lower
    case.
    """
    return tuple(_plain(word) for word in _WORDS.findall(name) if word.lower() not in _SMALL and word != "&")


class _Data(NamedTuple):
    sequences: frozenset[tuple[str, ...]]
    by_words: dict[tuple[str, ...], list[str]]  # the words in alphabetical order
    without_kind: dict[tuple[str, ...], list[tuple[str, str]]]  # the other words, too: names and their kinds


@cache
def _data() -> _Data:
    sequences = set()
    by_words: dict[tuple[str, ...], list[str]] = {}
    without_kind: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for line in _DATA.read_text(encoding="ascii").splitlines():
        if line.startswith("#"):
            continue
        name = line.removeprefix("~")
        words = content(name)
        sequences.add(words)
        if line.startswith("~"):
            continue
        by_words.setdefault(tuple(sorted(words)), []).append(name)
        kinds = [word for word in words if word in KINDS]
        if len(kinds) == 1:
            without_kind.setdefault(tuple(sorted(set(words) - set(kinds))), []).append((name, kinds[0]))
    return _Data(frozenset(sequences), by_words, without_kind)


def meant(name: str) -> list[Meant]:
    """The known organisations that have the words of `name` in another order, or another kind; none if it is
    known itself.

    A ministry of defence and a defence ministry are the same; three words beside the kind must be the same.
    """
    data, words = _data(), content(name)
    if words in data.sequences or len(set(words)) != len(words) or len(words) < FEWEST:
        return []
    kinds = [word for word in words if word in KINDS]
    found = [
        Meant(known, None)
        for known in data.by_words.get(tuple(sorted(words)), ())
        if not _is_turned(words, content(known), kinds)
    ]
    if len(kinds) == 1 and not found and len(words) > FEWEST:
        rest = tuple(sorted(set(words) - set(kinds)))
        found = [
            Meant(known, kinds[0]) for known, kind in data.without_kind.get(rest, ()) if kind != kinds[0]
        ]
    return found


def _is_turned(words: tuple[str, ...], known: tuple[str, ...], kinds: list[str]) -> bool:
    """Whether only the kind changed places, and is one that may: Committee on Ways and Means, Ways and
    Means Committee.
    """
    return bool(_TURNED.intersection(kinds)) and all(
        [word for word in words if word != kind] == [word for word in known if word != kind] or len(kinds) > 1
        for kind in kinds
    )
