"""Settings for some of the articles: which override holds for which file, what it changes, what it may
not.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import mtcheck
from mtcheck.cli.main import main
from mtcheck.settings import Settings, SettingsError, load, merge
from mtcheck.settings.overrides import Override

BAD = "The council met on Tuesday. It approved the the budget for the new school , after a debate.\n"
ALONE = ["--no-engine", "harper", "--no-engine", "languagetool", "--no-model", "--no-cache"]


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(text: str) -> Settings:
    path = Path("mtcheck.toml")
    path.write_text(text)
    return load(path)


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments, *ALONE])


@pytest.mark.parametrize(
    ("pattern", "name", "holds"),
    [
        ("opinion/**", "opinion/a.md", True),
        ("opinion/**", "opinion/2024/a.md", True),
        ("opinion/", "opinion/a.md", True),
        ("opinion/**", "desk/opinion/a.md", False),
        ("opinion/**", "opinion.md", False),
        ("*.md", "desk/a.md", True),
        ("/*.md", "desk/a.md", False),
        ("opinion/**", "./opinion/a.md", True),
        ("opinion/**", "desk/../opinion/a.md", True),
        ("**", "../elsewhere.md", False),
        ("**", "<stdin>", True),
    ],
)
def test_patterns_are_those_of_gitignore_from_the_folder_of_the_settings(
    pattern: str, name: str, holds: bool
) -> None:
    settings = read(f'[[override]]\nfiles = ["{pattern}"]\nfail-on = "never"\n')
    assert (settings.for_path(name).fail_on == "never") is holds
    if not name.startswith("<"):
        assert (settings.for_path(str(Path.cwd() / name)).fail_on == "never") is holds


def test_the_folder_is_that_of_the_settings_file_and_not_the_current_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = read('[[override]]\nfiles = ["/opinion/"]\nfail-on = "never"\n')
    Path("opinion").mkdir()
    monkeypatch.chdir("opinion")
    assert settings.for_path("a.md").fail_on == "never"
    assert settings.for_path("../a.md").fail_on == "critical"


def test_later_ones_win_values_replace_and_extend_adds() -> None:
    settings = read(
        'ignore = ["MT4"]\nextend-ignore = ["MT1"]\n'
        '[[override]]\nfiles = ["*.md"]\nfail-on = "major"\nignore = ["MT5"]\n'
        'extend-ignore = ["MT2"]\nsensitivity = "low"\n'
        '[[override]]\nfiles = ["opinion/"]\nfail-on = "minor"\nmin-score = 50\n'
        'extend-ignore = ["MT3"]\nmodel = false\n'
    )
    plain, markdown, both = (settings.for_path(name) for name in ("a.txt", "a.md", "opinion/a.md"))
    assert (plain.fail_on, plain.ignore, plain.extend_ignore) == ("critical", ("MT4",), ("MT1",))
    assert (markdown.fail_on, markdown.ignore, markdown.extend_ignore) == ("major", ("MT5",), ("MT1", "MT2"))
    assert (both.fail_on, both.ignore, both.extend_ignore) == ("minor", ("MT5",), ("MT1", "MT2", "MT3"))
    assert (both.min_score, both.sensitivity, both.model) == (50.0, "low", False)
    assert both.selection.ignore == ("MT5", "MT1", "MT2", "MT3")
    assert plain.override == markdown.override == both.override == ()


def test_settings_without_overrides_are_their_own_and_equal_ones_are_equal() -> None:
    settings = Settings(fail_on="major")
    assert settings.for_path("a.md") is settings
    settings = read('[[override]]\nfiles = ["opinion/"]\nfail-on = "minor"\n')
    assert settings.for_path("opinion/a.md") == settings.for_path("opinion/b.md")
    assert hash(settings.for_path("a.md")) == hash(settings.for_path("b.md"))


def test_options_of_the_command_line_win_over_overrides() -> None:
    settings = read(
        '[[override]]\nfiles = ["*.md"]\nfail-on = "minor"\nextend-ignore = ["MT5"]\nmodel = true\n'
    )
    merged = merge(
        settings, {"fail_on": "never", "extend_ignore": ("MT4",), "model": False, "ignore": ()}
    ).for_path("a.md")
    assert (merged.fail_on, merged.extend_ignore, merged.model) == ("never", ("MT4", "MT5"), False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('override = "x"', "each headed [[override]]"),
        (
            '[[override]]\nfiles = ["a", "../b/*.txt"]\nmodel = false',
            "[[override]] number 1: “../b/*.txt” leads out of the folder",
        ),
        ('[[override]]\nfail-on = "minor"', "[[override]] number 1: it does not say which files"),
        ('[[override]]\nfiles = []\nfail-on = "minor"', "which files"),
        ('[[override]]\nfiles = "a"\nfail-on = "minor"', "“files” must be a list of strings"),
        ('[[override]]\nfiles = ["a"]', "changes nothing for a"),
        ('[[override]]\nfiles = ["a"]\nfail-no = "minor"', "did you mean “fail-on”"),
        ('[[override]]\nfiles = ["a"]\nno-engine = ["harper"]', "“no-engine” holds for a whole run"),
        ('[[override]]\nfiles = ["a"]\nextends = "b.toml"', "unknown key “extends”"),
        ('[[override]]\nfiles = ["a"]\nignore = ["MT55"]', "[[override]] of a: unknown rule “MT55”"),
        ('[[override]]\nfiles = ["a"]\nmin-score = 101', "[[override]] of a: min-score: 101 is not between"),
        ('[[override]]\nfiles = ["/"]\n fail-on = "major"', None),
        ('[[override]]\nfiles = ["a/***b[", "!"]\nfail-on = "minor"', "[[override]] of a/***b[, !:"),
    ],
)
def test_a_mistake_is_an_error_that_names_the_file_and_the_override(text: str, expected: str | None) -> None:
    if expected is None:
        read(text)
        return
    with pytest.raises(SettingsError) as error:
        read(text)
    assert expected in str(error.value)
    assert str(error.value).startswith("mtcheck.toml: ")


def test_a_run_judges_each_article_by_its_own_settings() -> None:
    read(
        'fail-on = "minor"\n[[override]]\nfiles = ["opinion/"]\nextend-ignore = ["MT5"]\nfail-on = "never"\n'
    )
    Path("opinion").mkdir()
    for name in ("a.txt", "opinion/a.txt"):
        Path(name).write_text(BAD)
    result = check("a.txt", "opinion", "--format", "json")
    news, opinion = json.loads(result.stdout)["articles"]
    assert result.exit_code == 1
    assert [finding["rule"] for finding in news["findings"]] == ["MT505", "MT405"]
    assert [finding["rule"] for finding in opinion["findings"]] == ["MT405"]
    assert (news["passed"], opinion["passed"]) == (False, True)
    assert news["signature"] != opinion["signature"]
    assert check("opinion").exit_code == 0
    assert check("opinion", "--fail-on", "minor").exit_code == 1


def test_the_python_functions_know_them_too() -> None:
    settings = Settings(
        model=False,
        no_engine=("harper", "languagetool"),
        override=(Override(("*.md",), (("ignore", ("MT5",)),)),),
    )
    for name in ("a.md", "a.txt"):
        Path(name).write_text(BAD)
    assert [finding.rule for finding in mtcheck.check_file("a.md", settings).findings] == ["MT405"]
    assert [finding.rule for finding in mtcheck.check_file("a.txt", settings).findings] == ["MT505", "MT405"]
