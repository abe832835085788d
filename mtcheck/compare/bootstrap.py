"""Paired bootstrap resampling (Koehn, 2004) of figures on the same segments of two systems, as sacreBLEU does
it.

The same segments are drawn for both, 1,000 times with replacement, with a fixed seed. p is sacreBLEU's: the
share of draws whose difference is farther from the mean difference than the observed one is from zero. It
says how easily chance alone would show such a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RESAMPLES, SEED, LEVEL = 1000, 12345, 0.95

#: (amount, words) of one segment.
SegmentAmount = tuple[float, int]
#: A figure of a text from (all amounts, all words).
Statistic = Callable[[float, int], float]


@dataclass(frozen=True)
class Difference:
    """The difference between two systems, B less A."""

    observed: float
    """In the unit of the figure."""
    interval: tuple[float, float] | None
    """95 % interval (percentiles); None where there is one segment."""
    p: float | None
    """0 to 1; None where there is one segment, or where none was computed."""


def estimate_difference(
    a: Sequence[SegmentAmount], b: Sequence[SegmentAmount], statistic: Statistic
) -> Difference:
    """The difference of a statistic. a, b: of the same segments, in the same order."""
    tables = [np.asarray(amounts, dtype=float).reshape(len(a), 2) for amounts in (a, b)]
    first, second = (_apply(statistic, table.sum(axis=0)) for table in tables)
    observed = second - first
    if len(a) < 2:
        return Difference(observed, None, None)
    draws = np.random.default_rng(SEED).integers(len(a), size=(RESAMPLES, len(a)))
    drawn = [np.array([_apply(statistic, sums) for sums in table[draws].sum(axis=1)]) for table in tables]
    differences = np.sort(drawn[1] - drawn[0])
    if not differences.any():
        return Difference(observed, (0.0, 0.0), 1.0)
    tail = int(RESAMPLES * (1 - LEVEL) / 2)
    interval = (float(differences[tail]), float(differences[-tail - 1]))
    spread = np.abs(differences)
    farther = int((spread - spread.mean() > abs(observed)).sum())
    return Difference(observed, interval, (farther + 1) / (RESAMPLES + 1))


def _apply(statistic: Statistic, sums: npt.NDArray[np.float64]) -> float:
    return statistic(float(sums[0]), int(sums[1]))
