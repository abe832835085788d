"""The channel of damage: what translation systems wrote, and what the reference had in its place.

`data/channel.gz` has it as counts, a line a phrase: society → company, choice → election. A line is taken
apart when its phrase is asked for, as an article asks for few of them.
"""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from mtcheck.garble.weights import DATA

#: What was meant, its natural log-probability and its count.
Meaning = tuple[str, float, float]

_MEANT = re.compile(r"[\t|]([^\t|\n]*):")


@lru_cache(maxsize=10_000)
def meanings(stems: str) -> tuple[Meaning, ...]:
    """What was meant by a phrase, given as the stems of its words, likeliest first."""
    line = _lines().get(stems)
    if line is None:
        return ()
    total, entries = line.split("\t")
    counts = (entry.rsplit(":", 1) for entry in entries.split("|"))
    return tuple(
        (meant, math.log((float(count) + 0.5) / (float(total) + 5)), float(count)) for meant, count in counts
    )


def is_meant(text: str) -> bool:
    """Whether a text, in lower case, was meant by anything."""
    return text in _all_meant()


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of a lower-case word."""
    return str(_stemmer().stemWord(word))


def forget() -> None:
    """Forget the table, so that it is read again: for a program that has written another."""
    for function in (_text, _lines, _all_meant, meanings):
        function.cache_clear()


@cache
def _text() -> str:
    path = DATA / "channel.gz"
    return gzip.decompress(path.read_bytes()).decode() if path.exists() else ""


@cache
def _lines() -> Mapping[str, str]:
    """The rest of each line by its phrase."""
    return dict(line.split("\t", 1) for line in _text().splitlines())


@cache
def _all_meant() -> frozenset[str]:
    return frozenset(_MEANT.findall(_text()))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
