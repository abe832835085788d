"""The phrase lists that the MT1xx rules read, loaded when first asked for.

Each `phrases_….txt` says in its first lines where it is from and what made it; fields are parted by tabs.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mtcheck.lexicon.lists import read_rows

#: Words that MT103 takes for prepositions and for articles.
PREPOSITIONS = frozenset(
    "of in to for with on at by from about into through under over after against during before between "
    "without within among towards toward across behind beyond upon despite except concerning "
    "regarding".split()
)
ARTICLES = frozenset("the a an his her its their my our your this that these those any some no".split())


class Garbles(NamedTuple):
    """Phrases that machine translation writes and nobody else."""

    phrases: dict[str, str]
    """The phrase, words parted by a space: what was meant, empty where that is not clear."""
    longest: dict[str, int]
    """The first word of any phrase: how many words the longest of its phrases has."""


@cache
def garbles() -> Garbles:
    """For MT104."""
    phrases: dict[str, str] = {}
    longest: dict[str, int] = {}
    for phrase, _documents, *meant in read_rows("phrases_garbles.txt"):
        phrases[phrase] = meant[0] if meant else ""
        first = phrase.partition(" ")[0]
        longest[first] = max(longest.get(first, 0), phrase.count(" ") + 1)
    return Garbles(phrases, longest)


@cache
def fixed_expressions() -> dict[str, dict[str, str]]:
    """For MT101: first word to last word to the expression as it should be written."""
    expressions: dict[str, dict[str, str]] = {}
    for apart, joined in read_rows("phrases_fixed.txt"):
        first, _, last = apart.partition(" ")
        expressions.setdefault(first, {})[last] = joined
    return expressions


@cache
def compounds() -> dict[str, dict[str, str]]:
    """For MT102: first word to second word to the compound that was meant."""
    pairs: dict[str, dict[str, str]] = {}
    for first, compound, seconds in read_rows("phrases_compounds.txt"):
        pairs.setdefault(first, {}).update(dict.fromkeys(seconds.split(), compound))
    return pairs


class Frame(NamedTuple):
    """The prepositional frame that a noun lives in."""

    frame: str
    """With the noun: “at the mercy of”."""
    share: float
    """How much of the noun's frames it is, 0 to 1."""
    before: frozenset[str]
    """The prepositions that stand before the noun."""
    after: frozenset[str]
    """Those that stand behind it."""

    @property
    def right(self) -> str:
        """The preposition behind the noun."""
        return self.frame.rpartition(" ")[2]


@cache
def frames() -> dict[str, Frame]:
    """For MT103, by noun."""
    return {
        noun: Frame(frame, int(share) / 100, frozenset(before.split()), frozenset(after.split()))
        for noun, frame, share, before, after in read_rows("phrases_frames.txt")
    }
