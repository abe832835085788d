"""Place names: the countries a name occurs in, and the nearest name of a country by spelling and sound.

Source: `places.txt` beside this file (GeoNames, CC BY 4.0; its header says how it was made).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

from mtcheck.lexicon.lists import read_lines

# Spellings of one sound in romanised names.
_SAME_SOUND = (
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
_SAME_SOUND_LETTERS = str.maketrans("wyjqx", "viikk")
_BASE_LETTERS = str.maketrans(
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
        "Kyiv Kiev,Kharkiv Kharkov,Lviv Lvov,Odesa Odessa,Sevastopol Sebastopol,Luhansk Lugansk"
        ",Zaporizhzhia Zaporozhye,Mykolaiv Nikolaev,Chisinau Kishinev,Gomel Homel,Yekaterinburg Ekaterinburg"
        ",Oryol Orel,Macao Macau,Tehran Teheran,Jakarta Djakarta,Fallujah Falluja,Erbil Irbil Arbil"
        ",Baghdad Bagdad,Sanaa Sana,Busan Pusan,Tokyo Tokio,Beijing Peking,Yangon Rangoon,Mumbai Bombay"
        ",Kolkata Calcutta,Bengaluru Bangalore,Marseille Marseilles,Lyon Lyons,Hanover Hannover,Pilsen Plzen"
        ",Nuremberg Nurnberg,Luxembourg Luxemburg"
    ).split(",")
)


class Place(NamedTuple):
    """A place that can be meant."""

    name: str
    """In ASCII."""
    likeness: float
    """How near a misspelt name is to it, 0 to 1."""


class _Gazetteer(NamedTuple):
    """The file, searched as it is: a list of names is rare in a text, and a table of 50,000 of them would
    take longer to build than to search.
    """

    text: str
    """One line a country: code, name, places, each with a mark before it and a | behind it."""
    lower: str
    """The same in lower case; it is ASCII, so offsets are the same."""
    starts: tuple[int, ...]
    """Where the lines begin."""


#: How many names are searched for in the text; for more, an index is made.
_SEARCHES = 200


@cache
def _gazetteer() -> _Gazetteer:
    text = "".join(f"{line}\n" for line in read_lines("places.txt"))
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return _Gazetteer(text, text.lower(), tuple(starts[:-1]))


@cache
def country_names() -> frozenset[str]:
    """The names of all countries, as `fold` has them."""
    return frozenset(fold(line.split("\t")[1]) for line in _gazetteer().text.splitlines())


def fold(name: str) -> str:
    """Lower case, without diacritics and apostrophes."""
    plain = name.translate(_BASE_LETTERS)
    if plain.isascii():
        return plain.lower()
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(char for char in decomposed.lower() if not unicodedata.combining(char))


@cache
def _countries_by_place() -> dict[str, tuple[str, ...]]:
    """Folded name of a place: the countries that have it. It takes as long to make as 200 searches."""
    codes: dict[str, dict[str, None]] = {}
    for line in _gazetteer().text.splitlines():
        code, _, places = line.split("\t")
        for place in places.lower().split("|"):
            codes.setdefault(place.lstrip("*~"), {})[code] = None
    return {place: tuple(countries) for place, countries in codes.items()}


@lru_cache(maxsize=1024)
def countries_of(name: str) -> tuple[str, ...]:
    """ISO codes of the countries with a region, or a place of 15,000 inhabitants or more, of this name;
    empty where none has.
    """
    gazetteer, key = _gazetteer(), fold(name) + "|"
    if countries_of.cache_info().misses > _SEARCHES:
        return _countries_by_place().get(key[:-1], ()) if len(key) > 2 else ()
    codes: dict[str, None] = {}
    offset = gazetteer.lower.find(key) if key.isascii() and len(key) > 2 else -1
    while offset >= 0:
        if gazetteer.lower[offset - 1] in "|*~\t":
            start = gazetteer.starts[bisect_right(gazetteer.starts, offset) - 1]
            codes[gazetteer.text[start : start + 2]] = None
        offset = gazetteer.lower.find(key, offset + 1)
    return tuple(codes)


def _line_of(code: str) -> tuple[str, str]:
    """Name and places of a country."""
    gazetteer = _gazetteer()
    start = next(start for start in gazetteer.starts if gazetteer.text.startswith(f"{code}\t", start))
    _, name, places = gazetteer.text[start : gazetteer.text.index("\n", start)].split("\t")
    return name, places


def country_name(code: str) -> str:
    """The country's name by its ISO code."""
    return _line_of(code)[0]


def skeleton(name: str) -> str:
    """What a romanised name sounds like, roughly, without vowels and doubled letters: Kherson is hrsn,
    Hosen hsn.
    """
    folded = fold(name)
    for spelling, sound in _SAME_SOUND:
        folded = folded.replace(spelling, sound)
    first, rest = folded[:1].translate(_SAME_SOUND_LETTERS), folded[1:].translate(_SAME_SOUND_LETTERS)
    return first + _DOUBLED.sub(r"\1", _SILENT.sub("", rest.replace("i", "")))


def nearest(name: str, code: str, without: frozenset[str] = frozenset()) -> list[Place]:
    """The larger places of a country in order of likeness to `name`, at most three; mean of spelling and
    sound.
    """
    spelling, sound = fold(name), skeleton(name)
    places = []
    for marked in _line_of(code)[1].split("|"):
        place = marked[1:]
        key = fold(place)
        if marked.startswith("*") and key not in without:
            by_spelling = SequenceMatcher(None, spelling, key).ratio()
            by_sound = SequenceMatcher(None, sound, skeleton(place)).ratio()
            places.append(Place(place, (by_spelling + by_sound) / 2))
    return sorted(places, key=lambda place: -place.likeness)[:3]
