"""Make `mtcheck/lexicon/phrases_compounds.txt`: compounds that were translated part by part (MT102).

    apt-get install wordnet-base; python -m pip install wordsegment
    python -m training.lexicon.phrases_compounds SHARED mtcheck/lexicon/phrases_compounds.txt

A compound of WordNet 3.0 that clean text has at least COMMON times ("bloodbath") gives pairs of an adjective
or participle made of its first part ("bloody") and

* its second part ("working place", "rained water"); or
* for adjectives only, a noun spelt like its second part: same first letter and length, one or two letters
changed ("bush").

Pairs that nine million words of clean text or the web have are left out. Counted on the corpora's 3.3 M words
of news, pairs seen once taken as if they had never been seen, this raises no alarm for the adjectives.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from training.lexicon.phrases_fixed import counted, lemmas
from training.lexicon.phrases_texts import web_counts

COMMON = 5
ADJECTIVE, PARTICIPLE = ("y", "en", "ish", "ic"), ("ing", "ed")
HEADER = """\
# Compounds, and what they look like translated part by part: first word, compound, second words; read by MT102.
# Source: WordNet 3.0 (https://wordnet.princeton.edu, WordNet licence), sifted by counts in the clean corpora of the model card.
# Made by: python -m training.lexicon.phrases_compounds SHARED mtcheck/lexicon/phrases_compounds.txt
"""


def changed_letters(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def attested(part: str) -> set[str]:
    """WordNet's words that its authors met in running text as this part of speech ("bush" is no adjective
    to speak of).
    """
    found: set[str] = set()
    for line in (Path("/usr/share/wordnet") / f"index.{part}").read_text("utf-8").splitlines():
        fields = line.split()
        if not line.startswith(" ") and int(fields[5 + int(fields[3])]):
            found.add(fields[0])
    return found


def entries(shared: Path) -> Iterator[tuple[str, str, list[str]]]:
    single, pairs = counted(shared)
    web = web_counts()
    nouns, adjectives, adverbs = lemmas("noun"), lemmas("adj"), lemmas("adv")
    other = attested("adj") | attested("adv")
    alike: dict[tuple[str, int], list[str]] = defaultdict(list)
    for noun in nouns:
        if re.fullmatch(r"[a-z]{4,}", noun) and noun not in other and 20 <= single[noun] <= 5000:
            alike[noun[0], len(noun)].append(noun)

    def unseen(first: str, second: str) -> bool:
        return not pairs[first, second] and f"{first} {second}" not in web

    for compound in sorted(nouns):
        if not re.fullmatch(r"[a-z]{6,}", compound) or single[compound] < COMMON:
            continue
        for at in range(3, len(compound) - 2):
            part, head = compound[:at], compound[at:]
            if (
                part not in nouns
                or head not in nouns
                or head in adverbs
                or min(single[part], single[head]) < 30
            ):
                continue
            stem = part.removesuffix("e")
            for suffix in (*ADJECTIVE, *PARTICIPLE):
                first = stem + suffix
                if not single[first] or first == part or (suffix in ADJECTIVE and first not in adjectives):
                    continue
                seconds = [head, *([f"{head}s"] if single[f"{head}s"] else [])]
                if suffix in ADJECTIVE:
                    seconds += [
                        noun for noun in alike[head[0], len(head)] if 0 < changed_letters(noun, head) <= 2
                    ]
                seconds = [second for second in seconds if unseen(first, second)]
                if seconds:
                    yield first, compound, seconds


def main(shared: Path, target: Path) -> None:
    rows = sorted(entries(shared))
    target.write_text(
        HEADER + "".join(f"{first}\t{compound}\t{' '.join(seconds)}\n" for first, compound, seconds in rows),
        "utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
