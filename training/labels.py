"""Labels for words: what nobody else wrote (consensus), and what professionals marked (MQM).

Columns of a word's labels, the same in every example:
  0 MQM any   share of raters who marked the word at all
  1 MQM major the same for major and critical
  2 garble    soft consensus: .85 - 3.5 x share of agreeing versions outside the reference; words in no shared pair .3
  3 strict    1 when the stem is neither in the reference nor in 5 % of the other versions, 0 when agreed, else ignored
A weight of 0 leaves a label out of the loss.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import numpy as np
import snowballstemmer

from mtcheck.document import words_of
from mtcheck.garble.text import plain
from training.sources import Row, is_loose

COLUMNS = 4
_STEMMER = snowballstemmer.stemmer("english")


@lru_cache(maxsize=400_000)
def stem(word: str) -> str:
    return cast(str, _STEMMER.stemWord(word))


@dataclass
class Example:
    """A text with labelled words. `points`: MQM points of the whole text, `points_weight` 0 where unknown."""

    text: str
    spans: list[tuple[int, int]]
    labels: np.ndarray
    weights: np.ndarray
    points: float = 0.0
    points_weight: float = 0.0
    kind: str = ""
    group: str = ""


def stems_of(text: str) -> tuple[list[tuple[int, int]], list[str]]:
    """Spans and stems of the words of `text`; a hyphenated word is one word."""
    words = list(words_of(text, 0, len(text)))
    return [(w.start, w.end) for w in words], [stem(w.lower) for w in words]


def consensus(row: Row, wanted: Iterable[str]) -> Iterator[tuple[str, Example, np.ndarray]]:
    """For each wanted system of a line: its example, and a code a word: 1 damaged, 0 agreed, -1 between."""
    versions = {name: stems_of(plain(text)) for name, text in row["out"].items()}
    references = [stems_of(plain(text))[1] for text in row.get("refs") or [row["ref"]]]
    in_reference = {s for words in references for s in words}
    reference_pairs = {pair for words in references for pair in zip(["<", *words], [*words, ">"], strict=True)}
    holders: Counter[str] = Counter()
    pair_holders: Counter[tuple[str, str]] = Counter()
    for _, words in versions.values():
        holders.update(set(words))
        pair_holders.update(set(zip(["<", *words], [*words, ">"], strict=True)))
    others = len(versions) - 1
    modern = row["year"] > 2015
    for name in wanted:
        spans, words = versions[name]
        if not words or others < 3:
            continue
        labels = np.zeros((len(words), COLUMNS), np.float32)
        weights = np.zeros((len(words), COLUMNS), np.float32)
        codes = np.zeros(len(words), np.int8)
        pairs = list(zip(["<", *words], [*words, ">"], strict=True))
        for i, word in enumerate(words):
            known = word in in_reference
            share = (holders[word] - 1) / others
            lonely = all(p not in reference_pairs and pair_holders[p] <= 1 for p in (pairs[i], pairs[i + 1]))
            codes[i] = 0 if known or share > 0.25 else (1 if share < 0.05 else -1)
            soft = 0.0 if known else max(0.0, 0.85 - 3.5 * share)
            if word.isdigit():
                soft *= 0.5
            labels[i, 2] = max(soft, 0.3 if lonely else 0.0)
            weights[i, 2] = 0.5 if codes[i] < 0 or (lonely and codes[i] == 0) else 1.0
            labels[i, 3] = float(codes[i] == 1)
            weights[i, 3] = 0.0 if codes[i] < 0 else 1.0
        if modern:  # few versions: a lonely word is less surely damaged
            labels[:, 2:] *= 0.8 if others >= 8 else 0.65
            weights[:, 2:] *= 0.4
        elif not is_loose(name):
            weights[:, 2:] *= 0.6
        expected = float((labels[:, 2] * (labels[:, 2] > 0.31)).sum())
        yield (
            name,
            Example(
                plain(row["out"][name]), spans, labels, weights, min(25.0, 0.3 + 1.5 * expected), 0.15, "consensus", row["group"]
            ),
            codes,
        )


def clean(text: str, kind: str = "clean", group: str = "") -> Example:
    """Published English: nothing garbled; a professional would mark next to nothing."""
    text = plain(text)
    spans, words = stems_of(text)
    labels = np.zeros((len(words), COLUMNS), np.float32)
    labels[:, 0] = 0.02
    weights = np.ones((len(words), COLUMNS), np.float32)
    weights[:, :2] = 0.3
    return Example(text, spans, labels, weights, 0.01 * len(words), 0.15, kind, group)


def professional(row: Row) -> Example:
    """An MQM row: for each word the share of raters who marked it. The second campaign (`sxs:`) is left out."""
    text = plain(row["target"])
    spans, words = stems_of(text)
    marks = [s for s in row["spans"] or [] if not str(s.get("rater") or "").startswith("sxs:")]
    raters = max(1, int(row.get("n_raters") or 1))
    labels = np.zeros((len(words), COLUMNS), np.float32)
    for column, wanted in ((0, None), (1, ("major", "critical"))):
        for i, (start, end) in enumerate(spans):
            who = {
                s.get("rater")
                for s in marks
                if s["start"] < end and start < s["end"] and (wanted is None or str(s["severity"]).lower() in wanted)
            }
            labels[i, column] = min(1.0, len(who) / raters)
    weights = np.zeros((len(words), COLUMNS), np.float32)
    heavy = row["file"] == "mqm_zhen" and row["domain"] in ("news", "user_review")
    weights[:, :2] = 1.0 if heavy else 0.6
    if not marks and (row.get("mqm") or 0) > 1:
        weights[:] = 0.0  # points without spans: only the score teaches
    points = row.get("mqm")
    return Example(
        text,
        spans,
        labels,
        weights,
        min(25.0, float(points or 0.0)),
        0.0 if points is None else (1.0 if heavy else 0.4),
        "mqm",
        str(row["doc"]),
    )


def post_edited(row: Row) -> Example:
    """An MLQE-PE row: words a post-editor changed, for the first column only (BAD includes what only the source shows)."""
    text = plain(row["raw"])
    spans, words = stems_of(text)
    labels = np.zeros((len(words), COLUMNS), np.float32)
    for i, (start, end) in enumerate(spans):
        labels[i, 0] = float(any(a < end and start < b for a, b in row["bad_spans"]))
    labels[:, 0] *= 0.7
    weights = np.zeros((len(words), COLUMNS), np.float32)
    weights[:, 0] = 0.25
    return Example(text, spans, labels, weights, kind="post-edit", group=str(row["doc"]))
