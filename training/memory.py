"""The lexical memory: counts of damaged and sound words and word pairs over all training lines and clean
corpora.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from mtcheck.garble.folding import fold
from mtcheck.garble.memory import SCALE, key, normal
from mtcheck.text.document import words_of
from training import labels
from training.sources import corpus, is_loose, measuring_texts, outputs

CORPORA = (
    "newstest_en", "gmb_voa_news", "masc_written", "flores_en", "ud_ewt", "digitalgov_news", "18f_blog", "wikitext2_valid_test",
    "wikisplit_complex", "state_union",
)  # fmt: skip
Counts = tuple[Counter[str], Counter[tuple[str, str]], Counter[tuple[str, str]]]


def count(shared: Path, seed: int = 5) -> tuple[Counts, Counts]:
    """(damaged, sound): words, (neighbour before, word), (word, neighbour after). Dev lines and measuring
    texts left out.
    """
    rng = random.Random(seed)
    bad: Counts = (Counter(), Counter(), Counter())
    good: Counts = (Counter(), Counter(), Counter())
    held = measuring_texts(shared)
    for years in ("2010_2012", "2021_2023"):
        for row in outputs(shared, years):
            references = row.get("refs") or [row["ref"]]
            if row["dev"]:
                held.update(t.strip() for t in references)
                continue
            names = [n for n in row["out"] if years == "2010_2012" and (is_loose(n) or rng.random() < 0.15)]
            for name, example, codes in labels.consensus(row, names):
                forms = ["<", *(normal(example.text[a:b]) for a, b in example.spans), ">"]
                weight = 1 if is_loose(name) else 0
                for i, code in enumerate(codes, 1):
                    into = bad if code == 1 else good if code == 0 else None
                    if into is not None and (weight or code == 0):
                        _add(into, forms, i)
            for text in references:
                _text(good, text)
    for name in CORPORA:
        for line in corpus(shared, name):
            if line not in held:
                _text(good, line)
    return bad, good


def _text(into: Counts, text: str) -> None:
    text = fold(text)
    forms = ["<", *(normal(w.text) for w in words_of(text, 0, len(text))), ">"]
    for i in range(1, len(forms) - 1):
        _add(into, forms, i)


def _add(into: Counts, forms: list[str], i: int) -> None:
    into[0][forms[i]] += 1
    into[1][forms[i - 1], forms[i]] += 1
    into[2][forms[i], forms[i + 1]] += 1


def write(
    bad: Counts, good: Counts, path: Path, words: int = 1 << 18, pairs: int = 1 << 20
) -> dict[str, int]:
    """Tables of log-odds, hashed with an eight-bit check; where two collide the more frequent stays."""
    base = sum(bad[0].values()) / (sum(bad[0].values()) + sum(good[0].values()))
    single = {w: (bad[0][w] + 4 * base) / (bad[0][w] + good[0][w] + 4) for w in {*bad[0], *good[0]}}

    def logit(p: float) -> float:
        return float(np.log(p / (1 - p)))

    arrays: dict[str, np.ndarray] = {}
    entries: dict[str, Iterable[tuple[int, int, float]]] = {
        "word": [
            (bad[0][w] + good[0][w], key(w), logit(p) - logit(base))
            for w, p in single.items()
            if bad[0][w] + good[0][w] >= 2
        ]
    }
    for name, index, own in (("left", 1, 1), ("right", 2, 0)):
        kept = []
        for pair in {*bad[index], *good[index]}:
            n = bad[index][pair] + good[index][pair]
            if n >= 2:
                p = single[pair[own]]
                kept.append((n, key(*pair), logit((bad[index][pair] + 3 * p) / (n + 3)) - logit(p)))
        entries[name] = kept
    sizes = {}
    for name, rows in entries.items():
        size = words if name == "word" else pairs
        check, value = np.zeros(size, np.uint8), np.zeros(size, np.int8)
        ordered = sorted(rows)
        for _, hashed, odds in ordered:
            check[hashed % size] = (hashed >> 24 | 1) & 255
            value[hashed % size] = int(np.clip(round(odds * SCALE), -127, 127))
        arrays[f"{name}_check"], arrays[f"{name}_value"] = check, value
        sizes[name] = len(ordered)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
    return sizes
