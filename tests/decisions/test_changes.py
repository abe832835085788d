"""`--diff-base` against real git repositories."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from mtcheck.checker import Checker
from mtcheck.decisions.changes import Changes
from mtcheck.decisions.decisions import Decisions
from mtcheck.findings.report import Report
from mtcheck.readers import read_file
from mtcheck.settings.model import Settings, SettingsError

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")

ARTICLE = (
    "The council met on Tuesday.\n\nThey do not not know.\n\n"
    "It was a volte face of the mayor.\n\nThey saw the the plan.\n"
)


def git(*arguments: str, at: Path | None = None) -> str:
    done = subprocess.run(["git", *arguments], cwd=at, check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one article, as the current folder; nothing of the user's own git settings."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (tmp_path / "gitconfig").write_text(
        "[user]\nname = x\nemail = x@example.org\n[core]\nquotepath = true\n[color]\nui = always\n"
        "[diff]\nnoprefix = true\nmnemonicPrefix = true\nrelative = true\nrenames = false\n"
    )
    folder = tmp_path / "desk"
    (folder / "news").mkdir(parents=True)
    monkeypatch.chdir(folder)
    git("init", "-q", "-b", "main")
    write("news/a.txt", ARTICLE)
    commit()
    return folder


def write(name: str, text: str | bytes) -> None:
    Path(name).write_bytes(text.encode() if isinstance(text, str) else text)


def commit() -> None:
    git("add", "-A")
    git("commit", "-q", "-m", "x")


def check(name: str = "news/a.txt", ref: str = "main", **fields: object) -> Report:
    settings = Settings(no_engine=("harper", "languagetool"), model=False, **fields)  # type: ignore[arg-type]
    return Checker(settings, decisions=Decisions.load(settings, since=ref)).check(read_file(Path(name)))


def left(report: Report) -> list[str]:
    assert {suppressed.by for suppressed in report.suppressed} <= {"unchanged"}
    return [finding.text for finding in report.findings]


def test_nothing_changed() -> None:
    report = check(fail_on="minor")
    assert left(report) == []
    assert [suppressed.finding.text for suppressed in report.suppressed] == [
        "not not",
        "volte face",
        "the the",
    ]
    assert report.passed
    assert report.score == 100.0
    assert f"since-{git('rev-parse', 'main')[:12]}" in report.signature


def test_a_line_that_changed_counts_staged_committed_or_neither() -> None:
    base = git("rev-parse", "HEAD").strip()
    write("news/a.txt", ARTICLE.replace("know.", "know it."))
    assert left(check()) == ["not not"]
    git("add", "-A")
    assert left(check()) == ["not not"]
    commit()
    assert left(check(ref=base)) == ["not not"]
    assert left(check()) == []
    assert left(check(ref="HEAD~1")) == ["not not"]
    assert not check(ref=base, fail_on="minor").passed


def test_lines_that_only_moved_down_did_not_change() -> None:
    write("news/a.txt", "# A heading\n\nThey said that that is so.\n\n" + ARTICLE)
    assert left(check(ref="HEAD")) == []
    write("news/a.txt", "We do not not care.\n\n" + ARTICLE)
    report = check()
    assert left(report) == ["not not"]
    assert report.findings[0].start < 10


def test_lines_taken_out_between_two_leave_what_reaches_over_the_cut() -> None:
    wrapped = (
        "The council met on Tuesday in the town hall, where they saw the\n{}"
        "the plan of the new school, which had been drawn in the spring by\n"
        "the office of the mayor and of his deputies who were there as well.\n"
    )
    write(
        "news/b.txt", wrapped.format("old plan and the new one, and then, after some time, they saw also\n")
    )
    commit()
    assert left(check("news/b.txt")) == []
    write("news/b.txt", wrapped.format(""))
    assert left(check("news/b.txt")) == ["the\nthe"]


def test_a_new_file_counts_as_a_whole() -> None:
    write("news/new.txt", ARTICLE)
    whole = ["not not", "volte face", "the the"]
    assert left(check("news/new.txt")) == whole, "untracked"
    git("add", "-A")
    assert left(check("news/new.txt")) == whole, "staged"
    git("commit", "-q", "-m", "x")
    assert left(check("news/new.txt", ref="HEAD~1")) == whole
    assert left(check("news/new.txt")) == []
    git("rm", "-q", "--cached", "news/new.txt")
    assert left(check("news/new.txt")) == whole, "taken out of git, but here"
    write(".gitignore", "ignored.txt\n")
    write("ignored.txt", ARTICLE)
    assert left(check("ignored.txt")) == whole
    write("../outside.txt", ARTICLE)
    assert left(check("../outside.txt")) == whole


def test_a_file_that_was_moved_is_compared_with_itself() -> None:
    git("mv", "news/a.txt", "news/moved.txt")
    assert left(check("news/moved.txt")) == []
    write("news/moved.txt", ARTICLE.replace("saw", "see"))
    assert left(check("news/moved.txt")) == ["the the"]


@pytest.mark.parametrize(
    "name", ["ä b.txt", 'quo"te.txt', "tab\there.txt", "-x.txt", "new\nline.txt", "[a]*.txt", ":(top)a.txt"]
)
def test_names_that_git_quotes(name: str) -> None:
    write(f"news/{name}", ARTICLE)
    commit()
    assert left(check(f"news/{name}")) == []
    write(f"news/{name}", ARTICLE.replace("saw", "see"))
    assert left(check(f"news/{name}")) == ["the the"]
    git("mv", "--", f"news/{name}", f"news/moved {name}")
    assert left(check(f"news/moved {name}")) == ["the the"]


def test_from_a_folder_below_and_through_a_link(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("news/a.txt", ARTICLE.replace("saw", "see"))
    (repository.parent / "link").symlink_to(repository)
    assert left(check(str(repository.parent / "link" / "news" / "a.txt"))) == ["the the"]
    monkeypatch.chdir(repository / "news")
    assert left(check("a.txt")) == ["the the"]


@pytest.mark.parametrize("line", ["\r\n", "\r"])
def test_other_line_ends(line: str) -> None:
    write("news/b.txt", ARTICLE.replace("\n", line))
    commit()
    assert left(check("news/b.txt")) == []
    write("news/b.txt", ARTICLE.replace("saw", "see").replace("\n", line))
    expected = ["the the"] if line == "\r\n" else ["not not", "volte face", "the the"]
    assert left(check("news/b.txt")) == expected, (
        "git has no line but the whole file where all ends are carriage returns"
    )


def test_utf_16_is_binary_to_git_and_counts_as_a_whole() -> None:
    write("news/b.txt", ARTICLE.encode("utf-16"))
    commit()
    assert left(check("news/b.txt")) == []
    write("news/b.txt", ARTICLE.replace("saw", "see").encode("utf-16"))
    assert left(check("news/b.txt")) == ["not not", "volte face", "the the"]


def test_a_word_file_changed_as_a_whole_or_not() -> None:
    def save(name: str, text: str) -> None:
        article = docx.Document()
        for paragraph in text.split("\n\n"):
            article.add_paragraph(paragraph)
        article.save(name)

    save("a.docx", ARTICLE)
    commit()
    assert left(check("a.docx")) == []
    git("mv", "a.docx", "b.docx")
    assert left(check("b.docx")) == []
    save("b.docx", ARTICLE.replace("saw", "see"))
    assert left(check("b.docx")) == ["not not", "volte face", "the the"]


def test_in_the_middle_of_a_merge_nothing_is_lost() -> None:
    git("checkout", "-q", "-b", "other")
    write("news/a.txt", ARTICLE.replace("saw", "see"))
    commit()
    git("checkout", "-q", "main")
    write("news/a.txt", ARTICLE.replace("saw", "like"))
    commit()
    subprocess.run(["git", "merge", "-q", "other"], check=False, capture_output=True)
    assert git("diff", "--name-only", "--diff-filter=U").strip() == "news/a.txt"
    write("news/a.txt", ARTICLE.replace("saw", "read"))
    assert "the the" in left(check())


def test_the_estimate_fails_new_articles_only() -> None:
    from mtcheck.findings.analysis import Analysis

    text = "The council met on Tuesday in the town hall to speak about the school.\n" * 20
    write("news/b.txt", text)
    commit()
    write("news/new.txt", text)
    settings = Settings()
    checker = Checker(settings, decisions=Decisions.load(settings, since="main"))
    for name, passes in (("news/b.txt", True), ("news/new.txt", False)):
        document = read_file(Path(name))
        report = checker.decide(document, Analysis((), (400.0,) * len(document.sentences)))
        assert report.passed is passes


def test_no_repository_no_commit_no_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for ref in ("no-such-branch", "", "--help", "-x", "main..HEAD", "0" * 40):
        with pytest.raises(SettingsError, match="knows no commit"):
            Changes.since(ref, repository)
    with pytest.raises(SettingsError, match="not a git repository"):
        Changes.since("main", repository.parent)
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(SettingsError, match="needs git"):
        Changes.since("main", repository)


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    git("init", "-q", at=tmp_path / "empty")
    with pytest.raises(SettingsError, match="knows no commit"):
        Changes.since("HEAD", tmp_path / "empty")
