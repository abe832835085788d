"""Make `mtcheck/lexicon/phrases_compounds.txt`: compounds that were translated part by part (MT102).

    apt-get install wordnet-base; python -m pip install wordsegment
    python -m training.lexicon.phrases_compounds SHARED mtcheck/lexicon/phrases_compounds.txt

A compound of WordNet 3.0 that clean text has at least COMMON times ("bloodbath") gives pairs of an adjective
or participle made of its first part ("bloody") and

* its second part ("working place", "rained water"); or
* for adjectives only, a noun spelt like its second part: same first letter and length, one or two letters
  changed ("bush").

Pairs that nine million words of clean text or the web have are left out. Counted on the corpora's 3.3 million
words of news, pairs seen once taken as if they had never been seen, this raises no alarm for the adjectives.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from training.lexicon.phrases_fixed import TextCounts, count_words
from training.lexicon.phrases_texts import web_counts
from training.lexicon.wordnet import attested, lemmas

#: How often clean text must have a compound, and each of its parts.
COMMON, COMMON_PART = 5, 30
#: How often clean text must have a noun that is spelt like another; above that it is too common to be a slip.
_ALIKE_LEAST, _ALIKE_MOST = 20, 5000
ADJECTIVE, PARTICIPLE = ("y", "en", "ish", "ic"), ("ing", "ed")
HEADER = """\
# Compounds, and what they look like translated part by part: first word, compound, second words; read by
# MT102.
# Source: WordNet 3.0 (https://wordnet.princeton.edu, WordNet licence), sifted by counts in the clean corpora
# of the
# model card.
# Made by: python -m training.lexicon.phrases_compounds SHARED mtcheck/lexicon/phrases_compounds.txt
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("target", type=Path)
    choice = parser.parse_args()
    rows = sorted(Compounds(count_words(choice.shared), web_counts()).entries())
    lines = (f"{first}\t{compound}\t{' '.join(seconds)}\n" for first, compound, seconds in rows)
    choice.target.write_text(HEADER + "".join(lines), "utf-8")


class Compounds:
    """Finds the compounds among WordNet's nouns.

    web: how often web pages have pairs of words.
    """

    def __init__(self, counts: TextCounts, web: dict[str, float]) -> None:
        self._single, self._pairs = counts.single, counts.pairs
        self._web = web
        self._nouns, self._adjectives, self._adverbs = lemmas("noun"), lemmas("adj"), lemmas("adv")
        self._alike = self._nouns_by_shape()

    def entries(self) -> Iterator[tuple[str, str, list[str]]]:
        """(first word, compound, second words)."""
        for compound in sorted(self._nouns):
            if not re.fullmatch(r"[a-z]{6,}", compound) or self._single[compound] < COMMON:
                continue
            for cut in range(3, len(compound) - 2):
                part, head = compound[:cut], compound[cut:]
                if self._are_parts(part, head):
                    yield from self._pairs_of(compound, part, head)

    def _are_parts(self, part: str, head: str) -> bool:
        are_nouns = part in self._nouns and head in self._nouns and head not in self._adverbs
        return are_nouns and min(self._single[part], self._single[head]) >= COMMON_PART

    def _pairs_of(self, compound: str, part: str, head: str) -> Iterator[tuple[str, str, list[str]]]:
        """The adjectives and participles of the first part, with what may follow them."""
        for suffix in (*ADJECTIVE, *PARTICIPLE):
            first = part.removesuffix("e") + suffix
            is_adjective = suffix in ADJECTIVE
            if not self._single[first] or first == part or (is_adjective and first not in self._adjectives):
                continue
            seconds = [head, *([f"{head}s"] if self._single[f"{head}s"] else [])]
            if is_adjective:
                alike = self._alike[head[0], len(head)]
                seconds += [noun for noun in alike if 0 < changed_letters(noun, head) <= 2]
            unseen = [second for second in seconds if self._is_unseen(first, second)]
            if unseen:
                yield first, compound, unseen

    def _is_unseen(self, first: str, second: str) -> bool:
        return not self._pairs[first, second] and f"{first} {second}" not in self._web

    def _nouns_by_shape(self) -> dict[tuple[str, int], list[str]]:
        """The nouns that are nothing else, by first letter and length."""
        other = attested("adj") | attested("adv")
        nouns: dict[tuple[str, int], list[str]] = defaultdict(list)
        for noun in self._nouns:
            is_usable = re.fullmatch(r"[a-z]{4,}", noun) and noun not in other
            if is_usable and _ALIKE_LEAST <= self._single[noun] <= _ALIKE_MOST:
                nouns[noun[0], len(noun)].append(noun)
        return nouns


def changed_letters(word: str, other: str) -> int:
    return sum(letter != changed for letter, changed in zip(word, other, strict=True))


if __name__ == "__main__":
    main()
