"""What a report format is: a pure function from the reports of a run to text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mtcheck.report import Report


@dataclass(frozen=True)
class Run:
    """All articles of one run, in the order they were given. `color`: for formats that are looked at on a terminal."""

    reports: tuple[Report, ...]
    color: bool = False

    @property
    def exit_status(self) -> int:
        """0: checked and below the gate; 1: gate hit; 2: something was not checked (wins over 1)."""
        if not self.reports or any(not report.complete for report in self.reports):
            return 2
        return 1 if any(report.gate_reasons for report in self.reports) else 0


Render = Callable[[Run], str]


def load(name: str) -> Render:
    """The renderer of a format; imports only that one, because some need heavy libraries. Raises KeyError."""
    if name == "csv":
        from mtcheck.reports.csv import render as csv_render

        return csv_render
    if name == "json":
        from mtcheck.reports.json import render as json_render

        return json_render
    if name == "text":
        from mtcheck.reports.text import render as text_render

        return text_render
    raise KeyError(name)


#: Format names, and the file endings that stand for them.
FORMATS: tuple[str, ...] = ("text", "csv", "json")
ENDINGS = {".csv": "csv", ".json": "json", ".txt": "text"}


def format_of(target: str) -> tuple[str, str]:
    """(format, path) of an `-o` value: `FORMAT=path`, or a path whose ending names the format. Raises ValueError."""
    name, equals, path = target.partition("=")
    if equals and name in FORMATS:
        if not path:
            raise ValueError(f"“{target}” names no file; write {name}=FILE.")
        return name, path
    ending = target[target.rfind(".") :].lower() if "." in target else ""
    if ending in ENDINGS:
        return ENDINGS[ending], target
    endings, names = ", ".join(ENDINGS), ", ".join(FORMATS)
    raise ValueError(f"“{target}”: its ending names no format; use one of {endings}, or FORMAT=path with one of {names}.")


def counted(number: int, noun: str) -> str:
    """“1 finding”, “2 findings”."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def worst_first(reports: Sequence[Report]) -> list[Report]:
    """Not checked first, then by score from the lowest."""
    return sorted(reports, key=lambda report: -1.0 if report.score is None else report.score)
