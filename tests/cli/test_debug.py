"""`--debug`: what the log says, where it stands, and that nothing is there without it."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mtcheck.checker import Checker
from mtcheck.cli.main import main

CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate.\n"
ALONE = ["--no-engine", "harper", "--no-engine", "languagetool", "--no-model"]
LINE = re.compile(r"\d\d:\d\d:\d\d\.\d{3} \[(\d+)\] (mtcheck\.[\w.]+): (.*)")


@pytest.fixture(autouse=True)
def two_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(CLEAN, "utf-8")
    Path("b.md").write_text(f"{CLEAN}They do not not know.\n", "utf-8")


def said(*arguments: str) -> str:
    """Stderr of a run, all of it."""
    return CliRunner().invoke(main, list(arguments)).stderr


def messages(stderr: str) -> list[str]:
    return [match[3] for match in map(LINE.fullmatch, stderr.splitlines()) if match]


def test_what_was_read_and_how_long_it_took() -> None:
    log = messages(said("--debug", "check", "a.txt", "b.md", *ALONE))
    assert any(re.fullmatch(r"a\.txt: read, 92 bytes in [\d.]+ s", line) for line in log)
    assert any(re.fullmatch(r"b\.md: markdown, 114 bytes, parsed in [\d.]+ s", line) for line in log)
    assert any(re.fullmatch(r"b\.md: analysed in [\d.]+ s; findings: 1", line) for line in log)
    assert "a.txt: is in the cache" in messages(said("--debug", "check", "a.txt", "b.md", *ALONE))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--debug", "check", "a.txt", *ALONE],
        ["check", "--debug", "a.txt", *ALONE],
        ["check", "a.txt", *ALONE, "--debug"],
        ["--debug", "check", "--debug", "a.txt", *ALONE],
        ["compare", "a.txt", "a.txt", "--debug", *ALONE],
        ["--debug", "compare", "a.txt", "a.txt", *ALONE],
    ],
)
def test_it_may_stand_before_and_after_the_command(arguments: list[str]) -> None:
    log = messages(said(*arguments))
    parsed = [line for line in log if line.startswith("a.txt: text, 92 bytes")]
    assert len(parsed) == (2 if "compare" in arguments else 1), "each line stands there once"


def test_an_archive_has_it_too(tmp_path: Path) -> None:
    Path("in").mkdir()
    Path("in/a.txt").write_text(CLEAN, "utf-8")
    for arguments in (
        ["archive", "in", "out", "--debug"],
        ["--debug", "archive", "in", "out", "--overwrite"],
    ):
        assert "settings: there is no file" in messages(said(*arguments, "-j", "1", *ALONE))


def test_engines_say_how_long_they_took() -> None:
    log = messages(said("--debug", "check", "a.txt", "--no-engine", "languagetool", "--no-model"))
    assert any(re.fullmatch(r"a\.txt: harper took [\d.]+ s", line) for line in log)


def test_the_traceback_behind_a_failure_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise IndexError("out of range")

    monkeypatch.setattr(Checker, "analyse", broken)
    with_log = said("--debug", "check", "a.txt", "--no-cache", *ALONE)
    assert "a.txt: mtcheck itself failed on it" in messages(with_log)
    assert "Traceback (most recent call last)" in with_log
    assert 'raise IndexError("out of range")' in with_log
    without = said("check", "a.txt", "--no-cache", *ALONE)
    assert "Traceback" not in without
    assert "mtcheck itself failed on it (IndexError: out of range" in without


def test_workers_write_to_the_same_stderr() -> None:
    command = [sys.executable, "-m", "mtcheck", "--debug", "check", "a.txt", "b.md", "--jobs", "2", *ALONE]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    by_process: dict[str, list[str]] = {}
    for match in filter(None, map(LINE.fullmatch, done.stderr.splitlines())):
        by_process.setdefault(match[1], []).append(match[3])
    analysed = [number for number, log in by_process.items() for line in log if ": analysed in " in line]
    assert len(analysed) == 2
    started = re.findall(r"worker (\d+) started", done.stderr)
    assert set(analysed) <= set(started)
    assert len(re.findall(r"worker \d+ (?:ended|was killed)", done.stderr)) == len(started)


def test_without_it_nothing_is_said() -> None:
    command = [sys.executable, "-m", "mtcheck", "check", "a.txt", "b.md", "--jobs", "2", *ALONE]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONWARNINGS"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.stderr == ""


def test_the_log_ends_with_the_run(caplog: pytest.LogCaptureFixture) -> None:
    said("--debug", "check", "a.txt", *ALONE)
    assert not logging.getLogger("mtcheck").handlers
    assert messages(said("check", "a.txt", *ALONE)) == []
    with caplog.at_level(logging.DEBUG, "mtcheck"):
        said("check", "b.md", "--no-cache", *ALONE)
    assert {"mtcheck.runner.texts", "mtcheck.runner.analyse"} <= {record.name for record in caplog.records}
