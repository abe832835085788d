"""SARIF 2.1.0, the exchange format of static analysis (OASIS; errata 01): for editors, dashboards, code
scanning.

One run, one result a finding. What was decided on before is there too, with its `suppressions`; GitHub shows
such results all the same, which is why there is a format `code-scanning` beside this one. What was not
checked, and what was skipped, stands among the notifications of the invocation; scores and verdicts stand in
the run's property bag.

In a .docx a line is a paragraph, in XLIFF, TMX and tables a segment; columns count within it, and there is no
`charOffset`. Fixes are given where the text alone would be replaced. A rule is described if it occurs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

from mtcheck.findings.finding import Finding, Severity
from mtcheck.findings.report import Report, fingerprint
from mtcheck.reports.formats import Run, article_path, is_replaceable, skipped_checks, unchecked_parts
from mtcheck.reports.page.beside import reference
from mtcheck.rules.base import Declaration
from mtcheck.rules.catalogue import DECLARED, explanation
from mtcheck.settings.selection import UnknownRuleError
from mtcheck.text.document import BOM

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NEUTRAL: "note",
}
_MIME_TYPES = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "xliff": "application/xliff+xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
#: The longest `fullDescription` that GitHub takes (code points).
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
_ADDRESS = re.compile(r"https?://[^\s()]+[^\s().,;]")
_DRIVE = re.compile(r"[A-Za-z]:/")


def render(run: Run) -> str:
    return log(run, with_suppressed=True)


def log(run: Run, *, with_suppressed: bool) -> str:
    """The SARIF log. with_suppressed: whether findings that were decided on before are among the results."""
    found = [
        *((report, finding) for report in run.reports for finding in report.findings),
        *((report, one.finding) for report in run.reports for one in report.suppressed if with_suppressed),
    ]
    rules = _rules(finding for _, finding in found)
    indices = {rule["id"]: index for index, rule in enumerate(rules)}
    results = [result for report in run.reports for result in _results(report, indices, with_suppressed)]
    document = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(rules)},
                "invocations": [
                    {
                        "executionSuccessful": run.exit_status != 2,
                        "exitCode": run.exit_status,
                        "toolExecutionNotifications": list(_notifications(run)),
                    }
                ],
                "columnKind": "unicodeCodePoints",
                "newlineSequences": ["\r\n", "\r", "\n"],
                "artifacts": list({uri(report.name): _artifact(report) for report in run.reports}.values()),
                "results": results,
                "properties": {"articles": [_article(report) for report in run.reports]},
            }
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _driver(rules: list[dict[str, Any]]) -> dict[str, Any]:
    from mtcheck.version import __version__

    return {
        "name": "mtcheck",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": rules,
        "notifications": [
            {"id": key, "shortDescription": {"text": text}} for key, text in _NOTIFICATIONS.items()
        ],
    }


def _rules(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.rule, finding)
    return [_rule(finding) for _, finding in sorted(first.items())]


def _rule(finding: Finding) -> dict[str, Any]:
    """The description of a finding's rule: what it declares; of relayed and house rules, what the
    catalogue and it say.
    """
    declared = _declared().get(finding.rule)
    try:
        text = explanation(finding.rule)
    except UnknownRuleError:
        text = f"{finding.rule} {finding.name}"
    if declared is not None:
        summary, confidence, severity = declared.summary, declared.confidence, declared.severity
        full = " ".join(
            (declared.sections["What it finds"] + " " + declared.sections["Why it matters"]).split()
        )
        markdown = "\n\n".join(f"### {heading}\n\n{body}" for heading, body in declared.sections.items())
    else:
        summary, confidence, severity = finding.name.replace("-", " "), finding.confidence, finding.severity
        full = markdown = text
    rule: dict[str, Any] = {
        "id": finding.rule,
        "name": finding.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": full if len(full) <= _DESCRIPTION else full[: _DESCRIPTION - 1] + "…"},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {
            "tags": finding.category.value.split("/"),
            "precision": _precision(confidence),
            "problem.severity": {"error": "error", "warning": "warning", "note": "recommendation"}[
                _LEVELS[severity]
            ],
        },
    }
    address = _ADDRESS.search(text) if finding.rule.startswith("GR-") else None
    if address:
        rule["helpUri"] = address.group()
    return rule


@cache
def _declared() -> dict[str, Declaration]:
    return {rule.id: rule for rule in DECLARED}


def _precision(confidence: float) -> str:
    """The word that GitHub sorts by, for the share of findings that are right."""
    return (
        "very-high"
        if confidence >= 0.95
        else "high"
        if confidence >= 0.8
        else "medium"
        if confidence >= 0.5
        else "low"
    )


def _results(report: Report, indices: dict[str, int], with_suppressed: bool) -> Iterator[dict[str, Any]]:
    for finding, known_as in zip(report.findings, report.fingerprints, strict=True):
        yield _result(report, finding, known_as, indices)
    for one in report.suppressed if with_suppressed else ():
        result = _result(report, one.finding, fingerprint(report.document, one.finding), indices)
        suppression = {"kind": "inSource" if one.by == "inline" else "external", "properties": {"by": one.by}}
        if one.reason:
            suppression["justification"] = one.reason
        yield {**result, "suppressions": [suppression]}


def _result(report: Report, finding: Finding, known_as: str, indices: dict[str, int]) -> dict[str, Any]:
    region = _region(report, finding)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": indices[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding.message)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri(report.name)},
                    "region": {**region, "snippet": {"text": finding.text}},
                }
            }
        ],
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
    if finding.suggestions and is_replaceable(report, finding):
        result["fixes"] = [
            {
                "description": {
                    "text": _message(
                        f"Replace it with “{suggestion.text}”." if suggestion.text else "Delete it."
                    )
                },
                "artifactChanges": [
                    {
                        "artifactLocation": {"uri": uri(report.name)},
                        "replacements": [
                            {"deletedRegion": region, "insertedContent": {"text": suggestion.text}}
                        ],
                    }
                ],
            }
            for suggestion in dict.fromkeys(finding.suggestions)  # the schema wants each once
        ]
    return result


def _region(report: Report, finding: Finding) -> dict[str, int]:
    document = report.document
    where = document.locate(finding.start, finding.end)
    region = {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }
    if document.units is None:
        # Like the columns, without the byte-order mark, which whoever decodes the file takes off.
        start, end = (max(at - document.text.startswith(BOM), 0) for at in (finding.start, finding.end))
        region |= {"charOffset": start, "charLength": end - start}
    return region


def _message(text: str) -> str:
    """A message as SARIF writes plain text (§3.11.5, §3.11.6): braces doubled, what would be a link
    escaped.
    """
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


def _notifications(run: Run) -> Iterator[dict[str, Any]]:
    if not run.reports:
        yield _notification("error", _NOT_CHECKED, "There was nothing to check.")
    for report in run.reports:
        for cause in unchecked_parts(report):
            yield {
                **_notification("error", _NOT_CHECKED, f"{report.name}: {cause}"),
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(report.name)}}}],
            }
    for skip in skipped_checks(run.reports):
        yield _notification(
            "warning" if skip.required else "note", _SKIPPED, f"{skip.name} was skipped: {skip.reason}"
        )


def _notification(level: str, kind: str, text: str) -> dict[str, Any]:
    return {"level": level, "descriptor": {"id": kind}, "message": {"text": _message(text)}}


def _artifact(report: Report) -> dict[str, Any]:
    document = report.document
    artifact: dict[str, Any] = {"location": {"uri": uri(report.name)}, "roles": ["analysisTarget"]}
    if document.format in _MIME_TYPES:
        artifact["mimeType"] = _MIME_TYPES[document.format]
    if document.units is not None:
        unit = "paragraph" if document.format == "docx" else "segment"
        artifact["description"] = {"text": f"A line is a {unit}; columns count within it."}
    return artifact


def _article(report: Report) -> dict[str, Any]:
    card = report.card
    return {
        "uri": uri(report.name),
        "passed": report.passed,
        "gate": list(report.gate_reasons),
        "notChecked": list(unchecked_parts(report)),
        "words": report.words,
        "score": round(card.score, 3) if card else None,
        "interval": [round(end, 3) for end in card.interval] if card else None,
        "penaltyPer1000": round(card.penalty_per_1000, 3) if card else None,
        "estimate": round(card.estimate, 3) if card and card.estimate is not None else None,
        "sourceLanguage": report.pair.language if report.pair is not None else None,
        "reference": reference(report),
        "smallSample": report.small_sample,
        "suppressed": len(report.suppressed),
        "signature": report.signature,
    }
