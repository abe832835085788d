"""`--timeout`: an article that takes too long costs its own report only, in whatever code it hangs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mtcheck.cli.main import main
from mtcheck.rules.run import run_rules
from mtcheck.text.document import Document

CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate.\n"
STUCK = "The mayor is stuck in the lift. She has asked for help, and she waits.\n"
ALONE = ("--no-engine", "harper", "--no-engine", "languagetool", "--no-model", "--no-cache")
#: Python runs this first, in workers too: the rules hang on an article that says “stuck”. `native` is code
#: that no signal interrupts; `re` never lets another thread run.
PATCH = """
import hashlib, os, re
from mtcheck.rules import run

run_rules = run.run_rules

def hang(rules, document):
    if "stuck" in document.text and os.environ["HANGS_IN"] == "native":
        hashlib.pbkdf2_hmac("sha256", b"word", b"salt", 2_000_000_000)
    if "stuck" in document.text and os.environ["HANGS_IN"] == "re":
        re.search("(a+)+b", "a" * 60)
    return run_rules(rules, document)

run.run_rules = hang
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs alarms")


@pytest.fixture(autouse=True)
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in {"a.txt": CLEAN, "b.txt": STUCK, "c.txt": f"{CLEAN}They saw the the house.\n"}.items():
        Path(name).write_text(text, "utf-8")
    Path("patch").mkdir()
    Path("patch/sitecustomize.py").write_text(PATCH, "utf-8")


def check(*arguments: str, hangs_in: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(["patch", str(Path(__file__).parents[2])]),
        "HANGS_IN": hangs_in,
    }
    words = [sys.executable, "-m", "mtcheck", "check", *arguments, *ALONE]
    return subprocess.run(words, capture_output=True, text=True, timeout=60, env=environment, check=False)


def check_here(*arguments: str, command: str = "check") -> Result:
    return CliRunner().invoke(main, [command, *arguments, *ALONE])


@pytest.fixture
def hang(monkeypatch: pytest.MonkeyPatch) -> None:
    """The patch in this process, where it hangs in `re`."""

    def take_long(rules: object, document: Document) -> object:
        if "stuck" in document.text:
            re.search("(a+)+b", "a" * 60)
        return run_rules(rules, document)  # type: ignore[arg-type]

    monkeypatch.setattr("mtcheck.checker.run_rules", take_long)


def assert_others_are_reported(status: int, stdout: str, stderr: str) -> None:
    assert status == 2, stderr
    assert "Traceback" not in stderr
    assert "mtcheck: b.txt: it took longer than 0.6 seconds to check; --timeout N gives it longer" in stderr
    first, second, third = json.loads(Path("r.json").read_text("utf-8"))["articles"]
    assert first["passed"]
    assert "longer than 0.6 seconds" in second["not_checked"]
    assert third["findings"]
    assert "longer than 0.6 seconds" in Path("r.csv").read_text("utf-8")
    assert "c.txt" in stdout


CALL = ("a.txt", "b.txt", "c.txt", "-o", "r.json", "-o", "r.csv")


@pytest.fixture
def short_time() -> None:
    """For the article that hangs alone: on a busy machine any may take long."""
    Path("mtcheck.toml").write_text('[[override]]\nfiles = ["**/b.txt"]\ntimeout = 0.6\n', "utf-8")


@pytest.mark.usefixtures("short_time")
def test_native_code_that_does_not_return_costs_its_article_only() -> None:
    run = check(*CALL, "-o", "missing/r.csv", "-j", "1", hangs_in="native")
    assert_others_are_reported(run.returncode, run.stdout, run.stderr)
    assert "missing/r.csv: the report could not be written" in run.stderr


@pytest.mark.usefixtures("short_time")
def test_a_worker_that_hangs_is_ended() -> None:
    run = check(*CALL, "-j", "2", hangs_in="re")
    assert_others_are_reported(run.returncode, run.stdout, run.stderr)


@pytest.mark.usefixtures("hang", "short_time")
def test_in_one_process_a_pattern_is_interrupted() -> None:
    result = check_here(*CALL, "-j", "1")
    assert_others_are_reported(result.exit_code, result.stdout, result.stderr)


@pytest.mark.usefixtures("hang", "short_time")
def test_compare_goes_on_too() -> None:
    for name in ("one", "two"):
        Path(name).mkdir()
        for article in ("a.txt", "b.txt"):
            Path(name, article).write_text(Path(article).read_text("utf-8"), "utf-8")
    result = check_here("one", "two", command="compare")
    assert result.exit_code == 2
    assert "one/b.txt: it took longer" in result.stderr
    assert "two/b.txt: it took longer" in result.stderr
    assert "1 article, 17 and 17 words" in result.stdout


@pytest.mark.usefixtures("hang")
def test_a_part_of_the_articles_may_have_its_own() -> None:
    text = 'timeout = 0.4\n[[override]]\nfiles = ["a.txt"]\ntimeout = 60\n'
    Path("mtcheck.toml").write_text(text, "utf-8")
    result = check_here("a.txt", "b.txt")
    assert result.exit_code == 2
    assert "b.txt: it took longer than 0.4 seconds" in result.stderr
    assert "a.txt: it took" not in result.stderr


@pytest.mark.usefixtures("hang", "short_time")
def test_fixes_are_not_looked_for_without_end() -> None:
    result = check_here("b.txt", "c.txt", "--fix")
    assert result.exit_code == 2
    assert result.stderr.startswith("mtcheck: b.txt: it took longer than 0.6 seconds")
    assert Path("b.txt").read_text("utf-8") == STUCK
    assert "the the" not in Path("c.txt").read_text("utf-8")


def test_none_is_interrupted_with_0_and_by_default() -> None:
    for timeout in (["--timeout", "0"], []):
        assert check_here("a.txt", *timeout).exit_code == 0


@pytest.mark.parametrize("timeout", ["-1", "nan", "inf", "soon", "", "1e9"])
def test_what_is_no_number_of_seconds_is_an_error(timeout: str) -> None:
    result = check_here("a.txt", "--timeout", timeout)
    assert result.exit_code == 2
    assert "timeout" in result.output


@pytest.mark.parametrize("value", ["-1", "nan", "inf", '"soon"', "true"])
def test_and_in_the_settings(value: str) -> None:
    Path("mtcheck.toml").write_text(f"timeout = {value}\n", "utf-8")
    result = check_here("a.txt")
    assert result.exit_code == 2
    assert "timeout" in result.output
