"""From the network's logits to calibrated figures: word scores, confidences and estimates.

Their constants are in `data/calibration.json`, which `training/calibrate.py` writes; MODEL_CARD.md says where
they come from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from mtcheck.garble.memory import memory
from mtcheck.garble.model import GARBLE, MQM_ANY, MQM_MAJOR, RATE, STRICT, Floats

#: The highest estimate, in MQM points per 1,000 words: every word has a minor error. More would say no more.
MOST = 1000.0
#: Rates are raised to this power and logits divided by this temperature. The network is more certain than it
#: is right; drawn together, its figures order unseen segments and articles better.
RATE_POWER = 0.75
TEMPERATURE = 1.5


def features(logits: Floats, words: Sequence[str], opens: bool = True) -> Floats:
    """What the word score is made of, one row a word.

    The columns: the network's five outputs; the sentence's mean; the word's shape; the memory; the outputs of
    its neighbours; products of these. The shape says what the network may not see in the letters: a name in
    mid-sentence, a number, the first word of a sentence.

    opens: whether the first of the words opens a sentence, where a capital says nothing.
    """
    mean = np.full((len(words), 1), logits[:, [GARBLE, STRICT]].mean() if len(words) else 0.0, np.float32)
    shapes = _shapes(words, opens)
    known = memory(words)
    own, odds = logits[:, STRICT : STRICT + 1], known[:, :1]
    level = logits[:, [MQM_MAJOR, GARBLE, STRICT]].mean(axis=1, keepdims=True)
    before, after = np.concatenate((level[:1], level[:-1])), np.concatenate((level[1:], level[-1:]))
    neighbours = np.concatenate((before, after, np.maximum(before, after)), axis=1)
    products = np.concatenate((own * odds, own * own, own * shapes[:, :1], odds * odds, own * mean), axis=1)
    return np.concatenate((logits, mean, shapes, known, neighbours, products), axis=1)


def _shapes(words: Sequence[str], opens: bool) -> Floats:
    """One row a word: a capital in mid-sentence, a number, the first word of a sentence."""
    rows = [
        (word[0].isupper() and (index > 0 or not opens), word[0].isdigit(), index == 0 and opens)
        for index, word in enumerate(words)
    ]
    return np.array(rows, np.float32).reshape(-1, 3)


def damage(
    logits: Floats, words: Sequence[str], calibration: Mapping[str, Any], opens: bool = True
) -> Floats:
    """A score a word, higher is worse: the logit of a logistic model over `features`."""
    if not len(words):
        return np.zeros(0, np.float32)
    weights = np.array(calibration["word_weights"], np.float32)
    scores = features(logits, words, opens) @ weights + np.float32(calibration["word_bias"])
    return np.asarray(scores, np.float32)


def confidence(score: float, calibration: Mapping[str, Any]) -> float:
    """The measured share of findings with such a score that touch a damaged word, 0 to 1."""
    return float(np.interp(score, calibration["confidence_scores"], calibration["confidence_shares"]))


def terms(logits: Floats) -> Floats:
    """The terms of the estimate, one row a word: the rate, the chances of a mark, a major mark, garbling."""
    chances = 1.0 / (1.0 + np.exp(-logits[:, [MQM_ANY, MQM_MAJOR, GARBLE]] / TEMPERATURE))
    rate = np.logaddexp(0.0, logits[:, RATE : RATE + 1]) ** RATE_POWER
    return np.concatenate((rate, chances), axis=1).astype(np.float32)


def points(logits: Floats, calibration: Mapping[str, Any]) -> Floats:
    """The expected MQM points of each word."""
    return np.asarray(terms(logits) @ np.array(calibration["estimate_weights"], np.float32), np.float32)


def estimate(logits: Floats, calibration: Mapping[str, Any]) -> float | None:
    """The expected MQM points per 1,000 words of a sentence; None without words."""
    if not len(logits):
        return None
    return min(MOST, float(points(logits, calibration).mean()) * 1000)
