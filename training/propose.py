"""Tuning the suggestions: the weights of the evidence, and how much of it makes an offer worth showing.

Measured on damaged words of dev lines, whose references the channel has not seen. The first offer is right
when it brings a word (by stem) of the reference that the output lacks.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.consensus import stem
from mtcheck.garble.model import Network
from mtcheck.garble.suggest import Offer, Question, offers_for, worth_offering
from mtcheck.text.words import words_of
from training.calibrate import logistic
from training.labels import IS_DAMAGED
from training.measure import Text, damaged_outputs, reference_of

#: Share of damaged content words for which something is offered: at a third of them the first offer would be
#: right in .26 only.
SHOWN = 0.12
#: Function words: damage in them is rarely a matter of choosing another word.
FUNCTION_WORDS = frozenset(
    "the a an of to in on at by for with from and or but not no nor as is are was were be been being has "
    "have had do does did it its this that these those he she they we you i his her their our your my him "
    "them us me who whom which what will would can could may might shall should must so if than then "
    "there here when where how why all any some such only also very too more most into over under about "
    "after before between through during up down out off".split()
)


@dataclass
class Tried:
    """A damaged content word with its offers."""

    offers: list[Offer]
    """The offers, best first."""
    right: list[bool]
    """For each offer, whether it brings a word of the reference that the output lacks."""


def is_content_word(word: str) -> bool:
    return word.isalpha() and word.lower() not in FUNCTION_WORDS and len(word) > 2


def collect(
    network: Network, shared: Path, words: int = 600, seed: int = 11, fit: bool = False
) -> list[Tried]:
    """Offers for damaged content words in lower case of dev outputs."""
    references = reference_of(shared)
    draw = random.Random(seed)
    texts = damaged_outputs(shared, 659 if fit else 121, seed, per_line=2 if fit else 8, fit=fit)
    places = [place for text in texts for place in _damaged_words(text)]
    tried = []
    for text, sentence, word in draw.sample(places, min(words, len(places))):
        spans = [(other.start, other.end) for other in text.document.sentences[sentence].words]
        (offers,) = offers_for(network, text.document.prose, [Question(spans, word, word, word, 0.0)])
        reference = references[text.line]
        in_reference = {stem(other.lower) for other in words_of(reference, 0, len(reference))}
        lacking = in_reference - {stem(other.lower) for other in text.document.words}
        tried.append(Tried(offers, [_brings(offer, lacking) for offer in offers]))
    return tried


def _damaged_words(text: Text) -> Iterator[tuple[Text, int, int]]:
    """(text, index of a sentence, index of its word)."""
    assert text.codes is not None
    codes = iter(text.codes)
    for number, sentence in enumerate(text.document.sentences):
        for index, word in enumerate(sentence.words):
            if next(codes) == IS_DAMAGED and is_content_word(word.text) and word.text.islower():
                yield text, number, index


def _brings(offer: Offer, lacking: set[str]) -> bool:
    """Whether an offer has a content word with one of these stems."""
    words = offer.candidate.text.lower().replace("-", " ").split()
    return any(stem(word) in lacking and word not in FUNCTION_WORDS for word in words)


def tune(network: Network, shared: Path) -> dict[str, Any]:
    """`suggest_weights`, `suggest_bias` and `suggest_least`.

    The first two are a logistic model of what was meant; the last lets SHOWN of the damaged words have an
    offer.
    """
    tried = collect(network, shared, fit=True)
    rows = np.array([offer.evidence for word in tried for offer in word.offers])
    right = np.array([is_right for word in tried for is_right in word.right], float)
    spread = rows.std(0) + 1e-9
    weights, bias = logistic((rows - rows.mean(0)) / spread, right, np.ones(len(right)))
    weights = weights / spread
    bias -= float((rows.mean(0) * weights).sum())
    firsts = sorted((_first_offer(word, weights, bias) for word in tried if word.offers), reverse=True)
    shown = firsts[: int(SHOWN * len(tried))]
    print(
        f"suggestions: {len(tried)} damaged content words, "
        f"first right {np.mean([is_right for _, is_right in shown]):.3f} at {SHOWN:.0%} offered"
    )
    print(
        f"  a right one among the tried: {np.mean([any(word.right) for word in tried]):.3f}; "
        f"all firsts {np.mean([is_right for _, is_right in firsts]):.3f}"
    )
    return {
        "suggest_weights": weights.round(4).tolist(),
        "suggest_bias": round(bias, 4),
        "suggest_least": round(shown[-1][0], 3),
    }


def _first_offer(word: Tried, weights: np.ndarray, bias: float) -> tuple[float, bool]:
    """Score and rightness of the offer that these weights put first."""
    return max(
        (bias + float(np.dot(weights, offer.evidence)), is_right)
        for offer, is_right in zip(word.offers, word.right, strict=True)
    )


def offered_and_right(tried: list[Tried], calibration: dict[str, Any]) -> tuple[float, float]:
    """The share of the words something is offered for, and the share of those whose first offer is right."""
    shown = [(worth_offering(word.offers, calibration), word) for word in tried]
    firsts = [word.right[word.offers.index(offers[0])] for offers, word in shown if offers]
    return len(firsts) / max(1, len(tried)), float(np.mean(firsts)) if firsts else 0.0
