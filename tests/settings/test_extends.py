"""Settings files that build upon others: what replaces, what adds up, and errors that name every file on
the way.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from mtcheck.settings import SettingsError, load


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("house").mkdir()
    Path("desk").mkdir()
    return tmp_path


def rule(name: str, phrase: str = "kids") -> str:
    return f'[[rule]]\nid = "HR-{name}"\nphrase = "{phrase}"\nmessage = "no"\n'


def write(name: str, text: str) -> Path:
    Path(name).write_text(text)
    return Path(name)


def test_values_replace_extend_keys_add_and_tables_add_up() -> None:
    write(
        "house/mtcheck.toml",
        'fail-on = "major"\nmin-score = 80\nignore = ["MT4"]\nextend-ignore = ["MT1"]\n'
        + rule("A")
        + '[[override]]\nfiles = ["opinion/"]\nfail-on = "never"\n',
    )
    desk = write(
        "desk/mtcheck.toml",
        'extends = "../house/mtcheck.toml"\nfail-on = "minor"\nignore = ["HR-A"]\nextend-ignore = ["MT2"]\n'
        + rule("B")
        + '[[override]]\nfiles = ["*.md"]\nmin-score = 10\n',
    )
    settings = load(desk)
    assert (settings.fail_on, settings.min_score, settings.ignore) == ("minor", 80.0, ("HR-A",))
    assert settings.extend_ignore == ("MT1", "MT2")
    assert [(declared.id, declared.source) for declared in settings.rule] == [
        ("HR-A", "desk/../house/mtcheck.toml"),
        ("HR-B", "desk/mtcheck.toml"),
    ]
    assert [override.files for override in settings.override] == [("opinion/",), ("*.md",)]
    assert settings.root == str(Path.cwd() / "desk")
    assert settings.for_path("desk/opinion/a.txt").fail_on == "never", (
        "from the folder of the file that extends"
    )


def test_several_are_read_in_order_and_what_they_share_counts_once() -> None:
    write("base.toml", 'fail-on = "major"\nextend-ignore = ["MT1"]\n' + rule("A"))
    write("one.toml", 'extends = ["base.toml"]\nmin-score = 10\n')
    write("two.toml", 'extends = "base.toml"\nmin-score = 20\n' + rule("B"))
    settings = load(write("mtcheck.toml", 'extends = ["one.toml", "two.toml"]\n'))
    assert (settings.fail_on, settings.min_score, settings.extend_ignore) == ("major", 20.0, ("MT1",))
    assert [declared.id for declared in settings.rule] == ["HR-A", "HR-B"]


def test_a_pyproject_can_extend_and_be_extended() -> None:
    write("house/pyproject.toml", '[tool.mtcheck]\nfail-on = "major"\n')
    settings = load(
        write("pyproject.toml", '[tool.mtcheck]\nextends = "house/pyproject.toml"\nmin-score = 10\n')
    )
    assert (settings.fail_on, settings.min_score) == ("major", 10.0)


@pytest.mark.parametrize(
    ("house", "desk", "expected"),
    [
        ('fail-no = "x"\n', "", ["desk.toml: extends “house.toml”: house.toml: unknown key “fail-no”"]),
        (
            'fail-on = "majro"\n',
            "",
            ["desk.toml: extends “house.toml”: house.toml: fail-on: “majro” is not known"],
        ),
        ("fail-on = \n", "", ["desk.toml: extends “house.toml”: house.toml: not valid TOML"]),
        ('extends = "desk.toml"\n', "", ["house.toml: extends “desk.toml”, which extends this file again"]),
        ('extends = "house.toml"\n', "", ["house.toml: extends “house.toml”, which extends this file again"]),
        (
            'extends = "none.toml"\n',
            "",
            [
                "desk.toml: extends “house.toml”: house.toml: extends “none.toml”: "
                "none.toml: there is no such settings file"
            ],
        ),
        (rule("A"), rule("A", "others"), ["HR-A: the id is declared twice (house.toml, desk.toml)"]),
        (rule("A"), 'fail-on = "majro"\n', ["desk.toml: fail-on: “majro”"]),
        (
            'no-engine = ["harper"]\n',
            'require-engine = ["harper"]\n',
            ["desk.toml: harper: required and left out at once"],
        ),
    ],
)
def test_a_mistake_names_every_file_on_the_way_to_it(house: str, desk: str, expected: list[str]) -> None:
    write("house.toml", house)
    with pytest.raises(SettingsError) as error:
        load(write("desk.toml", 'extends = "house.toml"\n' + desk))
    for part in expected:
        assert part in str(error.value)


def test_extends_must_name_files() -> None:
    with pytest.raises(SettingsError, match="“extends” must be a string or a list of strings"):
        load(write("mtcheck.toml", "extends = 3\n"))
    write("pyproject.toml", "[project]\nname = 'x'\n")
    with pytest.raises(SettingsError, match=r"no \[tool\.mtcheck\] table"):
        load(write("mtcheck.toml", 'extends = "pyproject.toml"\n'))
