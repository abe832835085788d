"""Decisions as a user meets them: options, files, exit statuses, what the reports say of them."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

import mtcheck
from mtcheck.cli.main import main
from mtcheck.decisions.decisions import Decisions
from mtcheck.settings.model import Settings, SettingsError

CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate.\n"
FLAWED = CLEAN + "\nThey said that they do not not know.\n\nIt was a volte face.\n"
ALONE = ["--no-engine", "harper", "--no-engine", "languagetool", "--no-model", "--no-cache"]
BASELINE = Path(".mtcheck-baseline.json")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


def check(*arguments: str, stdin: str | None = None) -> Result:
    return run("check", *arguments, "--fail-on", "minor", *ALONE, stdin=stdin)


def article(result: Result, name: str) -> dict[str, object]:
    (entry,) = [entry for entry in json.loads(result.stdout)["articles"] if entry["file"] == name]
    assert isinstance(entry, dict)
    return entry


def test_a_baseline_is_written_used_and_pruned() -> None:
    Path("a.txt").write_text(FLAWED)
    assert check("a.txt").exit_code == 1
    result = check("a.txt", "--write-baseline")
    assert result.exit_code == 0
    assert "2 findings were decided before: 2 baseline" in result.stdout
    assert "knows 2 findings in 1 article" in result.stderr
    before = BASELINE.read_bytes()
    assert check("a.txt").exit_code == 0
    assert check("a.txt", "--no-baseline").exit_code == 1
    assert check("a.txt", "--write-baseline").exit_code == 0
    assert BASELINE.read_bytes() == before, "writing it again changes nothing"
    Path("a.txt").write_text(
        "A new first paragraph.\n\n" + FLAWED.replace("not not", "not") + "\nThey saw the the plan.\n"
    )
    result = check("a.txt")
    assert result.exit_code == 1
    assert "the the" in result.stdout
    assert "MT903" in result.stdout
    assert check("a.txt", "--prune-baseline").exit_code == 1, "what is new counts all the same"
    assert [entry["rule"] for entry in json.loads(BASELINE.read_text())["articles"]["a.txt"]] == ["MT101"]
    assert "MT903" not in check("a.txt").stdout


def test_writing_and_pruning_leave_the_articles_alone_that_were_not_checked() -> None:
    for name in ("a.txt", "b.txt", "gone.txt"):
        Path(name).write_text(FLAWED)
    Path("clean.txt").write_text(CLEAN)
    check(".", "--write-baseline")
    Path("gone.txt").unlink()
    articles = json.loads(BASELINE.read_text())["articles"]
    assert articles["clean.txt"] == [], "it was there when the line was drawn"
    Path("a.txt").write_text(CLEAN)
    Path("b.txt").write_text(CLEAN)
    result = check("a.txt")
    assert result.exit_code == 0
    assert "gone.txt" in result.stderr
    assert "--prune-baseline" in result.stderr
    assert check("a.txt", "--write-baseline").exit_code == 0
    assert json.loads(BASELINE.read_text())["articles"] == {**articles, "a.txt": []}
    assert check("a.txt", "--prune-baseline").exit_code == 0
    del articles["gone.txt"]
    assert json.loads(BASELINE.read_text())["articles"] == {**articles, "a.txt": []}


def test_the_baseline_is_beside_the_settings_and_may_be_named() -> None:
    Path("news").mkdir()
    Path("mtcheck.toml").write_text("")
    Path("news/a.txt").write_text(FLAWED)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir("news")
        assert check("a.txt", "--write-baseline").exit_code == 0
        assert check("a.txt", "--write-baseline", "--baseline", "own.json").exit_code == 0
        assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "own.json"]
    assert list(json.loads(BASELINE.read_text())["articles"]) == ["news/a.txt"]
    assert list(json.loads(Path("news/own.json").read_text())["articles"]) == ["a.txt"]
    BASELINE.unlink()
    assert check("news/a.txt").exit_code == 1
    assert check("news/a.txt", "--baseline", "news/own.json").exit_code == 0
    Path("mtcheck.toml").write_text('baseline = "news/own.json"\n')
    assert check("news/a.txt").exit_code == 0
    assert check("news/a.txt", "--no-baseline").exit_code == 1
    Path("mtcheck.toml").write_text('baseline = "news/none.json"\n')
    result = check("news/a.txt")
    assert result.exit_code == 2
    assert "none.json" in result.stderr


def test_what_was_not_checked_is_not_in_the_baseline_and_the_status_says_so() -> None:
    Path("a.txt").write_text(FLAWED)
    Path("empty.txt").write_text("")
    result = check("a.txt", "empty.txt", "missing.txt", "--write-baseline")
    assert result.exit_code == 2
    assert list(json.loads(BASELINE.read_text())["articles"]) == ["a.txt"]
    assert check("a.txt", "empty.txt").exit_code == 2


def test_a_baseline_that_cannot_be_used_or_written_is_status_two(folder: Path) -> None:
    Path("a.txt").write_text(FLAWED)
    BASELINE.write_text("<<<<<<< HEAD\n")
    for options in ([], ["--write-baseline"], ["--prune-baseline"]):
        result = check("a.txt", *options)
        assert result.exit_code == 2
        assert str(folder / BASELINE) in result.stderr
        assert BASELINE.read_text() == "<<<<<<< HEAD\n"
    assert check("a.txt", "--no-baseline").exit_code == 1
    BASELINE.unlink()
    assert check("a.txt", "--prune-baseline").exit_code == 2
    result = check("a.txt", "--write-baseline", "--baseline", "no/such/folder/b.json")
    assert result.exit_code == 2
    assert "baseline could not be written" in result.stderr
    result = check("a.txt", "--write-baseline", "--baseline", "a.txt")
    assert result.exit_code == 2
    assert Path("a.txt").read_text() == FLAWED


@pytest.mark.parametrize(
    "options",
    [
        ["--write-baseline", "--prune-baseline"],
        ["--write-baseline", "--no-baseline"],
        ["--write-baseline", "--diff-base", "main"],
        ["--baseline", "b.json", "--no-baseline"],
    ],
)
def test_options_that_do_not_go_together(options: list[str]) -> None:
    Path("a.txt").write_text(FLAWED)
    result = check("a.txt", *options)
    assert result.exit_code == 2
    assert "do not go together" in result.stderr
    assert not BASELINE.exists()


def test_standard_input_has_the_baseline_of_the_file_it_is_called_by() -> None:
    Path("a.txt").write_text(FLAWED)
    check("a.txt", "--write-baseline")
    assert check("-", "--stdin-filename", "a.txt", stdin=FLAWED).exit_code == 0
    assert check("-", stdin=FLAWED).exit_code == 1
    assert check("-", "--write-baseline", stdin=FLAWED).exit_code == 1, (
        "what has no name cannot be known again"
    )


def test_the_signature_says_what_was_decided_with() -> None:
    def decided() -> str:
        report = article(check("a.txt", "--format", "json"), "a.txt")
        return str(report["signature"]).rpartition("|decided:")[2]

    Path("a.txt").write_text(FLAWED)
    assert decided() == "none"
    Path("mtcheck-vocabulary.txt").write_text("Zelenskyy\n")
    first = decided()
    assert first.startswith("vocabulary-")
    check("a.txt", "--write-baseline")
    assert decided().startswith(f"{first}+baseline-")


def test_json_shows_what_was_decided_and_follows_its_schema() -> None:
    Path("mtcheck.toml").write_text('[[suppress]]\nfile = "a.md"\nrule = "MT101"\nreason = "his own words"\n')
    Path("a.md").write_text(f"<!-- mtcheck: ignore-file MT505 -- he stutters -->\n\n{FLAWED}")
    result = check("a.md", "--format", "json")
    schema = json.loads((resources.files("mtcheck.reports") / "report.schema.json").read_text("utf-8"))
    jsonschema.validate(json.loads(result.stdout), schema)
    report = article(result, "a.md")
    assert report["findings"] == []
    suppressed = report["suppressed"]
    assert isinstance(suppressed, list)
    assert [
        (finding["rule"], finding["text"], finding["by"], finding["reason"]) for finding in suppressed
    ] == [
        ("MT505", "not not", "inline", "he stutters"),
        ("MT101", "volte face", "settings", "his own words"),
    ]
    shown = check("a.md").stdout
    assert "2 findings were decided before: 1 inline, 1 settings" in shown
    assert check("a.md", "--format", "csv").stdout.count("\n") == 2, "no row of its own"


def test_an_entry_for_a_file_that_is_gone_is_told() -> None:
    Path("mtcheck.toml").write_text('[[suppress]]\nfile = "news/gone.txt"\nrule = "MT101"\n')
    Path("a.txt").write_text(CLEAN)
    result = check("a.txt")
    assert result.exit_code == 0
    assert "news/gone.txt" in result.stderr


def test_the_vocabulary_is_added_to_listed_and_used() -> None:
    Path("a.txt").write_text(CLEAN + "\nThe mayor presented the new presupuesto on Friday.\n")
    assert check("a.txt").exit_code == 1
    result = run("vocab", "add", "presupuesto", "Volodymyr  Zelenskyy", "--reason", "so we write it")
    assert result.exit_code == 0
    assert "presupuesto, Volodymyr Zelenskyy" in result.stderr
    assert "there already" in run("vocab", "add", "presupuesto").stderr
    lines = run("vocab", "list").stdout.splitlines()
    assert [line.split("  ")[0] for line in lines] == ["presupuesto", "Volodymyr Zelenskyy"]
    assert all("so we write it" in line for line in lines)
    result = check("a.txt", "--format", "json")
    assert result.exit_code == 0
    suppressed = article(result, "a.txt")["suppressed"]
    assert isinstance(suppressed, list)
    assert [(finding["text"], finding["by"], finding["reason"]) for finding in suppressed] == [
        ("presupuesto", "vocabulary", "so we write it")
    ]


def test_the_vocabulary_is_no_article_of_its_folder() -> None:
    Path("news").mkdir()
    Path("news/a.txt").write_text(CLEAN)
    assert run("vocab", "add", "Zelenskyy").exit_code == 0
    Path("news/names.txt").write_text("Selenskyj\n")
    Path("mtcheck.toml").write_text('vocabulary = ["mtcheck-vocabulary.txt", "news/names.txt"]\n')
    result = check(".", "--format", "json")
    assert [article["file"] for article in json.loads(result.stdout)["articles"]] == ["news/a.txt"]
    assert "news/names.txt" in check("news/names.txt").stdout, "but whoever names it has it checked"


def test_words_go_into_the_nearest_file_that_the_settings_name() -> None:
    Path("words").mkdir()
    Path("mtcheck.toml").write_text('vocabulary = ["words/names.txt"]\n')
    assert check("a.txt").exit_code == 2, "a file that is named has to be there"
    assert run("vocab", "list").exit_code == 2
    assert run("vocab", "add", "Zelenskyy").exit_code == 0
    assert "Zelenskyy" in Path("words/names.txt").read_text()
    assert not Path("mtcheck-vocabulary.txt").exists()
    assert run("vocab", "add", "# no word").exit_code == 2
    Path("words/names.txt").write_bytes(b"caf\xe9\n")
    for command in (["vocab", "list"], ["vocab", "add", "x"]):
        result = run(*command)
        assert result.exit_code == 2
        assert "UTF-8" in result.stderr
    assert Path("words/names.txt").read_bytes() == b"caf\xe9\n"


def test_extended_settings_bring_their_own_words_and_entries() -> None:
    Path("house").mkdir()
    Path("desk").mkdir()
    Path("house/mtcheck.toml").write_text(
        'vocabulary = ["words.txt"]\n[[suppress]]\nfile = "*.txt"\nrule = "MT101"\n'
    )
    Path("house/words.txt").write_text("presupuesto\n")
    Path("desk/mtcheck.toml").write_text(
        'extends = "../house/mtcheck.toml"\n[[suppress]]\nfile = "a.txt"\nrule = "MT505"\n'
    )
    Path("desk/a.txt").write_text(FLAWED + "\nThe mayor presented the new presupuesto on Friday.\n")
    assert check("desk/a.txt", "--config", "desk/mtcheck.toml").exit_code == 0


@pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
def test_diff_base() -> None:
    Path("a.txt").write_text(FLAWED)
    result = check("a.txt", "--diff-base", "main")
    assert result.exit_code == 2
    assert "not a git repository" in result.stderr
    for command in (
        ["init", "-q", "-b", "main"],
        ["add", "-A"],
        ["-c", "user.name=x", "-c", "user.email=x@y.org", "commit", "-q", "-m", "x"],
    ):
        subprocess.run(["git", *command], check=True)
    result = check("a.txt", "--diff-base", "main")
    assert result.exit_code == 0
    assert "2 findings were decided before: 2 unchanged" in result.stdout
    Path("a.txt").write_text(FLAWED.replace("It was", "That was"))
    result = check("a.txt", "--diff-base", "main")
    assert result.exit_code == 1
    assert "volte face" in result.stdout
    assert "not not" not in result.stdout
    assert check("a.txt", "--diff-base", "nowhere").exit_code == 2
    result = check("-", "--stdin-filename", "a.txt", "--diff-base", "main", stdin=FLAWED)
    assert result.exit_code == 2
    assert "standard input" in result.stderr


@pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
def test_git_that_fails_in_the_middle_is_status_two(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(FLAWED)
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=x", "-c", "user.email=x@y.org", "commit", "-q", "-m", "x"],
    ):
        subprocess.run(["git", *command], check=True)
    Path("a.txt").write_text(FLAWED + "\nMore.\n")
    load = Decisions.load

    def load_and_lose_the_commit(*arguments: object, **options: object) -> Decisions:
        decisions = load(*arguments, **options)  # type: ignore[arg-type]
        shutil.rmtree(".git")
        return decisions

    monkeypatch.setattr(Decisions, "load", load_and_lose_the_commit)
    result = check("a.txt", "--diff-base", "HEAD")
    assert result.exit_code == 2
    assert "git could not compare a.txt" in result.stderr


def test_settings_made_in_python_look_for_no_file_and_use_what_they_name(folder: Path) -> None:
    Path("mtcheck-vocabulary.txt").write_text("presupuesto\n")
    Path("a.txt").write_text("The mayor presented the new presupuesto on Friday.\n")
    check("a.txt", "--write-baseline")
    plain = Settings(no_engine=("harper", "languagetool"), model=False)
    assert [finding.text for finding in mtcheck.check_file("a.txt", plain).findings] == ["presupuesto"]
    named = Settings(
        no_engine=("harper", "languagetool"), model=False, vocabulary=("mtcheck-vocabulary.txt",)
    )
    report = mtcheck.check_file("a.txt", named)
    assert [suppressed.by for suppressed in report.suppressed] == ["vocabulary"]
    with pytest.raises(SettingsError, match=r"none\.txt"):
        mtcheck.check_text(
            CLEAN, Settings(no_engine=("harper", "languagetool"), model=False, vocabulary=("none.txt",))
        )
