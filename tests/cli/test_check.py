"""The command line as a user meets it: exit statuses, streams, messages."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mtcheck.cli.main import main

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "fixtures" / "trump-putin-call.txt"
CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate.\n"
ALONE = ["--no-engine", "harper", "--no-engine", "languagetool", "--no-model"]


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


def check(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return run("check", *arguments, *ALONE, stdin=stdin)


def test_a_clean_article_passes() -> None:
    Path("a.txt").write_text(CLEAN)
    result = check("a.txt")
    assert result.exit_code == 0
    assert "too short to tell: 17 words; no errors were found" in result.stdout
    assert "Signature: mtcheck:" in result.stdout


def test_the_sample_article_fails_the_default_gate_and_writes_its_report() -> None:
    result = check(str(SAMPLE), "-o", "report.csv", "-o", "json=report.data")
    assert result.exit_code == 1
    assert "  fail: score " in result.stdout
    assert "bloody bush" in Path("report.csv").read_text()
    assert json.loads(Path("report.data").read_text())["exit_status"] == 1


def test_a_report_on_standard_output_stands_there_alone() -> None:
    result = check(str(SAMPLE), "-o", "json=-", "-o", "report.csv", "--format", "github")
    assert json.loads(result.stdout)["exit_status"] == 1
    assert Path("report.csv").exists()
    result = check(str(SAMPLE), "-o", "json=-", "-o", "csv=-")
    assert result.exit_code == 2
    assert "one report, not json and csv" in result.stderr


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (None, "there is no such settings file"),
        (b"select = ['MT1'] # \xe9", "is not UTF-8; save it as UTF-8"),
    ],
)
def test_a_settings_file_that_cannot_be_read_is_told_in_words(content: bytes | None, cause: str) -> None:
    if content is not None:
        Path("desk.toml").write_bytes(content)
    result = check(str(SAMPLE), "--config", "desk.toml")
    assert result.exit_code == 2
    assert f"desk.toml: {cause}" in result.stderr


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["--fail-on", "never"], 0),
        (["--fail-on", "minor"], 1),
        (["--fail-on", "critical"], 0),
        (["--fail-on", "never", "--min-score", "99.9"], 1),
        (["--min-score", "1"], 0),
        (["--ignore", "MT505", "--fail-on", "minor"], 0),
        (["--select", "MT4", "--fail-on", "minor"], 0),
    ],
)
def test_the_gate(options: list[str], status: int) -> None:
    Path("a.txt").write_text(CLEAN + "They said that they do not not know when the the school will open.\n")
    assert check("a.txt", *options).exit_code == status


def test_what_cannot_be_checked_is_said_and_nothing_else_is_lost() -> None:
    Path("a.txt").write_text(CLEAN)
    Path("empty.txt").write_text("")
    Path("bin.txt").write_bytes(bytes(range(256)) * 20)
    Path("german.txt").write_text(
        "Der Rat hat am Dienstag getagt und den Haushalt für die neue Schule beschlossen. " * 5
    )
    Path("folder").mkdir()
    result = check(
        "a.txt",
        "empty.txt",
        "bin.txt",
        "german.txt",
        "missing.txt",
        "folder",
        "*.nothing",
        "--format",
        "json",
    )
    assert result.exit_code == 2
    articles = {article["file"]: article for article in json.loads(result.stdout)["articles"]}
    assert articles.pop("a.txt")["score"] is not None
    assert set(articles) == {"empty.txt", "bin.txt", "german.txt", "missing.txt", "folder", "*.nothing"}
    for name, article in articles.items():
        assert article["score"] is None
        assert article["not_checked"]
        assert f"mtcheck: {name}: " in result.stderr


def test_standard_input_in_the_format_its_name_says() -> None:
    assert check("-", stdin=CLEAN).exit_code == 0
    result = check(
        "-", "--stdin-filename", "a.html", "--format", "json", stdin=f"<p>{CLEAN}</p><script>the the</script>"
    )
    article = json.loads(result.stdout)["articles"][0]
    assert (article["file"], article["format"], article["findings"]) == ("a.html", "html", [])
    assert check("-", stdin=b"").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.txt", "--select", "MT5O5"], "did you mean MT5"),
        (["a.txt", "--ignore", "XX1"], "mtcheck rules"),
        (["a.txt", "-o", "report"], "format"),
        (["a.txt", "--format", "pdf"], "csv"),
        (["a.txt", "--fail-on", "majro"], "major"),
        (["a.txt", "--min-score", "200"], "between 0 and 100"),
        (["a.txt", "--config", "none.toml"], "none.toml"),
    ],
)
def test_wrong_usage_is_status_two_and_says_what_would_do(arguments: list[str], message: str) -> None:
    Path("a.txt").write_text(CLEAN)
    result = check(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_settings_file_is_found_and_a_wrong_key_is_an_error() -> None:
    Path("a.txt").write_text(CLEAN + "They do not not know what to say about it.\n")
    Path("mtcheck.toml").write_text('fail-on = "minor"\n')
    assert check("a.txt").exit_code == 1
    assert check("a.txt", "--fail-on", "never").exit_code == 0
    Path("mtcheck.toml").write_text('fail-no = "minor"\n')
    result = check("a.txt")
    assert result.exit_code == 2
    assert "did you mean “fail-on”" in result.stderr


def test_a_report_that_cannot_be_written_is_status_two_and_the_others_are_written() -> None:
    Path("a.txt").write_text(CLEAN)
    result = check("a.txt", "-o", "no/such/folder/a.csv", "-o", "b.csv")
    assert result.exit_code == 2
    assert "no/such/folder/a.csv" in result.stderr
    assert Path("b.csv").exists()
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "b.csv"]


def test_a_required_engine_that_is_not_here_is_status_two(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(CLEAN)
    result = run("check", "a.txt", "--no-engine", "harper", "--languagetool-url", "http://127.0.0.1:9")
    assert result.exit_code == 2
    assert "languagetool" in result.stderr
    result = run(
        "check",
        "a.txt",
        "--no-engine",
        "harper",
        "--languagetool-url",
        "http://127.0.0.1:9",
        "--format",
        "csv",
    )
    assert "languagetool" in result.stdout.splitlines()[1]


def test_nothing_is_printed_in_quiet_mode_but_trouble() -> None:
    Path("a.txt").write_text(CLEAN)
    result = check("a.txt", "missing.txt", "-q")
    assert result.stdout == ""
    assert "missing.txt" in result.stderr


def test_two_runs_print_the_same_bytes() -> None:
    assert check(str(SAMPLE), "--format", "csv").stdout == check(str(SAMPLE), "--format", "csv").stdout


def test_a_closed_pipe_is_no_traceback() -> None:
    command = f"{sys.executable} -m mtcheck check {SAMPLE} {' '.join(ALONE)} | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.stdout.count("\n") == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_an_interrupted_run_ends_with_the_status_of_an_interrupt() -> None:
    os.mkfifo("article.txt")
    process = subprocess.Popen(
        [sys.executable, "-m", "mtcheck", "check", "article.txt", *ALONE],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with (
        process,
        Path("article.txt").open("wb"),
    ):  # opened when it is being read, which goes on until we close it
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        said = process.stderr.read()
    assert process.returncode == 128 + signal.SIGINT
    assert "Traceback" not in said
    assert "interrupted" in said


def test_an_interrupt_is_never_the_status_of_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(start: Path) -> Path:
        raise KeyboardInterrupt

    Path("a.txt").write_text(CLEAN)
    monkeypatch.setattr("mtcheck.cli.options.find", interrupted)
    result = check("a.txt")
    assert result.exit_code == 128 + signal.SIGINT
    assert "interrupted" in result.stderr


def test_a_run_to_the_terminal_loads_no_heavy_library() -> None:
    code = (
        "import sys\nfrom mtcheck.cli.main import main\n"
        f"try: main({['check', str(SAMPLE), *ALONE]!r})\nexcept SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'lxml', 'docx', 'markdown_it', 'language_tool_python', 'requests',"
        " 'harper', 'sacrebleu', 'mtcheck.rules.source.mt601_same_as_source'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == "[]"


def test_the_catalogue_lists_and_explains_every_rule() -> None:
    listed = json.loads(run("rules", "--format", "json").stdout)
    for rule in listed:
        explained = run("explain", rule["id"])
        assert explained.exit_code == 0
        assert rule["name"] in explained.stdout
        assert "What it finds" in explained.stdout
        assert rule["id"] in run("rules").stdout
        assert f"| {rule['id']} |" in run("rules", "--format", "markdown").stdout
    assert run("explain", "GR-HARPER-SpellCheck").exit_code == 0
    assert "--sensitivity" in run("explain", "GM101").stdout
    wrong = run("explain", "MT5O5")
    assert wrong.exit_code == 2
    assert "did you mean MT5" in wrong.stderr


def test_the_doctor_names_every_engine() -> None:
    result = run("engines")
    assert result.exit_code == 0
    assert "harper" in result.stdout
    assert "languagetool" in result.stdout
