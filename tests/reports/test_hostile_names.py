"""What comes from outside (names, ids, messages, suggestions) writes no command, in any format."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sample_runs import SIGNATURE, finding, report

from mtcheck.findings.report import Report, Skipped
from mtcheck.reports.formats import FORMATS, RunResult, load
from mtcheck.text.document import Document

HOSTILE = "n\n::error::x\r\x1b]0;title\x07\x1b[2J\u202e##[command]\x9b31m"
#: What no output may have: characters that a terminal acts on, other than line ends.
_ACTED_ON = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@pytest.fixture(scope="module")
def run() -> RunResult:
    document = Document(f"The vote was be put off. {HOSTILE} It ends here.", name=HOSTILE)
    found = finding(
        document, "was be", rule=f"GR-LT-{HOSTILE}", name=HOSTILE, message=HOSTILE, suggestions=[HOSTILE]
    )
    skipped = (Skipped(HOSTILE, HOSTILE),)
    reasons = {"gate_reasons": (HOSTILE,), "problems": (HOSTILE,), "skipped": skipped}
    unread = Report(Document("", name=f"::error::{HOSTILE}"), (), None, SIGNATURE, not_checked=HOSTILE)
    return RunResult((report(document, found, **reasons), unread))


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "csv"])
def test_no_format_hands_on_a_command(format: str, run: RunResult) -> None:
    rendered = load(format)(run)
    if format in ("html", "junit"):  # of articles in them, whose line ends are kept
        rendered = rendered.replace("\r", "\n")
    assert not _ACTED_ON.search(rendered)
    if format not in ("github", "html", "junit"):
        assert not re.search(r"^\s*::", rendered, re.MULTILINE)
    if format in ("text", "github"):
        lines = rendered.splitlines()
        commands = {line.lstrip().split("=")[0] for line in lines if line.lstrip().startswith("::")}
        assert commands <= {"::error file", "::warning file", "::notice file", "::notice title"}
        assert not any("##[" in line for line in lines if not line.startswith("::"))


def test_a_table_for_programs_keeps_the_text_and_quotes_it(run: RunResult) -> None:
    """CSV holds the name as it is, because programs look the file up by it; its cells are quoted."""
    assert f'"{HOSTILE}"' in load("csv")(run)


@pytest.mark.parametrize(
    "options", [[], ["--format", "github"], ["-q"], ["--diff"], ["--source", "no\n::error::s"]]
)
def test_no_stream_hands_on_a_command(options: list[str], tmp_path: Path) -> None:
    name = "n\n::error::x\x1b[2J.txt"
    (tmp_path / name).write_text("The vote was be put put off.\n")
    (tmp_path / "::error::y.txt").write_text("\x00")
    command = [sys.executable, "-m", "mtcheck", "check", name, "::error::y.txt", "\n::error::z"]
    done = subprocess.run(
        [*command, *options, "--no-engine", "harper", "--no-engine", "languagetool", "--no-model"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert done.returncode == 2
    for printed in (done.stdout, done.stderr):
        assert not _ACTED_ON.search(printed)
        assert "\n::error::" not in printed


def test_settings_and_options_are_said_safely(tmp_path: Path) -> None:
    (tmp_path / "mtcheck.toml").write_text('select = ["X\\n::error::x\\u001b[2J"]')
    for arguments in (["check", "a.txt"], ["check", "a.txt", "--select", "Y\n::error::x\x1b[2J"]):
        done = subprocess.run(
            [sys.executable, "-m", "mtcheck", *arguments], cwd=tmp_path, capture_output=True, text=True
        )
        assert done.returncode == 2
        assert not _ACTED_ON.search(done.stderr)
        assert "\n::error::" not in done.stderr
