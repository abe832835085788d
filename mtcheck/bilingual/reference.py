"""Scores against reference translations: sacreBLEU's BLEU, chrF++ and TER, of the article and of each of its
segments.

The figures are sacreBLEU's own (Post, 2018), with its signatures and its bootstrap (1,000 resamples, seed
12345): where the lines of a text and of its references correspond, they are what `sacrebleu REF -i TEXT -m
bleu chrf ter --chrf-word-order 2` prints. They say how like the references a translation is, which on a
single article is not how good it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from mtcheck.bilingual.align.segments import Segments, segments

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric

    from mtcheck.text.document import Document

#: Resamples for an interval: sacreBLEU's own number. Of one segment nothing can be resampled.
RESAMPLES = 1000


@dataclass(frozen=True)
class MetricScore:
    """One metric of one article, on sacreBLEU's scale: 0 to 100 for BLEU and chrF2++ (more is better); TER is
    edits per 100 words of the reference, may exceed 100, and less is better.

    signature: sacreBLEU's. mean, margin: of the bootstrap; the 95 % interval is mean ± margin; None where
    there is one segment. segments: the sentence-level score of each segment; BLEU's with effective order, as
    sacreBLEU advises for sentences.
    """

    name: str
    score: float
    signature: str
    mean: float | None
    margin: float | None
    segments: tuple[float, ...]

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % interval, (low, high)."""
        return (
            None
            if self.mean is None or self.margin is None
            else (self.mean - self.margin, self.mean + self.margin)
        )


@dataclass(frozen=True)
class ReferenceScores:
    """What an article scores against its references.

    references: how many there are. unit: what the segments are: `line`, `sentence` (aligned; some of them
    runs of sentences), or `article` where there is one. spans: `(start, end)` of each segment in the article;
    reference_spans: in each reference.
    """

    references: int
    unit: str
    spans: tuple[tuple[int, int], ...]
    reference_spans: tuple[tuple[tuple[int, int], ...], ...]
    metrics: tuple[MetricScore, ...]

    def score(self, name: str) -> float:
        """The score of the article by the metric of that name. Raises KeyError."""
        return {metric.name: metric.score for metric in self.metrics}[name]


def reference_scores(document: Document, references: Sequence[Document]) -> ReferenceScores:
    """The scores of an article against its references. None of them may be blank."""
    found = segments((document, *references))
    scores = tuple(_score(name, found) for name in METRICS)
    return ReferenceScores(len(references), found.unit, found.spans[0], found.spans[1:], scores)


#: In the order in which they are shown.
METRICS = ("BLEU", "chrF2++", "TER")


def metric(name: str, *, sentence: bool = False) -> Metric:
    """sacreBLEU's metric of that name, with its defaults. sentence: for one segment."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    if name == "BLEU":
        return BLEU(effective_order=sentence)
    return CHRF(word_order=2) if name == "chrF2++" else TER()


@cache
def sacrebleu_version() -> str:
    """The version of the scorer, which is in every signature."""
    import sacrebleu

    return sacrebleu.__version__


def _score(name: str, found: Segments) -> MetricScore:
    hypotheses, *references = map(list, found.texts)
    scorer, single = metric(name), metric(name, sentence=True)
    if len(found) == 1:
        score = float(scorer.corpus_score(hypotheses, references).score)
        # TER of a whole article takes its time: not twice.
        alone = (
            float(single.sentence_score(hypotheses[0], [one[0] for one in references]).score)
            if name == "BLEU"
            else score
        )
        return MetricScore(name, score, str(scorer.get_signature()), None, None, (alone,))
    each = tuple(
        float(single.sentence_score(hypothesis, list(others)).score)
        for hypothesis, others in zip(hypotheses, zip(*references, strict=True), strict=True)
    )
    # Not `corpus_score` with a bootstrap: in sacreBLEU 2.6 that fails where some resamples score 0 (their
    # mean is of two types).
    from sacrebleu.significance import PairedTest

    signatures, scores = PairedTest([("article", hypotheses)], {name: scorer}, references, "bs", RESAMPLES)()
    result: Any = scores[name][0]
    return MetricScore(
        name, float(result.score), str(signatures[name]), float(result.mean), float(result.ci), each
    )
