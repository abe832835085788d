"""JUnit XML: what Jenkins, GitLab, Azure and CircleCI show as tests.

An article is a test suite. Its cases: “checked completely” (an error where something was not checked), “below
the gate” (a failure where the article fails), and one for each rule that found something. A rule's case fails
only in an article that fails, so that a run that passes is all green; else its findings are its output. What
was skipped is a suite of skipped cases. Scores and counts are properties of the suites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from mtcheck.findings.finding import Finding
from mtcheck.findings.report import Report
from mtcheck.reports.formats import (
    Run,
    article_path,
    counted,
    skipped_checks,
    unchecked_parts,
    with_suggestions,
)

# All but the characters of XML 1.0, production [2].
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(run: Run) -> str:
    root = Element("testsuites", name="mtcheck")
    for report in run.reports:
        _counted(_suite(root, report))
    skips = skipped_checks(run.reports)
    if skips or not run.reports:
        suite = SubElement(root, "testsuite", name="mtcheck")
        if not run.reports:
            _verdict(
                _case(suite, "mtcheck", "checked completely"),
                "error",
                "not checked",
                "There was nothing to check.",
            )
        for skip in skips:
            SubElement(_case(suite, "mtcheck", skip.name), "skipped", message=_xml(skip.reason))
        _counted(suite)
    for key in ("tests", "failures", "errors", "skipped"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, report: Report) -> Element:
    path = _xml(article_path(report.name))
    suite = SubElement(root, "testsuite", name=path)
    properties = SubElement(suite, "properties")
    for key, value in _properties(report):
        SubElement(properties, "property", name=key, value=value)
    unchecked = unchecked_parts(report)
    _verdict(_case(suite, path, "checked completely"), "error", "not checked", *unchecked)
    below = _case(suite, path, "below the gate")
    if report.card is None:
        SubElement(below, "skipped", message="not checked")
    else:
        _verdict(below, "failure", "gate", *report.gate_reasons)
    by_rule: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_rule.setdefault(f"{finding.rule} {finding.name}", []).append(finding)
    fails = bool(report.gate_reasons) or report.not_checked is not None
    for rule, findings in sorted(by_rule.items()):
        case = _case(suite, path, _xml(rule))
        text = "\n".join(_line(report, finding) for finding in findings)
        if fails and any(finding.penalty for finding in findings):
            worst = max(findings, key=lambda finding: finding.penalty).severity.value
            failure = SubElement(case, "failure", type=worst, message=counted(len(findings), "finding"))
            failure.text = _xml(text)
        else:
            SubElement(case, "system-out").text = _xml(text)
    return suite


def _case(suite: Element, path: str, name: str) -> Element:
    return SubElement(suite, "testcase", classname=path, name=name, file=path, time="0")


def _verdict(case: Element, kind: str, type_: str, *reasons: str) -> None:
    if reasons:
        text = _xml("; ".join(reasons))
        SubElement(case, kind, type=type_, message=text).text = text


def _line(report: Report, finding: Finding) -> str:
    where = report.document.locate(finding.start, finding.end)
    return f"{report.name}:{where.line}:{where.column}: {finding.severity.value}: {with_suggestions(finding)}"


def _properties(report: Report) -> Iterator[tuple[str, str]]:
    card = report.card
    if card is not None:
        yield "score", f"{card.score:.1f}"
        yield "interval", f"{card.interval[0]:.1f}-{card.interval[1]:.1f}"
        yield "penalty_per_1000", f"{card.penalty_per_1000:.1f}"
        if card.estimate is not None:
            yield "estimate", f"{card.estimate:.0f}"
    if report.pair is not None:
        yield "source_language", report.pair.language
    if report.reference is not None:
        for one in report.reference.metrics:
            yield one.name, f"{one.score:.1f}"
            yield f"{one.name}_signature", one.signature
    yield "words", str(report.words)
    yield "findings", str(len(report.findings))
    yield "suppressed", str(len(report.suppressed))
    yield "signature", _xml(report.signature)


def _counted(suite: Element) -> None:
    for key, tag in (
        ("tests", "testcase"),
        ("failures", "failure"),
        ("errors", "error"),
        ("skipped", "skipped"),
    ):
        suite.set(key, str(len(list(suite.iter(tag)))))


def _xml(text: str) -> str:
    """`text` with U+FFFD for what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
