"""A setting is declared once: its field says everything that options, files and the fingerprint need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from mtcheck.cli.main import main
from mtcheck.cli.settings_options import setting_option, settings_options
from mtcheck.rules.house.declaration import HouseRule
from mtcheck.settings import Settings, SettingsError, declarations, load, loader, merge, model
from mtcheck.settings.declaration import setting
from mtcheck.settings.model import DECIDING
from mtcheck.settings.schema import schema
from mtcheck.settings.suppression import Suppression
from mtcheck.toml_values import NUMBER, key_name


@click.command()
@settings_options
@setting_option("text_field")
@setting_option("baseline")
@setting_option("timeout")
def command(**options: Any) -> None:
    click.echo(repr(merge(Settings(), {name: options[name] for name in options if name != "config"})))


def by_flag(of: click.Command) -> dict[str, click.Parameter]:
    return {parameter.opts[0]: parameter for parameter in of.params}


def test_every_field_is_declared_and_documented() -> None:
    assert list(declarations()) == [field.name for field in fields(Settings)]
    for name, declaration in declarations().items():
        assert declaration.help.strip(), name
        assert declaration.default == getattr(Settings(), name)
        assert declaration.in_file == (name != "root")


def test_every_option_of_check_that_is_a_setting_comes_from_its_declaration() -> None:
    ours, theirs = by_flag(command), by_flag(main.commands["check"])
    keys = {f"--{key_name(name, declaration)}" for name, declaration in declarations().items()}
    of_settings = {flag for flag in theirs if flag in keys or flag.replace("--no-", "--") in keys}
    of_settings.discard("--no-baseline")  # not a setting, but a value of one
    assert of_settings == ours.keys() - {"--config"}
    for flag, option in ours.items():
        with click.Context(command) as context:
            assert option.get_help_record(context) == theirs[flag].get_help_record(context)


def test_options_stand_in_the_order_of_the_help() -> None:
    assert list(by_flag(command)) == [
        *("--select", "--extend-select", "--ignore", "--extend-ignore"),
        *("--fail-on", "--min-score", "--min-bleu", "--min-chrf"),
        *("--source-language", "--glossary", "--do-not-translate"),
        *("--require-engine", "--no-engine", "--languagetool-url", "--no-model", "--sensitivity"),
        *("--config", "--text-field", "--baseline", "--timeout"),
    ]


def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Any, *arguments: str) -> str:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 0, result.output
    return result.output.strip()


def test_values_of_options_arrive_under_the_names_of_fields(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    given = [
        "--select",
        "MT4,MT5",
        "--select",
        " MT1",
        "--min-score",
        "70",
        "--no-model",
        "--glossary",
        "a.csv",
    ]
    given += ["--no-engine", "harper", "--do-not-translate", "a,b", "--baseline", "b.json"]
    assert run(monkeypatch, tmp_path, *given) == repr(
        Settings(
            select=("MT4", "MT5", "MT1"),
            min_score=70.0,
            model=False,
            glossary=(str(tmp_path / "a.csv"),),
            no_engine=("harper",),
            do_not_translate=("a,b",),
            baseline=str(tmp_path / "b.json"),
        )
    )
    assert run(monkeypatch, tmp_path) == repr(Settings())


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"fail_on": "all"}, "fail-on: “all” is not known: it is one of minor, major, critical, never."),
        ({"no_engine": ("harper", "x")}, "no-engine: “x” is not known: it is one of harper, languagetool."),
        ({"min_bleu": 100.5}, "min-bleu: 100.5 is not between 0 and 100."),
        ({"min_chrf": -1}, "min-chrf: -1 is not between 0 and 100."),
        (
            {"source_language": "de\n"},
            "source-language: “de\n” is no ISO 639-1 code; write two small letters, such as de.",
        ),
        (
            {"languagetool_url": "ftp://x"},
            "languagetool-url: “ftp://x” is no address; write it as http://host:8081.",
        ),
    ],
)
def test_a_value_is_checked_by_its_declaration(values: dict[str, Any], expected: str) -> None:
    with pytest.raises(SettingsError) as error:
        Settings(**values)
    assert str(error.value) == expected


def test_what_only_decides_is_declared_to() -> None:
    assert {
        "fail_on",
        "min_score",
        "min_bleu",
        "min_chrf",
        "suppress",
        "vocabulary",
        "baseline",
        "root",
    } == DECIDING


RULE = HouseRule(id="HR-A", message="x", phrases=("kids",), flag=("kids",), source="a")
ENTRY = Suppression("a", "MT1", "t", "r")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Settings(), "33a5a60c"),
        (Settings(ignore=("MT5",), extend_ignore=("MT4",)), "9fce1161"),
        (
            Settings(
                no_engine=("harper",),
                model=False,
                sensitivity="low",
                select=("MT",),
                extend_select=("MT4",),
            ),
            "f2c6dfbd",
        ),
        (Settings(rule=(RULE,)), "7fd3b851"),
        (Settings(suppress=(ENTRY,)), "beb79823"),
        (
            Settings(
                rule=(HouseRule(id="HR-A", message="x", pattern="a+"),), suppress=(ENTRY,), fail_on="never"
            ),
            "1e120ab5",
        ),
    ],
    ids=["defaults", "ignore", "engines and model", "house rule", "suppression", "pattern"],
)
def test_fingerprints_are_those_of_earlier_versions(settings: Settings, expected: str) -> None:
    assert settings.fingerprint() == expected


@dataclass(frozen=True)
class Extended(Settings):
    max_words: float | None = setting(
        None, NUMBER, "Fail above this many words.", metavar="N", limits=(1, 9999), per_article=True
    )


@pytest.fixture
def extended(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings with one more setting."""
    monkeypatch.setattr(model, "Settings", Extended)
    monkeypatch.setattr(loader, "Settings", Extended)
    declarations.cache_clear()
    yield
    declarations.cache_clear()


@pytest.mark.usefixtures("extended")
def test_a_new_setting_is_one_declaration(tmp_path: Path) -> None:
    path = tmp_path / "mtcheck.toml"
    path.write_text('max-words = 800\n[[override]]\nfiles = ["long/"]\nmax-words = 5000\n', "utf-8")
    settings: Any = load(path)
    assert settings.max_words == 800.0
    assert settings.for_path(str(tmp_path / "long" / "a.txt")).max_words == 5000.0
    assert merge(settings, {"max_words": 10.0}).max_words == 10.0  # type: ignore[attr-defined]
    path.write_text("max-words = 0", "utf-8")
    with pytest.raises(SettingsError, match="max-words: 0 is not between 1 and 9999"):
        load(path)
    path.write_text("max-word = 8", "utf-8")
    with pytest.raises(SettingsError, match="did you mean “max-words”"):
        load(path)
    assert schema()["properties"]["max-words"]["maximum"] == 9999
    assert schema()["definitions"]["override"]["properties"]["max-words"]["minimum"] == 1

    @click.command()
    @settings_options
    def with_options(**options: Any) -> None: ...

    assert by_flag(with_options)["--max-words"].get_help_record(click.Context(with_options)) == (
        "--max-words N",
        "Fail above this many words.",
    )
