"""An article's file is read once a run, whatever is done with it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import mtcheck
from mtcheck.cli.main import main
from mtcheck.settings.model import Settings

CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate.\n"
BAD = "They said that they do not not know when the the school will open. Nobody asked them.\n"
ALONE = ["--no-engine", "harper", "--no-engine", "languagetool", "--no-model"]

_watched: list[Counter[str]] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and _watched and isinstance(arguments[0], str):
        _watched[-1][Path(arguments[0]).name] += 1


sys.addaudithook(_watch)  # which stays as long as the process; it costs nothing where nobody watches


@contextmanager
def opened() -> Iterator[Counter[str]]:
    """How often files are opened in this process, by name."""
    _watched.append(Counter())
    try:
        yield _watched[-1]
    finally:
        _watched.pop()


@pytest.fixture(autouse=True)
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(CLEAN, "utf-8")
    Path("b.md").write_text(BAD, "utf-8")
    Path("source.de.txt").write_text("Der Rat tagte am Dienstag. Er billigte den Haushalt.\n", "utf-8")
    Path("reference.txt").write_text(CLEAN, "utf-8")
    Path("rows.csv").write_text(f'target,source\n"{CLEAN.strip()}","Der Rat tagte am Dienstag."\n', "utf-8")


def opens(*arguments: str) -> Counter[str]:
    with opened() as counted:
        result = CliRunner().invoke(main, ["check", *arguments, *ALONE])
    assert result.exit_code in (0, 1), result.output
    return counted


def test_cold_and_warm_and_without_a_cache() -> None:
    for options in ([], [], ["--no-cache"]):
        counted = opens("a.txt", "b.md", *options)
        assert (counted["a.txt"], counted["b.md"]) == (1, 1)


def test_what_belongs_to_the_article_is_read_once_too() -> None:
    for _ in range(2):
        counted = opens("a.txt", "--source", "source.de.txt", "--reference", "reference.txt")
        assert (counted["a.txt"], counted["source.de.txt"], counted["reference.txt"]) == (1, 1, 1)


def test_a_table() -> None:
    assert opens("rows.csv")["rows.csv"] == 1


def test_workers_get_what_was_read() -> None:
    counted = opens("a.txt", "b.md", "--jobs", "2")
    assert (counted["a.txt"], counted["b.md"]) == (1, 1)
    Path("a.txt").write_text(BAD, "utf-8")
    assert opens("a.txt", "b.md", "--jobs", "2", "--no-cache")["a.txt"] == 0, "its worker reads it"


def test_fixing_and_checking() -> None:
    assert opens("a.txt", "--fix")["a.txt"] == 1
    assert opens("b.md", "--diff")["b.md"] == 1
    # Before the fixed file takes its place, the old one is compared with what was read: no change is lost.
    assert opens("b.md", "--fix")["b.md"] == 2
    assert "the the" not in Path("b.md").read_text("utf-8")


def test_the_api() -> None:
    with opened() as counted:
        report = mtcheck.check_file(
            "b.md",
            Settings(no_engine=("harper", "languagetool"), model=False),
            source="source.de.txt",
            references=["reference.txt"],
        )
    assert report.findings
    assert (counted["b.md"], counted["source.de.txt"], counted["reference.txt"]) == (1, 1, 1)
