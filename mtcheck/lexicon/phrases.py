"""The phrase lists that the MT1xx rules read, loaded when first asked for.

Each `phrases_….txt` says in its first lines where it is from and what made it; fields are parted by tabs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

_HERE = Path(__file__)


def rows(name: str) -> Iterator[list[str]]:
    """The rows of `phrases_<name>.txt`, comments left out."""
    for line in _HERE.with_name(f"phrases_{name}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


class Garbles(NamedTuple):
    """phrases: words parted by a space, to what was meant ("" where that is not clear). longest: for the
    first word of any phrase, how many words the longest of its phrases has."""

    phrases: dict[str, str]
    longest: dict[str, int]


@cache
def garbles() -> Garbles:
    phrases: dict[str, str] = {}
    longest: dict[str, int] = {}
    for phrase, _, *meant in rows("garbles"):
        phrases[phrase] = meant[0] if meant else ""
        first = phrase.partition(" ")[0]
        longest[first] = max(longest.get(first, 0), phrase.count(" ") + 1)
    return Garbles(phrases, longest)


@cache
def fixed_expressions() -> dict[str, dict[str, str]]:
    """First word to last word to the expression as it should be written."""
    expressions: dict[str, dict[str, str]] = {}
    for apart, joined in rows("fixed"):
        first, _, last = apart.partition(" ")
        expressions.setdefault(first, {})[last] = joined
    return expressions


@cache
def compounds() -> dict[str, dict[str, str]]:
    """First word to second word to the compound that was meant."""
    pairs: dict[str, dict[str, str]] = {}
    for first, compound, seconds in rows("compounds"):
        pairs.setdefault(first, {}).update(dict.fromkeys(seconds.split(), compound))
    return pairs


#: Words that MT103 takes for prepositions and for articles.
PREPOSITIONS = frozenset(
    "of in to for with on at by from about into through under over after against during before between without within among "
    "towards toward across behind beyond upon despite except concerning regarding".split()
)
ARTICLES = frozenset("the a an his her its their my our your this that these those any some no".split())


class Frame(NamedTuple):
    """The frame a noun lives in ("at the mercy of"), what share of its frames that is (0..1), and the
    prepositions it has.
    """

    frame: str
    share: float
    before: frozenset[str]
    after: frozenset[str]

    @property
    def right(self) -> str:
        return self.frame.rpartition(" ")[2]


@cache
def frames() -> dict[str, Frame]:
    """By noun."""
    return {
        noun: Frame(frame, int(share) / 100, frozenset(before.split()), frozenset(after.split()))
        for noun, frame, share, before, after in rows("frames")
    }
