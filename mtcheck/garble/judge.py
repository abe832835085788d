"""From the network's logits to calibrated figures: a word's damage, a finding's confidence, a sentence's
estimate.

All constants are in `data/calibration.json`, written by `training/calibrate.py`; see MODEL_CARD.md for where
they come from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from mtcheck.garble.memory import memory
from mtcheck.garble.model import GARBLE, MQM_ANY, MQM_MAJOR, RATE, STRICT, Floats

#: MQM points per 1,000 words beyond which an estimate says nothing more (every word a minor error, and some
#: major).
MOST = 1000.0
#: Rates and chances of marks are sharper than they are sure: drawn together by this power, and logits divided
#: by this temperature, they order unseen segments and articles better.
RATE_POWER = 0.75
TEMPERATURE = 1.5


def features(logits: Floats, words: Sequence[str], opens: bool = True) -> Floats:
    """One row a word: the five outputs, the sentence's mean, the neighbours, the word's shape, the memory,
    some products.

    The shape is what the network's letters do not say clearly: a name in mid-sentence, a number, a sentence's
    first word. `opens`: the first of the words opens a sentence, where a capital says nothing.
    """
    mean = np.full((len(words), 1), logits[:, [GARBLE, STRICT]].mean() if len(words) else 0.0, np.float32)
    shapes = np.array(
        [
            (w[0].isupper() and (i > 0 or not opens), w[0].isdigit(), i == 0 and opens)
            for i, w in enumerate(words)
        ],
        np.float32,
    ).reshape(-1, 3)
    known = memory(words)
    own, odds = logits[:, STRICT : STRICT + 1], known[:, :1]
    level = logits[:, [MQM_MAJOR, GARBLE, STRICT]].mean(axis=1, keepdims=True)
    before, after = np.concatenate((level[:1], level[:-1])), np.concatenate((level[1:], level[-1:]))
    about = np.concatenate((before, after, np.maximum(before, after)), axis=1)
    products = np.concatenate((own * odds, own * own, own * shapes[:, :1], odds * odds, own * mean), axis=1)
    return np.concatenate((logits, mean, shapes, known, about, products), axis=1)


def damage(
    logits: Floats, words: Sequence[str], calibration: Mapping[str, Any], opens: bool = True
) -> Floats:
    """A score a word, higher is worse: a logistic model's logit over `features`."""
    if not len(words):
        return np.zeros(0, np.float32)
    weights = np.array(calibration["word_weights"], np.float32)
    return np.asarray(
        features(logits, words, opens) @ weights + np.float32(calibration["word_bias"]), np.float32
    )


def confidence(score: float, calibration: Mapping[str, Any]) -> float:
    """The share of findings with such a score that touch a damaged word, as measured (0..1)."""
    scores, shares = calibration["confidence_scores"], calibration["confidence_shares"]
    return float(np.interp(score, scores, shares))


def terms(logits: Floats) -> Floats:
    """What the estimate is a sum of, one row a word: the rate, the chances of a mark, a major mark, a
    garbled word.
    """
    chances = 1.0 / (1.0 + np.exp(-logits[:, [MQM_ANY, MQM_MAJOR, GARBLE]] / TEMPERATURE))
    rate = np.logaddexp(0.0, logits[:, RATE : RATE + 1]) ** RATE_POWER
    return np.concatenate((rate, chances), axis=1).astype(np.float32)


def points(logits: Floats, calibration: Mapping[str, Any]) -> Floats:
    """Expected MQM points a word."""
    return np.asarray(terms(logits) @ np.array(calibration["estimate_weights"], np.float32), np.float32)


def estimate(logits: Floats, calibration: Mapping[str, Any]) -> float | None:
    """Expected MQM points per 1,000 words of a sentence; None without words."""
    if not len(logits):
        return None
    return min(MOST, float(points(logits, calibration).mean()) * 1000)
