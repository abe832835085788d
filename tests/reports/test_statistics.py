"""`--statistics`: how often each rule found something."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sample_runs import odd_run

from mtcheck.cli.main import main
from mtcheck.reports.formats import RunResult
from mtcheck.reports.statistics import as_json, as_text

BAD = "They do not not know. The the end , so.\n"


def check(*arguments: str) -> Result:
    engines = ["--no-engine", "harper", "--no-engine", "languagetool", "--no-model"]
    return CliRunner().invoke(main, ["check", "a.txt", "--statistics", *engines, *arguments])


def test_the_most_frequent_rule_comes_first_and_the_verdicts_last() -> None:
    assert as_text(odd_run()).splitlines() == [
        "4  MT501 verb-form",
        "2  MT101 fixed-expression",
        "1  MT408 double-space",
        "",
        "5 articles: 2 not checked, 1 fail, 2 pass.",
    ]
    assert as_text(RunResult(())).startswith("Nothing was found.\n")


def test_programs_get_a_list() -> None:
    first, *_ = json.loads(as_json(odd_run()))
    assert first == {"rule": "MT501", "name": "verb-form", "count": 4, "articles": 3}


def test_they_are_printed_instead_of_the_report_and_beside_those_in_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(BAD)
    result = check("-o", "report.csv")
    assert result.exit_code == 1
    assert "2  MT505 doubled-word\n" in result.stdout
    assert "a.txt:1:" not in result.stdout
    assert "MT505" in (tmp_path / "report.csv").read_text()
    refused = check("--format", "csv")
    assert refused.exit_code == 2
    assert "--statistics are printed as text or json, not as csv" in refused.stderr
