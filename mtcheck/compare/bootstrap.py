"""Paired bootstrap resampling (Koehn, 2004) of what two systems made of the same segments, as sacreBLEU does
it.

The same segments are drawn for both, 1,000 times with replacement, fixed seed. p is sacreBLEU's: the share of
draws whose difference is farther from the mean difference than the one that was observed, so how easily
chance alone would show as much.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

RESAMPLES, SEED, LEVEL = 1000, 12345, 0.95

#: (amount, words) of one segment.
Unit = tuple[float, int]


@dataclass(frozen=True)
class Difference:
    """B less A: what was observed, its 95 % interval (percentiles) and p; None where there is one segment."""

    observed: float
    interval: tuple[float, float] | None
    p: float | None


def difference(a: Sequence[Unit], b: Sequence[Unit], statistic: Callable[[float, int], float]) -> Difference:
    """The difference of a statistic of (all amounts, all words). a, b: of the same segments, in the same
    order.
    """
    import numpy as np

    units = [np.asarray(one, dtype=float).reshape(len(a), 2) for one in (a, b)]
    first, second = (statistic(*_sums(one.sum(axis=0))) for one in units)
    if len(a) < 2:
        return Difference(second - first, None, None)
    draws = np.random.default_rng(SEED).integers(len(a), size=(RESAMPLES, len(a)))
    drawn = [np.array([statistic(*_sums(one)) for one in table[draws].sum(axis=1)]) for table in units]
    differences = np.sort(drawn[1] - drawn[0])
    if not differences.any():
        return Difference(second - first, (0.0, 0.0), 1.0)
    tail = int(RESAMPLES * (1 - LEVEL) / 2)
    interval = (float(differences[tail]), float(differences[-tail - 1]))
    spread = np.abs(differences)
    farther = int((spread - spread.mean() > abs(second - first)).sum())
    return Difference(second - first, interval, (farther + 1) / (RESAMPLES + 1))


def _sums(sums: Sequence[float]) -> tuple[float, int]:
    return float(sums[0]), int(sums[1])
