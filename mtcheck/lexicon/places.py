"""Place names: the countries a name occurs in, and the nearest name of a country by spelling and sound.

Source: `places.txt` beside this file (GeoNames, CC BY 4.0; its header says how it was made).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).with_name("places.txt")

# Spellings of one sound in romanised names; a name's skeleton is what is left without vowels and doubled
# letters.
_SOUNDS = (
    ("shch", "s"),
    ("kh", "h"),
    ("zh", "z"),
    ("sh", "s"),
    ("ch", "c"),
    ("ts", "c"),
    ("tz", "c"),
    ("ph", "f"),
    ("gh", "g"),
    ("ck", "k"),
)
_SOUNDS_OF_ONE = str.maketrans("wyjqx", "viikk")
_FOLDED = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ø": "o",
        "Ø": "O",
        "’": "",
        "'": "",
        "ʼ": "",
        "ß": "ss",
        "æ": "ae",
    }
)
_SILENT = re.compile(r"[aeiou' -]+")
_DOUBLED = re.compile(r"(.)\1+")


#: Spellings of one place that English news has both of: GeoNames' alternate names that the corpora have as
#: well, picked by hand (most of the others are other places, too).
SPELLINGS = tuple(
    group.split()
    for group in (
        "Kyiv Kiev,Kharkiv Kharkov,Lviv Lvov,Odesa Odessa,Sevastopol Sebastopol,Luhansk Lugansk,Zaporizhzhia Zaporozhye"
        ",Mykolaiv Nikolaev,Chisinau Kishinev,Gomel Homel,Yekaterinburg Ekaterinburg,Oryol Orel,Macao Macau,Tehran Teheran"
        ",Jakarta Djakarta,Fallujah Falluja,Erbil Irbil Arbil,Baghdad Bagdad,Sanaa Sana,Busan Pusan,Tokyo Tokio,Beijing Peking"
        ",Yangon Rangoon,Mumbai Bombay,Kolkata Calcutta,Bengaluru Bangalore,Marseille Marseilles,Lyon Lyons,Hanover Hannover"
        ",Pilsen Plzen,Nuremberg Nurnberg,Luxembourg Luxemburg"
    ).split(",")
)


class Place(NamedTuple):
    """A place that can be meant, and how near a misspelt name is to it (0..1)."""

    name: str
    likeness: float


class _Data(NamedTuple):
    text: str
    lower: str  # for the search; the file is ASCII, so offsets are the same
    starts: tuple[int, ...]  # of the lines


@cache
def _data() -> _Data:
    # Searched as it is: a list of names is rare, and a table of 50,000 of them would take longer to build
    # than to search.
    lines = _DATA.read_text(encoding="ascii").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith("#"))
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return _Data(text, text.lower(), tuple(starts[:-1]))


@cache
def country_names() -> frozenset[str]:
    return frozenset(fold(line.split("\t")[1]) for line in _data().text.splitlines())


def fold(name: str) -> str:
    """Lower case, without diacritics and apostrophes."""
    plain = unicodedata.normalize("NFKD", name.translate(_FOLDED))
    return "".join(char for char in plain.lower() if not unicodedata.combining(char))


@lru_cache(maxsize=1024)
def countries_of(name: str) -> tuple[str, ...]:
    """ISO codes of the countries with a region, or a place of 15,000 inhabitants or more, of this name;
    empty where none has.
    """
    data, key = _data(), fold(name) + "|"
    found: dict[str, None] = {}
    at = data.lower.find(key) if key.isascii() and len(key) > 2 else -1
    while at >= 0:
        if data.lower[at - 1] in "|*~\t":
            start = data.starts[bisect_right(data.starts, at) - 1]
            found[data.text[start : start + 2]] = None
        at = data.lower.find(key, at + 1)
    return tuple(found)


def _line_of(code: str) -> list[str]:
    """Country name and names of a country."""
    data = _data()
    start = next(start for start in data.starts if data.text.startswith(f"{code}\t", start))
    return data.text[start : data.text.index("\n", start)].split("\t")[1:]


def country_name(code: str) -> str:
    """The country's name by its ISO code."""
    return _line_of(code)[0]


def skeleton(name: str) -> str:
    """What a romanised name sounds like, roughly: Kherson is hrsn, Hosen hsn."""
    sound = fold(name)
    for spelt, heard in _SOUNDS:
        sound = sound.replace(spelt, heard)
    first = sound[:1].translate(_SOUNDS_OF_ONE)
    rest = _DOUBLED.sub(r"\1", _SILENT.sub("", sound[1:].translate(_SOUNDS_OF_ONE).replace("i", "")))
    return first + rest


def nearest(name: str, code: str, without: frozenset[str] = frozenset()) -> list[Place]:
    """The larger places of a country in order of likeness to `name`, at most three; mean of spelling and
    sound.
    """
    spelt, heard = fold(name), skeleton(name)
    found = []
    for marked in _line_of(code)[1].split("|"):
        place = marked[1:]
        key = fold(place)
        if not marked.startswith("*"):
            continue
        if key in without:
            continue
        likeness = (
            SequenceMatcher(None, spelt, key).ratio() + SequenceMatcher(None, heard, skeleton(place)).ratio()
        ) / 2
        found.append(Place(place, likeness))
    return sorted(found, key=lambda place: -place.likeness)[:3]
