"""The comparison: segments that both systems (and the references) share, figures of both, and whether they
differ by chance.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mtcheck.bilingual.align.segments import Segments, segments
from mtcheck.bilingual.reference import METRICS, metric
from mtcheck.compare.bootstrap import Difference, Unit, difference
from mtcheck.findings.finding import Severity
from mtcheck.findings.report import Report
from mtcheck.findings.score import SentenceScore, score_of
from mtcheck.text.document import Document


@dataclass(frozen=True)
class Figure:
    """One measure of both systems. a, b: None where it is not known. signature: sacreBLEU's. less: whether
    less is better.
    """

    name: str
    a: float | None
    b: float | None
    difference: Difference | None = None
    signature: str | None = None
    less: bool = False


@dataclass(frozen=True)
class Comparison:
    """Two systems. names: what they are called. articles: how many both have, checked. units: what the
    segments are, each kind.

    figures: mtcheck's score and estimate, then sacreBLEU's. counts: findings by severity, of each. problems:
    what was not compared, or not checked. signatures: of the reports.
    """

    names: tuple[str, str]
    articles: int
    segments: int
    units: tuple[str, ...]
    references: int
    words: tuple[int, int]
    figures: tuple[Figure, ...]
    counts: tuple[Counter[Severity], Counter[Severity]]
    problems: tuple[str, ...]
    signatures: tuple[str, ...]


def compare_systems(
    names: tuple[str, str], pairs: Sequence[tuple[Report, Report]], problems: Sequence[str] = ()
) -> Comparison:
    """Compare reports on the same articles, the first of each system A, the second of B."""
    problems = [
        *problems,
        *(f"{one.name}: {cause}" for pair in pairs for one in pair for cause in _trouble(one)),
    ]
    checked = [pair for pair in pairs if all(one.card is not None for one in pair)]
    cut = [_segments(*pair) for pair in checked]
    figures = [*_own(checked, cut)]
    references = _references(checked)
    if references is None:
        problems.append(
            "the articles do not all have as many references, so none was used; name as many for each"
        )
    elif references and cut:
        figures += _scores(cut)
    return Comparison(
        names,
        len(checked),
        sum(map(len, cut)),
        tuple(dict.fromkeys(one.unit for one in cut)),
        references or 0,
        (sum(a.words for a, _ in checked), sum(b.words for _, b in checked)),
        tuple(figures),
        (_counted([a for a, _ in checked]), _counted([b for _, b in checked])),
        tuple(problems),
        tuple(dict.fromkeys(one.signature for pair in checked for one in pair)),
    )


def _trouble(report: Report) -> Iterator[str]:
    if report.not_checked is not None:
        yield report.not_checked
    yield from report.problems


def _segments(a: Report, b: Report) -> Segments:
    return segments([a.document, b.document, *_usable(a)])


def _usable(report: Report) -> tuple[Document, ...]:
    """The references that it could be scored against."""
    return report.references if report.reference is not None else ()


def _references(pairs: Sequence[tuple[Report, Report]]) -> int | None:
    """How many references the articles have; None where not all have as many."""
    numbers = {len(_usable(a)) for a, _ in pairs}
    return numbers.pop() if len(numbers) == 1 else None if numbers else 0


def _own(pairs: Sequence[tuple[Report, Report]], cut: Sequence[Segments]) -> Iterator[Figure]:
    """mtcheck's own measures."""
    penalties = _units(pairs, cut, lambda sentence: sentence.penalty)
    yield _figure(
        "score", pairs, penalties, score_of, lambda report: report.card.penalty if report.card else None
    )
    estimates = _units(pairs, cut, lambda sentence: (sentence.estimate or 0.0) * sentence.words)
    yield _figure(
        "estimate",
        pairs,
        estimates,
        lambda amount, words: amount / max(words, 1),
        lambda report: None if report.estimate is None else report.estimate * report.words,
        less=True,
    )


def _figure(
    name: str,
    pairs: Sequence[tuple[Report, Report]],
    units: tuple[list[Unit], list[Unit]],
    statistic: Callable[[float, int], float],
    amount: Callable[[Report], float | None],
    *,
    less: bool = False,
) -> Figure:
    values: list[float | None] = []
    for side in (0, 1):
        amounts = [amount(pair[side]) for pair in pairs]
        known = [one for one in amounts if one is not None]
        words = sum(pair[side].words for pair in pairs)
        values.append(statistic(sum(known), words) if known and len(known) == len(amounts) else None)
    if None in values:
        return Figure(name, values[0], values[1], less=less)
    return Figure(name, values[0], values[1], difference(*units, statistic), less=less)


def _units(
    pairs: Sequence[tuple[Report, Report]], cut: Sequence[Segments], amount: Callable[[SentenceScore], float]
) -> tuple[list[Unit], list[Unit]]:
    """(amount, words) of each segment, of A and of B. A sentence counts for the segment in which it
    begins.
    """
    sides: tuple[list[Unit], list[Unit]] = ([], [])
    for pair, found in zip(pairs, cut, strict=True):
        for side, report in enumerate(pair):
            starts = [start for start, _ in found.spans[side]]
            sums = [(0.0, 0)] * len(found)
            for sentence in report.sentences:
                index = max(bisect_right(starts, sentence.start) - 1, 0)
                sums[index] = (sums[index][0] + amount(sentence), sums[index][1] + sentence.words)
            sides[side].extend(sums)
    return sides


def _scores(cut: Sequence[Segments]) -> Iterator[Figure]:
    """sacreBLEU's measures, with its own paired bootstrap."""
    texts = [[text for found in cut for text in found.texts[index]] for index in range(len(cut[0].texts))]
    a, b, *references = texts
    for name in METRICS:
        if len(a) == 1:
            scorer = metric(name)
            first, second = (float(scorer.corpus_score(one, references).score) for one in (a, b))
            yield Figure(
                name,
                first,
                second,
                Difference(second - first, None, None),
                str(scorer.get_signature()),
                name == "TER",
            )
            continue
        from sacrebleu.significance import PairedTest

        signatures, results = PairedTest([("A", a), ("B", b)], {name: metric(name)}, references, "bs")()
        first, second = (float(one.score) for one in results[name])  # type: ignore[union-attr]
        # Of the same text twice sacreBLEU says .001, as a difference of nothing is always farther than the
        # mean of none.
        p = None if a == b else float(results[name][1].p_value)  # type: ignore[union-attr, arg-type]
        yield Figure(
            name, first, second, Difference(second - first, None, p), str(signatures[name]), name == "TER"
        )


def _counted(reports: Sequence[Report]) -> Counter[Severity]:
    return Counter(finding.severity for report in reports for finding in report.findings)
