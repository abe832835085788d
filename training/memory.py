"""The lexical memory: counts of damaged and sound words and pairs in all training lines and clean corpora."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.rows import Row
from mtcheck.garble.folding import fold
from mtcheck.garble.memory import SCALE, key, normal
from mtcheck.text.words import words_of
from training import labels
from training.labels import IS_AGREED, IS_DAMAGED
from training.sources import corpus, is_loose, measuring_texts, outputs

CORPORA = (
    "newstest_en",
    "gmb_voa_news",
    "masc_written",
    "flores_en",
    "ud_ewt",
    "digitalgov_news",
    "18f_blog",
    "wikitext2_valid_test",
    "wikisplit_complex",
    "state_union",
)
#: Slots of the table of words, and of each table of pairs.
WORD_SLOTS, PAIR_SLOTS = 1 << 18, 1 << 20
#: Sightings that a word or a pair needs to be in a table.
_LEAST_SEEN = 2

#: Number of sightings, hash, log-odds.
Entry = tuple[int, int, float]


class MemoryCounts(NamedTuple):
    """How often words and pairs of words were seen."""

    words: Counter[str]
    """Words."""
    left: Counter[tuple[str, str]]
    """A word after its neighbour: (neighbour, word)."""
    right: Counter[tuple[str, str]]
    """A word before its neighbour: (word, neighbour)."""

    def add(self, forms: Sequence[str], index: int) -> None:
        """Count the word at `index`, which is neither the first nor the last of `forms`."""
        self.words[forms[index]] += 1
        self.left[forms[index - 1], forms[index]] += 1
        self.right[forms[index], forms[index + 1]] += 1


def count(shared: Path, seed: int = 5) -> tuple[MemoryCounts, MemoryCounts]:
    """Counts of damaged and of sound words. Dev lines and the texts that only measure are left out."""
    draw = random.Random(seed)
    damaged = MemoryCounts(Counter(), Counter(), Counter())
    sound = MemoryCounts(Counter(), Counter(), Counter())
    excluded = measuring_texts(shared)
    for years in ("2010_2012", "2021_2023"):
        for row in outputs(shared, years):
            references = row.get("refs") or [row["ref"]]
            if row["dev"]:
                excluded.update(text.strip() for text in references)
                continue
            if years == "2010_2012":
                _count_outputs(row, draw, damaged, sound)
            for text in references:
                _count_text(sound, text)
    for name in CORPORA:
        for line in corpus(shared, name):
            if line not in excluded:
                _count_text(sound, line)
    return damaged, sound


def _count_outputs(row: Row, draw: random.Random, damaged: MemoryCounts, sound: MemoryCounts) -> None:
    """Count the words of a line's outputs; damaged ones of loose systems only, the others' are less sure."""
    names = [name for name in row["out"] if is_loose(name) or draw.random() < 0.15]
    for name, example, codes in labels.consensus(row, names):
        forms = _forms(example.text[start:end] for start, end in example.spans)
        for index, code in enumerate(codes, 1):
            if code == IS_DAMAGED and is_loose(name):
                damaged.add(forms, index)
            elif code == IS_AGREED:
                sound.add(forms, index)


def _count_text(counts: MemoryCounts, text: str) -> None:
    text = fold(text)
    forms = _forms(word.text for word in words_of(text, 0, len(text)))
    for index in range(1, len(forms) - 1):
        counts.add(forms, index)


def _forms(words: Iterator[str]) -> list[str]:
    return ["<", *(normal(word) for word in words), ">"]


def write(damaged: MemoryCounts, sound: MemoryCounts, path: Path) -> dict[str, int]:
    """Write tables of log-odds, hashed with an eight-bit check. Returns the number of entries of each table.

    A pair's log-odds are what it adds to those of its word.
    """
    total = damaged.words.total()
    base = total / (total + sound.words.total())
    chances = {
        word: (damaged.words[word] + 4 * base) / (damaged.words[word] + sound.words[word] + 4)
        for word in {*damaged.words, *sound.words}
    }
    entries = {
        "word": _word_entries(damaged.words, sound.words, chances, base),
        "left": _pair_entries(damaged.left, sound.left, chances, own=1),
        "right": _pair_entries(damaged.right, sound.right, chances, own=0),
    }
    arrays: dict[str, np.ndarray] = {}
    for name, table in entries.items():
        slots = WORD_SLOTS if name == "word" else PAIR_SLOTS
        arrays[f"{name}_check"], arrays[f"{name}_value"] = _fill_table(table, slots)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
    return {name: len(table) for name, table in entries.items()}


def _logit(chance: float) -> float:
    return float(np.log(chance / (1 - chance)))


def _word_entries(
    damaged: Counter[str], sound: Counter[str], chances: dict[str, float], base: float
) -> list[Entry]:
    return [
        (damaged[word] + sound[word], key(word), _logit(chance) - _logit(base))
        for word, chance in chances.items()
        if damaged[word] + sound[word] >= _LEAST_SEEN
    ]


def _pair_entries(
    damaged: Counter[tuple[str, str]],
    sound: Counter[tuple[str, str]],
    chances: dict[str, float],
    own: int,
) -> list[Entry]:
    """own: which of a pair is the word that is damaged or not."""
    entries = []
    for pair in {*damaged, *sound}:
        seen = damaged[pair] + sound[pair]
        if seen >= _LEAST_SEEN:
            chance = chances[pair[own]]
            pair_chance = (damaged[pair] + 3 * chance) / (seen + 3)
            entries.append((seen, key(*pair), _logit(pair_chance) - _logit(chance)))
    return entries


def _fill_table(entries: list[Entry], slots: int) -> tuple[np.ndarray, np.ndarray]:
    """(checks, quantised log-odds). Where two entries collide, the one that was seen more often stays."""
    check, value = np.zeros(slots, np.uint8), np.zeros(slots, np.int8)
    for _, hashed, odds in sorted(entries):
        check[hashed % slots] = (hashed >> 24 | 1) & 255
        value[hashed % slots] = int(np.clip(round(odds * SCALE), -127, 127))
    return check, value
