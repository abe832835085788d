from __future__ import annotations

from pathlib import Path

import pytest

from mtcheck.settings import Settings, SettingsError, find, load, merge


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_every_key_of_a_settings_file_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path / "mtcheck.toml",
        'select = ["MT5"]\nextend-select = ["MT4"]\nignore = ["MT505"]\nfail-on = "major"\nmin-score = 80\n'
        'require-engine = ["harper"]\nno-engine = ["languagetool"]\nlanguagetool-url = "http://127.0.0.1:8081"\n'
        'model = false\nsensitivity = "low"\n',
    )
    assert load(path) == Settings(
        select=("MT5",),
        extend_select=("MT4",),
        ignore=("MT505",),
        fail_on="major",
        min_score=80.0,
        require_engine=("harper",),
        no_engine=("languagetool",),
        languagetool_url="http://127.0.0.1:8081",
        model=False,
        sensitivity="low",
        root=str(tmp_path),
    )


def test_the_nearest_settings_file_wins(tmp_path: Path) -> None:
    inner = tmp_path / "desk" / "sport"
    inner.mkdir(parents=True)
    top = write(tmp_path / "pyproject.toml", '[tool.mtcheck]\nfail-on = "never"\n')
    assert find(inner) == top
    write(tmp_path / "desk" / "pyproject.toml", '[project]\nname = "other"\n')
    assert find(inner) == top, "a pyproject.toml without our table is none of ours"
    near = write(tmp_path / "desk" / "mtcheck.toml", "")
    assert find(inner) == near
    assert load(top).fail_on == "never"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('fail_on = "major"', "fail-on"),
        ('fial-on = "major"', "did you mean “fail-on”"),
        ('colour = "red"', "known keys"),
        ('fail-on = "majro"', "did you mean “major”"),
        ('select = "MT5"', "must be a list of strings"),
        ('model = "no"', "must be true or false"),
        ("min-score = true", "must be a number"),
        ("min-score = 101", "not between 0 and 100"),
        ('ignore = ["MT55"]', "unknown rule “MT55”"),
        ('require-engine = ["vale"]', "harper"),
        ('languagetool-url = "host:8081"', "http://"),
        ("fail-on = ", "not valid TOML"),
        ('require-engine = ["harper"]\nno-engine = ["harper"]', "at once"),
    ],
)
def test_a_wrong_setting_is_an_error_that_names_the_file_and_what_would_do(
    tmp_path: Path, text: str, expected: str
) -> None:
    path = write(tmp_path / "mtcheck.toml", text)
    with pytest.raises(SettingsError) as error:
        load(path)
    assert expected in str(error.value)
    assert str(path) in str(error.value)


def test_options_win_over_the_file_and_what_was_not_given_stays() -> None:
    settings = merge(
        Settings(fail_on="major", ignore=("MT505",)), {"fail_on": "minor", "ignore": (), "min_score": None}
    )
    assert settings == Settings(fail_on="minor", ignore=("MT505",))


def test_the_fingerprint_follows_what_changes_findings_only() -> None:
    assert Settings().fingerprint() == Settings(fail_on="never", min_score=3).fingerprint()
    assert Settings().fingerprint() != Settings(ignore=("MT505",)).fingerprint()
