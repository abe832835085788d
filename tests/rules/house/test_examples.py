"""Examples of house rules: `mtcheck test-rules`, and what the catalogue says of such rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mtcheck.cli.main import main
from mtcheck.rules.house import matching
from mtcheck.rules.house.declaration import HouseRule
from mtcheck.rules.house.examples import try_rules

RULE = """
[[rule]]
id = "HR-KYIV"
phrase = "Kiev"
message = "The house writes “Kyiv”, not “{text}”."
replacement = "Kyiv"
safe-fix = true
flag = ["He flew to Kiev."]
pass = ["He flew to Kyiv."]
"""


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def failures(**given: Any) -> tuple[str, ...]:
    (trial,) = try_rules([HouseRule(**{"id": "HR-A", "message": "x", "phrases": ("kids",), **given})])
    assert trial.passed is not (trial.failures or trial.unfinished)
    return trial.failures


def test_examples_that_do_as_they_say_pass() -> None:
    Path("mtcheck.toml").write_text(RULE)
    result = run("test-rules")
    assert result.exit_code == 0
    assert result.stdout == "ok    HR-KYIV  1 to flag, 1 to pass\n"


def test_examples_that_do_not_are_shown_and_status_is_one() -> None:
    Path("house.toml").write_text(
        RULE.replace('pass = ["He', 'pass = ["Kiev is no Kyiv. He')
        + '\n[[rule]]\nid = "HR-B"\nphrase = "b"\nmessage = "x"\n'
    )
    result = run("test-rules", "--config", "house.toml")
    assert result.exit_code == 1
    assert "FAIL  HR-KYIV" in result.stdout
    assert "Must pass, and is flagged at “Kiev”: Kiev is no Kyiv." in result.stdout
    assert "FAIL  HR-B" in result.stdout


def test_what_fails() -> None:
    assert failures(flag=("The kids.",), passes=("The children.",)) == ()
    assert "nothing to flag" in failures()[0]
    assert failures(flag=("The children.",)) == ("Must be flagged, and is not: The children.",)
    assert failures(flag=("Kids.",), passes=("Kids.",)) == ("Must pass, and is flagged at “Kids”: Kids.",)
    (again,) = failures(flag=("The kids.",), replacement="no kids", safe_fix=True)
    assert again == "Once it is fixed it is flagged again, at “kids”: The no kids."
    assert failures(flag=("The kids.",), replacement="no kids") == ()


def test_a_pattern_that_takes_too_long_and_broken_or_missing_settings_are_status_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert run("test-rules").exit_code == 2
    Path("mtcheck.toml").write_text('ignore = ["MT505"]\n')
    assert "there are no house rules" in run("test-rules").stderr
    Path("mtcheck.toml").write_text(RULE + 'patern = "x"\n')
    assert run("test-rules").exit_code == 2
    monkeypatch.setattr(matching, "LIMIT", 0.1)
    Path("mtcheck.toml").write_text(
        f"[[rule]]\nid = 'HR-SLOW'\npattern = '(?:a|aa)+$'\nmessage = 'x'\nflag = ['{'a' * 60}b']\n"
    )
    result = run("test-rules")
    assert result.exit_code == 2
    assert "the pattern of the house rule HR-SLOW took more than" in result.stdout


def test_the_catalogue_lists_and_explains_them() -> None:
    Path("mtcheck.toml").write_text(RULE)
    assert "HR-KYIV  kyiv" in run("rules").stdout.splitlines()[-1]
    assert (
        json.loads(run("rules", "--format", "json").stdout)[-1]["sections"]["Example"] == "He flew to Kiev."
    )
    assert (
        "| HR-KYIV | kyiv | minor | on | The house writes “Kyiv”, not “Kiev” |"
        in run("rules", "--format", "markdown").stdout
    )
    for name in ("HR-KYIV", "hr-kyiv", "kyiv"):
        result = run("explain", name)
        assert result.exit_code == 0
        assert "The words “Kiev”" in result.stdout
        assert "mtcheck.toml" in result.stdout
    assert "did you mean HR-KYIV" in run("explain", "HR-KYVI").stderr


def test_the_catalogue_is_there_when_the_settings_are_broken() -> None:
    Path("mtcheck.toml").write_text('ignore = ["MT55"]\n')
    result = run("rules")
    assert result.exit_code == 2
    assert "MT505" in result.stdout
    assert "unknown rule “MT55”" in result.stderr
    assert run("explain", "MT505").exit_code == 0


def test_a_check_reports_them_as_any_other_rule() -> None:
    Path("mtcheck.toml").write_text(RULE)
    Path("a.txt").write_text(
        "The council met on Tuesday. It approved the budget for the new school in Kiev.\n"
    )
    alone = ["--no-engine", "harper", "--no-engine", "languagetool", "--no-model", "--no-cache"]
    result = run("check", "a.txt", "--fail-on", "minor", *alone)
    assert result.exit_code == 1
    assert "minor HR-KYIV kyiv: The house writes “Kyiv”, not “Kiev”." in result.stdout
    assert "meant: Kyiv" in result.stdout
    assert run("check", "a.txt", "--fail-on", "minor", "--ignore", "HR-KYIV", *alone).exit_code == 0
    assert "did you mean HR-KYIV" in run("check", "a.txt", "--ignore", "HR-KIEV", *alone).stderr
