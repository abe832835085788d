"""Make `mtcheck/lexicon/phrases_frames.txt`: nouns that live in one prepositional frame (MT103).

    python -m training.lexicon.phrases_frames SHARED mtcheck/lexicon/phrases_frames.txt

A noun that clean text has between two prepositions mostly in one frame ("at the mercy of", "in view of") is
an idiom's noun. For each: the frame, its share, and all prepositions that clean text has before (with or
without an article) and after the noun.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from benchmarks.rows import training_lines
from mtcheck.lexicon.phrases import ARTICLES, PREPOSITIONS
from mtcheck.text.words import words_of
from training.lexicon.phrases_fixed import lemmas
from training.lexicon.phrases_texts import clean_lines

#: How often the frame has to stand in clean text, and its share of all the noun's frames.
LEAST, SHARE = 3, 0.5
HEADER = """\
# Nouns that live in one prepositional frame: noun, frame, its share (per cent), prepositions before and after; read by MT103.
# Source: counts over the clean corpora named in the model card and the references of WMT 2010-2012.
# Made by: python -m training.lexicon.phrases_frames SHARED mtcheck/lexicon/phrases_frames.txt
"""


def texts(shared: Path) -> Iterator[str]:
    yield from clean_lines(shared)
    for row in training_lines(shared, held_out=False):
        yield row["ref"]


def main(shared: Path, target: Path) -> None:
    nouns = {noun for noun in lemmas("noun") if noun.isalpha() and len(noun) > 2 and noun.islower()}
    nouns -= PREPOSITIONS | ARTICLES | lemmas("adv")
    frames: dict[str, Counter[tuple[str, str, str]]] = defaultdict(Counter)
    before: dict[str, set[str]] = defaultdict(set)
    after: dict[str, set[str]] = defaultdict(set)
    for text in texts(shared):
        words = list(words_of(text, 0, len(text)))
        joined = [text[a.end : b.start].isspace() for a, b in pairwise(words)]
        for at, word in enumerate(words):
            noun = word.lower
            if noun not in nouns or at == 0 or not joined[at - 1]:
                continue
            has_article = words[at - 1].lower in ARTICLES and at > 1 and joined[at - 2]
            left = words[at - 2 if has_article else at - 1].lower
            right = words[at + 1].lower if at < len(joined) and joined[at] else ""
            if left in PREPOSITIONS:
                before[noun].add(left)
            if right in PREPOSITIONS:
                after[noun].add(right)
                if left in PREPOSITIONS:
                    frames[noun][left, words[at - 1].lower if has_article else "", right] += 1
    rows = []
    verbs = lemmas("verb")
    for noun, found in sorted(frames.items()):
        if noun in verbs and "to" in before[noun]:  # "to talk to": not a noun there
            continue
        by_prepositions: Counter[tuple[str, str]] = Counter()
        for (left, _, right), count in found.items():
            by_prepositions[left, right] += count
        (left, right), count = by_prepositions.most_common(1)[0]
        if count < LEAST or count < SHARE * found.total():
            continue
        article = max(
            (key for key in found if (key[0], key[2]) == (left, right)), key=lambda key: found[key]
        )[1]
        frame = " ".join(part for part in (left, article, noun, right) if part)
        share = round(100 * count / found.total())
        rows.append(
            "\t".join(
                (noun, frame, str(share), " ".join(sorted(before[noun])), " ".join(sorted(after[noun])))
            )
        )
    target.write_text(HEADER + "\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
