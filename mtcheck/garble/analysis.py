"""A document's findings and estimates, from the network's output for each of its sentences."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence

from mtcheck.findings.finding import Category, Finding, Severity, Suggestion
from mtcheck.findings.placing import in_file
from mtcheck.garble.calibration import confidence, damage, estimate
from mtcheck.garble.model import Floats, ModelInput, Network, network
from mtcheck.garble.phrases import Phrase, find_phrases
from mtcheck.garble.result import RULE_ID, GarbleResult
from mtcheck.garble.suggest import Offer, offers_for, replacement, worth_offering
from mtcheck.text.document import Document, Sentence

NAME = "damaged-phrase"
ENGINE = "garble"
#: Confidence from which a finding is major, unless `calibration.json` says otherwise.
_MAJOR_FROM = 0.8

_LOG = logging.getLogger(__name__)


def analyse(document: Document, sensitivity: str, suggestions: bool) -> GarbleResult:
    model = network()
    shown, document = document, document.decoded
    began = time.perf_counter()
    threshold = float(model.calibration["thresholds"][sensitivity])
    joining = float(model.calibration["joining"])
    all_logits = _sentence_logits(document, model)
    findings: list[Finding] = []
    for sentence, logits in zip(document.sentences, all_logits, strict=True):
        spans = [(word.start, word.end) for word in sentence.words]
        scores = word_scores(sentence, logits, model)
        for phrase in find_phrases(document.prose, spans, scores, threshold, joining):
            offers = _offers(document, spans, phrase, model) if suggestions else []
            findings.append(in_file(_to_finding(document, spans, phrase, model, offers), shown))
    estimates = tuple(estimate(logits, model.calibration) for logits in all_logits)
    _LOG.debug("%s: %d findings in %.3f s", document.name, len(findings), time.perf_counter() - began)
    return GarbleResult(tuple(findings), estimates)


def word_scores(sentence: Sentence, logits: Floats, model: Network) -> Floats:
    """The damage score of each word of a sentence."""
    return damage(logits, [word.text for word in sentence.words], model.calibration)


def _sentence_logits(document: Document, model: Network) -> list[Floats]:
    """The network's output for each sentence. A sentence that comes again (in tables, loops) is run once."""
    inputs = [ModelInput.of(sentence, document.prose) for sentence in document.sentences]
    distinct = {model_input.text: model_input for model_input in inputs}
    logits = dict(zip(distinct, model.logits(list(distinct.values())), strict=True))
    return [logits[model_input.text] for model_input in inputs]


def _offers(
    document: Document, spans: Sequence[tuple[int, int]], phrase: Phrase, model: Network
) -> list[Offer]:
    offers = offers_for(model, document.prose, spans, phrase.first, phrase.last, phrase.seed)
    return worth_offering(offers, model.calibration)


def _to_finding(
    document: Document,
    spans: Sequence[tuple[int, int]],
    phrase: Phrase,
    model: Network,
    offers: Sequence[Offer],
) -> Finding:
    """The phrase as a finding. It is widened to the words that the first offer replaces."""
    start, end = spans[phrase.first][0], spans[phrase.last][1]
    replacements: list[str] = []
    if offers:
        replaced = [
            replacement(document.prose, spans, phrase.first, phrase.last, offer.candidate) for offer in offers
        ]
        start, end, _ = replaced[0]
        replacements = [text for first, last, text in replaced if (first, last) == (start, end)]
    certainty = confidence(phrase.score, model.calibration)
    is_major = certainty >= float(model.calibration.get("major_from", _MAJOR_FROM))
    seed = document.text[slice(*spans[phrase.seed])]
    offered = offers[0].candidate.text if offers else seed
    guess = "." if offered == seed else f"; {offered}?"
    return Finding(
        rule=RULE_ID,
        name=NAME,
        category=Category.MISTRANSLATION,
        severity=Severity.MAJOR if is_major else Severity.MINOR,
        start=start,
        end=end,
        text=document.text[start:end],
        message=f"“{seed}” hardly fits here{guess}",
        suggestions=tuple(Suggestion(text) for text in dict.fromkeys(replacements)),
        confidence=round(certainty, 2),
        engine=ENGINE,
    )
