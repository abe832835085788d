"""Ways through two texts in parallel, by dynamic programming: the best one, and how probable its steps are.

A cell (i, j) is where i sentences of one text and j of the other are done; a step goes over a few sentences
of each. What a step is worth is the caller's business: `sentences` scores a source and its translation,
`segments` two texts of one language.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

Cell = tuple[int, int]
Step = tuple[int, int]


class Lattice:
    """The cells that can be reached from the beginnings of both texts, with the steps that lead to them.

    size: how many sentences each text has. steps: in order of preference where they gain the same. gain: of
    the step that ends in a cell. band: the j that are looked at for an i.
    """

    def __init__(
        self,
        size: Cell,
        steps: Sequence[Step],
        gain: Callable[[Cell, Step], float],
        band: Callable[[int], range],
    ) -> None:
        self._end = size
        self._steps = steps
        self._gains: dict[Cell, dict[Step, float]] = {(0, 0): {}}
        for i in range(size[0] + 1):
            for j in band(i):
                gains = {
                    (down, across): gain((i, j), (down, across))
                    for down, across in steps
                    if (i - down, j - across) in self._gains
                }
                if gains:
                    self._gains[i, j] = gains

    def best_path(self) -> list[Cell] | None:
        """The cells from (0, 0) to the end of both texts; None where the band leaves no way."""
        if self._end not in self._gains:
            return None
        best: dict[Cell, float] = {(0, 0): 0.0}
        back: dict[Cell, Step] = {}
        for cell, gains in self._gains.items():
            for step, gain in gains.items():
                total = best[_before(cell, step)] + gain
                if cell not in best or total > best[cell]:
                    best[cell], back[cell] = total, step
        path = [self._end]
        while path[-1] != (0, 0):
            path.append(_before(path[-1], back[path[-1]]))
        return path[::-1]

    def posteriors(self, path: Sequence[Cell]) -> list[float]:
        """How probable each step of a path is, where gains are log-likelihoods (forward-backward)."""
        forward, backward = self._forward(), self._backward()
        total = forward[self._end]
        logarithms = (
            forward[before]
            + self._gains[cell][cell[0] - before[0], cell[1] - before[1]]
            + backward[cell]
            - total
            for before, cell in pairwise(path)
        )
        return [min(math.exp(logarithm), 1.0) for logarithm in logarithms]

    def _forward(self) -> dict[Cell, float]:
        """The log-likelihood of all ways from the beginning to each cell."""
        forward: dict[Cell, float] = {(0, 0): 0.0}
        for cell, gains in self._gains.items():
            if gains:
                forward[cell] = _log_sum(forward[_before(cell, step)] + gain for step, gain in gains.items())
        return forward

    def _backward(self) -> dict[Cell, float]:
        """The log-likelihood of all ways from each cell to the end."""
        backward: dict[Cell, float] = {self._end: 0.0}
        for i, j in reversed(self._gains):
            options = [
                self._gains[i + down, j + across][down, across] + backward[i + down, j + across]
                for down, across in self._steps
                if (i + down, j + across) in backward and (down, across) in self._gains[i + down, j + across]
            ]
            if options:
                backward[i, j] = _log_sum(options)
        return backward


def _before(cell: Cell, step: Step) -> Cell:
    return cell[0] - step[0], cell[1] - step[1]


def _log_sum(values: Iterable[float]) -> float:
    values = list(values)
    largest = max(values)
    return largest + math.log(sum([math.exp(value - largest) for value in values]))
