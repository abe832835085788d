"""Make `mtcheck/lexicon/phrases_garbles.txt`: the phrases that machine translation writes and nobody else
(MT104).

    python -m pip install wordsegment
    python -m training.lexicon.phrases_garbles SHARED mtcheck/lexicon/phrases_garbles.txt

A sequence of one to four words of the 2010-2012 outputs is admitted when, in the blocks of lines that may be
mined (`benchmarks.rows`: every fifth block is kept for measuring),

* it was seen with a damaged word in it in enough half blocks of 15 lines (so that one story counts once), by
two systems;
* most of its sightings hold a damaged word (a word whose stem neither the reference nor 5 % of the other
  versions have): the more often it was seen, the smaller this share may be; or
* clean English should have it many times if its words met by chance, and never has (function words out of
order);
* and the clean corpora and references have it seldom or never, for the number of its sightings, and the web
  has it no more often than chance would (bigram counts of the Google Web Trillion Word Corpus after P.
  Norvig, in `wordsegment`, MIT).

Phrases of neural systems are taken from the annotated Chinese-English outputs (mqm_zhen) in the same way.

The thresholds were set on 3.3 M words of news (newstest, VOA), each quarter counted with the other three as
clean text, against the hits on the held-out lines; the filters for names and the web, and a last tightening,
after a look at the alarms on clean news.

What was meant: the words that stand between the same neighbours in the reference and in the other versions of
the line.

An editor has read the list: `phrases_rejected.txt` beside this file has the phrases that are English all the
same and are left out, `phrases_repaired.txt` the suggestions that were wrong or missing. Only of annotated
phrases do longer ones take the place of a rejected one ("new crown epidemic" that of "new crown").
"""

from __future__ import annotations

import json
import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.lexicon.phrases_texts import (
    NAME,
    NUMBER,
    WEB_WORDS,
    Ints,
    Mask,
    Outputs,
    Vocabulary,
    annotated,
    clean,
    hashes,
    outputs,
    vocabulary,
    web_counts,
)

REJECTED = Path(__file__).with_name("phrases_rejected.txt")
REPAIRED = Path(__file__).with_name("phrases_repaired.txt")
LONGEST = 4
#: Sightings of a phrase that are aligned with the other versions of their line.
ALIGNED = 40
#: A suggestion needs this share of the aligned lines, and this many versions or a reference behind it.
AGREE, SUPPORT = 0.5, 6
HEADER = """\
# Phrases that machine translation writes and nobody else; read by MT104. phrase<TAB>documents it was seen in<TAB>what was meant
# Source: counts over WMT 2010-2012 system outputs (free for research, counts may be shipped; alvations/warmth) and over the
# annotated WMT outputs of google/wmt-mqm-human-evaluation (Apache-2.0, MIT), checked against the clean corpora named in the
# model card. Made by: python -m training.lexicon.phrases_garbles SHARED mtcheck/lexicon/phrases_garbles.txt
"""


@dataclass(frozen=True)
class Candidates:
    """Word sequences of one length, seen with damage in at least two half blocks. One row each."""

    n: int
    hashed: NDArray[np.uint64]
    first: Ints  # a place where it was seen
    blocks: Ints  # half blocks it was seen in
    damaged_blocks: Ints  # the same with a damaged word
    systems: Ints
    share: NDArray[np.float64]  # of its sightings that hold a damaged word
    clean: Ints  # times in clean text
    expected: NDArray[np.float64]  # times clean text would have it by chance


def _lookup(keys: NDArray[np.uint64], values: Ints, asked: NDArray[np.uint64]) -> Ints:
    at = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    return np.where(keys[at] == asked, values[at], 0)


def _distinct(hashed: NDArray[np.uint64], of: Ints, keys: NDArray[np.uint64]) -> Ints:
    """For each key the number of distinct values of `of` that go with it."""
    if not len(hashed):
        return np.zeros(len(keys), np.int64)
    order = np.lexsort((of, hashed))
    sorted_hashes, sorted_of = hashed[order], of[order]
    new = np.ones(len(order), bool)
    new[1:] = (sorted_hashes[1:] != sorted_hashes[:-1]) | (sorted_of[1:] != sorted_of[:-1])
    found, counts = np.unique(sorted_hashes[new], return_counts=True)
    return _lookup(found, counts.astype(np.int64), keys)


def candidates(n: int, mined: Outputs, english: Ints, excluded: Mask) -> Candidates:
    """excluded: by word number, words that no phrase may hold."""
    hashed = hashes(mined.words, n)
    length = len(hashed)
    touched = np.zeros(length, bool)
    barred = np.zeros(length, bool)
    for k in range(n):
        touched |= mined.damaged[k : k + length]
        barred |= excluded[mined.words[k : k + length]]
    usable = (hashed != 0) & ~barred
    keys, counts = np.unique(hashed[usable], return_counts=True)
    keys = keys[counts >= 2]
    usable &= np.isin(hashed, keys)
    blocks = _distinct(hashed[usable], mined.block[:length][usable], keys)
    keys, blocks = keys[blocks >= 2], blocks[blocks >= 2]
    usable &= np.isin(hashed, keys)
    damaged = usable & touched
    at = np.searchsorted(keys, hashed[usable])
    seen = np.bincount(at, minlength=len(keys))
    first = np.zeros(len(keys), np.int64)
    first[at] = np.flatnonzero(usable)
    clean_keys, clean_counts = _counts(english, n)
    return Candidates(
        n=n,
        hashed=keys,
        first=first,
        blocks=blocks,
        damaged_blocks=_distinct(hashed[damaged], mined.block[:length][damaged], keys),
        systems=_distinct(hashed[usable], mined.system[:length][usable], keys),
        share=np.bincount(at, weights=touched[usable], minlength=len(keys)) / seen,
        clean=_lookup(clean_keys, clean_counts, keys),
        expected=_expected(n, mined.words, first, english),
    )


def _counts(english: Ints, n: int) -> tuple[NDArray[np.uint64], Ints]:
    hashed = hashes(english, n)
    keys, counts = np.unique(hashed[hashed != 0], return_counts=True)
    return keys, counts.astype(np.int64)


def _expected(n: int, words: Ints, first: Ints, english: Ints) -> NDArray[np.float64]:
    """count(first n-1 words) x count(last n-1 words) / count(the words these share), in clean text."""
    if n == 1:
        return np.zeros(len(first))
    keys, counts = _counts(english, n - 1)
    shorter = _lookup(keys, counts, hashes(words, n - 1))
    left, right = shorter[first], shorter[first + 1]
    if n == 2:
        return np.asarray(left * right / np.count_nonzero(english), dtype=np.float64)
    keys, counts = _counts(english, n - 2)
    middle = _lookup(keys, counts, hashes(words, n - 2))[first + 1]
    return np.asarray(left * right / np.maximum(middle, 1), dtype=np.float64)


def admitted(found: Candidates, *, dictionary_word: Mask) -> Mask:
    """Which candidates are precise enough. dictionary_word: by candidate, for single words."""
    damaged, share = found.damaged_blocks, found.share
    per_block = found.clean / np.maximum(damaged, 1)
    several = found.systems >= 2
    often = (
        ((damaged >= 3) & (share >= 0.9) & (per_block < 0.3))
        | ((damaged >= 5) & (share >= 0.7) & (per_block < 0.3))
        | ((damaged >= 9) & (share >= 0.5) & (per_block < 0.2))
        | ((damaged >= 9) & (share >= 0.7) & (per_block < 0.5))
    )
    if found.n == 1:
        single: Mask = several & (
            often & (~dictionary_word | (per_block < 0.1))
            | ((damaged >= 2) & (share >= 0.9) & (found.clean == 0) & ~dictionary_word)
        )
        return single
    impossible = (found.expected >= 10) & (found.blocks >= 5) & (found.clean == 0)
    return np.asarray(several & (often | impossible))


def meant(
    phrases: dict[tuple[int, ...], list[int]], mined: Outputs
) -> dict[tuple[int, ...], tuple[int, ...]]:
    """For each phrase what the reference and the other versions have in its place, where most of them agree.

    phrases: phrase to the places where it was seen.
    """
    result: dict[tuple[int, ...], tuple[int, ...]] = {}
    for phrase, places in phrases.items():
        lines: dict[int, Counter[tuple[int, ...]]] = defaultdict(Counter)
        for place in places[:: max(len(places) // ALIGNED, 1)][:ALIGNED]:
            left = tuple(int(one) for one in mined.words[max(place - 2, 0) : place])
            right = tuple(int(one) for one in mined.words[place + len(phrase) : place + len(phrase) + 2])
            line = int(mined.line[place])
            for index, version in enumerate(mined.versions[line]):
                filler = _between(version, left, right, len(phrase) + 2)
                if filler is not None and filler not in phrases and 0 not in filler and filler:
                    lines[line][filler] += 5 if index == 0 else 1
        votes: Counter[tuple[int, ...]] = Counter()
        for counter in lines.values():
            for filler, count in counter.items():
                votes[filler] += count / counter.total()  # type: ignore[assignment]
        if not votes:
            continue
        best, share = votes.most_common(1)[0]
        support = sum(counter[best] for counter in lines.values())
        if share >= AGREE * len(lines) and support >= SUPPORT and len(lines) >= 2 and best != phrase:
            result[phrase] = best
    return result


def _between(
    version: list[int], left: tuple[int, ...], right: tuple[int, ...], longest: int
) -> tuple[int, ...] | None:
    """What `version` has between the two words before and the one after, or the one before and the two
    after; None if unclear.
    """
    found = set()
    for before, after in ((left, right[:1]), (left[-1:], right)):
        if not before or not after:
            continue
        for at in range(len(version) - len(before)):
            if tuple(version[at : at + len(before)]) != before:
                continue
            start = at + len(before)
            for end in range(start + 1, min(start + longest, len(version) - len(after)) + 1):
                if tuple(version[end : end + len(after)]) == after:
                    found.add(tuple(version[start:end]))
                    break
    return found.pop() if len(found) == 1 else None


def _source_words(shared: Path) -> set[str]:
    """The words of the source sides: left untranslated, they are another rule's business."""
    words: set[str] = set()
    with lzma.open(shared / "training" / "wmt_outputs_2010_2012.jsonl.xz", "rt", encoding="utf-8") as file:
        for line in file:
            for text in json.loads(line)["src"].values():
                words.update(re.findall(r"[^\W\d_]+", text.lower()))
    return words


def _dictionary() -> set[str]:
    """WordNet's single words (Debian package wordnet-base)."""
    words: set[str] = set()
    for part in ("noun", "verb", "adj", "adv"):
        path = Path("/usr/share/wordnet") / f"index.{part}"
        words.update(
            line.split(" ", 1)[0] for line in path.read_text("utf-8").splitlines() if not line.startswith(" ")
        )
    return words


def _web() -> Callable[[str, str], bool]:
    """Whether web pages have two words side by side at least 0.3 times as often as chance would put them
    there.
    """
    counts = web_counts()

    def on_the_web(first: str, second: str) -> bool:
        return (
            counts.get(f"{first} {second}", 0)
            > 0.3 * counts.get(first, 0) * counts.get(second, 0) / WEB_WORDS
        )

    return on_the_web


def _barred(word: str, words: Vocabulary) -> bool:
    """Names, and the odd letters and halves of words that tokenisers leave."""
    return (
        word == NAME
        or (word in words.names and word != "i")
        or (len(word) == 1 and word not in ("a", "i", NUMBER))
        or word in ("n't", "er", "ex")
    )


def _is_form(word: str, dictionary: set[str]) -> bool:
    """Whether the dictionary has the word, or one that it can be a regular form of."""
    ends = (
        ("s", ""),
        ("es", ""),
        ("ies", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("ly", ""),
        ("er", ""),
        ("'s", ""),
    )
    return word in dictionary or any(
        word.endswith(end) and word[: -len(end)] + new in dictionary for end, new in ends
    )


def main(shared: Path, target: Path) -> None:
    words = vocabulary(shared)
    english = clean(shared, words)
    mined = outputs(shared, words)
    rows: dict[tuple[int, ...], int] = {}
    dictionary, foreign, on_the_web = _dictionary(), _source_words(shared), _web()
    for n in range(1, LONGEST + 1):
        excluded = np.array([_barred(word, words) or (n == 1 and word in foreign) for word in words.words])
        found = candidates(n, mined, english, excluded)
        names = [words.words[mined.words[place]] for place in found.first] if n == 1 else []
        known = np.array([_is_form(name, dictionary) or "-" in name or "'" in name for name in names])
        keep = np.flatnonzero(admitted(found, dictionary_word=known))
        for index in keep:
            if n == 2 and on_the_web(
                *(words.words[int(one)] for one in mined.words[found.first[index] : found.first[index] + 2])
            ):
                continue
            phrase = tuple(int(one) for one in mined.words[found.first[index] : found.first[index] + n])
            if not any(phrase[a:b] in rows for a in range(n) for b in range(a + 1, n + 1)):
                rows[phrase] = int(found.blocks[index])
        print(n, len(rows), file=sys.stderr)
    meanings = meant(places(rows, mined), mined)
    marked = annotated(shared, words)
    new = _marked_phrases(marked, english, words, rows)
    print("annotated", len(new), file=sys.stderr)
    meanings |= meant(places(new, marked), marked)
    write(target, words, rows | new, meanings)


def _marked_phrases(
    marked: Outputs, english: Ints, words: Vocabulary, rows: dict[tuple[int, ...], int]
) -> dict[tuple[int, ...], int]:
    """Phrases of two or three words that annotators nearly always marked, in four documents or more."""
    new: dict[tuple[int, ...], int] = {}
    rejected = set(read_by_hand(REJECTED))
    excluded = np.array([_barred(word, words) for word in words.words])
    for n in (2, 3):
        found = candidates(n, marked, english, excluded)
        keep = (found.damaged_blocks >= 4) & (found.systems >= 2) & (found.share >= 0.85) & (found.clean <= 1)
        for index in np.flatnonzero(keep):
            phrase = tuple(int(one) for one in marked.words[found.first[index] : found.first[index] + n])
            if " ".join(words.words[one] for one in phrase) in rejected:
                continue
            if not any(
                phrase[a:b] in held for held in (rows, new) for a in range(n) for b in range(a + 1, n + 1)
            ):
                new[phrase] = int(found.blocks[index])
    return new


def places(rows: dict[tuple[int, ...], int], mined: Outputs) -> dict[tuple[int, ...], list[int]]:
    """Where each phrase stands in the outputs."""
    result: dict[tuple[int, ...], list[int]] = {phrase: [] for phrase in rows}
    for n in range(1, LONGEST + 1):
        of_length = [phrase for phrase in rows if len(phrase) == n]
        if of_length:
            keys = np.array([hashes(np.array(phrase), n)[0] for phrase in of_length], np.uint64)
            hashed = hashes(mined.words, n)
            for place in np.flatnonzero(np.isin(hashed, keys)):
                phrase = tuple(int(one) for one in mined.words[place : place + n])
                if phrase in result:
                    result[phrase].append(int(place))
    return result


def read_by_hand(path: Path) -> dict[str, str]:
    """The lines of a list made by hand: phrase to what follows its tab."""
    lines = (line for line in path.read_text("utf-8").splitlines() if not line.startswith("# "))
    return {phrase: rest for phrase, _, rest in (line.partition("\t") for line in lines)}


def write(
    target: Path,
    words: Vocabulary,
    rows: dict[tuple[int, ...], int],
    meanings: dict[tuple[int, ...], tuple[int, ...]],
) -> None:
    lines = []
    rejected, repaired = set(read_by_hand(REJECTED)), read_by_hand(REPAIRED)
    for phrase, blocks in rows.items():
        text = " ".join(words.words[one] for one in phrase)
        if text in rejected:
            continue
        meaning = " ".join(words.words[one] for one in meanings.get(phrase, ()))
        if (
            NUMBER in meaning
            or NAME in meaning
            or len(meaning) < 3
            or (len(phrase) == 1 and len(meaning) < 4)
        ):
            meaning = ""
        meaning = repaired.get(text, meaning)
        lines.append(f"{text}\t{blocks}\t{meaning}".rstrip("\t"))
    target.write_text(HEADER + "\n".join(sorted(lines)) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
