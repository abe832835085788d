"""Make `mtcheck/lexicon/exonyms.txt`: what other languages call places, and how they spell Russian and
Ukrainian names.

    python -m pip install Babel==2.19.0 Faker==40.63.0 apt-get install wordnet-base PYTHONPATH=. python
    training/lexicon/exonyms.py --wordnet /usr/share/wordnet/data.noun --shared ../shared \
        mtcheck/lexicon/exonyms.txt

Places: CLDR (through Babel), names of countries, continents and cities in LANGUAGES where English has
another. Names: those that WordNet, Faker (surnames) and GeoNames (`places.txt`) have, and capitalised words
of the corpora that end like Slavic names, transcribed into German (Duden's table) and French. A name is left
out where it is an English word, another place, a first name or surname that people of other countries have,
where the English corpora use it more than USED times or in lower case, and where it is a fair English
spelling: Saint for St., ia for ya. Abbreviations: counted on the lines of the WMT test sets that rules may be
mined from; one of the source side, with the one of the reference that LINES lines or more have in its stead.
"""

from __future__ import annotations

import argparse
import importlib
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from benchmarks import rows
from mtcheck.lexicon import foreign, morphology, people
from mtcheck.lexicon.places import fold

HEADER = """\
# What other languages call a place or a person, for mtcheck/lexicon/exonyms.py. Made by training/lexicon/exonyms.py. Do not edit.
# Source: Unicode CLDR 47 through Babel 2.19.0 (Unicode licence, BSD) for places; for transcriptions WordNet 3.0 (Princeton),
# Faker 40.63.0 (MIT), GeoNames (CC BY 4.0) and word counts over the English corpora that the model card names.
# <name> | <English name> | <languages that use it>; a + before a language: a transcription made by rule, a =: an abbreviation,
# counted on the WMT test sets (texts belong to their publishers; counts only).
# ! before a name: a first name, wrong only before a Slavic surname.
"""
LANGUAGES = "de fr es it pt nl pl cs sk sv da nb fi hu ro tr hr sl et lt lv".split()
#: Continents and parts of them, of CLDR's numbered regions.
REGIONS = frozenset("002 003 005 009 019 142 150 419".split())
#: What newspapers write where CLDR has another name. England and its neighbours: CLDR has them in another
#: file.
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
USED = 1
#: Lines of a test set that must have an abbreviation, the share of them that must have the English one, and
#: how much rarer than that it must be in English, where the English one must be common.
LINES, SHARE, RARER, COMMON = 3, 0.65, 0.1, 20
USED_FIRST_NAME = 4
#: How often the corpora must have a capitalised word that ends like a Slavic name.
SEEN = 3
_SLAVIC = re.compile(r"[A-Z][a-z]{2,}(?:ov|ev|yov|sky|skiy|enko|chuk|tsin|ova|eva|skaya|ovich|evich|alny)$")
_NAME = re.compile(r"(?=[^\W\d_a-z])[^\W\d_]+(?:[ -][^\W\d_]+)*")
# Stations and boroughs of the time zones, which have their English names in all languages.
_NO_CITY = ("Antarctica/", "America/Indiana", "America/North_Dakota", "Etc/")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

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


def replaced(name: str, table: tuple[tuple[str, str], ...]) -> str:
    pattern = re.compile("|".join(spelt for spelt, _ in table))
    return pattern.sub(lambda match: dict(table)[match.group()], name)


def german(name: str) -> Iterator[str]:
    """How German newspapers transcribe a name that English spells so: Khrushchev is Chruschtschow."""
    lower = re.sub(r"(?<=[aeiouy])s(?=[aeiouy])", "ss", name.lower())
    for end, others in (
        ("skiy", ("ski", "skij")),
        ("sky", ("ski", "skij", "skyj")),
        ("iy", ("i", "ij")),
        ("ey", ("ej",)),
    ):
        if lower.endswith(end):
            for other in others:
                yield replaced(lower.removesuffix(end), _GERMAN) + other
            return
    plain = replaced(lower, _GERMAN)
    yield plain
    if re.search(r"sch(?:ew|ewa)$", plain):
        yield re.sub(r"ew(a?)$", r"ow\1", plain)


def french(name: str) -> Iterator[str]:
    """How French newspapers transcribe it: Pushkin is Pouchkine."""
    plain = replaced(re.sub("^ye", "e", name.lower()), _FRENCH)
    plain = re.sub(r"(?<=[^aeiou])in$", "ine", plain)
    yield re.sub(r"(?:skiy|sky)$", "ski", plain)


def levelled(name: str) -> str:
    """The name without the choices that English leaves open: Poliakov is Polyakov, Saint Lucia St. Lucia."""
    plain = re.sub(r"[^a-z]+", "", re.sub(r"\bsaint\b|\bst\.", "st", fold(name)))
    return re.sub("(?:i|y)(?=[aeou])|^ye", "", plain).replace("y", "i")


def romanised(name: str) -> str:
    return "".join(_LATIN.get(char, "") for char in name.lower()).capitalize()


def slavic(arguments: argparse.Namespace, english: Counter[str]) -> set[str]:
    """English spellings of Russian and Ukrainian surnames and places."""
    found = set()
    for line in Path(arguments.wordnet).read_text(encoding="latin-1").splitlines():
        if " @i " in line and re.search(r"\| .*\b(?:Russian?|Soviet|Ukrain\w+)\b", line):
            number = int(line.split()[3], 16)
            found.update(line.split()[4 : 4 + 2 * number : 2])
    for locale in ("ru_RU", "uk_UA"):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        found.update(romanised(name) for name in provider.last_names)
    for line in Path("mtcheck/lexicon/places.txt").read_text(encoding="ascii").splitlines():
        if line[:2] in ("RU", "UA", "BY"):
            found.update(name[1:] for name in line.split("\t")[2].split("|") if name.startswith("*"))
    found.update(word for word, count in english.items() if count >= SEEN and _SLAVIC.fullmatch(word))
    return {name for name in found if re.fullmatch("[A-Z][a-z]{3,}", name)}


def first_names() -> Iterator[tuple[str, str]]:
    """(German transcription, English) of Russian and Ukrainian first names."""
    for locale in ("ru_RU", "uk_UA"):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for name in (*provider.first_names_male, *provider.first_names_female):
            latin = romanised(name)
            right = re.sub("iy$", "y", latin)
            for other in german(latin):
                # Arkadi is fair English, Bronislaw a Pole.
                if (
                    re.search("w|j|sch", other)
                    and not re.search("slawa?$", other)
                    and other.capitalize() != right
                ):
                    yield other.capitalize(), right


# Something else in English: a weightlifters' federation, a press office of India, a party of Turkey, money
# market funds.
_AMBIGUOUS = frozenset("IWF PIB HDP MMF SFS BIP IED DDR UNO".split())
_ABBREVIATION = re.compile(r"\b[A-Z]{3,6}\b")


def abbreviations(shared: Path, english: Counter[str]) -> Iterator[tuple[str, str, str]]:
    """(abbreviation, the English one, language): OTAN, NATO, fr."""
    references: dict[tuple[str, str], list[set[str]]] = defaultdict(list)
    everywhere: Counter[str] = Counter()
    for name in ("wmt_outputs_2010_2012", "wmt_outputs_2021_2023"):
        for line in rows.training_lines(shared, name, held_out=False):
            reference = set(_ABBREVIATION.findall(line["ref"].replace("U.N.", "UNO")))
            everywhere.update(reference)
            for language, source in line["src"].items():
                for found in set(_ABBREVIATION.findall(source)):
                    references[found, language[:2].replace("cz", "cs")].append(reference)
    for (found, language), seen in sorted(references.items()):
        counts = Counter(one for reference in seen for one in reference if one != found)
        if len(seen) < LINES or language not in LANGUAGES or not counts or found in _AMBIGUOUS:
            continue
        right, count = counts.most_common(1)[0]
        own = count / everywhere[right]
        right = right.replace("UNO", "UN")
        if (
            count >= max(SHARE * len(seen), LINES)
            and own > SHARE / 3
            and english[found] <= RARER * english[right]
            and english[right] >= COMMON
        ):
            yield found, right, language


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--wordnet", required=True)
    parser.add_argument("--shared", required=True, type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    english: Counter[str] = Counter()
    for path in sorted((arguments.shared / "corpora").glob("*.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                english.update(match.group() for match in _WORD.finditer(line))
    elsewhere = set()
    for line in Path("mtcheck/lexicon/places.txt").read_text(encoding="ascii").splitlines():
        if not line.startswith("#"):
            elsewhere.update(
                fold(name.lstrip("*")) for name in line.split("\t")[2].split("|") if not name.startswith("~")
            )
    base = Locale("en")
    cities = {
        zone: data.get("city") or zone.rsplit("/")[-1].replace("_", " ")
        for zone, data in base.time_zones.items()
    }
    own = {fold(PLAIN.get(name, name)) for name in (*base.territories.values(), *cities.values())}
    own |= {fold(name) for name in base.territories.values()}

    def is_free(name: str) -> bool:
        """Whether nothing else in English is called so."""
        if " " in name:
            return not name.endswith(" SAR")
        if english[name.lower()]:
            return False
        if name.lower() in foreign.known_english() or morphology.tags(name.lower()) or english[name] > USED:
            return False
        return not name.isascii() or not (
            fold(name) in elsewhere or people.is_first_name(name) or people.is_surname(name)
        )

    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))

    def add(name: str, right: str, language: str) -> None:
        name = name.replace("\u00ad", "")
        if (
            fold(name) in own
            or levelled(right).startswith(levelled(name))
            or len(name) < 4
            or not _NAME.fullmatch(name)
        ):
            return
        if is_free(name) and language not in found[name][right]:
            found[name][right].append(language)

    for language in LANGUAGES:
        locale = Locale(language)
        for code, name in locale.territories.items():
            right = base.territories.get(code)
            if right and (len(code) == 2 or code in REGIONS):
                add(name, PLAIN.get(right, right).replace(" & ", " and "), language)
        for zone, data in locale.time_zones.items():
            city = cities.get(zone, zone.rsplit("/")[-1].replace("_", " "))
            if data.get("city") and not zone.startswith(_NO_CITY) and "," not in city:
                add(data["city"], PLAIN.get(city, city), language)
    for right in sorted(slavic(arguments, english)):
        for language, transcribe in (("+de", german), ("+fr", french)):
            for name in transcribe(right):
                if name.capitalize() not in found:
                    add(name.capitalize(), right, language)
    for name, right, language in abbreviations(arguments.shared, english):
        found[name][right].append(f"={language}")
    with arguments.output.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER)
        for name, rights in sorted(found.items()):
            for right, languages in sorted(rights.items()):
                if len(rights) == 1 or not any(one.startswith("+") for one in languages):
                    file.write(f"{name}|{right}|{' '.join(languages)}\n")
        for name, right in sorted(set(first_names())):
            if name not in found and english[name] <= USED_FIRST_NAME and not english[name.lower()]:
                file.write(f"!{name}|{right}|+de\n")


if __name__ == "__main__":
    main()
