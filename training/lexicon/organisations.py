"""Make `mtcheck/lexicon/organisations.txt`: names of organisations that English has.

    apt-get install wordnet-base
    python -m training.lexicon.organisations --shared ../shared mtcheck/lexicon/organisations.txt

WordNet's proper nouns under *organization*, *social group* and *administrative unit*, and what the English
corpora write in capitals with a word for a kind of organisation in it: OFTEN times, or once in an original
(newstest is half translations) where the name has a word that is no English word and no large place
(Carnegie). All other names in capitals are only known to be right (~), and are listed where they would be
taken for one of those.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks.rows import all_corpus_lines
from mtcheck.lexicon import foreign, morphology, organisations, places
from mtcheck.lexicon.organisations import FEWEST, KINDS, content
from training.lexicon.wordnet import synsets

HEADER = """\
# Names of organisations, for mtcheck/lexicon/organisations.py. Made by training/lexicon/organisations.py. Do
# not edit.
# Source: WordNet 3.0 (Princeton), and counts over the English corpora that the model card names. One name a
# line;
# a ~ before those that are known, and not suggested.
"""
#: Sightings from which a name is suggested wherever it was seen.
OFTEN = 3
_ROOTS = {"organization", "social_group", "administrative_unit"}
_WORD = r"[A-Z][a-z]+(?:-[A-Za-z]+)*"
_NAME = re.compile(
    rf"(?<![\w.’'-]){_WORD}(?:(?: (?:of|for|on|and|in|to|the|against|with|&)){{0,2}} {_WORD}){{2,7}}(?!\w)"
    r"(?!['’]s|-)"
)
_CUT = re.compile(
    r" (?:in|on|to|and|with|against|for) |(?<!^) (?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
#: What a name must look like that was seen once: at most three words, the kind, and what it is for.
_SHAPE = re.compile(
    rf"(?:{_WORD} ){{1,3}}(?:{'|'.join(kind.capitalize() for kind in sorted(KINDS))})(?: (?:of|for|on) .+)?"
)
#: Two names, or a name and what it does, rather than one.
_SEVERAL = re.compile(
    r"\band the\b|\b(?:to|with|in)\b|\w+day\b"
    r"|\b(?:President|Director|Minister|Chairman|Secretary|Chief|Spokesm\w+|Court Justice|Judge"
    r"|Commissioner)\b"
)
_BASED = re.compile(r"^.*-(?:based|backed|led|run) ")
_LEADING = re.compile(
    r"^(?:(?:The|In|On|At|But|And|For|A|An|By|As|From|To|Both|While|When|If|Our|My|His|Her|Their|Its"
    r"|According|That|This|These|With|President|Director|Secretary|Chairman|Minister|Former|Chief|Under|After"
    r"|Before|Last|Also|Although|Since) (?:to )?(?:the )?)+"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--shared", required=True, type=Path, help="folder with corpora/")
    parser.add_argument("output", type=Path)
    choice = parser.parse_args()
    suggested = {name for name in wordnet_names() if _is_full_name(name)}
    counts, originals = corpus_names(choice.shared)
    others = set()
    for name, count in counts.items():
        if not name.isascii() or len(content(name)) < FEWEST or not KINDS & set(content(name)):
            continue
        if is_suggested(name, count, name in originals):
            suggested.add(name)
        else:
            others.add(name)
    _write(choice.output, suggested, set())
    organisations._organisations.cache_clear()
    _write(choice.output, suggested, {name for name in others if organisations.meant(name)})


def _write(path: Path, suggested: set[str], known: set[str]) -> None:
    lines = sorted([*suggested, *(f"~{name}" for name in known)])
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="ascii")


def _is_full_name(name: str) -> bool:
    capitals = sum(word[0].isupper() for word in name.split())
    return name.isascii() and capitals >= FEWEST and len(content(name)) >= FEWEST


def wordnet_names() -> set[str]:
    """The names of all synsets under the roots."""
    names: dict[str, list[str]] = {}
    below: dict[str, list[str]] = defaultdict(list)
    for synset in synsets("noun"):
        names[synset.offset] = [lemma.replace("_", " ") for lemma in synset.lemmas]
        for kind, target in synset.pointers:
            if kind in ("@", "@i"):
                below[target].append(synset.offset)
    waiting = [offset for offset, words in names.items() if words[0].replace(" ", "_") in _ROOTS]
    seen: set[str] = set()
    while waiting:
        offset = waiting.pop()
        if offset not in seen:
            seen.add(offset)
            waiting.extend(below[offset])
    return {name for offset in seen for name in names[offset]}


def corpus_names(shared: Path) -> tuple[Counter[str], set[str]]:
    """(how often each name in capitals is in the corpora, those that are in an original)."""
    counts: Counter[str] = Counter()
    originals: set[str] = set()
    for corpus, line in all_corpus_lines(shared):
        for match in _NAME.finditer(line):
            name = _LEADING.sub("", _BASED.sub("", match.group()))
            parts = {name, *(name[: cut.start()] for cut in _CUT.finditer(name))}
            counts.update(parts)
            if not corpus.startswith("newstest"):
                originals |= parts
    return counts, originals


def is_suggested(name: str, count: int, in_original: bool) -> bool:
    """Whether a name that the corpora have is sure enough to be suggested."""
    words = [word for word in name.split() if word[0].isupper()]
    if len(words) < FEWEST or not name[0].isupper() or _SEVERAL.search(name):
        return False
    return count >= OFTEN or (
        in_original and _SHAPE.fullmatch(name) is not None and any(map(is_distinctive, words))
    )


def is_distinctive(word: str) -> bool:
    """Whether a word says by itself which organisation is meant: no English word, no place, of no country."""
    lower = word.lower()
    return not (
        lower in foreign.known_english()
        or morphology.tags(lower)
        or f"*{places.fold(word)}|" in places._gazetteer().lower
        or places.fold(word) in places.country_names()
        or re.search("(?:an|ese|ish|i|ic|er)$", word)  # of a country
    )


if __name__ == "__main__":
    main()
