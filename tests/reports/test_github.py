"""Workflow commands as GitHub's runner reads them, and the command line where it runs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from sample_runs import finding, odd_run, report, runs, unchecked

from mtcheck.cli.main import main
from mtcheck.findings.finding import Severity
from mtcheck.reports.formats import FORMATS, RunResult, load
from mtcheck.reports.locations import article_path
from mtcheck.reports.wording import to_one_line
from mtcheck.text.document import Document
from mtcheck.text.printable import printable

COMMANDS = {"error", "warning", "notice"}


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    data: str


def parse(line: str) -> Command | None:
    """A line as the runner reads it: ActionCommand.TryParseV2, src/Runner.Common/ActionCommand.cs in
    actions/runner.
    """
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    name, _, given = line[2:end].partition(" ")
    pairs = (part.split("=", 1) for part in given.strip().split(",") if part)
    codes = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    properties = {pair[0]: unescaped(pair[1], codes) for pair in pairs if len(pair) == 2 and pair[1]}
    return Command(name, properties, unescaped(line[end + 2 :], {"%0D": "\r", "%0A": "\n", "%25": "%"}))


def unescaped(text: str, codes: dict[str, str]) -> str:
    for code, character in codes.items():
        text = text.replace(code, character)
    return text


def commands(run: RunResult) -> list[Command]:
    return [command for line in load("github")(run).split("\n") if (command := parse(line))]


def test_a_finding_is_an_annotation_on_its_line() -> None:
    document = Document("The first line.\nThey do not not know.", name="letters/a, 100%: b.txt")
    doubled = finding(
        document,
        "not not",
        "MT505",
        name="doubled-word",
        message="“not not”: one is 100% enough.",
        suggestions=["not"],
    )
    _, command = commands(RunResult((report(document, doubled),)))
    assert command == Command(
        "error",
        {
            "file": "letters/a, 100%: b.txt",
            "line": "2",
            "endLine": "2",
            "col": "9",
            "endColumn": "16",
            "title": "MT505 doubled-word",
        },
        "“not not”: one is 100% enough. (meant: not)",
    )


def test_errors_are_critical_and_major_and_the_worst_comes_first() -> None:
    document = Document("one two three four")
    findings = [
        finding(document, word, word, severity=severity)
        for word, severity in zip(
            document.text.split(),
            (Severity.NEUTRAL, Severity.MAJOR, Severity.MINOR, Severity.CRITICAL),
            strict=True,
        )
    ]
    run = RunResult(
        (report(document, *findings, gate_reasons=("1 finding of severity critical or worse",)), unchecked())
    )
    shown = [(command.name, command.properties["title"]) for command in commands(run)]
    assert shown == [
        ("error", "mtcheck: not checked"),
        ("error", "mtcheck: gate"),
        ("notice", "mtcheck: verdict"),
        ("error", "four verb-form"),
        ("error", "two verb-form"),
        ("warning", "three verb-form"),
        ("notice", "one verb-form"),
    ]


def test_ten_of_each_kind_are_shown_and_the_worst_of_each_article_are_among_them() -> None:
    documents = [Document("be " * 12, name=f"{number}.txt") for number in range(3)]
    articles = [
        report(
            document,
            *(
                finding(document, "be", f"MT{number}0{column % 10}", severity=severity, number=column)
                for column in range(12)
            ),
        )
        for number, (document, severity) in enumerate(
            zip(documents, (Severity.MAJOR, Severity.MINOR, Severity.CRITICAL), strict=True)
        )
    ]
    run = RunResult(tuple(articles))
    shown = [command for command in commands(run) if "mtcheck: " not in command.properties["title"]]
    assert Counter(command.name for command in shown) == {"error": 10, "warning": 10}
    assert [command.properties["file"] for command in shown[:4]] == ["2.txt", "0.txt", "1.txt", "2.txt"]
    assert (
        "mtcheck: 16 annotations not shown, because GitHub shows 10 errors, 10 warnings and 10 notices a"
        in (load("github")(run))
    )
    assert "0.txt 11, 2.txt 3, 1.txt 2. A report in another format (-o) has them all." in load("github")(run)


def test_columns_are_given_on_one_line_only() -> None:
    document = Document("it\r\nseem so")
    _, command = commands(RunResult((report(document, finding(document, "it\r\nseem")),)))
    assert {"line", "endLine"} < set(command.properties)
    assert not {"col", "endColumn"} & set(command.properties)


@settings(deadline=None)
@given(runs())
def test_the_runner_reads_what_was_meant_and_no_other_command(run: RunResult) -> None:
    lines = load("github")(run).encode("utf-8", "replace").decode().removesuffix("\n").split("\n")
    parsed = [parse(line) for line in lines]
    findings = [(report, finding) for report in run.reports for finding in report.findings]
    read = [
        command for command in parsed if command and not command.properties["title"].startswith("mtcheck: ")
    ]
    given = Counter(
        (
            to_one_line(expected.message),
            printable(article_path(article.name)),
            printable(f"{expected.rule} {expected.name}"),
        )
        for article, expected in findings
    )
    assert max(Counter(command.name for command in parsed if command).values(), default=0) <= 10
    assert len(read) == len(findings) or any(" not shown, because GitHub shows 10" in line for line in lines)
    for command in read:
        place = command.properties.get("file", ""), command.properties["title"]
        alike = [key for key in given if command.data.startswith(key[0]) and key[1:] == place]
        match = max(alike, key=lambda key: len(key[0]))
        given -= Counter([match])
    for line, command in zip(lines, parsed, strict=True):
        if command:
            assert command.name in COMMANDS
        else:
            assert line.startswith("mtcheck: ")
            assert "##[" not in line


def test_the_log_has_a_verdict_an_article_what_was_skipped_and_what_was_decided_on() -> None:
    shown = load("github")(odd_run())
    assert "mtcheck: clean.txt: pass: nothing fails it (5 words, 0 critical, 0 major, 0 minor)" in shown
    assert "mtcheck: letters/b.txt: not checked: it is a binary file" in shown
    assert "mtcheck: ./b.md: not checked: only in part; languagetool did not check everything" in shown
    assert "::notice title=mtcheck%3A verdict::5 articles: 2 not checked, 1 fail, 2 pass.\n" in shown
    assert "mtcheck: 2 findings were decided before: 1 baseline, 1 inline." in shown
    assert "mtcheck: skipped: languagetool: there is no Java | here" in shown
    assert shown.count("there is no Java") == 1


def test_nothing_to_check_is_an_error() -> None:
    (command,) = commands(RunResult(()))
    assert command.name == "error"


CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate.\n"
DAMAGED = CLEAN + "They do not not know when the school will open.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "a.txt").write_text(DAMAGED)
    return tmp_path


def run(*arguments: str) -> Result:
    alone = ["--no-engine", "harper", "--no-engine", "languagetool", "--no-model"]
    return CliRunner().invoke(main, ["check", *arguments, *alone])


def check(*arguments: str) -> Result:
    return run("a.txt", *arguments)


def test_auto_is_github_in_its_actions_and_text_elsewhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check("--format", "auto").stdout == check().stdout
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert (
        "::error file=a.txt,line=2,endLine=2,col=9,endColumn=16,title=MT505 doubled-word::"
        in check("--format", "auto").stdout
    )
    assert check().stdout == check("--format", "text").stdout


def test_the_summary_of_the_step_is_appended_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "summary.md").write_text("# Before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    check("--format", "text")
    assert (folder / "summary.md").read_text() == "# Before\n"
    status = check("--format", "github").exit_code
    written = (folder / "summary.md").read_text("utf-8")
    assert written.startswith("# Before\n## mtcheck: ")
    assert "MT505" in written
    assert status == check("--fail-on", "critical").exit_code


def test_a_summary_that_cannot_be_written_is_said_and_status_two(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "no" / "such" / "summary.md"))
    result = check("--format", "auto", "--fail-on", "never")
    assert result.exit_code == 2
    assert "the summary could not be written" in result.stderr
    assert "::error" in result.stdout


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("a.sarif", '{\n  "$schema"'),
        ("a.xml", "<?xml"),
        ("a.md", "## mtcheck"),
        ("github=a.log", "::"),
        ("gitlab=a.json", "[\n"),
        ("rdjson=b.json", "{\n"),
        ("code-scanning=c.json", "{\n"),
    ],
)
def test_every_format_can_be_written_to_a_file(folder: Path, name: str, beginning: str) -> None:
    check("-o", name)
    assert (
        (folder / name.partition("=")[2] if "=" in name else folder / name)
        .read_text("utf-8")
        .startswith(beginning)
    )


def test_a_report_never_replaces_an_article(folder: Path) -> None:
    result = check("-o", "text=./a.txt")
    assert result.exit_code == 2
    assert "./a.txt: the report would replace an article" in result.stderr
    assert (folder / "a.txt").read_text() == DAMAGED


def test_a_report_of_an_earlier_run_is_no_article(folder: Path) -> None:
    for _ in range(2):
        result = run(".", "-o", "report.md", "-o", "b.txt")
        assert result.exit_code == 0
        assert (folder / "report.md").read_text("utf-8").startswith("## mtcheck: too short to tell")
    assert "report.md" not in result.stdout
    assert "report.md" in run("report.md").stdout


def test_the_help_and_the_error_name_every_format(folder: Path) -> None:
    shown = " ".join(CliRunner().invoke(main, ["check", "--help"], terminal_width=200).output.split())
    wrong = check("--format", "pdf").stderr
    for name in (*FORMATS, "auto"):
        assert name in shown
        assert name in wrong
