"""How the time of a function grows with the size of its input: the exponent n of seconds ~ size ** n."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

#: What is timed, and what makes it ready for an input of a size.
Run = Callable[[], object]
Prepare = Callable[[int], Run]


class Timing(NamedTuple):
    """One size and what it took."""

    size: int
    """Of the input, in the units of its generator."""
    seconds: float
    """Of this process's CPU, the best of several runs."""


@dataclass(frozen=True)
class Effort:
    """How much is measured."""

    sizes: Sequence[int]
    """The sizes, from the smallest on, each as many times the one before."""
    least: float
    """Seconds under which a time says nothing."""
    most: float
    """Seconds above which no larger size is tried."""
    runs: int = 1
    """Runs at each size, of which the fastest counts."""


def measure(prepare: Prepare, effort: Effort) -> list[Timing]:
    """The times at the sizes, from the smallest on, until one is above the most."""
    timings: list[Timing] = []
    for size in effort.sizes:
        seconds = min(_seconds(prepare(size)) for _ in range(effort.runs))
        timings.append(Timing(size, seconds))
        if seconds > effort.most:
            break
    return timings


def exponent(timings: Sequence[Timing], least: float) -> float | None:
    """The slope of the logarithm of the time over that of the size, by least squares.

    None where no two times, or not the longest, are long enough to tell. A time under `least` counts as that.
    """
    if len(timings) < 2 or timings[-1].seconds < 2 * least:
        return None
    last = timings[-3:]
    points = [(math.log(size), math.log(max(seconds, least))) for size, seconds in last]
    mean_size = sum(size for size, _ in points) / len(points)
    mean_seconds = sum(seconds for _, seconds in points) / len(points)
    rise = sum((size - mean_size) * (seconds - mean_seconds) for size, seconds in points)
    return rise / sum((size - mean_size) ** 2 for size, _ in points)


def _seconds(run: Run) -> float:
    """Seconds of CPU that a run takes, without the garbage collector."""
    gc.disable()
    try:
        began = time.process_time()
        run()
        return time.process_time() - began
    finally:
        gc.enable()
