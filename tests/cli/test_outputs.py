"""Reports and lists go where they are sent, and nothing is lost, replaced or taken for a gate on the way."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mtcheck.cli.main import main

CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate.\n"
ALONE = ["--no-engine", "harper", "--no-engine", "languagetool", "--no-model"]
MTCHECK = f"{sys.executable} -m mtcheck"


@pytest.fixture(autouse=True)
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.txt"
    path.write_text(CLEAN)
    return path


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "a.txt", *arguments, *ALONE])


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """A command of bash, in which `MTCHECK` runs mtcheck and `CHECK` checks the article without engines."""
    command = command.replace("CHECK a.txt", f"MTCHECK check a.txt {' '.join(ALONE)}")
    return subprocess.run(
        ["bash", "-c", command.replace("MTCHECK", MTCHECK)], capture_output=True, text=True, timeout=120
    )


def test_a_link_is_followed_and_stays() -> None:
    Path("kept").mkdir()
    Path("kept/r.csv").write_text("old")
    Path("r.csv").symlink_to("kept/r.csv")
    assert check("-o", "r.csv").exit_code == 0
    assert Path("r.csv").is_symlink()
    assert Path("kept/r.csv").read_text().startswith("file,")


def test_a_file_that_is_there_keeps_its_permissions() -> None:
    Path("r.csv").touch(0o640)
    Path("r.csv").chmod(0o640)
    assert check("-o", "r.csv").exit_code == 0
    assert stat.S_IMODE(Path("r.csv").stat().st_mode) == 0o640


def test_a_pipe_takes_a_report_and_a_full_device_is_status_two() -> None:
    done = shell("CHECK a.txt -q -o csv=>(cat); sleep 1")
    assert done.stdout.startswith("file,")
    result = check("-o", "csv=/dev/full", "-o", "b.csv")
    assert result.exit_code == 2
    assert "/dev/full: the report could not be written: No space left" in result.stderr
    assert Path("b.csv").exists()


@pytest.mark.parametrize(
    ("role", "path", "content", "options"),
    [
        ("settings file", "mtcheck.toml", "", []),
        ("settings file", "base.toml", "", ["--config", "own.toml"]),
        ("vocabulary", "mtcheck-vocabulary.txt", "e-fuel\n", ["--config", "own.toml"]),
        ("baseline", ".mtcheck-baseline.json", '{"schema_version": 1, "articles": {}}', []),
    ],
)
def test_no_report_replaces_what_decides(role: str, path: str, content: str, options: list[str]) -> None:
    Path("mtcheck.toml").touch()
    Path("own.toml").write_text('extends = "base.toml"\n')
    Path("base.toml").touch()
    Path(path).write_text(content)
    Path("link").symlink_to(path)
    result = check("-o", "csv=link", *options)
    assert result.exit_code == 2
    assert f"the report would replace the {role} in use" in result.stderr.replace("a vocab", "the vocab")
    assert Path(path).read_text() == content


def test_the_baseline_itself_is_replaced_when_it_is_written_anew() -> None:
    assert check("--write-baseline", "--baseline", "b.json").exit_code == 0
    assert check("--write-baseline", "--baseline", "b.json").exit_code == 0


def test_two_reports_in_one_file_are_refused() -> None:
    Path("link.csv").symlink_to("x.csv")
    for other in ("json=x.csv", "json=./x.csv", "json=link.csv"):
        result = check("-o", "x.csv", "-o", other)
        assert result.exit_code == 2
        assert "two reports would go to this file" in result.stderr
    assert check("-o", "csv=/dev/null", "-o", "json=/dev/null").exit_code == 0


@pytest.mark.parametrize("target", ["csv=.", "csv=a.txt/b", f"csv={'n' * 256}", "csv=no/x", "csv=/"])
def test_a_place_that_takes_no_file_is_status_two(target: str) -> None:
    result = check("-o", target, "-o", "b.csv")
    assert result.exit_code == 2
    assert "the report could not be written" in result.stderr
    assert Path("b.csv").exists()


def test_the_longest_name_is_written() -> None:
    assert check("-o", f"csv={'n' * 255}").exit_code == 0


@pytest.mark.parametrize(
    "command", ["CHECK a.txt", "MTCHECK rules", "MTCHECK explain MT501", "MTCHECK --help"]
)
@pytest.mark.parametrize("stream", ["> /dev/full", ">&-"])
def test_a_full_or_closed_standard_output_is_status_two_in_one_sentence(command: str, stream: str) -> None:
    done = shell(f"{command} {stream}")
    assert done.returncode == 2
    assert "standard output could not be written to" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_what_is_not_needed_may_be_closed() -> None:
    assert shell("CHECK a.txt <&-").returncode == 0
    assert shell("CHECK a.txt 2>&-").returncode == 0
    assert shell("CHECK a.txt -q -o r.csv >&-").returncode == 0
    assert Path("r.csv").read_text().startswith("file,")


@pytest.mark.parametrize("command", ["MTCHECK rules", "MTCHECK explain MT501", "MTCHECK check --help"])
def test_a_reader_that_goes_away_ends_a_list_quietly(command: str) -> None:
    done = shell(f"{command} | head -n 1; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_deleted_folder_is_status_two() -> None:
    done = shell("mkdir gone; cd gone; rmdir ../gone; MTCHECK check ../a.txt")
    assert done.returncode == 2
    assert done.stderr == "mtcheck: the current folder does not exist any more; change to one that does.\n"


def test_what_nobody_expected_is_status_two_and_debug_shows_where(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("odd")

    monkeypatch.setattr("mtcheck.cli.check_request.CheckRequest.parse", fail)
    result = check()
    assert result.exit_code == 2
    assert result.stderr.startswith("mtcheck: something unexpected went wrong (KeyError: 'odd')")
    assert "Traceback" not in result.stderr
    result = CliRunner().invoke(main, ["--debug", "check", "a.txt"])
    assert result.exit_code == 2
    assert "Traceback" in result.stderr


@pytest.mark.skipif(shutil.which("mkfifo") is None, reason="no pipes")
@pytest.mark.parametrize("name", ["mtcheck.toml", ".mtcheck-baseline.json", "mtcheck-vocabulary.txt"])
@pytest.mark.parametrize("kind", ["folder", "pipe", "dangling link"])
def test_what_decides_is_a_file_or_status_two(name: str, kind: str) -> None:
    if name != "mtcheck.toml":
        Path("mtcheck.toml").touch()
    if kind == "folder":
        Path(name).mkdir()
    elif kind == "pipe":
        os.mkfifo(name)
    else:
        Path(name).symlink_to("nowhere")
    result = check()
    assert result.exit_code == 2
    assert name in result.stderr
    assert kind.replace("dangling link", "link to what is not there") in result.stderr


@pytest.mark.parametrize("key", ["extends", "baseline", "vocabulary", "glossary"])
def test_what_never_ends_is_read_up_to_a_limit(key: str) -> None:
    Path("b.txt").write_text("Der Rat tagte am Dienstag.\n")
    Path("own.toml").write_text(
        f'{key} = "/dev/zero"' if key in ("extends", "baseline") else f'{key} = ["/dev/zero"]'
    )
    result = check("--config", "own.toml", "--source", "b.txt")
    assert result.exit_code == 2
    assert "/dev/zero" in result.stderr


def test_settings_that_nest_too_deep_or_name_nothing_are_told_in_words() -> None:
    Path("deep.toml").write_text("select = " + "[" * 5000 + "]" * 5000)
    result = check("--config", "deep.toml")
    assert result.exit_code == 2
    assert "nested too deep" in result.stderr
    Path("nul.toml").write_text('extends = "a\\u0000b"')
    result = check("--config", "nul.toml")
    assert result.exit_code == 2
    assert "nul.toml: “extends” has the character U+0000" in result.stderr
    Path("b.json").write_text('{"schema_version": 1, "articles": ' + "[" * 5000 + "]" * 5000 + "}")
    result = check("--baseline", "b.json")
    assert result.exit_code == 2
    assert "the baseline is no JSON" in result.stderr


def test_settings_that_many_others_extend_are_read_once() -> None:
    Path("s0.toml").write_text("")
    for number in range(1, 28):
        Path(f"s{number}.toml").write_text(f'extends = ["s{number - 1}.toml", "./s{number - 1}.toml"]')
    assert check("--config", "s27.toml").exit_code == 0


def test_an_article_that_a_report_would_replace_is_checked_and_kept() -> None:
    Path("d").mkdir()
    Path("d/a.txt").write_text(CLEAN)
    Path("d/b.txt").write_text(CLEAN)
    done = CliRunner().invoke(main, ["check", "d", "-o", "text=d/a.txt", *ALONE])
    assert done.exit_code == 2
    assert "the report would replace an article that was checked" in done.stderr
    assert "d/b.txt" in done.stdout
    assert Path("d/a.txt").read_text() == CLEAN
    assert CliRunner().invoke(main, ["check", "d", "-o", "d/r.html", *ALONE]).exit_code == 0
    again = CliRunner().invoke(main, ["check", "d", "-o", "d/r.html", *ALONE])
    assert (again.exit_code, "r.html" in again.stderr) == (0, False)
    other = CliRunner().invoke(main, ["check", "d", *ALONE])
    assert other.exit_code == 0
    assert "d/r.html: passed over: a report of mtcheck" in other.stderr


def test_what_is_no_file_in_a_folder_is_status_two() -> None:
    os.mkfifo("pipe.md")
    done = CliRunner().invoke(main, ["check", ".", *ALONE])
    assert done.exit_code == 2
    assert "pipe.md" in done.stdout
    assert "is a named pipe, not a file" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text there")
def test_a_file_name_that_is_no_unicode_does_not_cost_the_table(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "w") as file:  # noqa: PTH123 (a path of bytes)
        file.write(CLEAN)
    done = CliRunner().invoke(main, ["check", ".", "-o", "r.csv", *ALONE])
    assert done.exit_code == 0
    assert "caf?.txt" in Path("r.csv").read_text()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device")
def test_endless_standard_input_is_read_to_the_limit() -> None:
    with Path("/dev/zero").open("rb") as endless:
        ended = subprocess.run(
            [sys.executable, "-m", "mtcheck", "check", "-", "-q"],
            stdin=endless,
            capture_output=True,
            text=True,
        )
    assert ended.returncode == 2
    assert (
        ended.stderr == "mtcheck: <stdin>: has more than 20 MB; the limit is 20 MB; split it into articles\n"
    )


def test_a_run_that_ends_while_the_model_is_being_loaded_ends_in_order(tmp_path: Path) -> None:
    path = tmp_path / "binary.txt"
    path.write_bytes(b"\0\1\0")
    command = [sys.executable, "-m", "mtcheck", "check", str(path), "-q", "--no-engine", "languagetool"]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1, ended.stderr
