"""`--jobs`, the cache's options, `clean`, and the progress bar, as a user meets them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mtcheck.cli.main import main
from mtcheck.runner.cache.store import NAME

CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate.\n"
ALONE = ["--no-engine", "harper", "--no-engine", "languagetool", "--no-model"]


@pytest.fixture(autouse=True)
def two_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(CLEAN, "utf-8")
    Path("b.txt").write_text(f"{CLEAN}They do not not know.\n", "utf-8")


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments, *ALONE])


@pytest.mark.parametrize("jobs", ["1", "2", "0", "auto"])
def test_jobs_change_nothing_but_the_time(jobs: str) -> None:
    result = check(".", "--format", "csv", "--jobs", jobs)
    assert result.exit_code == 0
    assert result.stdout == check(".", "--format", "csv", "--no-cache").stdout


@pytest.mark.parametrize("jobs", ["-1", "many", "1.5", "²"])
def test_a_number_of_jobs_that_is_none_is_said(jobs: str) -> None:
    result = check("a.txt", "--jobs", jobs)
    assert result.exit_code == 2
    assert "auto" in result.stderr


def test_the_cache_is_where_it_is_wanted_or_nowhere(own_cache: Path, tmp_path: Path) -> None:
    assert check("a.txt", "--no-cache").exit_code == 0
    assert not list(own_cache.iterdir())
    assert check("a.txt", "--cache-dir", "here").exit_code == 0
    assert (tmp_path / "here" / NAME).is_dir()
    assert not list(own_cache.iterdir())
    assert check("a.txt").exit_code == 0
    assert (own_cache / NAME).is_dir()


def test_a_cache_in_the_folder_of_the_articles_is_no_article() -> None:
    for _ in range(2):
        result = check(".", "--cache-dir", ".", "--format", "csv")
        assert {line.split(",")[0] for line in result.stdout.splitlines()} == {"file", "a.txt", "b.txt"}


def test_clean_removes_what_was_kept(own_cache: Path) -> None:
    assert "nothing" in CliRunner().invoke(main, ["clean"]).stderr
    check("a.txt")
    result = CliRunner().invoke(main, ["clean"])
    assert result.exit_code == 0
    assert "removed" in result.stderr
    assert not list(own_cache.iterdir())


def test_a_cache_that_cannot_be_written_is_said_and_costs_nothing() -> None:
    result = check("a.txt", "b.txt", "--cache-dir", "a.txt/no")
    assert result.exit_code == 0
    assert result.stderr.count("nothing could be kept") == 1
    assert "--no-cache" in result.stderr
    assert CliRunner().invoke(main, ["clean", "--cache-dir", "a.txt"]).exit_code == 2


def test_there_is_no_bar_where_there_is_no_terminal() -> None:
    assert "checking" not in check("a.txt", "b.txt", "--no-cache").stderr


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("arguments", "shown"),
    [(["a.txt", "b.txt"], True), (["a.txt"], False), (["a.txt", "b.txt", "--quiet"], False)],
)
def test_a_bar_tells_of_many_articles_on_a_terminal(arguments: list[str], shown: bool) -> None:
    controller, terminal = os.openpty()
    command = [sys.executable, "-m", "mtcheck", "check", *arguments, *ALONE, "--no-cache", "--format", "csv"]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=terminal, stdin=subprocess.DEVNULL, check=False
    )
    os.close(terminal)
    try:
        said = os.read(controller, 100_000).decode()
    except OSError:  # nothing was said, and nobody is there to say more
        said = ""
    os.close(controller)
    assert ("checking" in said) is shown
    assert ("2/2" in said) is shown
    assert b"checking" not in done.stdout
