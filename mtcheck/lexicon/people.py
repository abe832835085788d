"""Names of people: whose first name a name is, and whether it is a known surname.

Source: `people.txt` beside this file (Faker's lists, MIT; its header says how it was made). A first name that
men and women have, or that few lists have, belongs to nobody in particular.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mtcheck.lexicon.lists import read_rows
from mtcheck.lexicon.places import fold


class _Names(NamedTuple):
    """As `fold` has them."""

    men: frozenset[str]
    women: frozenset[str]
    unclear: frozenset[str]
    surnames: frozenset[str]


@cache
def _names() -> _Names:
    by_kind = {kind: frozenset(names.split()) for kind, names in read_rows("people.txt")}
    return _Names(by_kind["m"], by_kind["f"], by_kind["u"], by_kind["s"])


def gender_of(first_name: str) -> str | None:
    """`m` or `f` if only men, or only women, have this first name; None where that is not known."""
    names, key = _names(), fold(first_name)
    return "m" if key in names.men else "f" if key in names.women else None


def is_first_name(name: str) -> bool:
    """Whether people have this first name."""
    names, key = _names(), fold(name)
    return key in names.men or key in names.women or key in names.unclear


def is_surname(name: str) -> bool:
    """Whether people have this surname."""
    return fold(name) in _names().surnames
