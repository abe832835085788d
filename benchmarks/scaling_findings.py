"""Reports, decisions and settings of growing size, for `benchmarks.scaling`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from benchmarks.growth import Prepare, Run
from benchmarks.hostile_texts import word
from mtcheck.decisions import baseline as baselines
from mtcheck.decisions import vocabulary as vocabularies
from mtcheck.decisions.baseline import Baseline
from mtcheck.decisions.changes import is_changed
from mtcheck.decisions.coverage import Coverage, coverage_of
from mtcheck.decisions.decisions import Decisions
from mtcheck.decisions.verdict import decide
from mtcheck.decisions.vocabulary import Vocabulary, VocabularyEntry
from mtcheck.findings.analysis import Analysis
from mtcheck.findings.finding import Category, Finding, Severity, Suggestion
from mtcheck.findings.merge import merge
from mtcheck.findings.report import Report
from mtcheck.fix.patch import patch
from mtcheck.fix.plan import plan_edits
from mtcheck.readers import read_bytes
from mtcheck.reports.formats import FORMATS, RunResult, load
from mtcheck.rules.house.declaration import HouseRule
from mtcheck.rules.house.matching import as_rule
from mtcheck.rules.house.phrases import finder
from mtcheck.settings.loader import load as load_settings
from mtcheck.settings.model import Settings
from mtcheck.settings.suppression import Suppression
from mtcheck.text.document import Document, Unread

#: Characters of an input for which there is one finding, entry or rule.
_EACH = 20
_SETTINGS = Settings(no_engine=("harper", "languagetool"), model=False)


def _number(size: int) -> int:
    return max(2, size // _EACH)


def _words(size: int) -> list[str]:
    return [word(number) for number in range(_number(size))]


def _finding(document: Document, start: int, end: int, rule: str = "MT202") -> Finding:
    text = document.text[start:end]
    return Finding(
        rule,
        "a-rule",
        Category.SPELLING,
        Severity.MINOR,
        start,
        end,
        text,
        f"Check “{text}”.",
        (Suggestion(text.upper()), Suggestion(text.title())),
        safe_fix=True,
    )


def _marked(text: str, suffix: str = ".txt") -> tuple[Document, tuple[Finding, ...]]:
    """A document, and a finding on every other word."""
    document = read_bytes(text.encode(), f"a{suffix}", suffix)
    marked = document.words[::2]
    return document, tuple(_finding(document, found.start, found.end) for found in marked)


#: Documents with many findings, by what is special about them.
_MARKED: Final[dict[str, Callable[[int], tuple[Document, tuple[Finding, ...]]]]] = {
    "findings in one sentence": lambda size: _marked(" ".join(_words(2 * size))),
    "findings in one paragraph": lambda size: _marked(" ".join(f"The {name} came." for name in _words(size))),
    "findings in paragraphs": lambda size: _marked("\n\n".join(f"A {name} came." for name in _words(size))),
    "findings in Markdown": lambda size: _marked(
        " ".join(f"*the* {name}&amp;" for name in _words(size)), ".md"
    ),
    "findings in a table": lambda size: _marked(
        "<table><tr>" + "".join(f"<td>the {name}</td>" for name in _words(size)) + "</tr></table>", ".html"
    ),
    "findings on one place": lambda size: _on_one_place(_number(size)),
    "long findings": lambda size: _long(_number(size)),
}


def _on_one_place(number: int) -> tuple[Document, tuple[Finding, ...]]:
    document = Document("The council met on Tuesday.")
    return document, tuple(_finding(document, 4, 11, f"GR-LT-{word(n)}") for n in range(number))


def _long(number: int) -> tuple[Document, tuple[Finding, ...]]:
    """Findings that overlap many others."""
    document = Document("word " * number)
    return document, tuple(
        _finding(document, 5 * start, min(5 * start + 499, len(document.text))) for start in range(number)
    )


@lru_cache(maxsize=8)
def _report(kind: str, size: int) -> Report:
    return _report_on(*_MARKED[kind](size))


def _report_on(document: Document, findings: tuple[Finding, ...]) -> Report:
    return decide(document, Analysis(findings), _SETTINGS, Decisions(), _coverage())


def _coverage() -> Coverage:
    return coverage_of(Analysis(()), _SETTINGS, {"MT202", "MT101"}, lambda rule: True)


def _with_unread(size: int) -> tuple[Report, ...]:
    unread = tuple(Unread(name, f"no {name}") for name in _words(size))
    return (_report_on(Document("The council met on Tuesday.", unread=unread), ()),)


def _many_articles(size: int) -> tuple[Report, ...]:
    return tuple(_report_on(*_marked(f"The {name} came.")) for name in _words(size // 10))


def _reports(format: str) -> dict[str, Prepare]:
    render = load(format)

    def run(reports: tuple[Report, ...]) -> Run:
        return lambda: render(RunResult(reports))

    inputs: dict[str, Prepare] = {
        kind: lambda size, kind=kind: run((_report(kind, size),)) for kind in _MARKED
    }
    inputs["unread parts"] = lambda size: run(_with_unread(size))
    inputs["articles"] = lambda size: run(_many_articles(size))
    return inputs


def _decided(decisions: Callable[[int], Decisions]) -> dict[str, Prepare]:
    """Decisions of a size, applied to findings of each kind."""

    def prepare(kind: str, size: int) -> Run:
        document, findings = _MARKED[kind](size)
        held, coverage = decisions(size), _coverage()
        return lambda: held.apply(document, findings, coverage)

    return {kind: lambda size, kind=kind: prepare(kind, size) for kind in _MARKED}


def _with_comments(unit: str) -> Prepare:
    def prepare(size: int) -> Run:
        document, findings = _marked("".join(unit.format(name) for name in _words(size)), ".md")
        coverage = _coverage()
        return lambda: Decisions().apply(document, findings, coverage)

    return prepare


def _baseline(size: int) -> Decisions:
    document, findings = _MARKED["findings in paragraphs"](size)
    entries = baselines.record(document, findings, (), _coverage())
    return Decisions(baseline=Baseline("b.json", {document.name: entries}))


def _suppressions(size: int) -> Decisions:
    return Decisions(tuple(Suppression("*.txt", "MT202", name) for name in _words(size)))


def _vocabulary(size: int) -> Decisions:
    return Decisions(vocabulary=Vocabulary(tuple(VocabularyEntry(f"{name}s") for name in _words(size))))


def _changes(size: int) -> Run:
    document, findings = _MARKED["findings in paragraphs"](size)
    lines = tuple((4 * number + 1, 4 * number + 1) for number in range(_number(size)))
    return lambda: [is_changed(document, finding, lines) for finding in findings]


def _merging(kind: str, size: int) -> Run:
    _, findings = _MARKED[kind](size)
    return lambda: merge(findings)


def _planning(kind: str, size: int) -> Run:
    document, findings = _MARKED[kind](size)
    return lambda: plan_edits(document, findings)


def _patching(size: int) -> Run:
    lines = [f"The {name} came.\n" for name in _words(size)]
    before, after = (
        "".join(lines).encode(),
        "".join(line.upper() if number % 2 else line for number, line in enumerate(lines)).encode(),
    )
    return lambda: patch("a.txt", before, after)


def _settings_file(line: Callable[[str], str], head: str = "", end: str = "") -> Prepare:
    """A settings file with a line for each of many words."""

    def prepare(size: int) -> Run:
        text = head + "".join(line(name) for name in _words(size)) + end
        return lambda: _load(text)

    return prepare


def _load(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mtcheck.toml")
        path.write_text(text, "utf-8")
        load_settings(path).for_path(str(path.with_name("a.txt")))


def _phrases(size: int) -> tuple[str, ...]:
    return tuple(f"{name} {name[::-1]}" for name in _words(size))


def _compiling(size: int) -> Run:
    phrases = _phrases(size)
    return lambda: finder(HouseRule("HR-A", "No.", phrases).phrases, None)


def _matching(size: int, text: str) -> Run:
    rule = as_rule(HouseRule("HR-A", "No.", _phrases(size)))
    document = Document(text)
    rule.check(document)
    return lambda: list(rule.check(document))


REPORTS: Final[Mapping[str, Mapping[str, Prepare]]] = {format: _reports(format) for format in FORMATS} | {
    "rows": {kind: lambda size, kind=kind: lambda: list(_report(kind, size).rows()) for kind in _MARKED}
}
DECISIONS: Final[Mapping[str, Mapping[str, Prepare]]] = {
    "comments": {
        "ignore-next": _with_comments("<!-- mtcheck: ignore-next MT202 -->\n\nThe {} came.\n\n"),
        "ignore-next in one paragraph": _with_comments("The {} <!-- mtcheck: ignore-next MT202 --> came. "),
        "ignore-next in one sentence": _with_comments("the {} <!-- mtcheck: ignore-next MT202 --> came, "),
        "ignore-file": _with_comments("<!-- mtcheck: ignore-file MT202 -->\n\nThe {} came.\n\n"),
        "open blocks": _with_comments("<!-- mtcheck: ignore-start MT202 -->\n\nThe {} came.\n\n"),
        "unknown rules": _with_comments(
            "<!-- mtcheck: ignore-next MT{} -->\n\nThe {0} came.\n\n".replace("{}", "{0}")
        ),
        "sic": _with_comments("The {} [sic] came. "),
    },
    "baseline": _decided(_baseline),
    "new baseline": _decided(lambda size: Decisions(baseline=Baseline("b.json", {}), recording=True)),
    "suppressions": _decided(_suppressions),
    "vocabulary": _decided(_vocabulary),
    "changed lines": {"findings in paragraphs": _changes},
    "merging": {kind: lambda size, kind=kind: _merging(kind, size) for kind in _MARKED},
    "plan of fixes": {kind: lambda size, kind=kind: _planning(kind, size) for kind in _MARKED},
    "patch": {"lines": _patching},
}
SETTINGS: Final[Mapping[str, Mapping[str, Prepare]]] = {
    "settings file": {
        "overrides": _settings_file(lambda name: f'[[override]]\nfiles = ["{name}/**"]\nselect = ["MT1"]\n'),
        "suppressions": _settings_file(lambda name: f'[[suppress]]\nfile = "{name}.txt"\nrule = "MT1"\n'),
        "terms": _settings_file(lambda name: f'"{name}",\n', "do-not-translate = [\n", "]\n"),
        "ignored rules": _settings_file(lambda name: f'"GR-LT-{name}",\n', "ignore = [\n", "]\n"),
        "phrases": _settings_file(
            lambda name: f'"{name}",\n', '[[rule]]\nid = "HR-A"\nmessage = "No."\nphrase = [\n', "]\n"
        ),
        "rules": _settings_file(
            lambda name: f'[[rule]]\nid = "HR-{name.upper()}"\nmessage = "No."\nphrase = "{name}"\n'
        ),
    },
    "vocabulary file": {
        "entries": lambda size: (lambda text: lambda: vocabularies.parse(text))("\n".join(_words(size)))
    },
    "phrases of a rule": {
        "their number": _compiling,
        "their number, matching": lambda size: _matching(size, "The council met on Tuesday. " * 200),
        "the text": lambda size: _matching(2000, " ".join(_words(size))),
        "both": lambda size: _matching(size, " ".join(_phrases(size))),
    },
}
