"""An estimate of how many errors a professional would mark, with the source in view: MQM points per 1,000
words of each sentence.

    points = 0.04 x words + 0.58 x target words without a counterpart + 0.39 x source words without one

by the word table (`coverage`), fitted by least squares to the points of Chinese-English news (WMT21, WMT23)
that neither the table nor the garble model was trained on. Only for languages where it was measured and says
more than length alone: Chinese and Hebrew. The tables of the others serve alignment and names; no annotated
news exists here to tell what their open words are worth.
"""

from __future__ import annotations

from collections.abc import Sequence

from mtcheck.bilingual.coverage import coverage
from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import linked_passages, target_words

#: Points for each word, each target word and each source word without a counterpart.
WORD, TARGET_OPEN, SOURCE_OPEN = 0.04, 0.58, 0.39
LANGUAGES = frozenset({"he", "zh"})


def combined(
    with_source: Sequence[float | None], target_only: Sequence[float | None]
) -> tuple[float | None, ...]:
    """The mean of this estimate and the garble model's, sentence by sentence; this one alone where the other
    has none.

    Each sees what the other does not: on the same segments the mean correlates better than either.
    """
    if not with_source or len(with_source) != len(target_only):
        return tuple(with_source)
    return tuple(
        estimate if estimate is None or other is None else round((estimate + other) / 2, 2)
        for estimate, other in zip(with_source, target_only, strict=True)
    )


def points(source: str, target: str, words: int, language: str) -> float | None:
    """MQM points expected of a segment of so many words; None for a language without an estimate."""
    measured = coverage(source, target, language) if language in LANGUAGES else None
    if measured is None:
        return None
    return WORD * words + TARGET_OPEN * measured.target_open + SOURCE_OPEN * measured.source_open


def estimates(pair: Pair) -> tuple[float | None, ...]:
    """One a target sentence, points per 1,000 words, the same for sentences that render the source together.

    Empty for a language without an estimate; None for a sentence without counterpart or words.
    """
    if pair.language not in LANGUAGES:
        return ()
    by_sentence: list[float | None] = [None] * len(pair.target.sentences)
    for passage in linked_passages(pair):
        words = len(target_words(pair, passage.link))
        expected = points(passage.source_text, passage.target_text, words, pair.language)
        if expected is not None and words:
            for index in range(*passage.link.target):
                by_sentence[index] = round(1000 * expected / words, 2)
    return tuple(by_sentence)
