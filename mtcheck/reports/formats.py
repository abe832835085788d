"""What a report format is: a pure function from the reports of a run to text."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module

from mtcheck.findings.finding import Finding
from mtcheck.findings.report import Report, Skipped


@dataclass(frozen=True)
class Run:
    """All articles of one run, in the order they were given. `color`: for formats that are looked at on a
    terminal.
    """

    reports: tuple[Report, ...]
    color: bool = False

    @property
    def exit_status(self) -> int:
        """0: checked and below the gate; 1: gate hit; 2: something was not checked (wins over 1)."""
        if not self.reports or any(not report.complete for report in self.reports):
            return 2
        return 1 if any(report.gate_reasons for report in self.reports) else 0


Render = Callable[[Run], str]

# Controls, lone surrogates, and the marks that turn the direction of what is shown.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def load(name: str) -> Render:
    """The renderer of a format; imports only that one, because some need heavy libraries. Raises KeyError."""
    if name not in FORMATS:
        raise KeyError(name)
    render: Render = import_module(f"mtcheck.reports.{name.replace('-', '_')}").render
    return render


#: Format names, each the name of the module here that has its `render`, and the file endings that stand for
#: them.
FORMATS: tuple[str, ...] = (
    "text",
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
ENDINGS = {
    ".csv": "csv",
    ".json": "json",
    ".txt": "text",
    ".html": "html",
    ".md": "markdown",
    ".sarif": "sarif",
    ".xml": "junit",
}


def format_of(target: str) -> tuple[str, str]:
    """(format, path) of an `-o` value: `FORMAT=path`, or a path whose ending names the format. Raises
    ValueError.
    """
    name, equals, path = target.partition("=")
    if equals and name in FORMATS:
        if not path:
            raise ValueError(f"“{target}” names no file; write {name}=FILE.")
        return name, path
    ending = target[target.rfind(".") :].lower() if "." in target else ""
    if ending in ENDINGS:
        return ENDINGS[ending], target
    endings, names = ", ".join(ENDINGS), ", ".join(FORMATS)
    raise ValueError(
        f"“{target}”: its ending names no format; use one of {endings}, or FORMAT=path with one of {names}."
    )


def counted(number: int, noun: str) -> str:
    """“1 finding”, “2 findings”."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def worst_first(reports: Sequence[Report]) -> list[Report]:
    """Not checked first, then by score from the lowest."""
    return sorted(reports, key=lambda report: -1.0 if report.score is None else report.score)


def article_path(name: str) -> str:
    """An article's name as CI servers write paths: forward slashes, no leading `./`."""
    path = name.replace(os.sep, "/")
    while path.startswith("./"):
        path = path[2:].lstrip("/")
    return path or name


def unchecked_parts(report: Report) -> tuple[str, ...]:
    """What of an article was not checked, a cause each: the article itself, or parts of the check."""
    return (*filter(None, [report.not_checked]), *report.problems)


def skipped_checks(reports: Iterable[Report]) -> tuple[Skipped, ...]:
    """What did not run, each once, sorted by name."""
    distinct = {skip for report in reports for skip in report.skipped}
    return tuple(sorted(distinct, key=lambda skip: (skip.name, skip.reason, skip.required)))


def suppressed_total(reports: Iterable[Report]) -> str:
    """“3 findings were decided before: 2 baseline, 1 inline”; empty where none was."""
    by = Counter(one.by for report in reports for one in report.suppressed)
    if not by:
        return ""
    parts = ", ".join(
        f"{count:,} {name}" for name, count in sorted(by.items(), key=lambda item: (-item[1], item[0]))
    )
    return f"{counted(by.total(), 'finding')} {'was' if by.total() == 1 else 'were'} decided before: {parts}"


def compared(report: Report) -> str:
    """“source a.de.txt (de): 41 of 42 sentences have a counterpart, confidence 0.93”; empty without a
    comparison.
    """
    pair = report.pair
    if pair is None:
        return ""
    name = report.source.name if report.source is not None else ""
    sentences = len(report.document.sentences)
    paired = len(
        {index for link in pair.links if link.source[0] < link.source[1] for index in range(*link.target)}
    )
    confidence = "" if pair.confidence is None else f", confidence {pair.confidence:.2f}"
    estimate = (
        ""
        if report.source_estimate is None
        else f", estimate with the source in view {report.source_estimate:.0f}"
    )
    own = "" if name == report.name else f" {name}"
    counts = (
        f"{paired:,} of {counted(sentences, 'sentence')} {'has' if sentences == 1 else 'have'} a counterpart"
    )
    lone = sum(link.source[1] - link.source[0] for link in pair.links if link.target[0] == link.target[1])
    none = f", {counted(lone, 'sentence')} of the source none" if lone else ""
    return f"source{own} ({pair.language}): {counts}{none}{confidence}{estimate}"


def scored(report: Report) -> str:
    """“BLEU 34.2 (31.0-37.5), chrF2++ …, TER … against 1 reference, 32 lines”; empty without a reference."""
    scores = report.reference
    if scores is None:
        return ""
    figures = ", ".join(
        f"{one.name} {one.score:.1f}{f' ({one.interval[0]:.1f}-{one.interval[1]:.1f})' if one.interval else ''}"
        for one in scores.metrics
    )
    unit = {"line": "line", "sentence": "aligned segment"}.get(scores.unit)
    segments = "the article as one segment" if unit is None else counted(len(scores.spans), unit)
    return f"{figures} against {counted(scores.references, 'reference')}, {segments}"


#: What is said beside such scores.
REFERENCE_REMARK = "BLEU and chrF2++ (more is better) and TER (less is better): how like its references a translation is, not how good."


def fidelity(reports: Sequence[Report]) -> str:
    """What was not checked of how true the translations are to their sources; of none that were not
    checked at all.
    """
    alone = sum(report.pair is None for report in reports)
    if alone == len(reports):
        if any(report.source is not None for report in reports):
            return "Not checked here: whether the translation is true to its source."
        return "Not checked here: whether the translation is true to its source (no source was given)."
    said = "Compared with the source by the rules under MT6: a mistranslation that none of them looks for is not found."
    return said if not alone else f"{said} {counted(alone, 'article').capitalize()} had no source beside it."


def is_replaceable(report: Report, finding: Finding) -> bool:
    """Whether a suggestion can be put into the file as it is: not over markup, and not in a .docx, which
    is no text.
    """
    document = report.document
    return document.units is None and not document.is_masked(finding.start, finding.end)


def with_suggestions(finding: Finding) -> str:
    """The message, and what was probably meant, as far as the message does not name it."""
    suggestions = [
        one.text or "nothing" for one in finding.suggestions if f"“{one.text}”" not in finding.message
    ]
    return f"{finding.message} (meant: {' | '.join(suggestions)})" if suggestions else finding.message


def one_line(text: str) -> str:
    """`text` on one line, with what a terminal or a log would obey rather than show made visible."""
    return _CONTROL.sub(lambda match: f"<U+{ord(match.group()):04X}>", " ".join(text.split()))
