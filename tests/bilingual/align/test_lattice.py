"""Ways through two texts."""

from __future__ import annotations

import math

import pytest

from mtcheck.bilingual.align.lattice import Cell, Lattice, Step

STEPS = ((1, 1), (1, 0), (0, 1))


def test_the_best_path_takes_the_steps_that_gain_most() -> None:
    lattice = Lattice((2, 2), STEPS, lambda cell, step: 1.0 if step == (1, 1) else 0.0, lambda i: range(3))
    assert lattice.best_path() == [(0, 0), (1, 1), (2, 2)]


def test_of_steps_that_gain_the_same_the_first_is_taken() -> None:
    lattice = Lattice((1, 1), STEPS, lambda cell, step: 0.0, lambda i: range(2))
    assert lattice.best_path() == [(0, 0), (1, 1)]


def test_a_band_that_leaves_no_way() -> None:
    assert Lattice((3, 0), ((1, 1),), lambda cell, step: 0.0, lambda i: range(1)).best_path() is None


def test_posteriors_are_the_share_of_all_ways_that_take_a_step() -> None:
    chances = {(1, 1): 0.5, (1, 0): 0.3, (0, 1): 0.2}

    def gain(cell: Cell, step: Step) -> float:
        return math.log(chances[step])

    lattice = Lattice((1, 1), STEPS, gain, lambda i: range(2))
    # One step at once, or two in either order.
    diagonal, detour = 0.5, 0.3 * 0.2
    (probability,) = lattice.posteriors([(0, 0), (1, 1)])
    assert probability == pytest.approx(diagonal / (diagonal + 2 * detour))
    assert lattice.posteriors([(0, 0), (1, 0), (1, 1)]) == pytest.approx(
        [detour / (diagonal + 2 * detour)] * 2
    )
