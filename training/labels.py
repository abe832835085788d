"""Labels for words: what nobody else wrote (consensus), and what professionals marked (MQM).

The columns of a word's labels, the same in every example:

- 0 MQM any: the share of raters who marked the word at all.
- 1 MQM major: the same for major and critical marks.
- 2 garble: soft consensus, .85 - 3.5 × the share of agreeing versions outside the reference; .3 for words in
  no shared pair.
- 3 strict: 1 where the stem is neither in the reference nor in 5 % of the other versions, 0 where it is
  agreed, else ignored.

A weight of 0 leaves a label out of the loss.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.consensus import AGREED, DAMAGED, stem
from benchmarks.rows import Row, Span
from mtcheck.garble.folding import fold
from mtcheck.text.words import words_of
from training.agreement import Agreement, pairs_of
from training.sources import is_loose

COLUMNS = 4
#: Other versions of an MQM segment from which on a word that nobody else has is taken for garbled.
FEW = 6
#: Kinds of example that professionals annotated.
PROFESSIONAL = ("mqm", "mqm_bio")
#: Codes of words: some other version or the reference has it, nobody has, or too few to say.
IS_AGREED, IS_DAMAGED, IS_BETWEEN = 0, 1, -1


@dataclass
class Example:
    """A text with labelled words."""

    text: str
    """The text, folded."""
    spans: list[Span]
    """Its words, as offsets."""
    labels: np.ndarray
    """One row a word, COLUMNS columns."""
    weights: np.ndarray
    """Of the labels, in the same shape."""
    points: float = 0.0
    """MQM points of the whole text."""
    points_weight: float = 0.0
    """Weight of the points; 0 where they are unknown."""
    kind: str = ""
    """consensus, clean, reference, mqm or mqm_bio."""
    group: str = ""
    """Its document or block."""
    facts: np.ndarray | None = None
    """`Agreement.facts`, where there are other versions."""


def stems_of(text: str) -> tuple[list[Span], list[str]]:
    """The spans and stems of the words of `text`; a hyphenated word is one word."""
    words = list(words_of(text, 0, len(text)))
    return [(word.start, word.end) for word in words], [stem(word.lower) for word in words]


def _garbled(agreement: Agreement, name: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Labels and weights of the columns `garble` and `strict`, and the code of each word."""
    words = agreement.versions[name]
    pairs = pairs_of(words)
    labels = np.zeros((len(words), 2), np.float32)
    weights = np.zeros((len(words), 2), np.float32)
    codes = np.zeros(len(words), np.int8)
    for index, word in enumerate(words):
        is_known = word in agreement.in_reference
        share = agreement.share(word)
        is_lonely = all(
            pair not in agreement.reference_pairs and agreement.pair_holders[pair] <= 1
            for pair in (pairs[index], pairs[index + 1])
        )
        code = IS_AGREED if is_known or share > AGREED else IS_DAMAGED if share < DAMAGED else IS_BETWEEN
        soft = 0.0 if is_known else max(0.0, 0.85 - 3.5 * share)
        if word.isdigit():
            soft *= 0.5
        is_unsure = code == IS_BETWEEN or (is_lonely and code == IS_AGREED)
        codes[index] = code
        labels[index] = max(soft, 0.3 if is_lonely else 0.0), float(code == IS_DAMAGED)
        weights[index] = 0.5 if is_unsure else 1.0, 0.0 if code == IS_BETWEEN else 1.0
    return labels, weights, codes


def consensus(row: Row, wanted: Iterable[str]) -> Iterator[tuple[str, Example, np.ndarray]]:
    """(system, example, the code of each word) for each wanted system of a line."""
    versions = {name: stems_of(fold(text)) for name, text in row["out"].items()}
    references = [stems_of(fold(text))[1] for text in row.get("refs") or [row["ref"]]]
    agreement = Agreement({name: words for name, (_, words) in versions.items()}, references)
    if agreement.others < 3:
        return
    is_modern = row["year"] > 2015
    for name in wanted:
        spans, words = versions[name]
        if not words:
            continue
        labels = np.zeros((len(words), COLUMNS), np.float32)
        weights = np.zeros((len(words), COLUMNS), np.float32)
        labels[:, 2:], weights[:, 2:], codes = _garbled(agreement, name)
        if is_modern:  # there are few versions, so a lonely word is less surely damaged
            labels[:, 2:] *= 0.8 if agreement.others >= 8 else 0.65
            weights[:, 2:] *= 0.4
        elif not is_loose(name):
            weights[:, 2:] *= 0.6
        expected = float((labels[:, 2] * (labels[:, 2] > 0.31)).sum())
        example = Example(
            text=fold(row["out"][name]),
            spans=spans,
            labels=labels,
            weights=weights,
            points=min(25.0, 0.3 + 1.5 * expected),
            points_weight=0.15,
            kind="consensus",
            group=row["group"],
            facts=agreement.facts(name),
        )
        yield name, example, codes


def clean(text: str, kind: str = "clean", group: str = "") -> Example:
    """Published English: nothing is garbled, and a professional would mark next to nothing."""
    text = fold(text)
    spans, words = stems_of(text)
    labels = np.zeros((len(words), COLUMNS), np.float32)
    labels[:, 0] = 0.02
    weights = np.ones((len(words), COLUMNS), np.float32)
    weights[:, :2] = 0.3
    return Example(text, spans, labels, weights, 0.01 * len(words), 0.15, kind, group)


def marks_of(row: Row) -> list[Row]:
    """The marks of an MQM row but those of the second campaign (`sxs:`)."""
    return [mark for mark in row["spans"] or [] if not str(mark.get("rater") or "").startswith("sxs:")]


def is_major(mark: Row) -> bool:
    """Whether a mark is a major or a critical one."""
    return str(mark["severity"]).lower() in ("major", "critical")


def professional(row: Row) -> Example:
    """An MQM row: for each word the share of raters who marked it."""
    text = fold(row["target"])
    spans, words = stems_of(text)
    marks = marks_of(row)
    raters = max(1, int(row.get("n_raters") or 1))
    labels = np.zeros((len(words), COLUMNS), np.float32)
    for column, column_marks in enumerate((marks, [mark for mark in marks if is_major(mark)])):
        for index, (start, end) in enumerate(spans):
            who = {mark.get("rater") for mark in column_marks if mark["start"] < end and start < mark["end"]}
            labels[index, column] = min(1.0, len(who) / raters)
    weights = np.zeros((len(words), COLUMNS), np.float32)
    counts_fully = row["file"] == "mqm_zhen" and row["domain"] in ("news", "user_review")
    weights[:, :2] = 1.0 if counts_fully else 0.6
    if not marks and (row.get("mqm") or 0) > 1:
        weights[:] = 0.0  # points without spans: only the score teaches
    points = row.get("mqm")
    return Example(
        text=text,
        spans=spans,
        labels=labels,
        weights=weights,
        points=min(25.0, float(points or 0.0)),
        points_weight=0.0 if points is None else (1.0 if counts_fully else 0.4),
        kind="mqm_bio" if row["file"] == "mqm_bio" else "mqm",
        group=str(row["doc"]),
    )


def professionals(rows: Sequence[Row]) -> Iterator[Example]:
    """The MQM rows of one segment, each system once.

    Machine outputs get facts and, where there are six others or more, light garble labels.
    """
    by_system = {str(row["system"]): row for row in reversed(rows)}
    machine = {name: stems_of(fold(row["target"]))[1] for name, row in by_system.items() if not row["is_ref"]}
    published = [rows[0]["ref"]] if rows[0].get("ref") else []
    published += [row["target"] for row in rows if row["is_ref"]]
    agreement = Agreement(machine, [stems_of(fold(text))[1] for text in published])
    for name, row in by_system.items():
        example = professional(row)
        if published and not row["is_ref"]:
            example.facts = agreement.facts(name)
            if agreement.others >= FEW:
                labels, weights, _ = _garbled(agreement, name)
                example.labels[:, 2:], example.weights[:, 2:] = 0.7 * labels, 0.25 * weights
        yield example
