"""Scores against reference translations: sacreBLEU's BLEU, chrF++ and TER, of the article and of each of its
segments.

The figures are sacreBLEU's own (Post, 2018), with its signatures and its bootstrap (1,000 resamples, seed
12345): where the lines of a text and of its references correspond, they are what `sacrebleu REF -i TEXT -m
bleu chrf ter --chrf-word-order 2` prints. They say how like the references a translation is, which on a
single article is not how good it is.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mtcheck.bilingual.align.segments import Segments, segments
from mtcheck.findings.contribution import Contribution
from mtcheck.findings.reference import MetricScore, ReferenceScores

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric

    from mtcheck.text.document import Document

_log = logging.getLogger(__name__)

#: Resamples for an interval: sacreBLEU's own number. Of one segment nothing can be resampled.
RESAMPLES = 1000
#: The metrics, in the order in which they are shown.
METRICS = ("BLEU", "chrF2++", "TER")


def score_against(
    document: Document, references: Sequence[Document]
) -> tuple[ReferenceScores | None, Contribution]:
    """The scores of an article against its references, or the problem that prevented them."""
    empty = [reference.name for reference in references if not reference.prose.strip()]
    if empty:
        return None, Contribution(
            problems=tuple(
                f"it was not scored against {name}, which has no text; name a reference translation"
                for name in empty
            )
        )
    try:
        return reference_scores(document, references), Contribution()
    except Exception as error:  # a broken installation of sacreBLEU, or no memory, costs these scores alone
        _log.debug("sacreBLEU failed on %s", document.name, exc_info=True)
        problem = (
            f"it was not scored against its reference: sacreBLEU failed ({type(error).__name__}: {error}); "
            "reinstall sacrebleu"
        )
        return None, Contribution(problems=(problem,))


def reference_scores(document: Document, references: Sequence[Document]) -> ReferenceScores:
    """The scores of an article against its references. None of them may be blank."""
    aligned = segments((document, *references))
    scores = tuple(_score(name, aligned) for name in METRICS)
    return ReferenceScores(len(references), aligned.unit, aligned.spans[0], aligned.spans[1:], scores)


def metric(name: str, *, sentence: bool = False) -> Metric:
    """sacreBLEU's metric of that name, with its defaults. sentence: for one segment."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    if name == "BLEU":
        return BLEU(effective_order=sentence)
    return CHRF(word_order=2) if name == "chrF2++" else TER()


def _score(name: str, aligned: Segments) -> MetricScore:
    return _score_of_one(name, aligned) if len(aligned) == 1 else _score_of_several(name, aligned)


def _score_of_one(name: str, aligned: Segments) -> MetricScore:
    """The score of an article that is one segment, which has no interval."""
    hypotheses, *references = map(list, aligned.texts)
    scorer = metric(name)
    score = float(scorer.corpus_score(hypotheses, references).score)
    # Of BLEU the sentence-level score is another; TER of a whole article takes its time: not twice.
    segment = score
    if name == "BLEU":
        sentence_scorer = metric(name, sentence=True)
        texts = [reference[0] for reference in references]
        segment = float(sentence_scorer.sentence_score(hypotheses[0], texts).score)
    return MetricScore(name, score, str(scorer.get_signature()), None, None, (segment,))


def _score_of_several(name: str, aligned: Segments) -> MetricScore:
    hypotheses, *references = map(list, aligned.texts)
    scorer, sentence_scorer = metric(name), metric(name, sentence=True)
    by_segment = tuple(
        float(sentence_scorer.sentence_score(hypothesis, list(texts)).score)
        for hypothesis, texts in zip(hypotheses, zip(*references, strict=True), strict=True)
    )
    # Not `corpus_score` with a bootstrap: in sacreBLEU 2.6 that fails where some resamples score 0 (their
    # mean is of two types).
    from sacrebleu.significance import PairedTest

    signatures, scores = PairedTest([("article", hypotheses)], {name: scorer}, references, "bs", RESAMPLES)()
    result: Any = scores[name][0]
    score, mean, margin = float(result.score), float(result.mean), float(result.ci)
    return MetricScore(name, score, str(signatures[name]), mean, margin, by_segment)
