"""Calibration on dev rows: the word score, thresholds on clean news, confidences, the scale of the estimate.

There are few constants for many rows, so nothing here can over-fit much. The word score's weights are fitted
on dev references against damaged words of dev outputs. Clean news is only counted on, to set the thresholds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from mtcheck.garble.calibration import damage, features, points, terms
from mtcheck.garble.model import Floats, Network
from mtcheck.garble.phrases import Phrase, find_phrases
from mtcheck.text.document import Document
from training.labels import IS_AGREED, IS_DAMAGED
from training.measure import (
    Judged,
    Text,
    auc,
    clean_news,
    correlations,
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
#: Alarms per 1,000 clean words at which the figures are reported.
REPORTED_ALARMS = (0.5, 2.0, 5.0, 10.0)
#: Words of an article that is long enough to be judged as one.
_ARTICLE_WORDS = 60
Calibration = dict[str, Any]


@dataclass
class Judgements:
    """The network's output on every dev set, so that all the rest is arithmetic."""

    clean: list[Judged]
    """Clean news."""
    damaged: list[Judged]
    """Outputs of loose systems."""
    segments: list[Judged]
    """MQM segments."""
    human: list[Judged]
    """Human versions of documents."""
    weak: list[Judged]
    """A weak translation for each of `human`."""
    fit_references: list[Judged] = field(default_factory=list)
    """References to fit on."""
    fit_damaged: list[Judged] = field(default_factory=list)
    """Outputs to fit on."""
    fit_segments: list[Judged] = field(default_factory=list)
    """MQM segments to fit on."""

    @property
    def parts(self) -> dict[str, list[Judged]]:
        """The sets that are not empty, by their names."""
        return {name: judged for name, judged in vars(self).items() if judged}


def gather(
    network: Network, shared: Path, lines: int = 121, pairs: int = 150, fit: bool = True
) -> Judgements:
    """Judge dev rows.

    lines: of 2010-2012, with eight outputs each. pairs: of documents. fit: the rows to fit on as well.
    """
    rng = np.random.default_rng(3)
    every_pair = weak_pairs(shared)
    chosen = [every_pair[index] for index in rng.permutation(len(every_pair))[:pairs]]
    humans = {id(human): human for human, _ in chosen}
    judged_humans = dict(zip(humans, judge(network, list(humans.values())), strict=True))
    judgements = Judgements(
        judge(network, clean_news(shared)),
        judge(network, damaged_outputs(shared, lines, per_line=8)),
        judge(network, mqm_segments(shared)),
        [judged_humans[id(human)] for human, _ in chosen],
        judge(network, [weak for _, weak in chosen]),
    )
    if fit:
        rows = [row for years in ("2010_2012", "2021_2023") for row in outputs(shared, years)]
        references = [Text(Document(row["ref"]), row["group"]) for row in rows if is_fitted(row)]
        judgements.fit_references = judge(network, references)
        judgements.fit_damaged = judge(network, damaged_outputs(shared, 659, per_line=3, fit=True))
        judgements.fit_segments = judge(network, mqm_segments(shared, fit=True)[::9])
    return judgements


def score_words(judged: Judged, calibration: Calibration) -> list[Floats]:
    """The word scores of each sentence of a text."""
    return [
        damage(logits, [word.text for word in sentence.words], calibration)
        for sentence, logits in zip(judged.text.document.sentences, judged.logits, strict=True)
    ]


def find_judged_phrases(
    judged: Judged, scores: Sequence[Floats], threshold: float, joining: float
) -> list[tuple[int, Phrase]]:
    """The phrases of a text with the index (in `document.words`) of their sentence's first word."""
    phrases = []
    first_word = 0
    prose = judged.text.document.prose
    for sentence, sentence_scores in zip(judged.text.document.sentences, scores, strict=True):
        spans = [(word.start, word.end) for word in sentence.words]
        for phrase in find_phrases(prose, spans, sentence_scores, threshold, joining):
            phrases.append((first_word, phrase))
        first_word += len(sentence.words)
    return phrases


def fit_words(judgements: Judgements) -> Calibration:
    """Weights of the word score.

    Logistic regression of damaged words against the words of references and, with less weight, agreed ones.
    """
    parts = [
        part
        for judged in [*judgements.fit_damaged, *judgements.fit_references]
        for part in _labelled_features(judged)
    ]
    rows = np.concatenate([rows for rows, _, _ in parts]).astype(np.float64)
    labels = np.concatenate([labels for _, labels, _ in parts])
    weights = np.concatenate([weights for _, _, weights in parts])
    centre, spread = rows.mean(0), rows.std(0) + 1e-9
    beta, bias = logistic((rows - centre) / spread, labels, weights)
    return {
        "word_weights": (beta / spread).round(5).tolist(),
        "word_bias": round(float(bias - (beta * centre / spread).sum()), 5),
    }


def _labelled_features(judged: Judged) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """(features, labels, weights) of the words of each sentence."""
    first_word = 0
    for sentence, logits in zip(judged.text.document.sentences, judged.logits, strict=True):
        words = [word.text for word in sentence.words]
        if not words:
            continue
        if judged.text.codes is None:
            yield features(logits, words), np.zeros(len(words)), np.ones(len(words))
        else:
            codes = judged.text.codes[first_word : first_word + len(words)]
            weights = np.where(codes == IS_DAMAGED, 1.0, np.where(codes == IS_AGREED, 0.3, 0.0))
            yield features(logits, words), (codes == IS_DAMAGED).astype(float), weights
        first_word += len(words)


def logistic(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, float]:
    """Ridge logistic regression by Newton's method: (weights, bias)."""
    rows = np.concatenate((rows, np.ones((len(rows), 1))), 1)
    beta = np.zeros(rows.shape[1])
    ridge = 1e-5 * len(rows)
    for _ in range(12):
        chances = sigmoid(rows @ beta)
        gradient = rows.T @ (weights * (labels - chances)) - ridge * beta
        curvature = (rows * (weights * chances * (1 - chances))[:, None]).T @ rows
        beta += np.linalg.solve(curvature + ridge * np.eye(len(beta)), gradient)
    return beta[:-1], float(beta[-1])


def threshold_for(
    judgements: Judgements,
    calibration: Calibration,
    alarms: float,
    scores: Sequence[list[Floats]] | None = None,
) -> float:
    """The lowest threshold with at most `alarms` findings per 1,000 words of clean news.

    scores: those of the clean news, where they are known already.
    """
    scores = scores or [score_words(judged, calibration) for judged in judgements.clean]
    words = sum(len(judged.text.document.words) for judged in judgements.clean)
    low, high = -12.0, 15.0
    for _ in range(18):
        middle = (low + high) / 2
        findings = sum(
            len(find_judged_phrases(judged, judged_scores, middle, calibration["joining"]))
            for judged, judged_scores in zip(judgements.clean, scores, strict=True)
        )
        low, high = (middle, high) if findings / words * 1000 > alarms else (low, middle)
    return round(high, 4)


def measure_hits(judgements: Judgements, calibration: Calibration, threshold: float) -> dict[str, float]:
    """`hit`: share of damaged words that a finding covers. `right`: share of findings that touch one.

    `words`: words a finding.
    """
    covered = damaged = right = findings = words = 0
    for judged in judgements.damaged:
        codes = judged.text.codes
        assert codes is not None
        inside = np.zeros(len(codes), bool)
        scores = score_words(judged, calibration)
        for first_word, phrase in find_judged_phrases(judged, scores, threshold, calibration["joining"]):
            part = slice(first_word + phrase.first, first_word + phrase.last + 1)
            inside[part] = True
            findings += 1
            words += phrase.last - phrase.first + 1
            right += bool((codes[part] == IS_DAMAGED).any())
        damaged += int((codes == IS_DAMAGED).sum())
        covered += int(((codes == IS_DAMAGED) & inside).sum())
    return {
        "hit": covered / max(1, damaged),
        "right": right / max(1, findings),
        "words": words / max(1, findings),
    }


def fit_confidence(judgements: Judgements, calibration: Calibration) -> Calibration:
    """The share of findings that touch a damaged word, by score: pool adjacent violators over twelve bins."""
    threshold, joining = calibration["thresholds"]["high"], calibration["joining"]
    findings: list[tuple[float, bool]] = []
    for judged in judgements.fit_damaged:
        codes = judged.text.codes
        assert codes is not None
        scores = score_words(judged, calibration)
        for first_word, phrase in find_judged_phrases(judged, scores, threshold, joining):
            part = codes[first_word + phrase.first : first_word + phrase.last + 1]
            findings.append((phrase.score, bool((part == IS_DAMAGED).any())))
    findings.sort()
    bins = [chunk for chunk in np.array_split(np.array(findings, float), 12) if len(chunk)]
    blocks = pool_violators(
        [(float(chunk[:, 0].mean()), float(chunk[:, 1].mean()), float(len(chunk))) for chunk in bins]
    )
    return {
        "confidence_scores": [round(score, 3) for score, _, _ in blocks],
        "confidence_shares": [round(share, 3) for _, share, _ in blocks],
    }


def pool_violators(bins: Sequence[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Join neighbouring bins of (score, share, count) until the shares rise with the scores."""
    blocks = list(bins)
    index = 0
    while index + 1 < len(blocks):
        if blocks[index][1] > blocks[index + 1][1]:
            score, share, count = blocks[index]
            other_score, other_share, other_count = blocks.pop(index + 1)
            total = count + other_count
            blocks[index] = (
                (score * count + other_score * other_count) / total,
                (share * count + other_share * other_count) / total,
                total,
            )
            index = max(0, index - 1)
        else:
            index += 1
    return blocks


def total_points(judged: Judged, calibration: Calibration) -> float:
    return float(sum(points(logits, calibration).sum() for logits in judged.logits))


def points_per_1000(judged: Judged, calibration: Calibration) -> float:
    """A document's estimate in points per 1,000 words."""
    words = max(1, sum(len(logits) for logits in judged.logits))
    return total_points(judged, calibration) / words * 1000


def fit_estimate(judgements: Judgements) -> Calibration:
    """Weights of the estimate's terms.

    They are so scaled that MQM segments outside the measured documents get their points in all. One of few
    mixtures is taken, the best on dev for segments (Pearson) and pairs of documents: the rate, some of the
    chances of marks (a major one counts four times a minor one beyond it, as in MQM), some of the chance of
    garbling. A least-squares fit would trust the rate alone, because the network has seen those segments.
    """
    sums = np.array(
        [sum(terms(logits).sum(0) for logits in judged.logits) for judged in judgements.fit_segments]
    )
    fit_points = np.array([judged.text.points for judged in judgements.fit_segments])
    best = (-1.0, np.zeros(sums.shape[1]))
    for marks in (0.0, 0.15, 0.3, 0.5, 1.0):
        for garbled in (0.0, 0.25, 0.5):
            weights = np.array([1.0, marks, 4 * marks, garbled])
            weights *= fit_points.sum() / (sums @ weights).sum()
            pearson, wins = _try_estimate(judgements, {"estimate_weights": weights.tolist()})
            print(f"  estimate: marks {marks} garbled {garbled}: pearson {pearson:.3f} pairs {wins:.3f}")
            if pearson + 0.7 * wins > best[0] + 0.003:
                best = (pearson + 0.7 * wins, weights)
    return {"estimate_weights": best[1].round(5).tolist()}


def _try_estimate(judgements: Judgements, trial: Calibration) -> tuple[float, float]:
    """Pearson with the points of segments; share of pairs whose weak version has the higher estimate."""
    wins = [
        points_per_1000(weak, trial) > points_per_1000(human, trial)
        for human, weak in zip(judgements.human, judgements.weak, strict=True)
    ]
    gold = np.array([judged.text.points for judged in judgements.segments])
    estimates = [total_points(judged, trial) for judged in judgements.segments]
    return float(np.corrcoef(estimates, gold)[0, 1]), float(np.mean(wins))


def calibrate(judgements: Judgements, version: str) -> Calibration:
    """Everything the package reads from `calibration.json`."""
    calibration: Calibration = {"version": version, **fit_words(judgements), "joining": 1.5}
    clean_scores = [score_words(judged, calibration) for judged in judgements.clean]
    best = -1.0
    for joining in (1.0, 1.5, 2.0, 2.5, 3.0):
        trial = {**calibration, "joining": joining}
        reached = measure_hits(judgements, trial, threshold_for(judgements, trial, 2.0, clean_scores))
        print(f"  joining {joining}: {reached}")
        if reached["hit"] > best + 0.008 and reached["words"] <= 3.4:
            best, calibration["joining"] = reached["hit"], joining
    calibration["thresholds"] = {
        name: threshold_for(judgements, calibration, alarms, clean_scores) for name, alarms in BUDGET.items()
    }
    calibration.update(fit_confidence(judgements, calibration), **fit_estimate(judgements))
    limit = np.quantile(_article_estimates(judgements.clean, calibration), 0.99)
    calibration["clean_article_p99"] = round(float(limit), 2)
    return calibration


def _article_estimates(judged: Sequence[Judged], calibration: Calibration) -> np.ndarray:
    """The estimates of the texts that are long enough to be articles."""
    articles = [article for article in judged if len(article.text.document.words) >= _ARTICLE_WORDS]
    return np.array([points_per_1000(article, calibration) for article in articles])


def report(
    judgements: Judgements, calibration: Calibration, say: Callable[[str], None] = print
) -> dict[str, float]:
    """The figures of the model card that need no suggestions; each is also said on a line."""
    return {
        **_report_hits(judgements, calibration, say),
        **_report_marks(judgements, calibration, say),
        **_report_segments(judgements, calibration, say),
        **_report_documents(judgements, calibration, say),
    }


def _report_hits(
    judgements: Judgements, calibration: Calibration, say: Callable[[str], None]
) -> dict[str, float]:
    clean_scores = [score_words(judged, calibration) for judged in judgements.clean]
    figures: dict[str, float] = {}
    for alarms in REPORTED_ALARMS:
        threshold = threshold_for(judgements, calibration, alarms, clean_scores)
        reached = measure_hits(judgements, calibration, threshold)
        figures[f"hit@{alarms:g}"], figures[f"right@{alarms:g}"] = reached["hit"], reached["right"]
        say(
            f"at {alarms:4} alarms: {reached['hit']:.3f} of damaged words hit, "
            f"{reached['right']:.3f} of findings right, {reached['words']:.1f} words a finding, "
            f"threshold {threshold}"
        )
    return figures


def _report_marks(
    judgements: Judgements, calibration: Calibration, say: Callable[[str], None]
) -> dict[str, float]:
    logits = np.concatenate(
        [np.concatenate(judged.logits) for judged in judgements.segments if judged.logits]
    )
    word_points = points(logits, calibration)
    figures = {}
    for column, name in enumerate(("any", "major")):
        marks = np.concatenate([getattr(judged.text, f"{name}_marks") for judged in judgements.segments])
        figures[f"auc_{name}"] = auc(marks, logits[:, column])
        say(f"word AUC {name}: {figures[f'auc_{name}']:.3f} (points {auc(marks, word_points):.3f})")
    return figures


def _report_segments(
    judgements: Judgements, calibration: Calibration, say: Callable[[str], None]
) -> dict[str, float]:
    figures: dict[str, float] = {}
    for group in ("wmt23.zh-en", "wmt21news.zh-en"):
        segments = [judged for judged in judgements.segments if judged.text.name == group]
        if not segments:
            continue
        gold = np.array([judged.text.points for judged in segments])
        estimates = np.array([total_points(judged, calibration) for judged in segments])
        lengths = np.array([float(len(judged.text.document.words)) for judged in segments])
        ours, base = correlations(estimates, gold), correlations(lengths, gold)
        figures.update({f"{group}.{name}": value for name, value in ours.items()})
        columns = (f"{name} {value:.3f} (length {base[name]:.3f})" for name, value in ours.items())
        say(f"{group} {len(segments)} segments: {' '.join(columns)}")
    return figures


def _report_documents(
    judgements: Judgements, calibration: Calibration, say: Callable[[str], None]
) -> dict[str, float]:
    human = np.array([points_per_1000(judged, calibration) for judged in judgements.human])
    weak = np.array([points_per_1000(judged, calibration) for judged in judgements.weak])
    limit = float(np.quantile(_article_estimates(judgements.clean, calibration), 0.99))
    figures = {"pairs": float(np.mean(weak > human)), "weak_failing": float(np.mean(weak > limit))}
    say(
        f"pairs {len(human)}: human better in {figures['pairs']:.3f}; "
        f"1 % of clean articles above {limit:.1f}: "
        f"weak failing {figures['weak_failing']:.3f}, human {np.mean(human > limit):.3f}"
    )
    return figures
