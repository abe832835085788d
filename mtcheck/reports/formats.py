"""The report formats: their names, the file endings that stand for them, and how to load one.

A format is a module of this package with a pure function `render(run: RunResult) -> str`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from mtcheck.findings.report import Report
from mtcheck.findings.verdict import Verdict
from mtcheck.text.nearest import nearest

#: The names of the formats. A hyphen stands for the underscore in the module's name.
FORMATS = (
    "text",
    "concise",
    "csv",
    "json",
    "html",
    "markdown",
    "sarif",
    "code-scanning",
    "github",
    "gitlab",
    "junit",
    "rdjson",
)
#: File endings and the formats they stand for.
ENDINGS = {
    ".csv": "csv",
    ".json": "json",
    ".txt": "text",
    ".html": "html",
    ".md": "markdown",
    ".sarif": "sarif",
    ".xml": "junit",
}


@dataclass(frozen=True)
class RunResult:
    """The result of one run: what every format renders."""

    reports: tuple[Report, ...]
    """One for each article, in the order in which the articles were given."""
    color: bool = False
    """Whether to colour the output, for formats that are read in a terminal."""
    width: int | None = None
    """The columns of the terminal, to which those formats wrap; None: it goes to no terminal."""

    @property
    def exit_status(self) -> int:
        """0: checked, and below the gate; 1: the gate was hit; 2: something was not checked (wins over 1)."""
        if not self.reports or any(not report.complete for report in self.reports):
            return 2
        return 1 if any(report.gate_reasons for report in self.reports) else 0

    @property
    def worst_first(self) -> list[Report]:
        """The reports: what was not checked, what fails, what is too short to tell, what passes; of each the
        lowest score first.
        """
        order = list(Verdict)
        return sorted(self.reports, key=lambda report: (order.index(report.verdict), report.score or 0.0))

    @property
    def signatures(self) -> list[str]:
        """The signatures of the scores, each once."""
        return list(dict.fromkeys(report.signature for report in self.reports if report.card))


Render = Callable[[RunResult], str]


def load(name: str) -> Render:
    """Return the renderer of a format. Raises KeyError.

    Only the module of that format is imported, because some need heavy libraries.
    """
    if name not in FORMATS:
        raise KeyError(name)
    render: Render = import_module(f"mtcheck.reports.{name.replace('-', '_')}").render
    return render


def format_of(target: str) -> tuple[str, str]:
    """Split an `-o` value into (format, path). Raises ValueError.

    It is `FORMAT=path`, or a path whose ending names the format.
    """
    name, equals, path = target.partition("=")
    if equals and name.lower() in FORMATS:
        if not path:
            raise ValueError(f"“{target}” names no file; write {name}=FILE.")
        return name.lower(), path
    ending = target[target.rfind(".") :].lower() if "." in target else ""
    if ending in ENDINGS:
        return ENDINGS[ending], target
    endings, names = ", ".join(ENDINGS), ", ".join(FORMATS)
    meant = nearest(name, FORMATS) if equals else None
    hint = f" Did you mean {meant}={path}?" if meant else ""
    raise ValueError(
        f"“{target}”: its ending names no format; use one of {endings}, "
        f"or FORMAT=path with one of {names}.{hint}"
    )
