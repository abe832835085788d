"""EPUB books on the command line: a report for each chapter, and what is said of the book."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mtcheck.cli.main import main

sys.path.append(str(Path(__file__).parents[1] / "readers"))
from make_epub import epub

ALONE = ["--no-engine", "harper", "--no-engine", "languagetool", "--no-model", "--no-cache"]
GOOD = "<p>The council met on Tuesday. It approved the budget for the new school after a debate.</p>"
CHAPTERS = {
    "nav.xhtml": "<nav><p>One</p></nav>",
    "a.xhtml": f"<h1>One</h1>\n{GOOD}",
    "b.xhtml": GOOD.replace("the new", "the the new"),
}


@pytest.fixture(autouse=True)
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.chdir(tmp_path)
    data = epub(CHAPTERS)
    Path("book.epub").write_bytes(data)
    return data


def check(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["check", *arguments, *ALONE], input=stdin)


@pytest.mark.parametrize("path", [".", "book.epub"])
def test_each_chapter_has_a_report_of_its_own(path: str) -> None:
    result = check(path, "--format", "json")
    assert result.exit_code in (0, 1), result.stderr
    first, second = json.loads(result.stdout)["articles"]
    assert (first["file"], second["file"]) == ("book.epub#OEBPS/a.xhtml", "book.epub#OEBPS/b.xhtml")
    assert first["findings"] == []
    [finding] = second["findings"]
    assert (finding["rule"], finding["line"]) == ("MT505", 6)
    assert {skip["name"] for skip in first["skipped"]} >= {"table of contents"}


def test_a_book_is_not_fixed_and_that_is_said_once(book: bytes) -> None:
    result = check("book.epub", "--fix")
    assert result.exit_code in (0, 1)
    assert result.stderr.count("an .epub is not fixed") == 1
    assert Path("book.epub").read_bytes() == book


def test_standard_input_may_be_a_book(book: bytes) -> None:
    result = check("-", "--stdin-filename", "x.epub", "--format", "json", stdin=book)
    assert [article["file"] for article in json.loads(result.stdout)["articles"]] == [
        "x.epub#OEBPS/a.xhtml",
        "x.epub#OEBPS/b.xhtml",
    ]


def test_a_damaged_book_is_said() -> None:
    Path("book.epub").write_bytes(b"PK\x03\x04 cut off")
    result = check("book.epub")
    assert result.exit_code == 2
    assert "book.epub: is no .epub file, or a damaged one" in result.stderr
