"""What a command line leaves out, and what it means all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mtcheck.cli.main import main

DAMAGED = "The mayor said that it would be happen soon.\n"
ALONE = ["--no-engine", "harper", "--no-engine", "languagetool", "--no-model"]


@pytest.fixture(autouse=True)
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(DAMAGED)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_an_article_alone_is_checked() -> None:
    assert run("a.txt", *ALONE).stdout == run("check", "a.txt", *ALONE).stdout
    assert "no such file" in run("missing.txt", *ALONE).stderr
    assert run("missing.txt").exit_code == 2


def test_the_name_of_a_command_wins_over_that_of_a_file() -> None:
    Path("rules").write_text(DAMAGED)
    assert "MT501  verb-form" in run("rules").stdout
    assert "MT501" in run("./rules", *ALONE).stdout


def test_what_is_neither_command_nor_path_is_a_mistake() -> None:
    done = run("chekc")
    assert done.exit_code == 2
    assert "No such command" in done.stderr


def test_without_a_path_the_current_folder_is_checked() -> None:
    Path("sub").mkdir()
    Path("sub/b.md").write_text(DAMAGED)
    done = run("check", *ALONE)
    assert "a.txt:1" in done.stdout
    assert "sub/b.md:1" in done.stdout


def test_all_selects_every_rule() -> None:
    assert "MT501" in run("check", "a.txt", *ALONE, "--select", "all").stdout
    assert "MT501" not in run("check", "a.txt", *ALONE, "--select", "ALL", "--ignore", "MT5").stdout


@pytest.mark.parametrize(
    "options",
    [
        ["--select", "MT1", "--ignore", "MT1"],
        ["--ignore", "all"],
        ["--select", "GM101", "--no-model"],
        ["--select", "GR-HARPER-", "--no-engine", "harper"],
    ],
)
def test_a_selection_of_nothing_is_a_mistake(options: list[str]) -> None:
    done = run("check", "a.txt", *options)
    assert done.exit_code == 2
    assert "nothing would be checked" in done.stderr


@pytest.mark.parametrize(
    ("selector", "meant"),
    [("mt501", "MT501"), ("Mt5", "MT5"), ("MT599", "MT509"), ("gr-harper-x", "GR-HARPER-"), ("gm10", "GM10")],
)
def test_a_selector_that_is_none_is_likened_to_those_that_begin_as_it_does(selector: str, meant: str) -> None:
    done = run("check", "a.txt", "--select", selector)
    assert done.exit_code == 2
    assert f"did you mean {meant}?" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["check", "a.txt", "--select", "mt50"], "did you mean MT50?"),
        (["check", "a.txt", "--ignore", "mt5011"], "did you mean MT501?"),
        (["check", "a.txt", "--format", "sarf"], "Did you mean sarif?"),
        (["check", "a.txt", "--format", "JSN"], "Did you mean json?"),
        (["check", "a.txt", "-o", "jsn=report"], "Did you mean json=report?"),
        (["check", "a.txt", "--fail-on", "Majr"], "Did you mean major?"),
        (["check", "a.txt", "--no-engine", "harpr"], "Did you mean harper?"),
        (["rules", "--format", "JSNO"], "Did you mean json?"),
        (["explain", "mt5011"], "did you mean MT501?"),
        (["explain", "verb-from"], "did you mean verb-form?"),
        (["chekc"], "Did you mean 'check'?"),
    ],
)
def test_a_slip_of_the_keyboard_is_answered_with_what_was_meant(arguments: list[str], meant: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert meant in " ".join(done.stderr.split())


def test_case_is_no_matter_where_names_are_a_few() -> None:
    assert run("check", "a.txt", *ALONE, "--format", "JSON").stdout.startswith("{")
    assert run("check", "a.txt", *ALONE, "--fail-on", "MAJOR").exit_code == 1
    assert run("check", "a.txt", *ALONE, "-o", "CONCISE=-").stdout.startswith("a.txt:1:")


def test_what_several_rules_begin_with_lists_them() -> None:
    listed = run("explain", "mt50").stdout.splitlines()
    assert [line.split()[0] for line in listed] == [f"MT50{digit}" for digit in range(1, 10)]
    assert run("explain", "mt50").exit_code == 0
    assert len(run("explain", "doubled").stdout.splitlines()) > 1
    assert run("explain", "verb").stdout == run("explain", "MT501").stdout
