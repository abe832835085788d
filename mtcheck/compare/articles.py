"""Which article of one system is which of the other's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mtcheck.findings.report import Report
from mtcheck.readers.pairing import Missing, partner


def pair_reports(
    names: tuple[str, str], reports: tuple[Sequence[Report], Sequence[Report]]
) -> tuple[list[tuple[Report, Report]], list[str]]:
    """Pairs of reports on the same article, and which articles only one system has. names: the file or
    folder of each.
    """
    first, second = reports
    if len(first) == len(second) == 1 and not any(Path(name).is_dir() for name in names):
        return [(first[0], second[0])], []
    pairs: list[tuple[Report, Report]] = []
    problems: list[str] = []
    left = {Path(report.name): report for report in second}
    for report in first:
        match = partner(Path(report.name), [Path(names[0])], Path(names[1]), english=True)
        other = None if isinstance(match, Missing) else left.pop(match, None)
        if other is not None:
            pairs.append((report, other))
        else:
            cause = match.cause if isinstance(match, Missing) else f"{match} is compared with another article"
            problems.append(f"{report.name}: it was not compared: {cause}")
    problems += [f"{path}: it was not compared: there is none like it in {names[0]}" for path in left]
    return pairs, problems
