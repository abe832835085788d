"""The garble model: an embedded network that finds damaged phrases no rule lists, and proposes what was
meant.

GM101 `damaged-phrase`. For each sentence also an estimate: the MQM points per 1,000 words a professional
would be expected to mark. A sentence's results depend on its own words only. See MODEL_CARD.md for the data,
the figures and the limits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mtcheck.findings.finding import Category, Finding, Severity, Suggestion
from mtcheck.garble.judge import confidence, damage, estimate
from mtcheck.garble.model import Floats, Network, Passage, is_installed, network
from mtcheck.garble.phrases import Phrase, find_phrases
from mtcheck.garble.suggest import offers_for, replacement, worth_offering
from mtcheck.text.document import Document, Sentence

__all__ = ["ENGINE", "NAME", "RULE_ID", "GarbleResult", "analyse", "is_installed", "version"]

RULE_ID = "GM101"
NAME = "damaged-phrase"
ENGINE = "garble"


@dataclass(frozen=True)
class GarbleResult:
    """findings: in order of position. estimates: MQM points per 1,000 words, one a sentence; None without
    words.
    """

    findings: tuple[Finding, ...]
    estimates: tuple[float | None, ...]


def version() -> str:
    """The shipped model's version, for the report's signature."""
    return str(network().calibration.get("version", "0"))


def analyse(document: Document, sensitivity: str = "default", *, suggestions: bool = True) -> GarbleResult:
    """Findings and estimates of a document. `sensitivity`: low, default or high; see `calibration.json`."""
    loaded = network()
    prose = document.prose
    passages = [_passage(prose, sentence) for sentence in document.sentences]
    # A sentence's result depends on its own words only, so one that comes again (tables, boilerplate, loops)
    # is judged once.
    own = {passage.text: passage for passage in passages}
    judged = dict(zip(own, loaded.logits(list(own.values())), strict=True))
    logits = [judged[passage.text] for passage in passages]
    found: list[Finding] = []
    threshold = float(loaded.calibration["thresholds"][sensitivity])
    joining = float(loaded.calibration["joining"])
    for sentence, values in zip(document.sentences, logits, strict=True):
        spans = [(word.start, word.end) for word in sentence.words]
        scores = word_scores(sentence, values, loaded)
        for phrase in find_phrases(prose, spans, scores, threshold, joining):
            found.append(_finding(document, spans, phrase, loaded, suggestions))
    return GarbleResult(tuple(found), tuple(estimate(values, loaded.calibration) for values in logits))


def word_scores(sentence: Sentence, logits: Floats, loaded: Network) -> Floats:
    """The damage score of each word of a sentence."""
    return damage(logits, [word.text for word in sentence.words], loaded.calibration)


def _passage(prose: str, sentence: Sentence) -> Passage:
    words = [(word.start - sentence.start, word.end - sentence.start) for word in sentence.words]
    return Passage(prose[sentence.start : sentence.end], words)


def _finding(
    document: Document, spans: Sequence[tuple[int, int]], phrase: Phrase, loaded: Network, wanted: bool
) -> Finding:
    sure = confidence(phrase.score, loaded.calibration)
    start, end = spans[phrase.first][0], spans[phrase.last][1]
    offers = []
    if wanted:
        every = offers_for(loaded, document.prose, spans, phrase.first, phrase.last, phrase.seed)
        offers = worth_offering(every, loaded.calibration)
    texts: list[str] = []
    if offers:
        wide = [
            replacement(document.prose, spans, phrase.first, phrase.last, offer.candidate) for offer in offers
        ]
        start, end = wide[0][0], wide[0][1]
        texts = [text for a, b, text in wide if (a, b) == (start, end)]
    seed = document.text[spans[phrase.seed][0] : spans[phrase.seed][1]]
    meant = f"; {offers[0].candidate.text}?" if offers else "."
    return Finding(
        rule=RULE_ID,
        name=NAME,
        category=Category.MISTRANSLATION,
        severity=Severity.MAJOR
        if sure >= float(loaded.calibration.get("major_from", 0.8))
        else Severity.MINOR,
        start=start,
        end=end,
        text=document.text[start:end],
        message=f"“{seed}” hardly fits here{meant}",
        suggestions=tuple(Suggestion(text) for text in dict.fromkeys(texts)),
        confidence=round(sure, 2),
        engine=ENGINE,
    )
