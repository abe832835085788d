"""A number as it may be meant, and when two numbers may be the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Quantity:
    """A number in a text: `text[start:end]`."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""
    values: frozenset[float]
    """What it may be: “1.234” in German is 1,234 or 1.234."""
    firm: bool = True
    """Written so that a translation must have it too. The others, such as “one” or the 20 in “F-20”, only
    match numbers of the other side."""
    percent: bool = False
    """Whether it is a percentage."""
    approximate: bool = False
    """Whether it is a rough figure: “dozens”, “数百”."""
    scale: float = 1.0
    """What its digits were multiplied by: a million in “2.3 million”."""

    def may_equal(self, other: Quantity) -> bool:
        """Whether both may be the same number; one may be the other, rounded."""
        return any(_equal(value, another) for value in self.values for another in other.values)


def _equal(first: float, second: float) -> bool:
    if first == second:
        return True
    largest = max(abs(first), abs(second))
    difference = abs(first - second)
    if difference <= 1e-6 * largest:
        return True
    # 1,234,567 is 1.23 million; counts below ten thousand and years are not rounded.
    return (
        largest >= 10_000
        and difference <= 0.05 * largest
        and (_is_rounding(first, second) or _is_rounding(second, first))
    )


def _is_rounding(exact: float, rounded: float) -> bool:
    digits = _significant_digits(rounded)
    half_a_unit = 0.5 * 10 ** (len(f"{int(rounded)}") - digits)
    return 2 <= digits < _significant_digits(exact) and abs(exact - rounded) <= half_a_unit


def _significant_digits(value: float) -> int:
    return len(f"{value:.15g}".replace(".", "").strip("0").split("e")[0])
