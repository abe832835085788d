"""Names of people: whose first name a name is, and whether it is a known surname.

Source: `people.txt` beside this file (Faker's lists, MIT; its header says how it was made). A first name that
men and women have, or that few lists have, belongs to nobody in particular.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from mtcheck.lexicon.places import fold

_DATA = Path(__file__).with_name("people.txt")


class _Data(NamedTuple):
    men: frozenset[str]
    women: frozenset[str]
    unclear: frozenset[str]
    surnames: frozenset[str]


@cache
def _data() -> _Data:
    with _DATA.open(encoding="ascii") as lines:
        kinds = dict(line.rstrip("\n").split("\t") for line in lines if not line.startswith("#"))
    return _Data(*(frozenset(kinds[kind].split()) for kind in "mfus"))


def gender_of(first_name: str) -> str | None:
    """`m` or `f` if only men, or only women, have this first name; None where that is not known."""
    data, key = _data(), fold(first_name)
    return "m" if key in data.men else "f" if key in data.women else None


def is_first_name(name: str) -> bool:
    """Whether people have this first name."""
    data, key = _data(), fold(name)
    return key in data.men or key in data.women or key in data.unclear


def is_surname(name: str) -> bool:
    """Whether people have this surname."""
    return fold(name) in _data().surnames
