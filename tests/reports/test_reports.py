"""All formats over the same few reports: the row contract, the schema, the terminal."""

from __future__ import annotations

import csv
import io
import json
from importlib import resources

import jsonschema
import pytest

from mtcheck.findings.finding import Category, Finding, Severity, Suggestion
from mtcheck.findings.report import Report, Skipped, fingerprint
from mtcheck.findings.rows import COLUMNS
from mtcheck.findings.score import scorecard
from mtcheck.reports.formats import FORMATS, RunResult, format_of, load
from mtcheck.text.document import Document

TEXT = "=SUM(A1) is where it be happen. The rest 😀 is \r\nfine, and long enough."


def finding(text: str, rule: str = "MT501", message: str = "test", source: str = TEXT) -> Finding:
    start = source.index(text)
    return Finding(
        rule,
        "verb-form",
        Category.GRAMMAR,
        Severity.MAJOR,
        start,
        start + len(text),
        text,
        message,
        (Suggestion("happens"),),
    )


def report(*findings: Finding, text: str = TEXT, name: str = "a.txt", **fields: object) -> Report:
    document = Document(text, name=name)
    return Report(document, findings, scorecard(document, findings), "mtcheck:0|rules:x", **fields)  # type: ignore[arg-type]


def unchecked(name: str = "b.txt") -> Report:
    return Report(
        Document("", name=name), (), None, "mtcheck:0|rules:x", not_checked="b.txt is a binary file"
    )


def rows(*reports: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(load("csv")(RunResult(reports)), newline="")))


def test_the_csv_header_is_the_documented_one() -> None:
    header = (
        "file,line,column,end_line,end_column,start,end,rule,name,category,severity,penalty,confidence,text,suggestion,message,"
        "sentence,sentence_score,article_score,article_words,engine,also_reported_by,fingerprint,signature"
    )
    assert load("csv")(RunResult(())).splitlines() == [header]
    assert ",".join(COLUMNS) == header


def test_one_row_a_finding_with_offsets_as_integers_and_scores_on_every_row() -> None:
    first, second = rows(report(finding("be happen"), finding("fine")))
    assert (first["start"], first["end"], first["line"], first["column"]) == ("21", "30", "1", "22")
    assert second["line"] == "2"
    assert first["text"] == "be happen"
    assert first["suggestion"] == "happens"
    assert first["article_score"] == second["article_score"] != ""
    assert first["sentence"] == "'=SUM(A1) is where it be happen."
    assert first["sentence_score"] != ""


def test_an_article_without_findings_has_a_row_and_one_that_was_not_checked_says_why() -> None:
    clean, broken = rows(report(), unchecked())
    assert (clean["file"], clean["rule"], clean["start"], clean["article_score"]) == (
        "a.txt",
        "",
        "",
        "100.0",
    )
    assert (broken["file"], broken["article_score"], broken["message"]) == (
        "b.txt",
        "",
        "b.txt is a binary file",
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_cell_never_starts_a_formula(start: str) -> None:
    text = f"{start}cmd is here."
    (row,) = rows(report(finding(f"{start}cmd", source=text), text=text, name="=a.txt"))
    assert row["text"] == f"'{start}cmd"
    assert row["file"] == "'=a.txt"
    assert row["sentence"].startswith("'") or start == "\t"


def test_json_follows_its_schema_and_says_the_same() -> None:
    run = RunResult(
        (report(finding("be happen"), skipped=(Skipped("languagetool", "no Java"),)), unchecked())
    )
    data = json.loads(load("json")(run))
    schema = json.loads((resources.files("mtcheck.reports") / "report.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema)
    assert data["exit_status"] == 2
    checked, broken = data["articles"]
    assert checked["findings"][0]["text"] == "be happen"
    assert checked["skipped"] == [{"name": "languagetool", "reason": "no Java", "required": False}]
    assert (broken["score"], broken["not_checked"]) == (None, "b.txt is a binary file")


def test_the_terminal_view_underlines_the_words_meant() -> None:
    lines = load("text")(RunResult((report(finding("be happen")),))).splitlines()
    underline = next(number for number, line in enumerate(lines) if "^^^" in line)
    start, end = lines[underline].index("^"), lines[underline].rindex("^") + 1
    assert lines[underline - 1][start:end] == "be happen"
    assert not any("\x1b" in line for line in lines)
    assert "\x1b[" in load("text")(RunResult((report(finding("be happen")),), color=True))


def test_the_terminal_view_obeys_no_control_character_of_the_text() -> None:
    text = "This is \x1b[31mred\x07 text."
    shown = load("text")(RunResult((report(finding("\x1b[31mred\x07", source=text), text=text),)))
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "<U+001B>" in shown


def test_no_line_of_the_terminal_view_is_a_command_to_a_ci_runner() -> None:
    text = "::error::This be happen."
    shown = load("text")(RunResult((report(finding("be happen", source=text), text=text),)))
    assert "::error::This be happen" in shown
    assert not any(line.strip().startswith("::") for line in shown.splitlines())


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_what_was_not_checked_and_what_was_skipped_or_failed(name: str) -> None:
    partial = report(
        finding("fine"),
        problems=("languagetool did not check everything: it died",),
        skipped=(Skipped("harper", "left out"),),
    )
    shown = load(name)(RunResult((partial, unchecked())))
    assert "it died" in shown
    assert "binary" in shown
    if name != "csv":  # where the signature names it
        assert "left out" in shown


def test_exit_status_two_wins_over_one() -> None:
    failed = report(gate_reasons=("score",))
    assert RunResult((report(),)).exit_status == 0
    assert RunResult((report(), failed)).exit_status == 1
    assert RunResult((failed, unchecked())).exit_status == 2
    assert RunResult((failed, report(problems=("x",)))).exit_status == 2
    assert RunResult(()).exit_status == 2


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("a.csv", ("csv", "a.csv")),
        ("A.JSON", ("json", "A.JSON")),
        ("csv=out.dat", ("csv", "out.dat")),
        ("json=-", ("json", "-")),
    ],
)
def test_the_ending_or_a_prefix_names_the_format(target: str, expected: tuple[str, str]) -> None:
    assert format_of(target) == expected


@pytest.mark.parametrize("target", ["report", "report.xyz", "csv=", "xyz=report"])
def test_an_output_without_a_format_is_an_error(target: str) -> None:
    with pytest.raises(ValueError, match=r"format|file"):
        format_of(target)


def test_a_fingerprint_survives_edits_above_and_below_but_not_of_its_words() -> None:
    document = Document(TEXT)
    moved = Document("A new first paragraph.\n\n" + TEXT + " More text.")
    first, second = finding("be happen"), finding("be happen", source=moved.text)
    assert fingerprint(document, first) == fingerprint(moved, second)
    assert fingerprint(document, first) != fingerprint(document, finding("fine"))


def test_a_frame_has_the_columns_and_types_of_the_csv() -> None:
    frame = report(finding("be happen")).to_frame()
    assert list(frame.columns) == list(COLUMNS)
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == COLUMNS
    assert str(report().to_frame()["start"].dtype) == "Int64"
