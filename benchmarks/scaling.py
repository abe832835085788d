"""Whether the time grows with the size alone: `python -m benchmarks.scaling [PART …]`.

Rules, readers, reports, decisions, fixes and what they stand on run on hostile inputs that grow. It prints
the exponent n of seconds ~ size ** n for each, on the input that is worst for it, then the pairs above the
limit, and ends with 1 where there is any. A pair that seems to be is measured again, at more sizes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import click

from benchmarks.growth import Effort, Timing, exponent, measure
from benchmarks.scaling_subjects import PARTS, Subject

#: The exponent above which something is not linear. Logarithms and noise stay below.
LIMIT = 1.2
_STEP = 4


class Result(NamedTuple):
    """A subject on one input."""

    subject: Subject
    exponent: float | None
    """None where it was always too quick to tell."""
    timings: Sequence[Timing]

    def __str__(self) -> str:
        figures = ", ".join(f"{seconds:.3f} s at {size:,}" for size, seconds in self.timings)
        name = f"{self.subject.name} on {self.subject.input}"
        return f"{'quick' if self.exponent is None else format(self.exponent, '5.2f')}  {name}  ({figures})"


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@click.argument("parts", nargs=-1, type=click.Choice(sorted(PARTS)))
@click.option("--size", default=12_500, show_default=True, help="The smallest size, in characters.")
@click.option("--steps", default=3, show_default=True, help=f"Sizes, each {_STEP} times the one before.")
@click.option("--least", default=0.02, show_default=True, help="Seconds under which a time says nothing.")
@click.option("--most", default=2.0, show_default=True, help="Seconds above which no larger size is tried.")
@click.option("--model", is_flag=True, help="The garble model, too: some minutes.")
@click.option("--only", default="", help="Only pairs whose “subject on input” has this in it.")
@click.option("--worst", default=0, help="Print the N slowest pairs.")
def main(
    parts: tuple[str, ...],
    size: int,
    steps: int,
    least: float,
    most: float,
    model: bool,
    only: str,
    worst: int,
) -> None:
    chosen = parts or tuple(part for part in PARTS if part != "model" or model)
    effort = Effort([size * _STEP**step for step in range(steps)], least, most)
    bad: list[Result] = []
    slowest: list[Result] = []
    count = 0
    for part in chosen:
        subjects = (subject for subject in PARTS[part]() if only in f"{subject.name} on {subject.input}")
        results = list(_results(subjects, effort))
        count += len(results)
        _print_worst(results)
        bad += [result for result in results if _is_bad(result)]
        slowest = sorted([*slowest, *results], key=_rate, reverse=True)[:worst]
    for result in slowest:
        click.echo(f"slow: {result}")
    for result in bad:
        click.echo(f"above {LIMIT}: {result}")
    click.echo(f"{count:,} pairs of a subject and an input, {len(bad):,} above {LIMIT}")
    sys.exit(1 if bad else 0)


def _results(subjects: Iterable[Subject], effort: Effort) -> Iterator[Result]:
    for subject in subjects:
        timings = measure(subject.prepare, effort)
        slope = exponent(timings, effort.least)
        if slope is not None and slope > LIMIT - 0.05:
            timings = measure(subject.prepare, _finer(effort, timings))
            slope = exponent(timings, effort.least)
        result = Result(subject, slope, timings)
        if _is_bad(result):
            click.echo(result, err=True)
        yield result


def _finer(effort: Effort, timings: Sequence[Timing]) -> Effort:
    """More runs at sizes about the largest that was measured, twice it included."""
    largest = timings[-1].size
    return replace(effort, sizes=[largest // 2, largest, 2 * largest], most=4 * effort.most, runs=3)


def _is_bad(result: Result) -> bool:
    return result.exponent is not None and result.exponent > LIMIT


def _rate(result: Result) -> float:
    return result.timings[-1].seconds / result.timings[-1].size


def _print_worst(results: Sequence[Result]) -> None:
    """A line a subject: its worst input."""
    by_name: dict[str, Result] = {}
    for result in results:
        known = by_name.setdefault(result.subject.name, result)
        if (result.exponent or 0) > (known.exponent or 0):
            by_name[result.subject.name] = result
    for result in by_name.values():
        click.echo(result)


if __name__ == "__main__":
    main()
