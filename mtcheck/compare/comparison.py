"""The comparison of two systems: figures of both on the segments that they share (with the references, where
there are any), and whether chance alone would show the difference.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mtcheck.bilingual.align.segments import Segments, segments
from mtcheck.bilingual.reference import METRICS, metric
from mtcheck.compare.bootstrap import Difference, SegmentAmount, Statistic, estimate_difference
from mtcheck.findings.finding import Severity
from mtcheck.findings.report import Report
from mtcheck.findings.score import SentenceScore, score_of
from mtcheck.text.document import Document

#: The reports of both systems on one article.
ReportPair = tuple[Report, Report]


@dataclass(frozen=True)
class Figure:
    """One measure of both systems."""

    name: str
    """`score`, `estimate`, or the name of a metric."""
    a: float | None
    """Of the first system; None where it is not known."""
    b: float | None
    """Of the second system; None where it is not known."""
    difference: Difference | None = None
    """None where one of the two is not known."""
    signature: str | None = None
    """sacreBLEU's, for its metrics."""
    less_is_better: bool = False
    """Whether the better system has the lower figure."""


@dataclass(frozen=True)
class Comparison:
    """The comparison of two systems. Pairs have the first system's value first."""

    names: tuple[str, str]
    """The file or folder of each."""
    articles: int
    """How many articles both have, checked."""
    segments: int
    """How many segments the figures were compared on."""
    units: tuple[str, ...]
    """What the segments are: `line`, `sentence`, `article`; each once."""
    references: int
    """How many references each article has; 0 where none was used."""
    words: tuple[int, int]
    """Words in those articles."""
    figures: tuple[Figure, ...]
    """mtcheck's score and estimate, then sacreBLEU's metrics."""
    counts: tuple[Counter[Severity], Counter[Severity]]
    """Findings by severity."""
    problems: tuple[str, ...]
    """What was not compared, or not checked; a sentence each."""
    signatures: tuple[str, ...]
    """Of the reports, each once."""


def compare_systems(
    names: tuple[str, str], pairs: Sequence[ReportPair], problems: Sequence[str] = ()
) -> Comparison:
    """Compare reports on the same articles."""
    problems = [*problems, *_problems(pairs)]
    checked = [(a, b) for a, b in pairs if a.card is not None and b.card is not None]
    cut = [segments([a.document, b.document, *_usable_references(a)]) for a, b in checked]
    figures = [*_own_figures(checked, cut)]
    references = _count_references(checked)
    if references is None:
        problems.append(
            "the articles do not all have as many references, so none was used; name as many for each"
        )
    elif references and cut:
        figures += _reference_figures(cut)
    first, second = [a for a, _ in checked], [b for _, b in checked]
    return Comparison(
        names=names,
        articles=len(checked),
        segments=sum(map(len, cut)),
        units=tuple(dict.fromkeys(article.unit for article in cut)),
        references=references or 0,
        words=(sum(report.words for report in first), sum(report.words for report in second)),
        figures=tuple(figures),
        counts=(_count_severities(first), _count_severities(second)),
        problems=tuple(problems),
        signatures=tuple(dict.fromkeys(report.signature for pair in checked for report in pair)),
    )


def _problems(pairs: Sequence[ReportPair]) -> Iterator[str]:
    for pair in pairs:
        for report in pair:
            causes = [report.not_checked] if report.not_checked is not None else []
            for cause in (*causes, *report.problems):
                yield f"{report.name}: {cause}"


def _usable_references(report: Report) -> tuple[Document, ...]:
    """The references of a report, if it could be scored against them."""
    return report.references if report.reference is not None else ()


def _count_references(pairs: Sequence[ReportPair]) -> int | None:
    """How many references each article has; None where not all have as many."""
    numbers = {len(_usable_references(a)) for a, _ in pairs}
    if len(numbers) > 1:
        return None
    return numbers.pop() if numbers else 0


def _count_severities(reports: Sequence[Report]) -> Counter[Severity]:
    return Counter(finding.severity for report in reports for finding in report.findings)


# --- mtcheck's own figures


def _own_figures(pairs: Sequence[ReportPair], cut: Sequence[Segments]) -> Iterator[Figure]:
    yield _figure(
        "score",
        pairs,
        _segment_amounts(pairs, cut, lambda sentence: sentence.penalty),
        score_of,
        lambda report: report.card.penalty if report.card else None,
    )
    yield _figure(
        "estimate",
        pairs,
        _segment_amounts(pairs, cut, lambda sentence: (sentence.estimate or 0.0) * sentence.words),
        lambda amount, words: amount / max(words, 1),
        lambda report: None if report.estimate is None else report.estimate * report.words,
        less_is_better=True,
    )


def _figure(
    name: str,
    pairs: Sequence[ReportPair],
    amounts: tuple[list[SegmentAmount], list[SegmentAmount]],
    statistic: Statistic,
    amount_of: Callable[[Report], float | None],
    *,
    less_is_better: bool = False,
) -> Figure:
    a = _total([pair[0] for pair in pairs], statistic, amount_of)
    b = _total([pair[1] for pair in pairs], statistic, amount_of)
    difference = None if a is None or b is None else estimate_difference(*amounts, statistic)
    return Figure(name, a, b, difference, less_is_better=less_is_better)


def _total(
    reports: Sequence[Report], statistic: Statistic, amount_of: Callable[[Report], float | None]
) -> float | None:
    """The statistic of all reports together; None where the amount of one is not known."""
    amounts = [amount for amount in map(amount_of, reports) if amount is not None]
    if not amounts or len(amounts) < len(reports):
        return None
    return statistic(sum(amounts), sum(report.words for report in reports))


def _segment_amounts(
    pairs: Sequence[ReportPair], cut: Sequence[Segments], amount_of: Callable[[SentenceScore], float]
) -> tuple[list[SegmentAmount], list[SegmentAmount]]:
    """(amount, words) of each segment, for each system. A sentence counts where it begins."""
    sides: tuple[list[SegmentAmount], list[SegmentAmount]] = ([], [])
    for pair, article in zip(pairs, cut, strict=True):
        for side, report in enumerate(pair):
            starts = [start for start, _ in article.spans[side]]
            sums = [(0.0, 0)] * len(article)
            for sentence in report.sentences:
                index = max(bisect_right(starts, sentence.start) - 1, 0)
                amount, words = sums[index]
                sums[index] = (amount + amount_of(sentence), words + sentence.words)
            sides[side].extend(sums)
    return sides


# --- sacreBLEU's figures


def _reference_figures(cut: Sequence[Segments]) -> Iterator[Figure]:
    """sacreBLEU's metrics, with its own paired bootstrap."""
    from sacrebleu.significance import PairedTest  # here, because most comparisons have no references

    texts = [[text for article in cut for text in article.texts[index]] for index in range(len(cut[0].texts))]
    a, b, *references = texts
    for name in METRICS:
        less_is_better = name == "TER"
        scorer = metric(name)
        if len(a) == 1:
            first, second = (float(scorer.corpus_score(text, references).score) for text in (a, b))
            difference = Difference(second - first, None, None)
            signature = str(scorer.get_signature())
        else:
            signatures, results = PairedTest([("A", a), ("B", b)], {name: scorer}, references, "bs")()
            first, second = (float(result.score) for result in results[name])  # type: ignore[union-attr]
            # For the same text twice sacreBLEU gives .001, because there no difference is ever farther than
            # the mean of none.
            p = None if a == b else float(results[name][1].p_value)  # type: ignore[union-attr, arg-type]
            difference = Difference(second - first, None, p)
            signature = str(signatures[name])
        yield Figure(name, first, second, difference, signature, less_is_better)
