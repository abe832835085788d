"""JUnit XML: what Jenkins, GitLab, Azure and CircleCI show as tests.

An article is a test suite. Its cases are “checked completely” (an error where something was not checked),
“below the gate” (a failure where the article fails), and one for each rule that found something. A rule's
case fails only in an article that fails, so that a run that passes is all green; otherwise its findings are
its output. Skipped checks are a suite of skipped cases. Scores and counts are properties of the suites.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from mtcheck.findings.finding import Finding
from mtcheck.findings.report import Report
from mtcheck.reports.formats import RunResult
from mtcheck.reports.locations import article_path
from mtcheck.reports.wording import (
    describe_finding,
    format_count,
    further_causes,
    skipped_checks,
    unchecked_parts,
)

# All but the characters of XML 1.0, production [2].
_NO_XML = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Attributes of a suite and the elements that they count.
_COUNTS = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}


def render(run: RunResult) -> str:
    root = Element("testsuites", name="mtcheck")
    for report in run.reports:
        _add_article(root, report)
    _add_skipped(root, run)
    for suite in root:
        for attribute, tag in _COUNTS.items():
            suite.set(attribute, str(len(list(suite.iter(tag)))))
    for attribute in _COUNTS:
        root.set(attribute, str(sum(int(suite.get(attribute, "0")) for suite in root)))
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _add_skipped(root: Element, run: RunResult) -> None:
    """Add the suite of what concerns the whole run, if there is anything."""
    skips = skipped_checks(run.reports)
    if run.reports and not skips:
        return
    suite = SubElement(root, "testsuite", name="mtcheck")
    if not run.reports:
        case = _add_case(suite, "mtcheck", "checked completely")
        _add_problem(case, "error", "not checked", "There was nothing to check.")
    for skip in skips:
        SubElement(_add_case(suite, "mtcheck", _to_xml(skip.name)), "skipped", message=_to_xml(skip.reason))


def _add_article(root: Element, report: Report) -> None:
    path = _to_xml(article_path(report.name))
    suite = SubElement(root, "testsuite", name=path)
    properties = SubElement(suite, "properties")
    for name, value in _properties(report):
        SubElement(properties, "property", name=name, value=value)
    _add_problem(
        _add_case(suite, path, "checked completely"), "error", "not checked", *unchecked_parts(report)
    )
    gate = _add_case(suite, path, "below the gate")
    if report.card is None:
        SubElement(gate, "skipped", message="not checked")
    elif report.gate_reasons:
        _add_problem(gate, "failure", "gate", str(report.judgement), *further_causes(report))
    else:
        SubElement(gate, "system-out").text = _to_xml(str(report.judgement))
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_rule[f"{finding.rule} {finding.name}"].append(finding)
    for rule, findings in sorted(by_rule.items()):
        _add_findings(_add_case(suite, path, _to_xml(rule)), report, findings)


def _add_findings(case: Element, report: Report, findings: list[Finding]) -> None:
    """Add the findings of one rule to its case: as a failure where the article fails, else as output."""
    text = _to_xml("\n".join(_line(report, finding) for finding in findings))
    article_fails = bool(report.gate_reasons) or report.not_checked is not None
    if article_fails and any(finding.penalty for finding in findings):
        worst = max(findings, key=lambda finding: finding.penalty).severity.value
        message = format_count(len(findings), "finding")
        SubElement(case, "failure", type=worst, message=message).text = text
    else:
        SubElement(case, "system-out").text = text


def _add_case(suite: Element, path: str, name: str) -> Element:
    return SubElement(suite, "testcase", classname=path, name=name, file=path, time="0")


def _add_problem(case: Element, tag: str, kind: str, *reasons: str) -> None:
    """Make the case an error or a failure, unless there are no reasons."""
    if reasons:
        text = _to_xml("; ".join(reasons))
        SubElement(case, tag, type=kind, message=text).text = text


def _line(report: Report, finding: Finding) -> str:
    location = report.document.locate(finding.start, finding.end)
    place = f"{report.name}:{location.line}:{location.column}"
    return f"{place}: {finding.severity.value}: {describe_finding(finding)}"


def _properties(report: Report) -> Iterator[tuple[str, str]]:
    """Names and values of what is known about an article."""
    card = report.card
    yield "verdict", report.verdict.value
    yield "verdict_reason", _to_xml(report.verdict_reason)
    if card is not None:
        yield "small_sample", str(card.small_sample).lower()
        yield "score", f"{card.score:.1f}"
        yield "interval", f"{card.interval[0]:.1f}-{card.interval[1]:.1f}"
        yield "penalty_per_1000", f"{card.penalty_per_1000:.1f}"
        if card.estimate is not None:
            yield "estimate", f"{card.estimate:.0f}"
    if report.pair is not None:
        yield "source_language", report.pair.language
    if report.reference is not None:
        for metric in report.reference.metrics:
            yield metric.name, f"{metric.score:.1f}"
            yield f"{metric.name}_signature", metric.signature
    yield "words", str(report.words)
    yield "findings", str(len(report.findings))
    yield "suppressed", str(len(report.suppressed))
    yield "signature", _to_xml(report.signature)


def _to_xml(text: str) -> str:
    """`text` with U+FFFD for controls, some of which XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
