"""Make `mtcheck/lexicon/phrases_fixed.txt`: expressions that English writes with a hyphen or as one word
(MT101).

    apt-get install wordnet-base; python -m pip install wordsegment
    python -m training.lexicon.phrases_fixed SHARED mtcheck/lexicon/phrases_fixed.txt

From WordNet 3.0's lemmas: those with one hyphen of which one half is rare as a word of its own, and solid
ones that are two everyday words end to end ("notebook"). Kept where WordNet does not have the two words as
well, clean text never writes the hyphenated ones apart (but for one slip with a half that stands nowhere
else), and writes the solid ones apart fifty times less often than together, as do web pages.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from mtcheck.text.words import words_of
from training.lexicon.phrases_texts import clean_lines, web_counts

#: A half is rare below this count in nine million words, a part of a solid word everyday above the other.
RARE, EVERYDAY = 10, 20
#: A solid word has to stand this often in clean text, and this many times as often as its parts side by side.
SOLID, TIMES = 5, 50
HEADER = """\
# Expressions that English writes with a hyphen or as one word, and what they look like taken apart; read by MT101.
# Source: WordNet 3.0 (https://wordnet.princeton.edu, WordNet licence), sifted by counts in the clean corpora of the model card.
# Made by: python -m training.lexicon.phrases_fixed SHARED mtcheck/lexicon/phrases_fixed.txt
"""


def lemmas(*parts: str) -> set[str]:
    """WordNet's lemmas as printed, `_` for a space; names included, with their capitals."""
    found: set[str] = set()
    for part in parts:
        for line in (Path("/usr/share/wordnet") / f"data.{part}").read_text("utf-8").splitlines():
            fields = line.split(" ")
            if len(fields) > 4 and fields[0].isdigit():
                found.update(word.partition("(")[0] for word in fields[4 : 4 + 2 * int(fields[3], 16) : 2])
    return found


def counted(shared: Path) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Words that stand in lower case, and all pairs of neighbours (lower-cased), of the clean corpora."""
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in clean_lines(shared):
        found = list(words_of(text, 0, len(text)))
        single.update(word.text for word in found)
        pairs.update((a.lower, b.lower) for a, b in pairwise(found) if text[a.end : b.start] == " ")
    return single, pairs


def entries(shared: Path) -> Iterator[tuple[str, str]]:
    nouns = lemmas("noun")
    known = nouns | lemmas("verb", "adj", "adv")
    single, pairs = counted(shared)
    web = web_counts()
    # Where the first or last word is one of these, the pair is two words of a sentence far more often.
    common = {word for word, _ in single.most_common(150)} - set(
        "some any every thing work time day people world".split()
    )
    for lemma in sorted(known):
        if re.fullmatch(r"[a-z]+-[a-z]+", lemma):
            first, last = lemma.split("-")
            if (
                f"{first}_{last}" in known
                or first.endswith("ish")
                or min(single[first], single[last]) >= RARE
            ):
                continue
            for end, joined in ((last, lemma), (f"{last}s", f"{lemma}s")):
                if joined != lemma and (lemma not in nouns or lemma.endswith("s")):
                    continue
                # One sighting apart of a half that stands nowhere else is a slip of the corpus, not a second
                # way to write it.
                apart_count = pairs[first, end]
                if apart_count == 0 or (apart_count == 1 and min(single[first], single[end]) <= 1):
                    yield f"{first} {end}", joined
        elif re.fullmatch(r"[a-z]{6,}", lemma):
            for at in range(3, len(lemma) - 2) if single[lemma] >= SOLID else ():
                first, last = lemma[:at], lemma[at:]
                if (
                    f"{first}_{last}" in known
                    or f"{first}-{last}" in known
                    or first in common
                    or last in common
                ):
                    continue
                if min(single[first], single[last]) < EVERYDAY or first not in known or last not in known:
                    continue
                for end, joined in ((last, lemma), (f"{last}s", f"{lemma}s")):
                    apart = web.get(f"{first} {end}", 0.0)
                    if (
                        (joined == lemma or single[joined])
                        and pairs[first, end] * TIMES <= single[lemma]
                        and (apart == 0 or apart * TIMES <= web.get(joined, 0.0))
                    ):
                        yield f"{first} {end}", joined


def main(shared: Path, target: Path) -> None:
    rows = dict(entries(shared))
    target.write_text(
        HEADER + "".join(f"{apart}\t{joined}\n" for apart, joined in sorted(rows.items())), "utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
