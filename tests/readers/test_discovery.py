"""Which files a command line means."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import mtcheck
from mtcheck.readers.discovery import PassedOver, Problem, StdIn, discover
from mtcheck.reports.formats import RunResult, load
from mtcheck.settings.model import Settings


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of articles, and the working directory."""
    for name in (
        "b.txt a.md sub/c.html sub/deep/d.docx sub/e.XHTML notes.tex picture.png .hidden.md"
        " .git/f.txt node_modules/x/readme.md .venv/g.txt empty/picture.png"
    ).split():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*paths: str) -> list[str]:
    """What is to be read, with `!` before problems and `~` before what is passed over."""
    marks = {Problem: "!", PassedOver: "~"}
    return [
        "-" if isinstance(item, StdIn) else marks.get(type(item), "") + str(getattr(item, "path", item))
        for item in discover(paths)
    ]


def test_a_folder_gives_its_articles_all_the_way_down_sorted_without_hidden_ones(tree: Path) -> None:
    assert names(".") == ["a.md", "b.txt", "sub/c.html", "sub/deep/d.docx", "sub/e.XHTML"]
    assert names("sub") == ["sub/c.html", "sub/deep/d.docx", "sub/e.XHTML"]
    assert names(str(tree / "sub" / "deep")) == [(tree / "sub/deep/d.docx").as_posix()]


def test_a_named_file_is_read_whatever_it_is_called(tree: Path) -> None:
    assert names("picture.png", "notes.tex", ".hidden.md", ".git/f.txt") == [
        "picture.png",
        "notes.tex",
        ".hidden.md",
        ".git/f.txt",
    ]
    assert names(".venv") == [".venv/g.txt"]


def test_each_article_comes_once_in_the_order_of_the_command_line(tree: Path) -> None:
    (tree / "link.md").symlink_to(tree / "a.md")
    assert names("sub/c.html", "./b.txt", "b.txt", "-", "sub", "-", str(tree / "a.md"), "link.md") == [
        "sub/c.html",
        "b.txt",
        "-",
        "sub/deep/d.docx",
        "sub/e.XHTML",
        (tree / "a.md").as_posix(),
    ]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.txt", ["b.txt"]),
        ("**/*.html", ["sub/c.html"]),
        ("**", ["a.md", "b.txt", "sub/c.html", "sub/deep/d.docx", "sub/e.XHTML"]),
        ("*", ["a.md", "b.txt"]),
        ("su?", ["sub/c.html", "sub/deep/d.docx", "sub/e.XHTML"]),
        ("*.tex", ["notes.tex"]),
        (".h*", [".hidden.md"]),
        ("sub/[cd].*", ["sub/c.html"]),
        ("node_modules/**/*.md", ["node_modules/x/readme.md"]),
    ],
)
def test_a_glob_that_no_shell_expanded_is_expanded(tree: Path, pattern: str, found: list[str]) -> None:
    assert names(pattern) == found


def test_a_name_with_brackets_that_exists_is_a_name(tree: Path) -> None:
    (tree / "b[1].txt").write_text("Text.")
    assert names("b[1].txt") == ["b[1].txt"]


def test_problems_leave_the_other_paths_unharmed(tree: Path) -> None:
    found = names("gone.txt", "a.md", "*.rtf", "empty", "empty/*", "b.txt", "")
    assert found == ["!gone.txt", "a.md", "!*.rtf", "!empty", "!empty/*", "b.txt", "!''"]
    messages = [
        item.message for item in discover(["gone.txt", "*.rtf", "empty"]) if isinstance(item, Problem)
    ]
    assert "no such file or folder" in messages[0]
    assert "no file matches" in messages[1]
    assert "has no article (.docx, .epub, .htm" in messages[2]
    assert str(next(iter(discover(["gone.txt"])))).startswith("gone.txt: ")


def test_gitignore_is_respected_in_folders_and_not_for_what_is_named(tree: Path) -> None:
    (tree / ".gitignore").write_text("*.html\n/a.md\nbuild/\n!sub/keep.html\n# a comment\n\n")
    (tree / "sub" / ".gitignore").write_text("deep\n!c.html\n")
    (tree / "build").mkdir()
    for name in ("sub/keep.html", "sub/gone.html", "sub/a.md", "build/h.txt"):
        (tree / name).write_text("Text.")
    assert names(".") == ["b.txt", "sub/a.md", "sub/c.html", "sub/e.XHTML", "sub/keep.html"]
    # Inside a work tree (there is a .git) what stands above the folder counts too, unless it is the folder
    # itself it excludes.
    assert names("sub") == ["sub/a.md", "sub/c.html", "sub/e.XHTML", "sub/keep.html"]
    assert names("build", "a.md", "sub/gone.html") == ["build/h.txt", "a.md", "sub/gone.html"]


def test_a_folder_with_nothing_but_ignored_articles_is_a_problem(tree: Path) -> None:
    (tree / "sub" / ".gitignore").write_text("*\n")
    [problem] = discover(["sub"])
    assert isinstance(problem, Problem)
    assert "hidden or ignored" in problem.cause


def test_an_ignore_file_that_cannot_be_read_is_no_harm(tree: Path) -> None:
    (tree / "sub" / ".gitignore").mkdir()
    (tree / ".gitignore").write_bytes(b"\xff\xfe\0[\n\\")
    assert "b.txt" in names(".")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_in_a_folder_is_not_waited_for(tree: Path) -> None:
    os.mkfifo(tree / "sub" / "pipe.txt")
    assert names("sub")[-1] == "!sub/pipe.txt"
    assert names("**/p*.txt") == ["!sub/pipe.txt"]


def test_links_in_a_circle_end(tree: Path) -> None:
    (tree / "sub" / "up").symlink_to(tree)
    assert names("sub") == ["sub/c.html", "sub/deep/d.docx", "sub/e.XHTML", "~sub/up"]
    (tree / "sub" / "deep" / "up").symlink_to(tree / "sub")
    assert names("sub") == ["sub/c.html", "sub/deep/d.docx", "sub/e.XHTML", "~sub/up"]
    assert names("**/*.html") == ["sub/c.html"]


def test_a_link_to_a_folder_is_named_and_not_followed(
    tree: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "x.md").write_text("Text.")
    (tree / "sub" / "link").symlink_to(elsewhere)
    assert names("sub")[-1] == "~sub/link"
    assert names("sub/link") == ["sub/link/x.md"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "We ran it.\n\nSignature: mtcheck: what it is and how it came to be"),
        ("a.md", "## mtcheck: a review\n\nIt marks damage."),
        ("a.html", '<meta name="generator" content="mtcheck-press"><p>Text.'),
        ("a.csv", "file,line,column,end_line,note\n"),
    ],
)
def test_a_text_about_mtcheck_is_no_report_of_it(tree: Path, name: str, text: str) -> None:
    (tree / "sub" / name).write_text(text)
    assert f"sub/{name}" in [str(item) for item in discover(["sub"], with_tables=True)]


def test_a_link_to_nothing_in_a_folder_is_not_passed_over_in_silence(tree: Path) -> None:
    (tree / "sub" / "astray.txt").symlink_to(tree / "gone.txt")
    (tree / "sub" / "round.md").symlink_to(tree / "sub" / "round.md")
    (tree / "sub" / "astray.png").symlink_to(tree / "gone.png")
    assert names("sub") == [
        "sub/c.html",
        "sub/deep/d.docx",
        "sub/e.XHTML",
        "!sub/astray.txt",
        "!sub/round.md",
    ]


def test_reports_of_earlier_runs_are_no_articles(tree: Path) -> None:
    checked = mtcheck.check_text(
        "They do not not know.", Settings(model=False, no_engine=("harper", "languagetool"))
    )
    before = names("sub")
    for ending, name in ((".html", "html"), (".md", "markdown"), (".txt", "text")):
        (tree / "sub" / f"report{ending}").write_text(load(name)(RunResult((checked,))), encoding="utf-8")
    assert names("sub") == [*before, "~sub/report.html", "~sub/report.md", "~sub/report.txt"]
    assert names("sub/report.md") == ["sub/report.md"]  # named, it is read whatever it is
