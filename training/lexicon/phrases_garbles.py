"""Make `mtcheck/lexicon/phrases_garbles.txt`: phrases that only machine translation writes (MT104).

    apt-get install wordnet-base; python -m pip install wordsegment
    python -m training.lexicon.phrases_garbles SHARED mtcheck/lexicon/phrases_garbles.txt

A sequence of one to four words of the 2010-2012 outputs is admitted when, in the blocks of lines that may be
mined (`benchmarks.rows`: every fifth block is kept for measuring),

* it was seen with a damaged word in it in enough half blocks of 15 lines (so that one story counts once), by
  two systems;
* most of its sightings hold a damaged word (a word whose stem neither the reference nor 5 % of the other
  versions have), the more often it was seen, the smaller this share may be; or clean English should have it
  many times if its words met by chance, and never has (function words out of order);
* and the clean corpora and references have it seldom or never, for the number of its sightings, and the web
  has it no more often than chance would (bigram counts of the Google Web Trillion Word Corpus after
  P. Norvig, in `wordsegment`, MIT).

Phrases of neural systems are taken from the annotated Chinese-English outputs (mqm_zhen) in the same way.

The thresholds were set on 3.3 million words of news (newstest, VOA), each quarter counted with the other
three as clean text, against the hits on the held-out lines; the filters for names and the web, and a last
tightening, after a look at the alarms on clean news.

What was meant: the words that stand between the same neighbours in the reference and in the other versions of
the line.

An editor has read the list: `phrases_rejected.txt` beside this file has the phrases that are English all the
same and are left out, `phrases_repaired.txt` the suggestions that were wrong or missing. Only of annotated
phrases do longer ones take the place of a rejected one ("new crown epidemic" that of "new crown").
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.rows import all_training_lines
from training.lexicon.phrases_texts import (
    NAME,
    NUMBER,
    WEB_WORDS,
    Hashes,
    Ints,
    Mask,
    Outputs,
    Vocabulary,
    annotated_outputs,
    clean_words,
    hashes,
    mined_outputs,
    read_vocabulary,
    web_counts,
)
from training.lexicon.wordnet import PARTS_OF_SPEECH, index_words

REJECTED = Path(__file__).with_name("phrases_rejected.txt")
REPAIRED = Path(__file__).with_name("phrases_repaired.txt")
#: Words of a phrase.
LONGEST = 4
#: Sightings of a phrase that are aligned with the other versions of their line.
ALIGNED = 40
#: A suggestion needs this share of the aligned lines, and this many versions behind it.
AGREE, SUPPORT = 0.5, 6
#: A reference counts for so many versions.
REFERENCE = 5
HEADER = """\
# Phrases that machine translation writes and nobody else; read by MT104. phrase<TAB>documents it was seen
# in<TAB>what
# was meant
# Source: counts over WMT 2010-2012 system outputs (free for research, counts may be shipped;
# alvations/warmth) and
# over the annotated WMT outputs of google/wmt-mqm-human-evaluation (Apache-2.0, MIT), checked against the
# clean
# corpora named in the model card.
# Made by: python -m training.lexicon.phrases_garbles SHARED mtcheck/lexicon/phrases_garbles.txt
"""
_ENDINGS = (
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

#: The numbers of its words.
NumberedPhrase = tuple[int, ...]


@dataclass(frozen=True)
class Candidates:
    """Word sequences of one length, seen with damage in at least two half blocks; one row each."""

    n: int
    """Their length."""
    hashed: Hashes
    """Their hashes."""
    first: Ints
    """A place where each was seen."""
    blocks: Ints
    """Half blocks that each was seen in."""
    damaged_blocks: Ints
    """Half blocks that each was seen in with a damaged word."""
    systems: Ints
    """Systems that wrote it."""
    share: NDArray[np.float64]
    """Share of its sightings that hold a damaged word."""
    clean: Ints
    """Times in clean text."""
    expected: NDArray[np.float64]
    """Times that clean text would have it by chance."""

    def phrase(self, outputs: Outputs, index: int) -> NumberedPhrase:
        """The words of a row."""
        start = self.first[index]
        return tuple(int(number) for number in outputs.words[start : start + self.n])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("target", type=Path)
    choice = parser.parse_args()
    vocabulary = read_vocabulary(choice.shared)
    english = clean_words(choice.shared, vocabulary)
    mined = mined_outputs(choice.shared, vocabulary)
    phrases = mine(mined, english, vocabulary, source_words(choice.shared))
    meanings = find_meanings(find_places(phrases, mined), mined)
    annotated = annotated_outputs(choice.shared, vocabulary)
    marked = mine_marked(annotated, english, vocabulary, phrases)
    print("annotated", len(marked), file=sys.stderr)
    meanings |= find_meanings(find_places(marked, annotated), annotated)
    write(choice.target, vocabulary, phrases | marked, meanings)


def mine(
    mined: Outputs, english: Ints, vocabulary: Vocabulary, foreign: set[str]
) -> dict[NumberedPhrase, int]:
    """The phrases, with the half blocks they were seen in; none holds another one.

    foreign: words of the source sides. Left untranslated, they are another rule's business.
    """
    phrases: dict[NumberedPhrase, int] = {}
    dictionary = {word for part in PARTS_OF_SPEECH for word, _ in index_words(part)}
    web = web_counts()
    for n in range(1, LONGEST + 1):
        excluded = np.array(
            [is_barred(word, vocabulary) or (n == 1 and word in foreign) for word in vocabulary.words]
        )
        candidates = find_candidates(n, mined, english, excluded)
        singles = [vocabulary.words[mined.words[place]] for place in candidates.first] if n == 1 else []
        known = [is_form(word, dictionary) or "-" in word or "'" in word for word in singles]
        for index in np.flatnonzero(is_admitted(candidates, dictionary_word=np.array(known))):
            phrase = candidates.phrase(mined, index)
            if n == 2 and is_on_the_web(vocabulary.words[phrase[0]], vocabulary.words[phrase[1]], web):
                continue
            if not holds_any(phrase, phrases):
                phrases[phrase] = int(candidates.blocks[index])
        print(n, len(phrases), file=sys.stderr)
    return phrases


def mine_marked(
    annotated: Outputs, english: Ints, vocabulary: Vocabulary, phrases: dict[NumberedPhrase, int]
) -> dict[NumberedPhrase, int]:
    """Phrases of two or three words that annotators nearly always marked, in four documents or more."""
    marked: dict[NumberedPhrase, int] = {}
    rejected = set(read_hand_made(REJECTED))
    excluded = np.array([is_barred(word, vocabulary) for word in vocabulary.words])
    for n in (2, 3):
        found = find_candidates(n, annotated, english, excluded)
        keep = (found.damaged_blocks >= 4) & (found.systems >= 2) & (found.share >= 0.85) & (found.clean <= 1)
        for index in np.flatnonzero(keep):
            phrase = found.phrase(annotated, index)
            is_taken = holds_any(phrase, phrases) or holds_any(phrase, marked)
            if vocabulary.text(phrase) not in rejected and not is_taken:
                marked[phrase] = int(found.blocks[index])
    return marked


def holds_any(phrase: NumberedPhrase, phrases: Iterable[NumberedPhrase]) -> bool:
    """Whether a phrase has one of these in it, or is one."""
    ends = range(1, len(phrase) + 1)
    return any(phrase[start:end] in phrases for end in ends for start in range(end))


def find_candidates(n: int, outputs: Outputs, english: Ints, excluded: Mask) -> Candidates:
    """excluded: by word number, words that no phrase may hold."""
    hashed = hashes(outputs.words, n)
    length = len(hashed)
    has_damage = np.zeros(length, bool)
    is_excluded = np.zeros(length, bool)
    for offset in range(n):
        has_damage |= outputs.damaged[offset : offset + length]
        is_excluded |= excluded[outputs.words[offset : offset + length]]
    usable = (hashed != 0) & ~is_excluded
    keys, counts = np.unique(hashed[usable], return_counts=True)
    keys = keys[counts >= 2]
    usable &= np.isin(hashed, keys)
    blocks = _count_distinct(hashed[usable], outputs.block[:length][usable], keys)
    keys, blocks = keys[blocks >= 2], blocks[blocks >= 2]
    usable &= np.isin(hashed, keys)
    damaged = usable & has_damage
    rows = np.searchsorted(keys, hashed[usable])
    first = np.zeros(len(keys), np.int64)
    first[rows] = np.flatnonzero(usable)
    sightings = np.bincount(rows, minlength=len(keys))
    clean_keys, clean_counts = _count_sequences(english, n)
    return Candidates(
        n=n,
        hashed=keys,
        first=first,
        blocks=blocks,
        damaged_blocks=_count_distinct(hashed[damaged], outputs.block[:length][damaged], keys),
        systems=_count_distinct(hashed[usable], outputs.system[:length][usable], keys),
        share=np.bincount(rows, weights=has_damage[usable], minlength=len(keys)) / sightings,
        clean=_look_up(clean_keys, clean_counts, keys),
        expected=_expect(n, outputs.words, first, english),
    )


def _look_up(keys: Hashes, values: Ints, wanted: Hashes) -> Ints:
    """The values of the wanted keys; 0 for a key that is not there."""
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[places] == wanted, values[places], 0)


def _count_distinct(hashed: Hashes, values: Ints, keys: Hashes) -> Ints:
    """For each key the number of distinct values that go with it."""
    if not len(hashed):
        return np.zeros(len(keys), np.int64)
    order = np.lexsort((values, hashed))
    hashed, values = hashed[order], values[order]
    is_new = np.ones(len(order), bool)
    is_new[1:] = (hashed[1:] != hashed[:-1]) | (values[1:] != values[:-1])
    counted, counts = np.unique(hashed[is_new], return_counts=True)
    return _look_up(counted, counts.astype(np.int64), keys)


def _count_sequences(english: Ints, n: int) -> tuple[Hashes, Ints]:
    hashed = hashes(english, n)
    keys, counts = np.unique(hashed[hashed != 0], return_counts=True)
    return keys, counts.astype(np.int64)


def _expect(n: int, words: Ints, first: Ints, english: Ints) -> NDArray[np.float64]:
    """count(first n-1 words) × count(last n-1 words) / count(the words these share), in clean text."""
    if n == 1:
        return np.zeros(len(first))
    keys, counts = _count_sequences(english, n - 1)
    shorter = _look_up(keys, counts, hashes(words, n - 1))
    left, right = shorter[first], shorter[first + 1]
    if n == 2:
        return np.asarray(left * right / np.count_nonzero(english), dtype=np.float64)
    keys, counts = _count_sequences(english, n - 2)
    middle = _look_up(keys, counts, hashes(words, n - 2))[first + 1]
    return np.asarray(left * right / np.maximum(middle, 1), dtype=np.float64)


def is_admitted(candidates: Candidates, *, dictionary_word: Mask) -> Mask:
    """Which candidates are precise enough. dictionary_word: by candidate, for single words."""
    damaged, share = candidates.damaged_blocks, candidates.share
    per_block = candidates.clean / np.maximum(damaged, 1)
    several = candidates.systems >= 2
    often = (
        ((damaged >= 3) & (share >= 0.9) & (per_block < 0.3))
        | ((damaged >= 5) & (share >= 0.7) & (per_block < 0.3))
        | ((damaged >= 9) & (share >= 0.5) & (per_block < 0.2))
        | ((damaged >= 9) & (share >= 0.7) & (per_block < 0.5))
    )
    if candidates.n == 1:
        unknown = (damaged >= 2) & (share >= 0.9) & (candidates.clean == 0) & ~dictionary_word
        return np.asarray(several & (often & (~dictionary_word | (per_block < 0.1)) | unknown))
    impossible = (candidates.expected >= 10) & (candidates.blocks >= 5) & (candidates.clean == 0)
    return np.asarray(several & (often | impossible))


def find_places(phrases: Iterable[NumberedPhrase], outputs: Outputs) -> dict[NumberedPhrase, list[int]]:
    """Where each phrase stands in the outputs."""
    places: dict[NumberedPhrase, list[int]] = {phrase: [] for phrase in phrases}
    for n in range(1, LONGEST + 1):
        of_length = [phrase for phrase in places if len(phrase) == n]
        if of_length:
            keys = np.array([hashes(np.array(phrase), n)[0] for phrase in of_length], np.uint64)
            for place in np.flatnonzero(np.isin(hashes(outputs.words, n), keys)):
                phrase = tuple(int(number) for number in outputs.words[place : place + n])
                if phrase in places:
                    places[phrase].append(int(place))
    return places


def find_meanings(
    places: dict[NumberedPhrase, list[int]], outputs: Outputs
) -> dict[NumberedPhrase, NumberedPhrase]:
    """What the reference and the other versions have in a phrase's place, where most of them agree.

    places: where each phrase was seen.
    """
    meanings: dict[NumberedPhrase, NumberedPhrase] = {}
    for phrase, phrase_places in places.items():
        lines: dict[int, Counter[NumberedPhrase]] = defaultdict(Counter)
        for place in phrase_places[:: max(len(phrase_places) // ALIGNED, 1)][:ALIGNED]:
            line = int(outputs.line[place])
            for index, filler in enumerate(_fillers(phrase, place, outputs)):
                if filler and filler not in places and 0 not in filler:
                    lines[line][filler] += REFERENCE if index == 0 else 1
        meaning = _vote(list(lines.values()))
        if meaning is not None and meaning != phrase:
            meanings[phrase] = meaning
    return meanings


def _fillers(phrase: NumberedPhrase, place: int, outputs: Outputs) -> Iterable[NumberedPhrase | None]:
    """What each version of the line, the reference first, has between the words around the phrase."""
    words = outputs.words
    end = place + len(phrase)
    left = tuple(int(number) for number in words[max(place - 2, 0) : place])
    right = tuple(int(number) for number in words[end : end + 2])
    for version in outputs.versions[int(outputs.line[place])]:
        yield _between(version, left, right, len(phrase) + 2)


def _vote(lines: list[Counter[NumberedPhrase]]) -> NumberedPhrase | None:
    """What most lines agree on; each line has one vote, shared out among its versions."""
    votes: dict[NumberedPhrase, float] = defaultdict(float)
    for counter in lines:
        for filler, count in counter.items():
            votes[filler] += count / counter.total()
    if not votes or len(lines) < 2:
        return None
    best = max(votes, key=lambda filler: votes[filler])
    support = sum(counter[best] for counter in lines)
    return best if votes[best] >= AGREE * len(lines) and support >= SUPPORT else None


def _between(
    version: list[int], left: NumberedPhrase, right: NumberedPhrase, longest: int
) -> NumberedPhrase | None:
    """What a version has between two words before and one after, or one before and two after.

    None where it has neither, or both and they differ.
    """
    fillers = set()
    for before, after in ((left, right[:1]), (left[-1:], right)):
        if not before or not after:
            continue
        for place in range(len(version) - len(before)):
            if tuple(version[place : place + len(before)]) != before:
                continue
            start = place + len(before)
            for end in range(start + 1, min(start + longest, len(version) - len(after)) + 1):
                if tuple(version[end : end + len(after)]) == after:
                    fillers.add(tuple(version[start:end]))
                    break
    return fillers.pop() if len(fillers) == 1 else None


def source_words(shared: Path) -> set[str]:
    """The words of the source sides."""
    rows = all_training_lines(shared, "wmt_outputs_2010_2012")
    return {
        word
        for row in rows
        for text in row["src"].values()
        for word in re.findall(r"[^\W\d_]+", text.lower())
    }


def is_on_the_web(first: str, second: str, web: dict[str, float]) -> bool:
    """Whether web pages have two words side by side at least 0.3 times as often as chance would have them."""
    by_chance = web.get(first, 0) * web.get(second, 0) / WEB_WORDS
    return web.get(f"{first} {second}", 0) > 0.3 * by_chance


def is_barred(word: str, vocabulary: Vocabulary) -> bool:
    """Whether no phrase may hold a word: names, and the letters and half words that tokenisers leave."""
    return (
        word == NAME
        or (word in vocabulary.names and word != "i")
        or (len(word) == 1 and word not in ("a", "i", NUMBER))
        or word in ("n't", "er", "ex")
    )


def is_form(word: str, dictionary: set[str]) -> bool:
    """Whether the dictionary has the word, or one that it can be a regular form of."""
    return word in dictionary or any(
        word.endswith(ending) and word.removesuffix(ending) + base in dictionary for ending, base in _ENDINGS
    )


def read_hand_made(path: Path) -> dict[str, str]:
    """The lines of a list made by hand: phrase → what follows its tab."""
    lines = (line for line in path.read_text("utf-8").splitlines() if not line.startswith("# "))
    return {phrase: rest for phrase, _, rest in (line.partition("\t") for line in lines)}


def write(
    target: Path,
    vocabulary: Vocabulary,
    phrases: dict[NumberedPhrase, int],
    meanings: dict[NumberedPhrase, NumberedPhrase],
) -> None:
    """Write the list without what an editor rejected, and with the editor’s suggestions."""
    rejected, repaired = set(read_hand_made(REJECTED)), read_hand_made(REPAIRED)
    lines = []
    for phrase, blocks in phrases.items():
        text = vocabulary.text(phrase)
        if text not in rejected:
            meaning = vocabulary.text(meanings.get(phrase, ()))
            shortest = 4 if len(phrase) == 1 else 3
            is_usable = NUMBER not in meaning and NAME not in meaning and len(meaning) >= shortest
            meaning = repaired.get(text, meaning if is_usable else "")
            lines.append(f"{text}\t{blocks}\t{meaning}".rstrip("\t"))
    target.write_text(HEADER + "\n".join(sorted(lines)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
