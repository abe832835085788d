"""rdjson against reviewdog's schema, and against the bytes that its positions mean."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import HealthCheck, given, settings
from sample_runs import finding, odd_run, report, runs

from mtcheck.findings.finding import Finding, Severity
from mtcheck.reports.formats import RunResult, load
from mtcheck.text.document import Document

SCHEMA = jsonschema.Draft4Validator(
    json.loads((Path(__file__).parent / "schemas" / "rdjson.json").read_text("utf-8"))
)


def diagnostics(run: RunResult) -> list[dict[str, Any]]:
    result = json.loads(load("rdjson")(run).encode("utf-8", "replace"))
    SCHEMA.validate(result)
    assert result["source"]["name"] == "mtcheck"
    found = result["diagnostics"]
    assert isinstance(found, list)
    return found


def offset(data: bytes, position: dict[str, int]) -> int:
    """Where a position lies in the file: lines from 1, columns in bytes from 1."""
    lines = re.split(rb"(?<=\n)|(?<=\r)(?!\n)", data)
    return sum(map(len, lines[: position["line"] - 1])) + position["column"] - 1


def written(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def replaced(data: bytes, suggestion: dict[str, Any]) -> bytes:
    start, end = (offset(data, suggestion["range"][at]) for at in ("start", "end"))
    return data[:start] + written(suggestion["text"]) + data[end:]


def test_columns_are_bytes() -> None:
    document = Document("a𐐀b seem. “So” it be.")
    (one,) = diagnostics(RunResult((report(document, finding(document, "be", suggestions=["is"])),)))
    assert one["location"]["range"] == {"start": {"line": 1, "column": 26}, "end": {"line": 1, "column": 28}}
    assert replaced(written(document.text), one["suggestions"][0]).decode() == "a𐐀b seem. “So” it is."


def test_a_byte_order_mark_is_three_bytes_of_the_first_line() -> None:
    document = Document("\ufeffSo it be.\nIt be.")
    found = diagnostics(
        RunResult(
            (
                report(
                    document, finding(document, "be", suggestions=["is"]), finding(document, "be", number=1)
                ),
            )
        )
    )
    assert [one["location"]["range"]["start"] for one in found] == [
        {"line": 1, "column": 10},
        {"line": 2, "column": 4},
    ]
    assert replaced(written(document.text), found[0]["suggestions"][0]) == written("\ufeffSo it is.\nIt be.")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(runs())
def test_every_range_is_the_text_that_was_meant(run: RunResult) -> None:
    found = [one for one in diagnostics(run) if "range" in one["location"]]
    meant = [(article, each) for article in run.reports for each in article.findings]
    assert len(found) == len(meant)
    for one, (article, each) in zip(found, meant, strict=True):
        data, place = written(article.document.text), one["location"]["range"]
        assert data[offset(data, place["start"]) : offset(data, place["end"])] == written(each.text)


def test_no_suggestion_takes_markup_along_or_edits_a_docx() -> None:
    found = {
        one["location"]["path"]: one for one in diagnostics(odd_run()) if one["code"]["value"] == "MT501"
    }
    assert "suggestions" in found["b.md"]
    assert "suggestions" not in found["c.docx"]
    (marked,) = [
        one
        for one in diagnostics(odd_run())
        if one["location"]["path"] == "b.md" and one["code"]["value"] == "MT101"
    ]
    assert "suggestions" not in marked


def test_severities() -> None:
    document = Document("So it be.")

    def severity(of: Severity) -> str:
        one: Finding = finding(document, "be", severity=of)
        return str(diagnostics(RunResult((report(document, one),)))[0]["severity"])

    assert [severity(one) for one in Severity] == ["INFO", "WARNING", "ERROR", "ERROR"]


def test_what_was_not_checked_the_gate_and_what_was_skipped_have_no_range() -> None:
    said = [
        (one["code"]["value"], one["severity"], one["location"]["path"])
        for one in diagnostics(odd_run())
        if "range" not in one["location"]
    ]
    assert said == [
        ("gate", "ERROR", "a b/ü,%|@x`[1].txt"),
        ("not-checked", "ERROR", "b.md"),
        ("not-checked", "ERROR", "letters/b.txt"),
        ("skipped", "INFO", "a b/ü,%|@x`[1].txt"),
        ("skipped", "INFO", "b.md"),
    ]
    assert diagnostics(RunResult(()))[0]["severity"] == "ERROR"
