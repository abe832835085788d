"""Dev rows that were not trained on, as texts to measure on, and the measures.

The definitions are those of `bench/README.md`: damaged and agreed words, alarms on clean news, MQM segments,
pairs of documents.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.rows import WEAK_SYSTEMS, Row, Span, bench, is_news_with_marks
from mtcheck.garble.model import Floats, ModelInput, Network
from mtcheck.text.document import Document
from training import labels
from training.labels import IS_AGREED, IS_BETWEEN
from training.sources import is_dev, is_loose, mqm_rows, outputs


@dataclass
class Text:
    """A text to measure on, as the checker reads it."""

    document: Document
    """The text."""
    group: str
    """Its document or block."""
    codes: np.ndarray | None = None
    """For each of `document.words`: IS_DAMAGED, IS_AGREED or IS_BETWEEN."""
    any_marks: np.ndarray | None = None
    """For each of `document.words`, whether a rater marked it."""
    major_marks: np.ndarray | None = None
    """For each of `document.words`, whether a rater gave it a major or critical mark."""
    points: float = 0.0
    """MQM points of an annotated segment."""
    spans: tuple[Span, ...] = ()
    """The marked spans of an annotated segment."""
    line: tuple[int, int] = (0, 0)
    """The line and the year of an output of 2010-2012."""
    name: str = ""
    """Its system or its set."""


class Judged(NamedTuple):
    """A text with the network's output."""

    text: Text
    """The text."""
    logits: list[Floats]
    """One array a sentence, one row a word."""


def judge(network: Network, texts: Sequence[Text]) -> list[Judged]:
    """Run the network over all sentences of all texts."""
    inputs = [
        ModelInput.of(sentence, text.document.prose) for text in texts for sentence in text.document.sentences
    ]
    logits = iter(network.logits(inputs))
    return [Judged(text, [next(logits) for _ in text.document.sentences]) for text in texts]


def clean_news(shared: Path) -> list[Text]:
    """Modern clean articles (without Brown)."""
    rows = [row for row in bench(shared, "clean_news") if not row["source"].startswith("brown")]
    return [
        Text(Document(" ".join(row["sents"])), f"{row['source']}.{row['doc']}", name=row["source"])
        for row in rows
    ]


def is_measured(row: Row) -> bool:
    """Whether figures are read off this dev line."""
    return bool(row["held_out"]) and is_dev(row["group"], 8)


def is_fitted(row: Row) -> bool:
    """Whether the few constants of the calibration are fitted on this dev line."""
    return bool(row["dev"]) and not row["held_out"]


def damaged_outputs(
    shared: Path, lines: int, seed: int = 7, per_line: int = 4, fit: bool = False
) -> list[Text]:
    """Outputs of the loose systems on dev lines, of 40 to 400 characters, with codes.

    lines, per_line: how many at most. fit: of the lines to fit on, not of those to measure on.
    """
    draw = random.Random(seed)
    rows = [row for row in outputs(shared, "2010_2012") if (is_fitted(row) if fit else is_measured(row))]
    texts = []
    for row in draw.sample(rows, min(lines, len(rows))):
        names = [name for name in row["out"] if is_loose(name) and 40 <= len(row["out"][name]) <= 400]
        wanted = draw.sample(names, min(per_line, len(names)))
        for name, example, codes in labels.consensus(row, wanted):
            by_start = {start: code for (start, _), code in zip(example.spans, codes, strict=True)}
            document = Document(row["out"][name])
            word_codes = [
                IS_BETWEEN if word.is_number else by_start.get(word.start, IS_AGREED)
                for word in document.words
            ]
            line = (row["line"], row["year"])
            texts.append(Text(document, row["group"], codes=np.array(word_codes), name=name, line=line))
    return texts


def reference_of(shared: Path) -> dict[tuple[int, int], str]:
    """(line, year) → reference, for the dev lines of 2010-2012."""
    return {(row["line"], row["year"]): row["ref"] for row in outputs(shared, "2010_2012") if row["dev"]}


def mqm_segments(shared: Path, fit: bool = False) -> list[Text]:
    """Machine-translated Chinese news segments of dev documents or, with `fit`, of the others."""
    texts = []
    for row in mqm_rows(shared):
        if not is_news_with_marks(row) or row["is_ref"] or row["dev"] == fit:
            continue
        document = Document(row["target"])
        marks = labels.marks_of(row)
        spans = tuple((mark["start"], mark["end"]) for mark in marks)
        major = [(mark["start"], mark["end"]) for mark in marks if labels.is_major(mark)]
        text = Text(
            document,
            row["doc"],
            any_marks=_marked_words(document, spans),
            major_marks=_marked_words(document, major),
            points=float(row["mqm"] or 0.0),
            spans=spans,
            name=row["set"],
        )
        texts.append(text)
    return texts


def _marked_words(document: Document, spans: Sequence[Span]) -> np.ndarray:
    """For each word, whether one of the spans touches it."""
    return np.array(
        [any(start < word.end and word.start < end for start, end in spans) for word in document.words], bool
    )


def weak_pairs(shared: Path) -> list[tuple[Text, Text]]:
    """(first human version, a weak system's version) of real documents none of whose rows were trained on."""
    pairs = []
    for row in bench(shared, "docs_pairs"):
        if row["pseudo"] or (is_trained_document(row) and not is_dev(str(row["doc"]), 5)):
            continue
        group = f"{row['set']}.{row['doc']}"
        human = Text(Document("\n".join(next(iter(row["human"].values())))), group, name="human")
        for system, lines in row["systems"].items():
            kind = row["sys_type"].get(system)
            is_weak = kind in ("rbmt", "smt") or any(name in system for name in WEAK_SYSTEMS)
            if row["sys_fmt"].get(system) == "ok" and is_weak:
                name = f"{kind or '?'}:{row['set']}:{system}"
                pairs.append((human, Text(Document("\n".join(lines)), group, name=name)))
    return pairs


def is_trained_document(row: Row) -> bool:
    """Whether the document's set also stands in the MQM files."""
    return row["set"] in ("wmt23.zh-en", "wmt21news.zh-en", "wmt23.he-en", "wmt22.zh-en")


def auc(labels: np.ndarray, scores: np.ndarray) -> float:
    """Area under the ROC curve, ties counted half."""
    order = np.argsort(scores, kind="mergesort")
    ordered = scores[order]
    is_first = np.concatenate(([True], ordered[1:] != ordered[:-1]))
    group = np.cumsum(is_first) - 1
    sums = np.bincount(group, np.arange(1, len(scores) + 1))
    ranks = np.empty(len(scores))
    ranks[order] = (sums / np.bincount(group))[group]
    is_positive = labels.astype(bool)
    positives, negatives = is_positive.sum(), (~is_positive).sum()
    excess = ranks[is_positive].sum() - positives * (positives + 1) / 2
    return float(excess / max(1, positives * negatives))


def correlations(values: np.ndarray, gold: np.ndarray) -> dict[str, float]:
    """Pearson, Spearman and Kendall (tau-b)."""
    from scipy import stats  # type: ignore[import-untyped]

    return {
        "pearson": float(np.corrcoef(values, gold)[0, 1]),
        "spearman": float(stats.spearmanr(values, gold).statistic),
        "kendall": float(stats.kendalltau(values, gold).statistic),
    }


def sigmoid(logits: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-logits))
