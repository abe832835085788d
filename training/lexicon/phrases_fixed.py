"""Make `mtcheck/lexicon/phrases_fixed.txt`: what English writes with a hyphen or as one word (MT101).

    apt-get install wordnet-base; python -m pip install wordsegment
    python -m training.lexicon.phrases_fixed SHARED mtcheck/lexicon/phrases_fixed.txt

From WordNet 3.0's lemmas: those with one hyphen of which one half is rare as a word of its own, and solid
ones that are two everyday words end to end ("notebook"). They are kept where WordNet does not have the two
words as well, and where clean text never writes the hyphenated ones apart (but for one slip with a half that
stands nowhere else), and writes the solid ones apart fifty times less often than together, as do web pages.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from mtcheck.lexicon.foreign import known_english
from mtcheck.lexicon.morphology import tags
from mtcheck.text.words import words_of
from training.lexicon.phrases_texts import clean_lines, web_counts
from training.lexicon.wordnet import lemmas

#: A half is rare below this count in nine million words; a part of a solid word is everyday from that one on.
RARE, EVERYDAY = 10, 20
#: A solid word has to stand this often in clean text, and this many times as often as its parts side by side.
SOLID, TIMES = 5, 50
HEADER = """\
# Expressions that English writes with a hyphen or as one word, and what they look like taken apart; read by
# MT101.
# Source: WordNet 3.0 (https://wordnet.princeton.edu, WordNet licence), sifted by counts in the clean corpora
# of the
# model card.
# Made by: python -m training.lexicon.phrases_fixed SHARED mtcheck/lexicon/phrases_fixed.txt
"""
#: Where the first or last word is a common one, the pair is mostly two words of a sentence; but not these.
_USABLE = frozenset("some any every thing work time day people world".split())
_COMMON = 150
_COLOURS = frozenset(
    "black white red green blue yellow brown grey gray pink purple orange gold golden silver".split()
)
_PREFIXES = frozenset({"multi", "quasi"})
_NOUN = frozenset({"NN", "NNS"})
#: What English writes as one word, and also as two that mean what they say: the broad sides of a leaf.
_LITERAL = frozenset(
    f"{pair}{ending}"
    for pair in (
        "black board, broad side, common wealth, cross word, dead beat, fast ball, green house, "
        "heavy weight, hot bed, light weight, long boat, red dish, red head, red neck, short cut, "
        "short hand, soft ball, strong hold, mad man, gentle man, handy man"
    ).split(", ")
    for ending in ("", "s")
)


@dataclass(frozen=True)
class TextCounts:
    """Words and pairs of words in clean text."""

    single: Counter[str]
    """Words that stand in lower case."""
    pairs: Counter[tuple[str, str]]
    """All pairs of neighbours, lower-cased."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("target", type=Path)
    choice = parser.parse_args()
    expressions = Expressions(count_words(choice.shared), web_counts())
    rows = {
        apart: joined
        for lemma in sorted(expressions.known)
        for apart, joined in expressions.of(lemma)
        if not is_free_choice(apart, joined)
    }
    lines = (f"{apart}\t{joined}\n" for apart, joined in sorted(rows.items()))
    choice.target.write_text(HEADER + "".join(lines), "utf-8")


def is_free_choice(apart: str, joined: str) -> bool:
    """Whether the two words may be put together as any others: a noun or adjective with an everyday noun, a
    shade of a colour, a pair that is as often meant literally, one word twice.
    """
    first, last = apart.split()
    if last in (first, f"{first}s"):
        return True
    if apart in _LITERAL or "-" not in joined:
        return apart in _LITERAL
    if last in _COLOURS or first in _PREFIXES:
        return last in _COLOURS
    return bool(tags(last) & _NOUN and tags(first) & {"NN", "JJ"}) and last in known_english()


def count_words(shared: Path) -> TextCounts:
    """Counts over the clean corpora."""
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in clean_lines(shared):
        words = list(words_of(text, 0, len(text)))
        single.update(word.text for word in words)
        pairs.update(
            (left.lower, right.lower)
            for left, right in pairwise(words)
            if text[left.end : right.start] == " "
        )
    return TextCounts(single, pairs)


class Expressions:
    """Finds the expressions among WordNet's lemmas.

    web: how often web pages have words and pairs of words.
    """

    def __init__(self, counts: TextCounts, web: dict[str, float]) -> None:
        self._single, self._pairs = counts.single, counts.pairs
        self._web = web
        self._nouns = lemmas("noun")
        self.known = self._nouns | lemmas("verb", "adj", "adv")
        self._common = {word for word, _ in self._single.most_common(_COMMON)} - _USABLE

    def of(self, lemma: str) -> Iterator[tuple[str, str]]:
        """(as two words, as English has it) for a lemma and its plural."""
        if re.fullmatch(r"[a-z]+-[a-z]+", lemma):
            yield from self._hyphenated(lemma)
        elif re.fullmatch(r"[a-z]{6,}", lemma) and self._single[lemma] >= SOLID:
            for cut in range(3, len(lemma) - 2):
                yield from self._solid(lemma, lemma[:cut], lemma[cut:])

    def _hyphenated(self, lemma: str) -> Iterator[tuple[str, str]]:
        first, last = lemma.split("-")
        is_usual_apart = f"{first}_{last}" in self.known
        if is_usual_apart or first.endswith("ish") or min(self._single[first], self._single[last]) >= RARE:
            return
        if self._is_never_apart(first, last):
            yield f"{first} {last}", lemma
        has_plural = lemma in self._nouns and not lemma.endswith("s")
        if has_plural and self._is_never_apart(first, f"{last}s"):
            yield f"{first} {last}s", f"{lemma}s"

    def _is_never_apart(self, first: str, last: str) -> bool:
        """Whether clean text never has the two words side by side.

        One sighting of a half that stands nowhere else is a slip of the corpus, not a second way to write it.
        """
        count = self._pairs[first, last]
        return count == 0 or (count == 1 and min(self._single[first], self._single[last]) <= 1)

    def _solid(self, lemma: str, first: str, last: str) -> Iterator[tuple[str, str]]:
        if f"{first}_{last}" in self.known or f"{first}-{last}" in self.known:
            return
        if first in self._common or last in self._common or not {first, last} <= self.known:
            return
        if min(self._single[first], self._single[last]) < EVERYDAY:
            return
        for end, joined in ((last, lemma), (f"{last}s", f"{lemma}s")):
            apart = self._web.get(f"{first} {end}", 0.0)
            is_seen = joined == lemma or self._single[joined]
            is_rare_in_text = self._pairs[first, end] * TIMES <= self._single[lemma]
            is_rare_on_the_web = apart == 0 or apart * TIMES <= self._web.get(joined, 0.0)
            if is_seen and is_rare_in_text and is_rare_on_the_web:
                yield f"{first} {end}", joined


if __name__ == "__main__":
    main()
