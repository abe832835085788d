"""Make `mtcheck/lexicon/exonyms.txt`: what other languages call places, and how they spell Slavic names.

    python -m pip install Babel==2.19.0 Faker==40.63.0
    apt-get install wordnet-base
    python -m training.lexicon.exonyms --shared ../shared mtcheck/lexicon/exonyms.txt

Places: from CLDR (through Babel), names of countries, continents and cities in LANGUAGES where English has
another name. Slavic names: those that WordNet, Faker (surnames) and GeoNames (`places.txt`) have, and
capitalised words of the corpora that end like Slavic names, transcribed into German (Duden's table) and
French.

A name is left out where it is an English word, another place, a first name or surname that people of other
countries have; where the English corpora use it more than USED times or in lower case; and where it is a fair
English spelling: Saint for St., ia for ya.

Abbreviations: counted on the lines of the WMT test sets that rules may be mined from. Listed is one of the
source side with the one of the reference that LINES lines or more have in its place.
"""

from __future__ import annotations

import argparse
import importlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from benchmarks import rows
from mtcheck.lexicon import foreign, morphology, people
from mtcheck.lexicon.lists import read_rows
from mtcheck.lexicon.places import fold
from training.lexicon.wordnet import synsets

HEADER = """\
# What other languages call a place or a person, for mtcheck/lexicon/exonyms.py.
# Made by training/lexicon/exonyms.py. Do not edit.
# Source: Unicode CLDR 47 through Babel 2.19.0 (Unicode licence, BSD) for places; for transcriptions WordNet
# 3.0
# (Princeton), Faker 40.63.0 (MIT), GeoNames (CC BY 4.0) and word counts over the English corpora that the
# model
# card names.
# <name> | <English name> | <languages that use it>; a + before a language: a transcription made by rule, a =:
# an
# abbreviation, counted on the WMT test sets (texts belong to their publishers; counts only).
# ! before a name: a first name, wrong only before a Slavic surname.
"""
LANGUAGES = "de fr es it pt nl pl cs sk sv da nb fi hu ro tr hr sl et lt lv".split()
#: Continents and parts of them, of CLDR's numbered regions.
REGIONS = frozenset("002 003 005 009 019 142 150 419".split())
#: What newspapers write where CLDR has another name.
PLAIN = {
    "Türkiye": "Turkey",
    "Myanmar (Burma)": "Myanmar",
    "Hong Kong SAR China": "Hong Kong",
    "Macao SAR China": "Macao",
    "Congo - Kinshasa": "Democratic Republic of the Congo",
    "Congo - Brazzaville": "Republic of the Congo",
    "Western Asia": "West Asia",
    "Americas": "America",
    "Northern America": "North America",
}
#: How often the English corpora may use an exonym, and a transcribed first name.
USED, USED_FIRST_NAME = 1, 4
#: Lines of a test set that must have an abbreviation, the share of them that must have the English one, and
#: how much rarer than that one it must be in English, where the English one must be common.
LINES, SHARE, RARER, COMMON = 3, 0.65, 0.1, 20
#: How often the corpora must have a capitalised word that ends like a Slavic name.
SEEN = 3
_SLAVIC = re.compile(r"[A-Z][a-z]{2,}(?:ov|ev|yov|sky|skiy|enko|chuk|tsin|ova|eva|skaya|ovich|evich|alny)$")
_SLAVIC_GLOSS = re.compile(r"\b(?:Russian?|Soviet|Ukrain\w+)\b")
_SLAVIC_LOCALES = ("ru_RU", "uk_UA")
_NAME = re.compile(r"(?=[^\W\d_a-z])[^\W\d_]+(?:[ -][^\W\d_]+)*")
# Stations and boroughs of the time zones, which have their English names in all languages.
_NO_CITY = ("Antarctica/", "America/Indiana", "America/North_Dakota", "Etc/")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ABBREVIATION = re.compile(r"\b[A-Z]{3,6}\b")
# Something else in English: a weightlifters' federation, a press office of India, a party of Turkey, money
# market funds.
_AMBIGUOUS = frozenset("IWF PIB HDP MMF SFS BIP IED DDR UNO".split())

_GERMAN = (
    ("shch", "schtsch"),
    ("zh", "sch"),
    ("kh", "ch"),
    ("ts", "z"),
    ("ch", "tsch"),
    ("sh", "sch"),
    ("ya", "ja"),
    ("yu", "ju"),
    ("ye", "je"),
    ("yo", "jo"),
    ("v", "w"),
    ("z", "s"),
)
_GERMAN_ENDINGS = (
    ("skiy", ("ski", "skij")),
    ("sky", ("ski", "skij", "skyj")),
    ("iy", ("i", "ij")),
    ("ey", ("ej",)),
)
_FRENCH = (
    ("shch", "chtch"),
    ("zh", "j"),
    ("ch", "tch"),
    ("sh", "ch"),
    ("ya", "ia"),
    ("yu", "iou"),
    ("u", "ou"),
)
# Faker's surnames are in Cyrillic; BGN/PCGN, as newspapers simplify it.
_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщыэюяіїєґ",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya i i ye g".split(),
        strict=True,
    )
)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--shared", required=True, type=Path, help="folder with corpora/ and training/")
    parser.add_argument("output", type=Path)
    choice = parser.parse_args()
    english: Counter[str] = Counter()
    for _, line in rows.all_corpus_lines(choice.shared):
        english.update(_WORD.findall(line))
    exonyms = Exonyms(english)
    exonyms.add_places()
    exonyms.add_transcriptions()
    for name, right, language in abbreviations(choice.shared, english):
        exonyms.names[name][right].append(f"={language}")
    choice.output.write_text(HEADER + "".join(exonyms.lines()), encoding="utf-8", newline="\n")


class Exonyms:
    """The names so far, with what English calls them and the languages that use them.

    english: how often the English corpora have each word.
    """

    def __init__(self, english: Counter[str]) -> None:
        self.names: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._english = english
        self._base = Locale("en")
        self._cities = {
            zone: data.get("city") or _city_of(zone) for zone, data in self._base.time_zones.items()
        }
        english_places = (*self._base.territories.values(), *self._cities.values())
        self._own = {fold(PLAIN.get(name, name)) for name in english_places}
        self._own |= {fold(name) for name in self._base.territories.values()}
        self._elsewhere = {
            fold(name.lstrip("*"))
            for _, _, names in read_rows("places.txt")
            for name in names.split("|")
            if not name.startswith("~")
        }

    def add_places(self) -> None:
        """What CLDR's other languages call places."""
        for language in LANGUAGES:
            locale = Locale(language)
            for code, name in locale.territories.items():
                right = self._base.territories.get(code)
                if right and (len(code) == 2 or code in REGIONS):
                    self._add(name, PLAIN.get(right, right).replace(" & ", " and "), language)
            for zone, data in locale.time_zones.items():
                city = self._cities.get(zone, _city_of(zone))
                if data.get("city") and not zone.startswith(_NO_CITY) and "," not in city:
                    self._add(data["city"], PLAIN.get(city, city), language)

    def add_transcriptions(self) -> None:
        """Slavic names as German and French transcribe them."""
        for right in sorted(slavic_names(self._english)):
            for language, transcribe in (("+de", german), ("+fr", french)):
                for name in transcribe(right):
                    if name.capitalize() not in self.names:
                        self._add(name.capitalize(), right, language)

    def lines(self) -> Iterator[str]:
        """The lines of the file."""
        for name, rights in sorted(self.names.items()):
            for right, languages in sorted(rights.items()):
                is_transcribed = any(language.startswith("+") for language in languages)
                if len(rights) == 1 or not is_transcribed:
                    yield f"{name}|{right}|{' '.join(languages)}\n"
        for name, right in sorted(set(first_names())):
            is_rare = self._english[name] <= USED_FIRST_NAME and not self._english[name.lower()]
            if name not in self.names and is_rare:
                yield f"!{name}|{right}|+de\n"

    def _add(self, name: str, right: str, language: str) -> None:
        name = name.replace("\u00ad", "")
        is_english = fold(name) in self._own or level(right).startswith(level(name))
        if is_english or len(name) < 4 or not _NAME.fullmatch(name):
            return
        if self._is_free(name) and language not in self.names[name][right]:
            self.names[name][right].append(language)

    def _is_free(self, name: str) -> bool:
        """Whether nothing else in English is called so."""
        if " " in name:
            return not name.endswith(" SAR")
        lower = name.lower()
        if self._english[lower] or self._english[name] > USED:
            return False
        if lower in foreign.known_english() or morphology.tags(lower):
            return False
        return not name.isascii() or not (
            fold(name) in self._elsewhere or people.is_first_name(name) or people.is_surname(name)
        )


def _city_of(zone: str) -> str:
    return zone.rsplit("/")[-1].replace("_", " ")


def replace_letters(name: str, table: tuple[tuple[str, str], ...]) -> str:
    pattern = re.compile("|".join(letters for letters, _ in table))
    return pattern.sub(lambda match: dict(table)[match.group()], name)


def german(name: str) -> Iterator[str]:
    """How German newspapers transcribe a name in English spelling: Khrushchev is Chruschtschow."""
    lower = re.sub(r"(?<=[aeiouy])s(?=[aeiouy])", "ss", name.lower())
    for ending, others in _GERMAN_ENDINGS:
        if lower.endswith(ending):
            for other in others:
                yield replace_letters(lower.removesuffix(ending), _GERMAN) + other
            return
    transcribed = replace_letters(lower, _GERMAN)
    yield transcribed
    if re.search(r"sch(?:ew|ewa)$", transcribed):
        yield re.sub(r"ew(a?)$", r"ow\1", transcribed)


def french(name: str) -> Iterator[str]:
    """How French newspapers transcribe it: Pushkin is Pouchkine."""
    transcribed = replace_letters(re.sub("^ye", "e", name.lower()), _FRENCH)
    transcribed = re.sub(r"(?<=[^aeiou])in$", "ine", transcribed)
    yield re.sub(r"(?:skiy|sky)$", "ski", transcribed)


def level(name: str) -> str:
    """The name without the choices that English leaves open: Poliakov is Polyakov, Saint Lucia St. Lucia."""
    plain = re.sub(r"[^a-z]+", "", re.sub(r"\bsaint\b|\bst\.", "st", fold(name)))
    return re.sub("(?:i|y)(?=[aeou])|^ye", "", plain).replace("y", "i")


def romanise(name: str) -> str:
    return "".join(_LATIN.get(char, "") for char in name.lower()).capitalize()


def slavic_names(english: Counter[str]) -> set[str]:
    """English spellings of Russian and Ukrainian surnames and places."""
    names: set[str] = set()
    for synset in synsets("noun"):
        is_instance = any(kind == "@i" for kind, _ in synset.pointers)
        if is_instance and _SLAVIC_GLOSS.search(synset.gloss):
            names.update(synset.lemmas)
    for locale in _SLAVIC_LOCALES:
        names.update(romanise(name) for name in _provider(locale).last_names)
    for code, _, places in read_rows("places.txt"):
        if code in ("RU", "UA", "BY"):
            names.update(name[1:] for name in places.split("|") if name.startswith("*"))
    names.update(word for word, count in english.items() if count >= SEEN and _SLAVIC.fullmatch(word))
    return {name for name in names if re.fullmatch("[A-Z][a-z]{3,}", name)}


def _provider(locale: str) -> type:
    provider: type = importlib.import_module(f"faker.providers.person.{locale}").Provider
    return provider


def first_names() -> Iterator[tuple[str, str]]:
    """(German transcription, English) of Russian and Ukrainian first names."""
    for locale in _SLAVIC_LOCALES:
        provider = _provider(locale)
        for name in (*provider.first_names_male, *provider.first_names_female):
            latin = romanise(name)
            right = re.sub("iy$", "y", latin)
            for other in german(latin):
                # Arkadi is fair English, Bronislaw a Pole.
                is_german = re.search("w|j|sch", other) and not re.search("slawa?$", other)
                if is_german and other.capitalize() != right:
                    yield other.capitalize(), right


def abbreviations(shared: Path, english: Counter[str]) -> Iterator[tuple[str, str, str]]:
    """(abbreviation, the English one, language): OTAN, NATO, fr."""
    references: dict[tuple[str, str], list[set[str]]] = defaultdict(list)
    everywhere: Counter[str] = Counter()
    for name in ("wmt_outputs_2010_2012", "wmt_outputs_2021_2023"):
        for row in rows.training_lines(shared, name, held_out=False):
            reference = set(_ABBREVIATION.findall(row["ref"].replace("U.N.", "UNO")))
            everywhere.update(reference)
            for language, source in row["src"].items():
                for abbreviation in set(_ABBREVIATION.findall(source)):
                    references[abbreviation, language[:2].replace("cz", "cs")].append(reference)
    for (abbreviation, language), seen in sorted(references.items()):
        if len(seen) < LINES or language not in LANGUAGES or abbreviation in _AMBIGUOUS:
            continue
        right = _english_abbreviation(abbreviation, seen, everywhere)
        if right and english[abbreviation] <= RARER * english[right] and english[right] >= COMMON:
            yield abbreviation, right, language


def _english_abbreviation(
    abbreviation: str, references: list[set[str]], everywhere: Counter[str]
) -> str | None:
    """The abbreviation that most of these references have, and hardly any other reference has."""
    counts = Counter(other for reference in references for other in reference if other != abbreviation)
    if not counts:
        return None
    right, count = counts.most_common(1)[0]
    is_usual = count >= max(SHARE * len(references), LINES) and count / everywhere[right] > SHARE / 3
    return right.replace("UNO", "UN") if is_usual else None


if __name__ == "__main__":
    main()
