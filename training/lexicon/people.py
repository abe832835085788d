"""Make `mtcheck/lexicon/people.txt` from Faker's name providers (MIT; each provider names the register it is
from).

    python -m pip install Faker==40.63.0
    python training/lexicon/people.py mtcheck/lexicon/people.txt

First names and surnames of some 80 locales in Latin script, without diacritics. A first name is a man's or a
woman's where at least AGREEING locales list it so, and none lists it for the other; all others are unclear.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import faker.providers.person as providers

HEADER = """\
# Names of people. Source: Faker 40.63.0 (MIT), mtcheck/lexicon/people.py says what for.
# Made by training/lexicon/people.py. Do not edit.
# <kind> TAB <names, in lower case without diacritics>; first names: m men, f women, u unclear; s surnames.
"""
AGREEING = 2
SHORTEST = 3


def fold(name: str) -> str:
    name = name.translate(str.maketrans("ıłŁđĐøØ", "ilLdDoO")).replace("ß", "ss").replace("æ", "ae")
    return "".join(
        char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char)
    ).lower()


def is_usable(name: str) -> bool:
    return name.isascii() and name.replace("-", "").isalpha() and len(name) >= SHORTEST


def main() -> None:
    base = providers.Provider
    found: dict[str, Counter[str]] = {kind: Counter() for kind in ("male", "female", "surname")}
    for module in pkgutil.iter_modules(providers.__path__):
        provider = importlib.import_module(f"{providers.__name__}.{module.name}").Provider
        lists = {
            "male": ("first_names_male",),
            "female": ("first_names_female",),
            "surname": ("last_names", "last_names_male", "last_names_female"),
        }
        for kind, attributes in lists.items():
            names = {
                fold(name)
                for attribute in attributes
                if getattr(provider, attribute, None) is not getattr(base, attribute, None)
                for name in getattr(provider, attribute, None) or ()
            }
            found[kind].update(
                name
                for name in names
                if name.isascii() and name.replace("-", "").isalpha() and len(name) >= SHORTEST
            )
    male, female = found["male"], found["female"]
    kinds = {
        "m": {name for name, count in male.items() if count >= AGREEING and name not in female},
        "f": {name for name, count in female.items() if count >= AGREEING and name not in male},
        "s": set(found["surname"]),
    }
    kinds["u"] = (set(male) | set(female)) - kinds["m"] - kinds["f"]
    with Path(sys.argv[1]).open("w", encoding="ascii", newline="\n") as file:
        file.write(HEADER)
        for kind in "mfus":
            file.write(f"{kind}\t{' '.join(sorted(kinds[kind]))}\n")


if __name__ == "__main__":
    main()
