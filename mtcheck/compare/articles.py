"""Which article of one system corresponds to which of the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mtcheck.findings.report import Report
from mtcheck.readers.pairing import Missing, partner


def pair_reports(
    names: tuple[str, str], reports: tuple[Sequence[Report], Sequence[Report]]
) -> tuple[list[tuple[Report, Report]], list[str]]:
    """Pair the reports on the same article; say which articles only one system has.

    names: the file or folder of each system. Returns the pairs, and one sentence for each article left over.
    """
    first, second = reports
    if len(first) == len(second) == 1 and not any(Path(name).is_dir() for name in names):
        return [(first[0], second[0])], []
    pairs: list[tuple[Report, Report]] = []
    problems: list[str] = []
    unpaired = {Path(report.name): report for report in second}
    for report in first:
        match = partner(Path(report.name), [Path(names[0])], Path(names[1]), english=True)
        other = None if isinstance(match, Missing) else unpaired.pop(match, None)
        if other is not None:
            pairs.append((report, other))
        else:
            cause = match.cause if isinstance(match, Missing) else f"{match} is compared with another article"
            problems.append(f"{report.name}: it was not compared: {cause}")
    problems += [f"{path}: it was not compared: there is none like it in {names[0]}" for path in unpaired]
    return pairs, problems
