"""Make `mtcheck/lexicon/organisations.txt`: names of organisations that English has.

    apt-get install wordnet-base python training/lexicon/organisations.py --wordnet
    /usr/share/wordnet/data.noun --corpora ../shared/corpora \
        mtcheck/lexicon/organisations.txt

WordNet's proper nouns under *organization*, *social group* and *administrative unit*; and what the English
corpora write in capitals with a word for a kind of organisation in it: OFTEN times, or once in an original
(newstest is half translations) where the name has a word that is no English word and no large place
(Carnegie). All other names in capitals are only known to be right (~), and are listed where they would be
taken for one of those.
"""

from __future__ import annotations

import argparse
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from mtcheck.lexicon import foreign, morphology, organisations, places
from mtcheck.lexicon.organisations import FEWEST, KINDS, content

HEADER = """\
# Names of organisations, for mtcheck/lexicon/organisations.py. Made by training/lexicon/organisations.py. Do not edit.
# Source: WordNet 3.0 (Princeton), and counts over the English corpora that the model card names. One name a line;
# a ~ before those that are known, and not suggested.
"""
OFTEN = 3
_WORD = r"[A-Z][a-z]+(?:-[A-Za-z]+)*"
_NAME = re.compile(
    rf"(?<![\w.’'-]){_WORD}(?:(?: (?:of|for|on|and|in|to|the|against|with|&)){{0,2}} {_WORD}){{2,7}}(?!\w)(?!['’]s|-)"
)
_CUT = re.compile(
    r" (?:in|on|to|and|with|against|for) |(?<!^) (?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
#: What one sighting must look like: at most three words, the kind, and what it is for.
_SHAPE = re.compile(
    rf"(?:{_WORD} ){{1,3}}(?:{'|'.join(kind.capitalize() for kind in sorted(KINDS))})(?: (?:of|for|on) .+)?"
)
#: Two names, or a name and what it does, rather than one.
_SEVERAL = re.compile(
    r"\band the\b|\b(?:to|with|in)\b|\w+day\b"
    r"|\b(?:President|Director|Minister|Chairman|Secretary|Chief|Spokesm\w+|Court Justice|Judge|Commissioner)\b"
)
_BASED = re.compile(r"^.*-(?:based|backed|led|run) ")
_LEADING = re.compile(
    r"^(?:(?:The|In|On|At|But|And|For|A|An|By|As|From|To|Both|While|When|If|Our|My|His|Her|Their|Its|According|That|This|These"
    r"|With|President|Director|Secretary|Chairman|Minister|Former|Chief|Under|After|Before|Last|Also|Although|Since) (?:to )?"
    r"(?:the )?)+"
)


def of_wordnet(path: Path) -> Iterator[str]:
    words: dict[str, list[str]] = {}
    below: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="latin-1").splitlines():
        if line.startswith("  "):
            continue
        fields = line.partition("|")[0].split()
        number = int(fields[3], 16)
        words[fields[0]] = [word.replace("_", " ") for word in fields[4 : 4 + 2 * number : 2]]
        pointers = fields[5 + 2 * number :]
        for kind, target in zip(pointers[::4], pointers[1::4], strict=False):
            if kind in ("@", "@i"):
                below[target].append(fields[0])
    roots = {"organization", "social group", "administrative unit"}
    open_, seen = [synset for synset, names in words.items() if names[0] in roots], set[str]()
    while open_:
        synset = open_.pop()
        if synset not in seen:
            seen.add(synset)
            open_.extend(below[synset])
            yield from words[synset]


def of_corpora(folder: Path) -> tuple[Counter[str], set[str]]:
    """(how often each name in capitals is there, those that are in an original)."""
    found: Counter[str] = Counter()
    originals: set[str] = set()
    for path in sorted(folder.glob("*.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                for match in _NAME.finditer(line):
                    name = _LEADING.sub("", _BASED.sub("", match.group()))
                    parts = {name, *(name[: cut.start()] for cut in _CUT.finditer(name))}
                    found.update(parts)
                    if not path.name.startswith("newstest"):
                        originals |= parts
    return found, originals


def is_distinctive(word: str) -> bool:
    """Whether a word says by itself which organisation is meant."""
    lower = word.lower()
    return not (
        lower in foreign.known_english()
        or morphology.tags(lower)
        or f"*{places.fold(word)}|" in places._gazetteer().lower
        or places.fold(word) in places.country_names()
        or re.search("(?:an|ese|ish|i|ic|er)$", word)  # of a country
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--wordnet", required=True, type=Path)
    parser.add_argument("--corpora", required=True, type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    suggested = {
        name
        for name in of_wordnet(arguments.wordnet)
        if name.isascii()
        and sum(word[0].isupper() for word in name.split()) >= FEWEST
        and len(content(name)) >= FEWEST
    }
    found, originals = of_corpora(arguments.corpora)
    others = set()
    for name, count in found.items():
        words = [word for word in name.split() if word[0].isupper()]
        if not name.isascii() or len(content(name)) < FEWEST or not KINDS & set(content(name)):
            continue
        plain = len(words) >= FEWEST and name[0].isupper() and not _SEVERAL.search(name)
        distinctive = name in originals and _SHAPE.fullmatch(name) and any(map(is_distinctive, words))
        if plain and (count >= OFTEN or distinctive):
            suggested.add(name)
        else:
            others.add(name)
    arguments.output.write_text(HEADER + "".join(f"{name}\n" for name in sorted(suggested)), encoding="ascii")
    organisations._organisations.cache_clear()
    others = {name for name in others if organisations.meant(name)}
    lines = sorted([*suggested, *(f"~{name}" for name in others)])
    arguments.output.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="ascii")


if __name__ == "__main__":
    main()
