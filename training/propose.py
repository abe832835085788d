"""Tuning the suggestions: weights of evidence, and how much of it makes an offer worth showing.

Measured on damaged words of dev lines, whose references the channel has not seen: the first offer is right
when it brings a word (by stem) of the reference that the output lacks.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from mtcheck.garble.model import Network
from mtcheck.garble.suggest import Offer, offers_for, worth_offering
from mtcheck.text.document import words_of
from training.calibrate import logistic
from training.labels import stem
from training.measure import Text, damaged_outputs, reference_of

#: Share of damaged content words for which something is offered: at a third of them the first would be right
#: in .26 only.
SHOWN = 0.12
#: Function words: damage in them is rarely a matter of choosing another word.
SMALL = frozenset(
    "the a an of to in on at by for with from and or but not no nor as is are was were be been being has have had do does did it "
    "its this that these those he she they we you i his her their our your my him them us me who whom which what will would can "
    "could may might shall should must so if than then there here when where how why all any some such only also very too more "
    "most into over under about after before between through during up down out off".split()
)


@dataclass
class Tried:
    """A damaged content word, its offers, and for each whether it brings a word of the reference that the
    output lacks.
    """

    offers: list[Offer]
    right: list[bool]


def content(word: str) -> bool:
    return word.isalpha() and word.lower() not in SMALL and len(word) > 2


def collect(
    network: Network, shared: Path, words: int = 600, seed: int = 11, fit: bool = False
) -> list[Tried]:
    """Offers for damaged content words (code 1, lower case) of dev outputs."""
    references = reference_of(shared)
    rng = random.Random(seed)
    places: list[tuple[Text, int, int]] = []
    for text in damaged_outputs(shared, 659 if fit else 121, seed, per_line=2 if fit else 8, fit=fit):
        assert text.codes is not None
        at = 0
        for number, sentence in enumerate(text.document.sentences):
            for i, word in enumerate(sentence.words):
                if text.codes[at + i] == 1 and content(word.text) and word.text.islower():
                    places.append((text, number, i))
            at += len(sentence.words)
    tried = []
    for text, number, i in rng.sample(places, min(words, len(places))):
        sentence = text.document.sentences[number]
        spans = [(w.start, w.end) for w in sentence.words]
        reference = references[text.spans[0][0], text.spans[0][1]]
        lacking = {stem(w.lower) for w in words_of(reference, 0, len(reference))} - {
            stem(w.lower) for w in text.document.words
        }
        offers = offers_for(network, text.document.prose, spans, i, i, i)
        right = [
            any(
                stem(w) in lacking and w not in SMALL
                for w in o.candidate.text.lower().replace("-", " ").split()
            )
            for o in offers
        ]
        tried.append(Tried(offers, right))
    return tried


def tune(network: Network, shared: Path) -> dict[str, Any]:
    """`suggest_weights`, `suggest_bias`, `suggest_least`: a logistic model of what was meant; the best
    third is offered.
    """
    tried = collect(network, shared, fit=True)
    rows = np.array([o.evidence for t in tried for o in t.offers])
    right = np.array([r for t in tried for r in t.right], float)
    spread = rows.std(0) + 1e-9
    beta, bias = logistic((rows - rows.mean(0)) / spread, right, np.ones(len(right)))
    weights = beta / spread
    bias -= float((rows.mean(0) * weights).sum())
    firsts = sorted((max((bias + float(np.dot(weights, o.evidence)), r) for o, r in zip(t.offers, t.right, strict=True))
                     for t in tried if t.offers), reverse=True)  # fmt: skip
    kept = firsts[: int(SHOWN * len(tried))]
    print(
        f"suggestions: {len(tried)} damaged content words, first right {np.mean([r for _, r in kept]):.3f} at {SHOWN:.0%} offered"
    )
    print(
        f"  a right one among the tried: {np.mean([any(t.right) for t in tried]):.3f}; "
        f"all firsts {np.mean([r for _, r in firsts]):.3f}"
    )
    return {
        "suggest_weights": weights.round(4).tolist(), "suggest_bias": round(bias, 4), "suggest_least": round(kept[-1][0], 3),
    }  # fmt: skip


def offered_and_right(tried: list[Tried], calibration: dict[str, Any]) -> tuple[float, float]:
    """Share of the words something is offered for, and share of those whose first offer is right."""
    shown = [(worth_offering(t.offers, calibration), t) for t in tried]
    firsts = [t.right[t.offers.index(offers[0])] for offers, t in shown if offers]
    return len(firsts) / max(1, len(tried)), float(np.mean(firsts)) if firsts else 0.0
