"""`--fix` and `--diff` as a user meets them: files, streams, exit statuses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mtcheck.checker import Checker
from mtcheck.cli.main import main
from mtcheck.fix.files import fix_bytes, without_engines
from mtcheck.settings.model import ENGINES, Settings

BAD = "The council met on Tuesday. It approved the the budget for the new school , after a debate.\n"
GOOD = "The council met on Tuesday. It approved the budget for the new school, after a debate.\n"
ALONE = ["--no-engine", "harper", "--no-engine", "languagetool", "--no-model", "--no-cache"]


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["check", *arguments, *ALONE], input=stdin)


def files() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def test_a_file_is_fixed_and_the_report_is_about_the_fixed_one() -> None:
    Path("a.txt").write_text(BAD)
    assert check("a.txt", "--fail-on", "minor").exit_code == 1
    result = check("a.txt", "--fail-on", "minor", "--fix")
    assert result.exit_code == 0
    assert Path("a.txt").read_text() == GOOD
    assert "a.txt: 2 fixes applied (1 MT405, 1 MT505)" in result.stderr
    assert "MT505" not in result.stdout
    assert files() == ["a.txt"]


def test_nothing_to_fix_is_said_and_the_file_is_not_touched() -> None:
    Path("a.txt").write_text(GOOD)
    os.utime("a.txt", (1, 1))
    result = check("a.txt", "--fix")
    assert result.exit_code == 0
    assert "nothing was fixed" in result.stderr
    assert Path("a.txt").stat().st_mtime == 1


def test_what_is_left_is_said_with_the_reason() -> None:
    Path("a.txt").write_text(GOOD + "He said “the the end” and left.\n")
    result = check("a.txt", "--fix")
    assert "1 fix left to you (1 in a quotation)" in result.stderr
    assert "nothing was fixed" in result.stderr
    assert "“the the end”" in Path("a.txt").read_text()


def test_a_suppressed_finding_is_not_fixed() -> None:
    Path("a.md").write_text("<!-- mtcheck: ignore-file MT505 -- our chorus -->\n\n" + BAD)
    Path("b.txt").write_text(BAD)
    Path("mtcheck.toml").write_text('[[suppress]]\nfile = "b.txt"\nrule = "MT405"\nreason = "house style"\n')
    check("a.md", "b.txt", "--fix")
    assert "the the budget for the new school, after" in Path("a.md").read_text()
    assert "approved the budget for the new school , after" in Path("b.txt").read_text()


def test_a_baseline_keeps_its_findings_from_being_fixed() -> None:
    Path("a.txt").write_text(BAD)
    assert check("a.txt", "--write-baseline").exit_code == 0
    result = check("a.txt", "--fix")
    assert "nothing was fixed" in result.stderr
    assert Path("a.txt").read_text() == BAD


@pytest.mark.parametrize(
    ("encoding", "mark", "end"),
    [
        ("utf-8", "", "\n"),
        ("utf-8", "\ufeff", "\r\n"),
        ("utf-16-le", "\ufeff", "\r\n"),
        ("utf-16-be", "\ufeff", "\n"),
        ("cp1252", "", "\r\n"),
    ],
)
def test_encoding_mark_and_line_ends_are_kept(encoding: str, mark: str, end: str) -> None:
    text = mark + BAD.replace("\n", end) + f"The café was shut.{end}No end"
    Path("a.txt").write_bytes(text.encode(encoding))
    check("a.txt", "--fix")
    assert Path("a.txt").read_bytes() == text.replace("the the", "the").replace(" ,", ",").encode(encoding)


def test_a_file_that_could_not_be_written_back_as_it_was_is_left_and_status_is_two() -> None:
    before = "これはペンです。".encode("iso2022_jp").replace(b"\x1b(B", b"\x1b(B\x1b$B\x1b(B") * 20
    outcome = fix_bytes(
        b'<meta charset="iso-2022-jp">' + before, "a.html", ".html", Checker(without_engines(Settings()))
    )
    assert outcome.failed
    assert "iso2022_jp" in (outcome.trouble or "")
    assert not outcome.changed


def test_a_fix_that_would_have_the_file_read_otherwise_is_not_made() -> None:
    text = BAD + "The café was shut.\n"
    rules = '[[rule]]\nid = "HR-A"\nphrase = "café"\nmessage = "no"\nreplacement = "{}"\nsafe-fix = true\n'
    Path("mtcheck.toml").write_text(rules.format("cafÉ"))
    Path("a.txt").write_bytes(text.encode("cp1252"))
    result = check("a.txt", "--fix")
    assert result.exit_code == 2
    assert "would not be read as cp1252 any more" in result.stderr
    assert Path("a.txt").read_bytes() == text.encode("cp1252")
    Path("mtcheck.toml").write_text(rules.format("cafe"))
    assert check("a.txt", "--fix").exit_code == 0
    assert Path("a.txt").read_bytes() == (GOOD + "The cafe was shut.\n").encode("cp1252")


def test_permissions_and_links_are_kept() -> None:
    Path("a.txt").write_text(BAD)
    Path("a.txt").chmod(0o640)
    Path("b.txt").symlink_to("a.txt")
    check("b.txt", "--fix")
    assert Path("b.txt").is_symlink()
    assert Path("a.txt").read_text() == GOOD
    assert Path("a.txt").stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_written_is_said_and_status_is_two(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(BAD)
    Path("b.txt").write_text(BAD)

    replace = Path.replace

    def full(draft: Path, target: Path) -> Path:
        if target.name == "b.txt":
            raise OSError(28, "No space left on device")
        return replace(draft, target)

    monkeypatch.setattr(Path, "replace", full)
    result = check("a.txt", "b.txt", "--fix")
    assert result.exit_code == 2
    assert "b.txt: not fixed: the file could not be written: No space left on device" in result.stderr
    assert (Path("a.txt").read_text(), Path("b.txt").read_text()) == (GOOD, BAD)
    assert files() == ["a.txt", "b.txt"]


def test_what_cannot_be_checked_is_not_fixed() -> None:
    german = "Der Rat hat am Dienstag getagt , und den Haushalt für die neue Schule beschlossen. " * 5
    Path("german.txt").write_text(german)
    result = check("german.txt", "missing.txt", "--fix")
    assert result.exit_code == 2
    assert Path("german.txt").read_text() == german


def test_a_docx_is_not_fixed_and_that_is_said_and_no_mistake(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph(BAD.strip())
    document.save("a.docx")
    before = Path("a.docx").read_bytes()
    result = check("a.docx", "--fix")
    assert result.exit_code == 0
    assert "a.docx: a .docx is not fixed" in result.stderr
    assert Path("a.docx").read_bytes() == before


def test_an_odt_is_not_fixed_and_that_is_said_and_no_mistake() -> None:
    from odf.opendocument import OpenDocumentText
    from odf.text import P

    document = OpenDocumentText()
    document.text.addElement(P(text=BAD.strip()))
    document.save("a.odt")
    before = Path("a.odt").read_bytes()
    result = check("a.odt", "--fix")
    assert result.exit_code == 0
    assert "a.odt: an .odt is not fixed" in result.stderr
    assert Path("a.odt").read_bytes() == before


def test_standard_input_comes_out_fixed_and_checked() -> None:
    result = check("-", "--fix", "--fail-on", "minor", stdin=BAD)
    assert (result.exit_code, result.stdout) == (0, GOOD)
    assert "mtcheck: <stdin>: too short to tell: 16 words; no errors were found" in result.stderr
    result = check("-", "--fix", "--stdin-filename", "a.md", "-o", "r.json", stdin="`the the`\n\n" + BAD)
    assert result.stdout == "`the the`\n\n" + GOOD
    assert "MT505" not in Path("r.json").read_text()


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02" * 50, b"Das ist kein Englisch , sondern Deutsch. " * 9]
)
def test_standard_input_that_cannot_be_checked_comes_out_as_it_was(data: bytes) -> None:
    result = check("-", "--fix", stdin=data)
    assert result.exit_code == 2
    assert result.stdout_bytes == data


def test_diff_prints_a_patch_that_git_applies_and_writes_nothing() -> None:
    Path("desk").mkdir()
    Path("desk/a.txt").write_text(BAD)
    Path("b.txt").write_text(GOOD)
    result = check("desk", "b.txt", "--diff", "--fail-on", "minor", "-o", "r.csv")
    assert result.exit_code == 1, "nothing was fixed, so the gate is hit"
    assert Path("desk/a.txt").read_text() == BAD
    assert "MT505" in Path("r.csv").read_text()
    assert result.stdout.startswith("--- a/desk/a.txt\n+++ b/desk/a.txt\n@@ -1 +1 @@\n")
    assert "1 of 2 articles" in result.stderr
    subprocess.run(["git", "apply", "-"], input=result.stdout_bytes, check=True)
    assert Path("desk/a.txt").read_text() == GOOD
    assert check("desk", "b.txt", "--diff").stdout == ""


def test_diff_wins_over_fix_and_reads_standard_input() -> None:
    result = check("-", "--fix", "--diff", "--stdin-filename", "a.txt", stdin=BAD)
    assert result.stdout.startswith("--- a/a.txt\n")


def test_a_report_cannot_go_where_the_fixed_text_goes() -> None:
    Path("a.txt").write_text(BAD)
    result = check("a.txt", "--diff", "-o", "json=-")
    assert result.exit_code == 2
    assert "let -o name a file" in result.stderr
    assert check("-", "--fix", "-o", "json=-", stdin=BAD).exit_code == 2
    assert check("a.txt", "--fix", "-o", "json=-").exit_code == 0


def test_quiet_says_nothing_of_fixes() -> None:
    Path("a.txt").write_text(BAD)
    result = check("a.txt", "--fix", "-q")
    assert (result.stdout, result.stderr) == ("", "")


def test_house_rules_that_undo_each_other_leave_the_article_alone_and_are_named() -> None:
    Path("a.txt").write_text(GOOD + "The colour was red.\n")
    Path("mtcheck.toml").write_text(
        '[[rule]]\nid = "HR-A"\nphrase = "colour"\nmessage = "no"\nreplacement = "color"\nsafe-fix = true\n'
        '[[rule]]\nid = "HR-B"\nphrase = "color"\nmessage = "no"\nreplacement = "colour"\nsafe-fix = true\n'
    )
    result = check("a.txt", "--fix")
    assert result.exit_code == 2
    assert "HR-" in result.stderr
    assert Path("a.txt").read_text() == GOOD + "The colour was red.\n"


def test_only_lines_that_changed_are_fixed() -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b"]
    subprocess.run([*git, "init", "-q"], check=True)
    Path("a.txt").write_text(BAD)
    subprocess.run([*git, "add", "a.txt"], check=True)
    subprocess.run([*git, "commit", "-qm", "a"], check=True)
    Path("a.txt").write_text(BAD + "\n" + BAD)
    check("a.txt", "--fix", "--diff-base", "HEAD")
    assert Path("a.txt").read_text() == BAD + "\n" + GOOD


def test_no_engine_is_asked_for_fixes() -> None:
    light = without_engines(
        Settings(require_engine=("languagetool",), no_engine=("harper",), ignore=("MT505",))
    )
    assert (light.no_engine, light.require_engine, light.model, light.ignore) == (
        ENGINES,
        (),
        False,
        ("MT505",),
    )


def test_the_program_itself_writes_bytes_and_nothing_else_to_its_output() -> None:
    command = [sys.executable, "-m", "mtcheck", "check", "-", "--fix", *ALONE]
    done = subprocess.run(command, input=BAD.replace("\n", "\r\n").encode(), capture_output=True)
    assert (done.returncode, done.stdout) == (0, GOOD.replace("\n", "\r\n").encode())


@pytest.mark.parametrize("name", ["a.rst", "a.adoc", "a.py", "a.tex", "a.md.bak"])
def test_what_is_only_taken_for_plain_text_is_checked_and_not_fixed(name: str) -> None:
    Path(name).write_text(BAD)
    result = check(name, "--fix", "--fail-on", "minor")
    assert result.exit_code == 1
    assert "MT505" in result.stdout
    assert f"{name}: a {Path(name).suffix} file is checked as plain text and not fixed" in result.stderr
    assert Path(name).read_text() == BAD
    assert "+++" not in check(name, "--diff").stdout


def test_standard_input_is_plain_text_unless_its_name_says_otherwise() -> None:
    assert "approved the budget" in check("-", "--diff", stdin=BAD).stdout
    assert "approved the budget" not in check("-", "--diff", "--stdin-filename", "a.rst", stdin=BAD).stdout
