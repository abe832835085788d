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
