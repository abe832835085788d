"""A document's findings and estimates, from the network's output for each of its sentences."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence

from mtcheck.findings.finding import Category, Finding, Severity, Suggestion
from mtcheck.findings.placing import in_file
from mtcheck.garble.calibration import confidence, damage, estimate
from mtcheck.garble.model import Floats, ModelInput, Network, network
from mtcheck.garble.phrases import find_phrases
from mtcheck.garble.result import RULE_ID, GarbleResult
from mtcheck.garble.suggest import Known, Offer, Question, offers_for, replacement, worth_offering
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
    inputs = [ModelInput.of(sentence, document.prose) for sentence in document.sentences]
    distinct = dict(zip(inputs, document.sentences, strict=True))  # what comes again is read once
    known = dict(zip(distinct, model.logits(list(distinct)), strict=True))
    phrases = {
        read: find_phrases(*read, word_scores(sentence, known[read], model), threshold, joining)
        for read, sentence in distinct.items()
    }
    questions: list[Question] = []
    for sentence, read in zip(document.sentences, inputs, strict=True):
        spans = [(word.start, word.end) for word in sentence.words]
        questions += [Question(spans, *phrase) for phrase in phrases[read]]
    offers = _offers(model, document, questions, known) if suggestions else [[] for _ in questions]
    findings = tuple(
        in_file(_to_finding(document, question, model, found), shown)
        for question, found in zip(questions, offers, strict=True)
    )
    estimates = {read: estimate(logits, model.calibration) for read, logits in known.items()}
    _LOG.debug("%s: %d findings in %.3f s", document.name, len(findings), time.perf_counter() - began)
    return GarbleResult(findings, tuple(estimates[read] for read in inputs))


def word_scores(sentence: Sentence, logits: Floats, model: Network) -> Floats:
    """The damage score of each word of a sentence."""
    return damage(logits, [word.text for word in sentence.words], model.calibration)


def _offers(
    model: Network, document: Document, questions: Sequence[Question], known: Known
) -> list[list[Offer]]:
    offers = offers_for(model, document.prose, questions, known)
    return [worth_offering(found, model.calibration) for found in offers]


def _to_finding(document: Document, question: Question, model: Network, offers: Sequence[Offer]) -> Finding:
    """The phrase as a finding. It is widened to the words that the first offer replaces."""
    spans, first, last, seed, score = question
    start, end = spans[first][0], spans[last][1]
    replacements: list[str] = []
    if offers:
        replaced = [replacement(document.prose, spans, first, last, offer.candidate) for offer in offers]
        start, end, _ = replaced[0]
        replacements = [text for begin, stop, text in replaced if (begin, stop) == (start, end)]
    certainty = confidence(score, model.calibration)
    is_major = certainty >= float(model.calibration.get("major_from", _MAJOR_FROM))
    worst = document.text[slice(*spans[seed])]
    offered = offers[0].candidate.text if offers else worst
    guess = "." if offered == worst else f"; {offered}?"
    return Finding(
        rule=RULE_ID,
        name=NAME,
        category=Category.MISTRANSLATION,
        severity=Severity.MAJOR if is_major else Severity.MINOR,
        start=start,
        end=end,
        text=document.text[start:end],
        message=f"“{worst}” hardly fits here{guess}",
        suggestions=tuple(Suggestion(text) for text in dict.fromkeys(replacements)),
        confidence=round(certainty, 2),
        engine=ENGINE,
    )
