"""Labels for words: what nobody else wrote (consensus), and what professionals marked (MQM).

Columns of a word's labels, the same in every example: 0 MQM any   share of raters who marked the word at all
  1 MQM major the same for major and critical 2 garble    soft consensus: .85 - 3.5 x share of agreeing
  versions outside the reference; words in no shared pair .3 3 strict    1 when the stem is neither in the
  reference nor in 5 % of the other versions, 0 when agreed, else ignored
A weight of 0 leaves a label out of the loss.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import numpy as np
import snowballstemmer

from mtcheck.garble.folding import fold
from mtcheck.text.document import words_of
from training.agreement import Agreement, pairs_of
from training.sources import Row, is_loose

COLUMNS = 4
#: Other versions of an MQM segment from which a word that nobody else has is taken for garbled.
FEW = 6
#: Kinds of example that professionals annotated.
PROFESSIONAL = ("mqm", "mqm_bio")
_STEMMER = snowballstemmer.stemmer("english")


@lru_cache(maxsize=400_000)
def stem(word: str) -> str:
    return cast(str, _STEMMER.stemWord(word))


@dataclass
class Example:
    """A text with labelled words. `points`: MQM points of the whole text, `points_weight` 0 where unknown.

    `facts`: how far other versions agree with each word (`Agreement.facts`), where there are other versions.
    """

    text: str
    spans: list[tuple[int, int]]
    labels: np.ndarray
    weights: np.ndarray
    points: float = 0.0
    points_weight: float = 0.0
    kind: str = ""
    group: str = ""
    facts: np.ndarray | None = None


def stems_of(text: str) -> tuple[list[tuple[int, int]], list[str]]:
    """Spans and stems of the words of `text`; a hyphenated word is one word."""
    words = list(words_of(text, 0, len(text)))
    return [(w.start, w.end) for w in words], [stem(w.lower) for w in words]


def _garbled(agreement: Agreement, name: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Labels and weights of the columns `garble` and `strict`, one row a word; a code a word: 1 damaged, 0
    agreed, -1 between.
    """
    words = agreement.versions[name]
    pairs = pairs_of(words)
    labels = np.zeros((len(words), 2), np.float32)
    weights = np.zeros((len(words), 2), np.float32)
    codes = np.zeros(len(words), np.int8)
    for i, word in enumerate(words):
        known = word in agreement.in_reference
        share = agreement.share(word)
        lonely = all(
            p not in agreement.reference_pairs and agreement.pair_holders[p] <= 1
            for p in (pairs[i], pairs[i + 1])
        )
        codes[i] = 0 if known or share > 0.25 else (1 if share < 0.05 else -1)
        soft = 0.0 if known else max(0.0, 0.85 - 3.5 * share)
        if word.isdigit():
            soft *= 0.5
        labels[i] = max(soft, 0.3 if lonely else 0.0), float(codes[i] == 1)
        weights[i] = 0.5 if codes[i] < 0 or (lonely and codes[i] == 0) else 1.0, 0.0 if codes[i] < 0 else 1.0
    return labels, weights, codes


def consensus(row: Row, wanted: Iterable[str]) -> Iterator[tuple[str, Example, np.ndarray]]:
    """For each wanted system of a line: its example, and a code a word: 1 damaged, 0 agreed, -1 between."""
    versions = {name: stems_of(fold(text)) for name, text in row["out"].items()}
    references = [stems_of(fold(text))[1] for text in row.get("refs") or [row["ref"]]]
    agreement = Agreement({name: words for name, (_, words) in versions.items()}, references)
    if agreement.others < 3:
        return
    modern = row["year"] > 2015
    for name in wanted:
        spans, words = versions[name]
        if not words:
            continue
        labels = np.zeros((len(words), COLUMNS), np.float32)
        weights = np.zeros((len(words), COLUMNS), np.float32)
        labels[:, 2:], weights[:, 2:], codes = _garbled(agreement, name)
        if modern:  # few versions: a lonely word is less surely damaged
            labels[:, 2:] *= 0.8 if agreement.others >= 8 else 0.65
            weights[:, 2:] *= 0.4
        elif not is_loose(name):
            weights[:, 2:] *= 0.6
        expected = float((labels[:, 2] * (labels[:, 2] > 0.31)).sum())
        example = Example(
            fold(row["out"][name]), spans, labels, weights, min(25.0, 0.3 + 1.5 * expected), 0.15, "consensus", row["group"],
            agreement.facts(name),
        )  # fmt: skip
        yield name, example, codes


def clean(text: str, kind: str = "clean", group: str = "") -> Example:
    """Published English: nothing garbled; a professional would mark next to nothing."""
    text = fold(text)
    spans, words = stems_of(text)
    labels = np.zeros((len(words), COLUMNS), np.float32)
    labels[:, 0] = 0.02
    weights = np.ones((len(words), COLUMNS), np.float32)
    weights[:, :2] = 0.3
    return Example(text, spans, labels, weights, 0.01 * len(words), 0.15, kind, group)


def professional(row: Row) -> Example:
    """An MQM row: for each word the share of raters who marked it. The second campaign (`sxs:`) is left
    out.
    """
    text = fold(row["target"])
    spans, words = stems_of(text)
    marks = [s for s in row["spans"] or [] if not str(s.get("rater") or "").startswith("sxs:")]
    raters = max(1, int(row.get("n_raters") or 1))
    labels = np.zeros((len(words), COLUMNS), np.float32)
    for column, wanted in ((0, None), (1, ("major", "critical"))):
        for i, (start, end) in enumerate(spans):
            who = {
                s.get("rater")
                for s in marks
                if s["start"] < end
                and start < s["end"]
                and (wanted is None or str(s["severity"]).lower() in wanted)
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
        "mqm_bio" if row["file"] == "mqm_bio" else "mqm",
        str(row["doc"]),
    )


def professionals(rows: Sequence[Row]) -> Iterator[Example]:
    """The MQM rows of one segment, each system once. Machine outputs get facts; with six others or more,
    light garble labels.
    """
    by_system = {str(row["system"]): row for row in reversed(rows)}
    machine = {name: stems_of(fold(row["target"]))[1] for name, row in by_system.items() if not row["is_ref"]}
    published = ([rows[0]["ref"]] if rows[0].get("ref") else []) + [
        row["target"] for row in rows if row["is_ref"]
    ]
    agreement = Agreement(machine, [stems_of(fold(text))[1] for text in published])
    for name, row in by_system.items():
        example = professional(row)
        if published and not row["is_ref"]:
            example.facts = agreement.facts(name)
            if agreement.others >= FEW:
                labels, weights, _ = _garbled(agreement, name)
                example.labels[:, 2:], example.weights[:, 2:] = 0.7 * labels, 0.25 * weights
        yield example
