"""Make `mtcheck/lexicon/people.txt` from Faker's name providers (MIT; each names its register).

    python -m pip install Faker==40.63.0
    python -m training.lexicon.people mtcheck/lexicon/people.txt

First names and surnames of some 80 locales in Latin script, without diacritics. A first name is a man's or a
woman's where at least AGREEING locales list it so and none lists it for the other; all others are unclear.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import faker.providers.person as providers

HEADER = """\
# Names of people. Source: Faker 40.63.0 (MIT), mtcheck/lexicon/people.py says what for.
# Made by training/lexicon/people.py. Do not edit.
# <kind> TAB <names, in lower case without diacritics>; first names: m men, f women, u unclear; s surnames.
"""
#: Locales that must list a first name for one sex.
AGREEING = 2
SHORTEST = 3
#: The lists of a provider.
_LISTS = {
    "male": ("first_names_male",),
    "female": ("first_names_female",),
    "surname": ("last_names", "last_names_male", "last_names_female"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("output", type=Path)
    output = parser.parse_args().output
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in _LISTS}
    for module in pkgutil.iter_modules(providers.__path__):
        provider = importlib.import_module(f"{providers.__name__}.{module.name}").Provider
        for kind, lists in _LISTS.items():
            counts[kind].update(_names(provider, lists))
    with output.open("w", encoding="ascii", newline="\n") as file:
        file.write(HEADER)
        for kind, names in sort_names(counts["male"], counts["female"], set(counts["surname"])).items():
            file.write(f"{kind}\t{' '.join(sorted(names))}\n")


def _names(provider: Any, lists: tuple[str, ...]) -> set[str]:
    """The usable names of a provider's own lists, not of those that it inherits."""
    own = (
        getattr(provider, name, None)
        for name in lists
        if getattr(provider, name, None) is not getattr(providers.Provider, name, None)
    )
    return {name for names in own for name in map(fold, names or ()) if is_usable(name)}


def fold(name: str) -> str:
    """The name in lower case and without diacritics."""
    name = name.translate(str.maketrans("ıłŁđĐøØ", "ilLdDoO")).replace("ß", "ss").replace("æ", "ae")
    letters = (char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return "".join(letters).lower()


def is_usable(name: str) -> bool:
    return name.isascii() and name.replace("-", "").isalpha() and len(name) >= SHORTEST


def sort_names(male: Counter[str], female: Counter[str], surnames: set[str]) -> dict[str, set[str]]:
    """Names by the kinds of the file. male, female: in how many locales a first name is."""
    men = {name for name, locales in male.items() if locales >= AGREEING and name not in female}
    women = {name for name, locales in female.items() if locales >= AGREEING and name not in male}
    return {"m": men, "f": women, "u": (set(male) | set(female)) - men - women, "s": surnames}


if __name__ == "__main__":
    main()
