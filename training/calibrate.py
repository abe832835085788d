"""Calibration on dev rows: the word score, thresholds on clean news, confidences, the scale of the estimate.

Few constants, many rows: nothing here can over-fit much. The word score's weights are fitted on dev
references against damaged words of dev outputs; clean news is only counted on, to place the thresholds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from mtcheck.garble.calibration import damage, features, points, terms
from mtcheck.garble.model import Floats, Network
from mtcheck.garble.phrases import Phrase, find_phrases
from mtcheck.text.document import Document
from training.measure import (
    Judged,
    Text,
    auc,
    clean_news,
    damaged_outputs,
    is_fitted,
    judge,
    mqm_segments,
    sigmoid,
    weak_pairs,
)
from training.sources import outputs

#: Alarms per 1,000 clean words that the model may raise by itself; rules and engines use the rest of .5 / 2 /
#: 10.
BUDGET = {"low": 0.2, "default": 1.5, "high": 9.5}
Calibration = dict[str, Any]


@dataclass
class Judgements:
    """The network's output on every dev set, so that all the rest is arithmetic."""

    clean: list[Judged]
    damaged: list[Judged]
    segments: list[Judged]
    human: list[Judged]
    weak: list[Judged]
    fit_references: list[Judged] = field(default_factory=list)
    fit_damaged: list[Judged] = field(default_factory=list)
    fit_segments: list[Judged] = field(default_factory=list)


def gather(
    network: Network, shared: Path, lines: int = 121, pairs: int = 150, fit: bool = True
) -> Judgements:
    """Judge dev rows. `lines`: of 2010-2012, eight outputs each; `pairs`: of documents; `fit`: the rows
    for fitting, too.
    """
    rng = np.random.default_rng(3)
    both = weak_pairs(shared)
    chosen = [both[i] for i in rng.permutation(len(both))[:pairs]]
    humans = {id(a): a for a, _ in chosen}
    seen = dict(zip(humans, judge(network, list(humans.values())), strict=True))
    made = Judgements(
        judge(network, clean_news(shared)),
        judge(network, damaged_outputs(shared, lines, per_line=8)),
        judge(network, mqm_segments(shared)),
        [seen[id(a)] for a, _ in chosen],
        judge(network, [b for _, b in chosen]),
    )
    if fit:
        rows = [r for years in ("2010_2012", "2021_2023") for r in outputs(shared, years) if is_fitted(r)]
        made.fit_references = judge(network, [Text(Document(r["ref"]), r["group"]) for r in rows])
        made.fit_damaged = judge(network, damaged_outputs(shared, 659, per_line=3, fit=True))
        made.fit_segments = judge(network, mqm_segments(shared, fit=True)[::9])
    return made


def scored(judged: Judged, calibration: Calibration) -> list[Floats]:
    """The word scores of each sentence of a text."""
    found = []
    for sentence, logits in zip(judged.text.document.sentences, judged.logits, strict=True):
        found.append(damage(logits, [w.text for w in sentence.words], calibration))
    return found


def found_phrases(
    judged: Judged, scores: Sequence[Floats], threshold: float, joining: float
) -> list[tuple[int, Phrase]]:
    """The phrases of a text with the index (in `document.words`) of their sentence's first word."""
    found, at = [], 0
    for sentence, values in zip(judged.text.document.sentences, scores, strict=True):
        spans = [(w.start, w.end) for w in sentence.words]
        found += [
            (at, p) for p in find_phrases(judged.text.document.prose, spans, values, threshold, joining)
        ]
        at += len(sentence.words)
    return found


def fit_words(j: Judgements) -> Calibration:
    """Weights of the word score: logistic regression, damaged words against words of references (and,
    lighter, agreed ones).
    """
    rows, labels, weights = [], [], []
    for judged in [*j.fit_damaged, *j.fit_references]:
        at = 0
        for sentence, logits in zip(judged.text.document.sentences, judged.logits, strict=True):
            words = [w.text for w in sentence.words]
            if not words:
                continue
            rows.append(features(logits, words))
            if judged.text.codes is None:
                labels.append(np.zeros(len(words)))
                weights.append(np.ones(len(words)))
            else:
                code = judged.text.codes[at : at + len(words)]
                labels.append((code == 1).astype(float))
                weights.append(np.where(code == 1, 1.0, np.where(code == 0, 0.3, 0.0)))
            at += len(words)
    x, y, w = np.concatenate(rows).astype(np.float64), np.concatenate(labels), np.concatenate(weights)
    centre, spread = x.mean(0), x.std(0) + 1e-9
    z = (x - centre) / spread
    beta, bias = logistic(z, y, w)
    return {
        "word_weights": (beta / spread).round(5).tolist(),
        "word_bias": round(float(bias - (beta * centre / spread).sum()), 5),
    }


def logistic(x: np.ndarray, y: np.ndarray, w: np.ndarray) -> tuple[np.ndarray, float]:
    """Ridge logistic regression by Newton's method."""
    x1 = np.concatenate((x, np.ones((len(x), 1))), 1)
    beta = np.zeros(x1.shape[1])
    for _ in range(12):
        p = sigmoid(x1 @ beta)
        gradient = x1.T @ (w * (y - p)) - 1e-2 * len(x) * 1e-3 * beta
        curvature = (x1 * (w * p * (1 - p))[:, None]).T @ x1 + 1e-5 * len(x) * np.eye(len(beta))
        beta += np.linalg.solve(curvature, gradient)
    return beta[:-1], float(beta[-1])


def threshold_for(
    j: Judgements, calibration: Calibration, alarms: float, clean: list[list[Floats]] | None = None
) -> float:
    """The lowest threshold with at most `alarms` findings per 1,000 words of clean news."""
    clean = clean or [scored(x, calibration) for x in j.clean]
    words = sum(len(x.text.document.words) for x in j.clean)
    low, high = -12.0, 15.0
    for _ in range(18):
        middle = (low + high) / 2
        n = sum(
            len(found_phrases(x, s, middle, calibration["joining"]))
            for x, s in zip(j.clean, clean, strict=True)
        )
        low, high = (middle, high) if n / words * 1000 > alarms else (low, middle)
    return round(high, 4)


def hits(j: Judgements, calibration: Calibration, threshold: float) -> dict[str, float]:
    """Share of damaged words that a finding covers; share of findings that touch one; words a finding."""
    covered = damaged = right = findings = length = 0
    for judged in j.damaged:
        codes = judged.text.codes
        assert codes is not None
        inside = np.zeros(len(codes), bool)
        for at, phrase in found_phrases(
            judged, scored(judged, calibration), threshold, calibration["joining"]
        ):
            part = slice(at + phrase.first, at + phrase.last + 1)
            inside[part] = True
            findings += 1
            length += phrase.last - phrase.first + 1
            right += bool((codes[part] == 1).any())
        damaged += int((codes == 1).sum())
        covered += int(((codes == 1) & inside).sum())
    return {
        "hit": covered / max(1, damaged),
        "right": right / max(1, findings),
        "words": length / max(1, findings),
    }


def fit_confidence(j: Judgements, calibration: Calibration) -> Calibration:
    """Share of findings that touch a damaged word, by score: pool adjacent violators over twelve bins."""
    seen: list[tuple[float, bool]] = []
    for judged in j.fit_damaged:
        codes = judged.text.codes
        assert codes is not None
        for at, p in found_phrases(
            judged, scored(judged, calibration), calibration["thresholds"]["high"], calibration["joining"]
        ):
            seen.append((p.score, bool((codes[at + p.first : at + p.last + 1] == 1).any())))
    seen.sort()
    bins = [chunk for chunk in np.array_split(np.array(seen, float), 12) if len(chunk)]
    blocks = [[float(c[:, 0].mean()), float(c[:, 1].mean()), float(len(c))] for c in bins]
    i = 0
    while i + 1 < len(blocks):
        if blocks[i][1] > blocks[i + 1][1]:
            a, b = blocks[i], blocks.pop(i + 1)
            n = a[2] + b[2]
            blocks[i] = [(a[0] * a[2] + b[0] * b[2]) / n, (a[1] * a[2] + b[1] * b[2]) / n, n]
            i = max(0, i - 1)
        else:
            i += 1
    return {
        "confidence_scores": [round(b[0], 3) for b in blocks],
        "confidence_shares": [round(b[1], 3) for b in blocks],
    }


def total_points(judged: Judged, calibration: Calibration) -> float:
    return float(sum(points(logits, calibration).sum() for logits in judged.logits))


def per_word(judged: Judged, calibration: Calibration) -> float:
    """A document's mean estimate a word, in points per 1,000."""
    return total_points(judged, calibration) / max(1, sum(len(x) for x in judged.logits)) * 1000


def fit_estimate(j: Judgements) -> Calibration:
    """Weights of the estimate's terms, so scaled that MQM segments outside the measured documents get their
    points in all.

    One of few mixtures: the rate, some of the chances of marks (a major one counts four times a minor one
    beyond it, as in MQM), some of the chance of garbling. The best on dev for segments (Pearson) and pairs of
    documents is taken. A least-squares fit would trust the rate alone: the network has seen those segments.
    """
    x = np.array([sum(terms(logits).sum(0) for logits in g.logits) for g in j.fit_segments])
    y = np.array([g.text.points for g in j.fit_segments])
    gold = np.array([g.text.points for g in j.segments])
    best = (-1.0, np.zeros(x.shape[1]))
    for marks in (0.0, 0.15, 0.3, 0.5, 1.0):
        for garbled in (0.0, 0.25, 0.5):
            weights = np.array([1.0, marks, 4 * marks, garbled])
            weights *= y.sum() / (x @ weights).sum()
            trial = {"estimate_weights": weights.tolist()}
            wins = np.mean(
                [per_word(w, trial) > per_word(h, trial) for h, w in zip(j.human, j.weak, strict=True)]
            )
            r = float(np.corrcoef([total_points(g, trial) for g in j.segments], gold)[0, 1])
            print(f"  estimate: marks {marks} garbled {garbled}: pearson {r:.3f} pairs {wins:.3f}")
            if r + 0.7 * float(wins) > best[0] + 0.003:
                best = (r + 0.7 * float(wins), weights)
    return {"estimate_weights": best[1].round(5).tolist()}


def calibrate(j: Judgements, version: str) -> Calibration:
    """Everything the package reads from `calibration.json`."""
    calibration: Calibration = {"version": version, **fit_words(j), "joining": 1.5}
    best = -1.0
    clean_scores = [scored(x, calibration) for x in j.clean]
    for joining in (1.0, 1.5, 2.0, 2.5, 3.0):
        trial = {**calibration, "joining": joining}
        reached = hits(j, trial, threshold_for(j, trial, 2.0, clean_scores))
        print(f"  joining {joining}: {reached}")
        if reached["hit"] > best + 0.008 and reached["words"] <= 3.4:
            best, calibration["joining"] = reached["hit"], joining
    calibration["thresholds"] = {
        name: threshold_for(j, calibration, alarms, clean_scores) for name, alarms in BUDGET.items()
    }
    calibration.update(fit_confidence(j, calibration), **fit_estimate(j))
    articles = [x for x in j.clean if len(x.text.document.words) >= 60]
    calibration["clean_article_p99"] = round(
        float(np.quantile([per_word(x, calibration) for x in articles], 0.99)), 2
    )
    return calibration


def report(j: Judgements, calibration: Calibration, say: Callable[[str], None] = print) -> dict[str, float]:
    """The figures of issue 4 that need no suggestions; printed a line each."""
    clean_scores = [scored(x, calibration) for x in j.clean]
    figures: dict[str, float] = {}
    for alarms in (0.5, 2.0, 5.0, 10.0):
        t = threshold_for(j, calibration, alarms, clean_scores)
        reached = hits(j, calibration, t)
        figures[f"hit@{alarms:g}"], figures[f"right@{alarms:g}"] = reached["hit"], reached["right"]
        say(f"at {alarms:4} alarms: {reached['hit']:.3f} of damaged words hit, {reached['right']:.3f} of findings right, "
            f"{reached['words']:.1f} words a finding, threshold {t}")  # fmt: skip
    marks = [
        np.concatenate([getattr(x.text, name) for x in j.segments]) for name in ("any_marks", "major_marks")
    ]
    every = np.concatenate([np.concatenate(x.logits) for x in j.segments if x.logits])
    for name, mark, column in (("any", marks[0], 0), ("major", marks[1], 1)):
        figures[f"auc_{name}"] = auc(mark, every[:, column])
        say(
            f"word AUC {name}: {figures[f'auc_{name}']:.3f} (points {auc(mark, points(every, calibration)):.3f})"
        )
    from training.measure import correlations

    for group in ("wmt23.zh-en", "wmt21news.zh-en"):
        part = [x for x in j.segments if x.text.name == group]
        if part:
            y = np.array([x.text.points for x in part])
            ours = correlations(np.array([total_points(x, calibration) for x in part]), y)
            base = correlations(np.array([float(len(x.text.document.words)) for x in part]), y)
            figures.update({f"{group}.{k}": v for k, v in ours.items()})
            say(
                f"{group} {len(part)} segments: "
                + " ".join(f"{k} {ours[k]:.3f} (length {base[k]:.3f})" for k in ours)
            )
    human = np.array([per_word(x, calibration) for x in j.human])
    weak = np.array([per_word(x, calibration) for x in j.weak])
    figures["pairs"] = float(np.mean(weak > human))
    clean = np.array([per_word(x, calibration) for x in j.clean if len(x.text.document.words) >= 60])
    limit = float(np.quantile(clean, 0.99))
    figures["weak_failing"] = float(np.mean(weak > limit))
    say(f"pairs {len(human)}: human better in {figures['pairs']:.3f}; 1 % of clean articles above {limit:.1f}: weak failing "
        f"{figures['weak_failing']:.3f}, human {np.mean(human > limit):.3f}")  # fmt: skip
    return figures


__all__ = ["BUDGET", "Judgements", "calibrate", "gather", "report"]
