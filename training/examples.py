"""The training set: consensus labels, MQM rows and clean text, encoded once and cut into batches of like
length.
"""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from training import labels as make
from training.labels import Example
from training.smollm import BEGIN
from training.sources import Row, corpus, is_loose, measuring_texts, mqm_rows, outputs

LONGEST = 220


@dataclass
class Encoded:
    """Token ids (with the opening one), and for each word the position of its last token."""

    ids: np.ndarray
    at: np.ndarray
    labels: np.ndarray
    weights: np.ndarray
    points: float
    points_weight: float
    kind: str
    facts: np.ndarray | None = None


def encode(tokenizer: Tokenizer, example: Example) -> Encoded | None:
    """None where a text has no words or is too long to be a sentence.

    A word's label sits on its last token: the causal lower layers have read the whole spelling there.
    """
    encoding = tokenizer.encode(example.text)
    if not example.spans or len(encoding.ids) >= LONGEST:
        return None
    starts = np.array([o[0] for o in encoding.offsets])
    at = np.searchsorted(starts, np.array([end for _, end in example.spans]), side="left")
    ids = np.array([BEGIN, *encoding.ids], np.int32)
    return Encoded(
        ids, at.astype(np.int32), example.labels.astype(np.float16), example.weights.astype(np.float16),
        example.points, example.points_weight, example.kind, example.facts,
    )  # fmt: skip


def join_headlines(lines: list[str], rng: random.Random) -> Iterator[str]:
    """Lines in order; one without final punctuation is often glued to the next, as in articles joined by
    spaces.
    """
    held = ""
    for line in lines:
        text = f"{held} {line}".strip()
        held = ""
        if len(text) < 250 and ((line[-1].isalnum() and rng.random() < 0.6) or rng.random() < 0.08):
            held = text
            continue
        yield text
    if held:
        yield held


def build(shared: Path, seed: int) -> list[Example]:
    """All examples to train on, in no order."""
    rng = random.Random(seed)
    found: list[Example] = []
    for years in ("2010_2012", "2021_2023"):
        for row in outputs(shared, years):
            if row["dev"]:
                continue
            old = years == "2010_2012"
            names = [
                n
                for n in row["out"]
                if rng.random() < (0.8 if old and is_loose(n) else 0.085 if old else 0.85)
            ]
            found += [e for _, e, _ in make.consensus(row, names) if 25 <= len(e.text) <= 500]
            reference = (row.get("refs") or [row["ref"]])[0]
            if len(reference) > 20 and rng.random() < 0.8:
                found.append(make.clean(reference, "reference", row["group"]))
    print("consensus and references", len(found), flush=True)
    held = measuring_texts(shared)
    for name, share in (
        ("newstest_en", 0.16), ("gmb_voa_news", 0.22), ("masc_written", 0.1), ("flores_en", 0.7), ("ud_ewt", 0.05),
        ("digitalgov_news", 0.05), ("18f_blog", 0.05), ("wikitext2_valid_test", 0.2),
    ):  # fmt: skip
        lines = [t for t in corpus(shared, name) if t not in held]
        texts = [t for t in join_headlines(lines, rng) if len(t) > 15]
        found += [make.clean(t, "clean") for t in texts if rng.random() < share]
    print("with clean text", len(found), flush=True)
    segments: dict[tuple[str, ...], list[Row]] = {}
    for row in mqm_rows(shared):
        if not row["dev"]:
            segments.setdefault(tuple(str(row[k]) for k in ("file", "set", "lp", "doc", "seg")), []).append(
                row
            )
    for rows in segments.values():
        found += make.professionals(rows)
    print("with professional labels", len(found), flush=True)
    return found


def prepare(shared: Path, tokenizer: Tokenizer, cache: Path, seed: int) -> list[Encoded]:
    """The encoded training set, made once and kept in `cache`."""
    if cache.exists():
        with cache.open("rb") as file:
            kept: list[Encoded] = pickle.load(file)
        return kept
    encoded = [e for e in (encode(tokenizer, x) for x in build(shared, seed)) if e is not None]
    with cache.open("wb") as file:
        pickle.dump(encoded, file)
    return encoded


def batches(
    lengths: Sequence[int], pool: Sequence[int], tokens: int, rng: random.Random
) -> Iterator[list[int]]:
    """One pass over `pool` in random order: windows of 3,000 examples sorted by length, cut to about
    `tokens`, shuffled.

    lengths: tokens of every example; pool, and what is yielded: their indices.
    """
    order = list(pool)
    rng.shuffle(order)
    for begin in range(0, len(order), 3000):
        window = sorted(order[begin : begin + 3000], key=lengths.__getitem__)
        cut: list[list[int]] = [[]]
        for index in window:
            if cut[-1] and (len(cut[-1]) + 1) * lengths[index] > tokens:
                cut.append([])
            cut[-1].append(index)
        rng.shuffle(cut)
        yield from cut
