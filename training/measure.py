"""Dev rows that were not trained on, and the figures of issue 4 over them.

The same definitions as the measure on the rows kept aside (see `bench/README.md`): damaged and agreed words,
alarms on clean news, MQM segments, pairs of documents.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from mtcheck.garble.model import Floats, ModelInput, Network
from mtcheck.text.document import Document
from training import labels as make
from training.sources import Row, bench, is_dev, is_loose, mqm_rows, outputs

WEAK = ("NLLB", "Samsung", "M2M", "ANVITA", "ALMAnaCH")


@dataclass
class Text:
    """A text to measure on, as the checker reads it; codes and marks are a value a word of
    `document.words`.
    """

    document: Document
    group: str
    codes: np.ndarray | None = None
    any_marks: np.ndarray | None = None
    major_marks: np.ndarray | None = None
    points: float = 0.0
    spans: tuple[tuple[int, int], ...] = ()
    name: str = ""


class Judged(NamedTuple):
    """A text's sentences with the network's output for each."""

    text: Text
    logits: list[Floats]


def judge(network: Network, texts: Sequence[Text]) -> list[Judged]:
    """Run the network over all sentences of all texts."""
    passages = []
    for text in texts:
        for s in text.document.sentences:
            passages.append(
                ModelInput(
                    text.document.prose[s.start : s.end],
                    [(w.start - s.start, w.end - s.start) for w in s.words],
                )
            )
    logits = network.logits(passages)
    found, at = [], 0
    for text in texts:
        n = len(text.document.sentences)
        found.append(Judged(text, logits[at : at + n]))
        at += n
    return found


def clean_news(shared: Path) -> list[Text]:
    """Modern clean articles (without Brown)."""
    rows = [r for r in bench(shared, "clean_news") if not r["source"].startswith("brown")]
    return [Text(Document(" ".join(r["sents"])), f"{r['source']}.{r['doc']}", name=r["source"]) for r in rows]


def is_measured(row: Row) -> bool:
    """Dev lines that figures are read off; the other dev lines fit the few constants of the calibration."""
    return bool(row["held_out"]) and is_dev(row["group"], 8)


def is_fitted(row: Row) -> bool:
    """Dev lines outside those that benchmarks/rows.py holds out."""
    return bool(row["dev"]) and not row["held_out"]


def damaged_outputs(
    shared: Path, lines: int, seed: int = 7, per_line: int = 4, fit: bool = False
) -> list[Text]:
    """Outputs of the loose systems on dev lines, 40 to 400 characters, with a code a word: 1 damaged, 0
    agreed, -1 between.
    """
    rng = random.Random(seed)
    rows = [r for r in outputs(shared, "2010_2012") if (is_fitted(r) if fit else is_measured(r))]
    found = []
    for row in rng.sample(rows, min(lines, len(rows))):
        names = [n for n in row["out"] if is_loose(n) and 40 <= len(row["out"][n]) <= 400]
        for name, example, codes in make.consensus(row, rng.sample(names, min(per_line, len(names)))):
            by_start = {start: code for (start, _), code in zip(example.spans, codes, strict=True)}
            document = Document(row["out"][name])
            text = Text(document, row["group"], name=name, spans=((row["line"], row["year"]),))
            text.codes = np.array([-1 if w.is_number else by_start.get(w.start, 0) for w in document.words])
            found.append(text)
    return found


def reference_of(shared: Path) -> dict[tuple[int, int], str]:
    """(line, year) → reference, for the dev lines of 2010-2012."""
    return {(r["line"], r["year"]): r["ref"] for r in outputs(shared, "2010_2012") if r["dev"]}


def mqm_segments(shared: Path, fit: bool = False) -> list[Text]:
    """wmt23.zh-en and wmt21news.zh-en news segments, machine outputs only: of dev documents, or (`fit`) of
    the others.
    """
    found = []
    for row in mqm_rows(shared):
        if row["set"] not in ("wmt23.zh-en", "wmt21news.zh-en") or row["domain"] != "news" or row["is_ref"]:
            continue
        if row["dev"] == fit:
            continue
        document = Document(row["target"])
        marks = [s for s in row["spans"] or [] if not str(s.get("rater") or "").startswith("sxs:")]
        text = Text(document, row["doc"], points=float(row["mqm"] or 0.0), name=row["set"])
        text.spans = tuple((s["start"], s["end"]) for s in marks)
        text.any_marks = np.array(
            [any(a < w.end and w.start < b for a, b in text.spans) for w in document.words], bool
        )
        major = [(s["start"], s["end"]) for s in marks if str(s["severity"]).lower() in ("major", "critical")]
        text.major_marks = np.array(
            [any(a < w.end and w.start < b for a, b in major) for w in document.words], bool
        )
        found.append(text)
    return found


def weak_pairs(shared: Path) -> list[tuple[Text, Text]]:
    """(first human version, weak system's version) of real documents none of whose rows were trained on."""
    found = []
    for row in bench(shared, "docs_pairs"):
        if row["pseudo"] or (is_trained_document(row) and not is_dev(str(row["doc"]), 5)):
            continue
        names = [
            n for n in row["systems"]
            if row["sys_fmt"].get(n) == "ok" and (row["sys_type"].get(n) in ("rbmt", "smt") or any(w in n for w in WEAK))
        ]  # fmt: skip
        human = next(iter(row["human"].values()))
        group = f"{row['set']}.{row['doc']}"
        one = Text(Document("\n".join(human)), group, name="human")
        for name in names:
            kind = row["sys_type"].get(name) or "?"
            found.append(
                (
                    one,
                    Text(
                        Document("\n".join(row["systems"][name])), group, name=f"{kind}:{row['set']}:{name}"
                    ),
                )
            )
    return found


def is_trained_document(row: Row) -> bool:
    """Sets whose documents also stand in the MQM files."""
    return row["set"] in ("wmt23.zh-en", "wmt21news.zh-en", "wmt23.he-en", "wmt22.zh-en")


def auc(labels: np.ndarray, scores: np.ndarray) -> float:
    """Area under the ROC curve, ties counted half."""
    order = np.argsort(scores, kind="mergesort")
    ranks = np.empty(len(scores))
    ordered = scores[order]
    first = np.concatenate(([True], ordered[1:] != ordered[:-1]))
    group = np.cumsum(first) - 1
    sums = np.bincount(group, np.arange(1, len(scores) + 1))
    ranks[order] = (sums / np.bincount(group))[group]
    positive = labels.astype(bool)
    n, m = positive.sum(), (~positive).sum()
    return float((ranks[positive].sum() - n * (n + 1) / 2) / max(1, n * m))


def correlations(x: np.ndarray, y: np.ndarray) -> dict[str, float]:
    """Pearson, Spearman, Kendall (tau-b)."""
    from scipy import stats  # type: ignore[import-untyped]

    return {
        "pearson": float(np.corrcoef(x, y)[0, 1]),
        "spearman": float(stats.spearmanr(x, y).statistic),
        "kendall": float(stats.kendalltau(x, y).statistic),
    }


def sigmoid(x: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-x))
