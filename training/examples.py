"""The training set: consensus labels, MQM rows and clean text, encoded once, in batches of like length."""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from benchmarks.rows import Row
from mtcheck.garble.model import BEGIN
from training import labels
from training.labels import Example
from training.sources import corpus, is_loose, measuring_texts, mqm_rows, outputs

#: Tokens of an example; longer texts are no sentences.
LONGEST = 220
#: Examples that are sorted by length together.
_WINDOW = 3000
#: Corpora of clean text, with the share of their lines that is taken.
_CLEAN = (
    ("newstest_en", 0.16),
    ("gmb_voa_news", 0.22),
    ("masc_written", 0.1),
    ("flores_en", 0.7),
    ("ud_ewt", 0.05),
    ("digitalgov_news", 0.05),
    ("18f_blog", 0.05),
    ("wikitext2_valid_test", 0.2),
)


@dataclass
class Encoded:
    """An example as the network reads it."""

    ids: np.ndarray
    """Its tokens, with the opening one."""
    last_tokens: np.ndarray
    """For each word, the position of its last token."""
    labels: np.ndarray
    """One row a word."""
    weights: np.ndarray
    """Of the labels."""
    points: float
    """MQM points of the whole text."""
    points_weight: float
    """Weight of the points."""
    kind: str
    """As in `Example`."""
    facts: np.ndarray | None = None
    """As in `Example`."""


def encode(tokenizer: Tokenizer, example: Example) -> Encoded | None:
    """None where a text has no words or is too long to be a sentence.

    A word's label sits on its last token: there the causal lower layers have read the whole spelling.
    """
    encoding = tokenizer.encode(example.text)
    if not example.spans or len(encoding.ids) >= LONGEST:
        return None
    starts = np.array([start for start, _ in encoding.offsets])
    last_tokens = np.searchsorted(starts, np.array([end for _, end in example.spans]), side="left")
    return Encoded(
        ids=np.array([BEGIN, *encoding.ids], np.int32),
        last_tokens=last_tokens.astype(np.int32),
        labels=example.labels.astype(np.float16),
        weights=example.weights.astype(np.float16),
        points=example.points,
        points_weight=example.points_weight,
        kind=example.kind,
        facts=example.facts,
    )


def join_headlines(lines: list[str], draw: random.Random) -> Iterator[str]:
    """Lines in order; one without a full stop is often joined to the next, as where line breaks were lost."""
    held = ""
    for line in lines:
        text = f"{held} {line}".strip()
        held = ""
        if len(text) < 250 and ((line[-1].isalnum() and draw.random() < 0.6) or draw.random() < 0.08):
            held = text
            continue
        yield text
    if held:
        yield held


def build(shared: Path, seed: int) -> list[Example]:
    """All examples to train on, in no order."""
    draw = random.Random(seed)
    examples = list(_from_outputs(shared, draw))
    print("consensus and references", len(examples), flush=True)
    examples += _from_corpora(shared, draw)
    print("with clean text", len(examples), flush=True)
    examples += _from_annotated(shared)
    print("with professional labels", len(examples), flush=True)
    return examples


def _from_outputs(shared: Path, draw: random.Random) -> Iterator[Example]:
    for years in ("2010_2012", "2021_2023"):
        for row in outputs(shared, years):
            if row["dev"]:
                continue
            names = [name for name in row["out"] if draw.random() < _share(years, name)]
            examples = (example for _, example, _ in labels.consensus(row, names))
            yield from (example for example in examples if 25 <= len(example.text) <= 500)
            reference = (row.get("refs") or [row["ref"]])[0]
            if len(reference) > 20 and draw.random() < 0.8:
                yield labels.clean(reference, "reference", row["group"])


def _share(years: str, system: str) -> float:
    """The share of a system's outputs that is taken."""
    if years != "2010_2012":
        return 0.85
    return 0.8 if is_loose(system) else 0.085


def _from_corpora(shared: Path, draw: random.Random) -> Iterator[Example]:
    measuring = measuring_texts(shared)
    for name, share in _CLEAN:
        lines = [line for line in corpus(shared, name) if line not in measuring]
        texts = [text for text in join_headlines(lines, draw) if len(text) > 15]
        yield from (labels.clean(text, "clean") for text in texts if draw.random() < share)


def _from_annotated(shared: Path) -> Iterator[Example]:
    segments: dict[tuple[str, ...], list[Row]] = {}
    for row in mqm_rows(shared):
        if not row["dev"]:
            key = tuple(str(row[field]) for field in ("file", "set", "lp", "doc", "seg"))
            segments.setdefault(key, []).append(row)
    for rows in segments.values():
        yield from labels.professionals(rows)


def prepare(shared: Path, tokenizer: Tokenizer, cache: Path, seed: int) -> list[Encoded]:
    """The encoded training set, made once and kept in `cache`."""
    if cache.exists():
        with cache.open("rb") as file:
            kept: list[Encoded] = pickle.load(file)
        return kept
    encoded = [encode(tokenizer, example) for example in build(shared, seed)]
    usable = [example for example in encoded if example is not None]
    with cache.open("wb") as file:
        pickle.dump(usable, file)
    return usable


def batches(
    lengths: Sequence[int], pool: Sequence[int], tokens: int, draw: random.Random
) -> Iterator[list[int]]:
    """One pass over `pool` in random order, in batches of about `tokens` tokens.

    Windows of 3,000 examples are sorted by length, cut and shuffled. lengths: tokens of every example. pool,
    and the batches: indices of examples.
    """
    order = list(pool)
    draw.shuffle(order)
    for start in range(0, len(order), _WINDOW):
        window = sorted(order[start : start + _WINDOW], key=lengths.__getitem__)
        batches: list[list[int]] = [[]]
        for index in window:
            if batches[-1] and (len(batches[-1]) + 1) * lengths[index] > tokens:
                batches.append([])
            batches[-1].append(index)
        draw.shuffle(batches)
        yield from batches
