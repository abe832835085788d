"""rdjson against reviewdog's schema, and against the bytes that its positions mean."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import HealthCheck, given, settings
from sample_runs import finding, odd_run, report, runs

from mtcheck.findings.finding import Severity
from mtcheck.reports.formats import RunResult, load
from mtcheck.text.document import Document

SCHEMA = jsonschema.Draft4Validator(
    json.loads((Path(__file__).parent / "schemas" / "rdjson.json").read_text("utf-8"))
)


def diagnostics(run: RunResult) -> list[dict[str, Any]]:
    result = json.loads(load("rdjson")(run).encode("utf-8", "replace"))
    SCHEMA.validate(result)
    assert result["source"]["name"] == "mtcheck"
    diagnostics = result["diagnostics"]
    assert isinstance(diagnostics, list)
    return diagnostics


def offset(data: bytes, position: dict[str, int]) -> int:
    """Where a position lies in the file: lines from 1, columns in bytes from 1."""
    lines = re.split(rb"(?<=\n)|(?<=\r)(?!\n)", data)
    return sum(map(len, lines[: position["line"] - 1])) + position["column"] - 1


def written(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def replaced(data: bytes, suggestion: dict[str, Any]) -> bytes:
    start, end = (offset(data, suggestion["range"][end]) for end in ("start", "end"))
    return data[:start] + written(suggestion["text"]) + data[end:]


def test_columns_are_bytes() -> None:
    document = Document("a𐐀b seem. “So” it be.")
    (diagnostic,) = diagnostics(RunResult((report(document, finding(document, "be", suggestions=["is"])),)))
    assert diagnostic["location"]["range"] == {
        "start": {"line": 1, "column": 26},
        "end": {"line": 1, "column": 28},
    }
    assert replaced(written(document.text), diagnostic["suggestions"][0]).decode() == "a𐐀b seem. “So” it is."


def test_a_byte_order_mark_is_three_bytes_of_the_first_line() -> None:
    document = Document("\ufeffSo it be.\nIt be.")
    first, second = diagnostics(
        RunResult(
            (
                report(
                    document, finding(document, "be", suggestions=["is"]), finding(document, "be", number=1)
                ),
            )
        )
    )
    assert first["location"]["range"]["start"] == {"line": 1, "column": 10}
    assert second["location"]["range"]["start"] == {"line": 2, "column": 4}
    assert replaced(written(document.text), first["suggestions"][0]) == written("\ufeffSo it is.\nIt be.")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(runs())
def test_every_range_is_the_text_that_was_meant(run: RunResult) -> None:
    locations = [diagnostic["location"] for diagnostic in diagnostics(run)]
    ranges = [location["range"] for location in locations if "range" in location]
    findings = [(article, finding) for article in run.reports for finding in article.findings]
    assert len(ranges) == len(findings)
    for place, (article, expected) in zip(ranges, findings, strict=True):
        data = written(article.document.text)
        assert data[offset(data, place["start"]) : offset(data, place["end"])] == written(expected.text)


def test_no_suggestion_takes_markup_along_or_edits_a_docx() -> None:
    by_place = {
        (diagnostic["location"]["path"], diagnostic["code"]["value"]): diagnostic
        for diagnostic in diagnostics(odd_run())
    }
    assert "suggestions" in by_place["b.md", "MT501"]
    assert "suggestions" not in by_place["c.docx", "MT501"]
    assert "suggestions" not in by_place["b.md", "MT101"]


def test_severities() -> None:
    document = Document("So it be.")

    def shown(severity: Severity) -> str:
        run = RunResult((report(document, finding(document, "be", severity=severity)),))
        return str(diagnostics(run)[0]["severity"])

    assert [shown(severity) for severity in Severity] == ["INFO", "WARNING", "ERROR", "ERROR"]


def test_what_was_not_checked_the_gate_and_what_was_skipped_have_no_range() -> None:
    """Nor has a .docx, which has no lines."""
    remarks = [
        (diagnostic["code"]["value"], diagnostic["severity"], diagnostic["location"]["path"])
        for diagnostic in diagnostics(odd_run())
        if "range" not in diagnostic["location"]
    ]
    assert remarks == [
        ("gate", "ERROR", "a b/ü,%|@x`[1].txt"),
        ("not-checked", "ERROR", "b.md"),
        ("MT501", "ERROR", "c.docx"),
        ("not-checked", "ERROR", "letters/b.txt"),
        ("skipped", "INFO", "a b/ü,%|@x`[1].txt"),
        ("skipped", "INFO", "b.md"),
    ]
    assert diagnostics(RunResult(()))[0]["severity"] == "ERROR"
