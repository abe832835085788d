"""SARIF 2.1.0, the exchange format of static analysis (OASIS; errata 01): for editors, dashboards, code
scanning.

One run, one result for each finding. Findings that were decided on before are results with `suppressions`;
GitHub shows these all the same, which is why there is also the format `code-scanning`. What was not checked
and what was skipped are notifications of the invocation. Scores and verdicts are in the run's property bag.

Lines are those of the file as it lies on disk; a .docx, .odt or .epub has none, so there is no region. What
the file calls a segment, or the number of a paragraph, is the logical location. Fixes are given where they
would replace text only. Only rules that occur are described.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

from mtcheck.findings.finding import Finding, Severity
from mtcheck.findings.report import Report, Suppressed, fingerprint
from mtcheck.reports.comparisons import reference_scores
from mtcheck.reports.formats import RunResult
from mtcheck.reports.locations import FindingPlace, article_path, file_of, is_replaceable, place_of
from mtcheck.reports.wording import skipped_checks, unchecked_parts
from mtcheck.rules.base import Declaration
from mtcheck.rules.catalogue import explanation, rule_page
from mtcheck.rules.registry import UnknownRuleError, declarations
from mtcheck.text.masking import BOM
from mtcheck.text.printable import to_json
from mtcheck.version import DOCUMENTATION, __version__

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NEUTRAL: "note",
}
#: GitHub's words for the levels.
_PROBLEM_SEVERITIES = {"error": "error", "warning": "warning", "note": "recommendation"}
#: The share of findings that are right, from which on GitHub's words for it hold; it sorts by them.
_PRECISIONS = ((0.95, "very-high"), (0.8, "high"), (0.5, "medium"), (0.0, "low"))
_MIME_TYPES = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "xliff": "application/xliff+xml",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
#: The longest `fullDescription` that GitHub takes, in code points.
_DESCRIPTION = 1000
#: The key of our fingerprints; the number goes up when they are made in another way.
_FINGERPRINT = "mtcheck/v1"

_NOT_CHECKED, _SKIPPED = "not-checked", "skipped"
_NOTIFICATIONS = {
    _NOT_CHECKED: "An article, or a part of the check, that was asked for and was not checked",
    _SKIPPED: "An optional engine or check that did not run",
}

_BRACE = re.compile(r"[{}]")
# What a viewer would take for a link: [text](target).
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")
_DRIVE = re.compile(r"[A-Za-z]:/")


def render(run: RunResult) -> str:
    return make_log(run, with_suppressed=True)


def make_log(run: RunResult, *, with_suppressed: bool) -> str:
    """Write the SARIF log.

    with_suppressed: whether findings that were decided on before are among the results.
    """
    findings = [finding for report in run.reports for finding in report.findings]
    if with_suppressed:
        findings += [suppressed.finding for report in run.reports for suppressed in report.suppressed]
    rules = _rules(findings)
    indices = {rule["id"]: index for index, rule in enumerate(rules)}
    results = [result for report in run.reports for result in _results(report, indices, with_suppressed)]
    invocation = {
        "executionSuccessful": run.exit_status != 2,
        "exitCode": run.exit_status,
        "toolExecutionNotifications": list(_notifications(run)),
    }
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(rules)},
                "invocations": [invocation],
                "columnKind": "unicodeCodePoints",
                "newlineSequences": ["\r\n", "\r", "\n"],
                "artifacts": list({uri(report.name): _artifact(report) for report in run.reports}.values()),
                "results": results,
                "properties": {"articles": [_article(report) for report in run.reports]},
            }
        ],
    }
    return to_json(log)


def _driver(rules: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": "mtcheck",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": DOCUMENTATION,
        "rules": rules,
        "notifications": [
            {"id": key, "shortDescription": {"text": text}} for key, text in _NOTIFICATIONS.items()
        ],
    }


def _rules(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """The descriptions of the rules that occur, by id."""
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.rule, finding)
    return [_rule(finding) for _, finding in sorted(first.items())]


def _rule(finding: Finding) -> dict[str, Any]:
    """The description of a finding's rule.

    It is what the rule declares; of relayed and house rules, what the catalogue and the finding say.
    """
    try:
        text = explanation(finding.rule)
    except UnknownRuleError:
        text = f"{finding.rule} {finding.name}"
    declared = _declared().get(finding.rule)
    if declared is not None:
        summary, confidence, severity = declared.summary, declared.confidence, declared.severity
        sections = declared.sections
        full = " ".join(f"{sections['What it finds']} {sections['Why it matters']}".split())
        markdown = "\n\n".join(f"### {heading}\n\n{body}" for heading, body in sections.items())
    else:
        summary, confidence, severity = finding.name.replace("-", " "), finding.confidence, finding.severity
        full = markdown = text
    level = _LEVELS[severity]
    rule: dict[str, Any] = {
        "id": finding.rule,
        "name": finding.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": full if len(full) <= _DESCRIPTION else full[: _DESCRIPTION - 1] + "…"},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": level},
        "properties": {
            "tags": finding.category.value.split("/"),
            "precision": next(word for least, word in _PRECISIONS if confidence >= least),
            "problem.severity": _PROBLEM_SEVERITIES[level],
        },
    }
    url = rule_page(finding.rule)
    if url is not None:
        rule["helpUri"] = url
    return rule


@cache
def _declared() -> dict[str, Declaration]:
    return {rule.id: rule for rule in declarations()}


def _results(report: Report, indices: dict[str, int], with_suppressed: bool) -> Iterator[dict[str, Any]]:
    for finding, known_as in zip(report.findings, report.fingerprints, strict=True):
        yield _result(report, finding, known_as, indices)
    for suppressed in report.suppressed if with_suppressed else ():
        known_as = fingerprint(report.document, suppressed.finding)
        result = _result(report, suppressed.finding, known_as, indices)
        yield {**result, "suppressions": [_suppression(suppressed)]}


def _suppression(suppressed: Suppressed) -> dict[str, Any]:
    suppression: dict[str, Any] = {
        "kind": "inSource" if suppressed.by == "inline" else "external",
        "properties": {"by": suppressed.by},
    }
    if suppressed.reason:
        suppression["justification"] = suppressed.reason
    return suppression


def _result(report: Report, finding: Finding, known_as: str, indices: dict[str, int]) -> dict[str, Any]:
    place = place_of(report, finding)
    region = _region(report, finding, place)
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(file_of(report))}}
    if region is not None:
        physical["region"] = {**region, "snippet": {"text": finding.text}}
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.unit:
        location["logicalLocations"] = [
            {"name": place.unit, "fullyQualifiedName": f"{place.path}/{place.unit}"}
        ]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": indices[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding.message)},
        "locations": [location],
        "partialFingerprints": {_FINGERPRINT: known_as},
        "properties": {
            "severity": finding.severity.value,
            "category": finding.category.value,
            "penalty": finding.penalty,
            "confidence": round(finding.confidence, 3),
            "engine": finding.engine,
            "suggestions": [suggestion.text for suggestion in finding.suggestions],
            "alsoReportedBy": list(finding.also_reported_by),
        },
    }
    if finding.suggestions and region is not None and is_replaceable(report, finding):
        # Without repetitions, which the schema forbids.
        texts = dict.fromkeys(suggestion.text for suggestion in finding.suggestions)
        result["fixes"] = [_fix(report, region, text) for text in texts]
    return result


def _fix(report: Report, region: dict[str, int], text: str) -> dict[str, Any]:
    """The replacement of a region with a text."""
    description = _message(f"Replace it with “{text}”." if text else "Delete it.")
    replacement = {"deletedRegion": region, "insertedContent": {"text": text}}
    return {
        "description": {"text": description},
        "artifactChanges": [
            {"artifactLocation": {"uri": uri(report.name)}, "replacements": [replacement]},
        ],
    }


def _region(report: Report, finding: Finding, place: FindingPlace) -> dict[str, int] | None:
    if place.range is None:
        return None
    line, column, end_line, end_column = place.range
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    document = report.document
    if document.units is None:
        # Offsets, as columns, leave out the byte-order mark, which a program drops when it decodes the file.
        location = document.locate(finding.start, finding.end)
        mark = int(document.text.startswith(BOM))
        start, end = max(location.start - mark, 0), max(location.end - mark, 0)
        region |= {"charOffset": start, "charLength": end - start}
    return region


def _message(text: str) -> str:
    """A message as SARIF writes plain text (§3.11.5, §3.11.6): braces doubled, links escaped."""
    return _LINK.sub(r"\\[", _BRACE.sub(lambda match: match.group() * 2, text))


def uri(name: str) -> str:
    """The address of an article: percent-encoded, relative where its path is."""
    path = article_path(name)
    try:
        encoded = path.encode("utf-8", "surrogateescape")  # a file name that is not UTF-8
    except UnicodeEncodeError:
        encoded = path.encode("utf-8", "replace")
    quoted = quote(encoded, safe="/")
    if path.startswith("/"):
        return "file://" + quoted
    return "file:///" + quoted.replace("%3A", ":", 1) if _DRIVE.match(path) else quoted


def _notifications(run: RunResult) -> Iterator[dict[str, Any]]:
    if not run.reports:
        yield _notification("error", _NOT_CHECKED, "There was nothing to check.")
    for report in run.reports:
        for cause in unchecked_parts(report):
            yield {
                **_notification("error", _NOT_CHECKED, f"{report.name}: {cause}"),
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(report.name)}}}],
            }
    for skip in skipped_checks(run.reports):
        level = "warning" if skip.required else "note"
        yield _notification(level, _SKIPPED, f"{skip.name} was skipped: {skip.reason}")


def _notification(level: str, kind: str, text: str) -> dict[str, Any]:
    return {"level": level, "descriptor": {"id": kind}, "message": {"text": _message(text)}}


def _artifact(report: Report) -> dict[str, Any]:
    document = report.document
    artifact: dict[str, Any] = {"location": {"uri": uri(report.name)}, "roles": ["analysisTarget"]}
    if document.format in _MIME_TYPES:
        artifact["mimeType"] = _MIME_TYPES[document.format]
    return artifact


def _article(report: Report) -> dict[str, Any]:
    """Scores and verdict of an article, for the property bag."""
    card = report.card
    return {
        "uri": uri(report.name),
        "verdict": report.verdict.value,
        "verdictReason": report.verdict_reason,
        "passed": report.passed,
        "gate": list(report.gate_reasons),
        "notChecked": list(unchecked_parts(report)),
        "words": report.words,
        "score": round(card.score, 3) if card else None,
        "interval": [round(end, 3) for end in card.interval] if card else None,
        "penaltyPer1000": round(card.penalty_per_1000, 3) if card else None,
        "estimate": round(card.estimate, 3) if card and card.estimate is not None else None,
        "sourceLanguage": report.pair.language if report.pair is not None else None,
        "reference": reference_scores(report),
        "smallSample": report.small_sample,
        "suppressed": len(report.suppressed),
        "signature": report.signature,
    }
