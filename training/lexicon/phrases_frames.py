"""Make `mtcheck/lexicon/phrases_frames.txt`: nouns that live in one prepositional frame (MT103).

    apt-get install wordnet-base
    python -m training.lexicon.phrases_frames SHARED mtcheck/lexicon/phrases_frames.txt

A noun that clean text has between two prepositions mostly in one frame ("at the mercy of", "in view of") is
an idiom's noun. For each: the frame, its share, and all prepositions that clean text has before (with or
without an article) and after the noun.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from benchmarks.rows import training_lines
from mtcheck.lexicon.phrases import ARTICLES, PREPOSITIONS
from mtcheck.text.words import words_of
from training.lexicon.phrases_texts import clean_lines
from training.lexicon.wordnet import lemmas

#: How often the frame has to stand in clean text, and its share of all the noun's frames.
LEAST, SHARE = 3, 0.5
HEADER = """\
# Nouns that live in one prepositional frame: noun, frame, its share (per cent), prepositions before and
# after; read
# by MT103.
# Source: counts over the clean corpora named in the model card and the references of WMT 2010-2012.
# Made by: python -m training.lexicon.phrases_frames SHARED mtcheck/lexicon/phrases_frames.txt
"""
#: Preposition, article or nothing, preposition.
Frame = tuple[str, str, str]


class FrameCounts:
    """What stands around nouns in clean text."""

    def __init__(self, nouns: set[str]) -> None:
        self._nouns = nouns
        self.frames: dict[str, Counter[Frame]] = defaultdict(Counter)
        self.before: dict[str, set[str]] = defaultdict(set)
        self.after: dict[str, set[str]] = defaultdict(set)

    def add(self, text: str) -> None:
        """Count the nouns of a text."""
        words = list(words_of(text, 0, len(text)))
        joined = [text[left.end : right.start].isspace() for left, right in pairwise(words)]
        for index, word in enumerate(words):
            noun = word.lower
            if noun not in self._nouns or index == 0 or not joined[index - 1]:
                continue
            previous = words[index - 1].lower
            has_article = previous in ARTICLES and index > 1 and joined[index - 2]
            left = words[index - 2].lower if has_article else previous
            right = words[index + 1].lower if index < len(joined) and joined[index] else ""
            if left in PREPOSITIONS:
                self.before[noun].add(left)
            if right in PREPOSITIONS:
                self.after[noun].add(right)
                if left in PREPOSITIONS:
                    self.frames[noun][left, previous if has_article else "", right] += 1

    def line(self, noun: str) -> str | None:
        """The noun's line of the file; None where it does not live in one frame."""
        frames = self.frames[noun]
        by_prepositions: Counter[tuple[str, str]] = Counter()
        for (left, _, right), count in frames.items():
            by_prepositions[left, right] += count
        (left, right), count = by_prepositions.most_common(1)[0]
        if count < LEAST or count < SHARE * frames.total():
            return None
        same = (frame for frame in frames if (frame[0], frame[2]) == (left, right))
        _, article, _ = max(same, key=lambda frame: frames[frame])
        frame = " ".join(part for part in (left, article, noun, right) if part)
        share = round(100 * count / frames.total())
        prepositions = (" ".join(sorted(words[noun])) for words in (self.before, self.after))
        return "\t".join((noun, frame, str(share), *prepositions))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("target", type=Path)
    choice = parser.parse_args()
    nouns = {noun for noun in lemmas("noun") if noun.isalpha() and len(noun) > 2 and noun.islower()}
    counts = FrameCounts(nouns - PREPOSITIONS - ARTICLES - lemmas("adv"))
    for text in texts(choice.shared):
        counts.add(text)
    verbs = lemmas("verb")
    lines = [
        line
        for noun in sorted(counts.frames)
        if not (noun in verbs and "to" in counts.before[noun])  # "to talk to": not a noun there
        and (line := counts.line(noun))
    ]
    choice.target.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")


def texts(shared: Path) -> Iterator[str]:
    """The clean corpora, and the references of the lines that may be mined."""
    yield from clean_lines(shared)
    for row in training_lines(shared, held_out=False):
        yield row["ref"]


if __name__ == "__main__":
    main()
