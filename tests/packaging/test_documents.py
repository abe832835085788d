"""What the README and the documentation show works: commands parse, links lead somewhere, code is code."""

from __future__ import annotations

import ast
import json
import os
import re
import sys
from pathlib import Path

import click
import jsonschema
import pytest
import yaml
from documents import DOCUMENTS, ROOT, all_commands, blocks, commands_of

from mtcheck.cli.main import main
from mtcheck.decisions.gate import THRESHOLD
from mtcheck.findings.rows import COLUMNS
from mtcheck.reports.formats import FORMATS

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

every_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix()
)
#: Pages that docs/generate.py makes.
GENERATED = re.compile(r"docs/(rules/|reference/(command-line|settings)\.md)")


@pytest.fixture
def parsing_only(monkeypatch: pytest.MonkeyPatch) -> click.Command:
    """The command line, none of whose commands does anything."""
    for _, command in all_commands():
        monkeypatch.setattr(command, "callback", lambda **_: None)
    return main


@every_document
def test_every_command_of_mtcheck_parses(document: Path, parsing_only: click.Command) -> None:
    names = {name for name, _ in all_commands()}
    for arguments in commands_of(document, "mtcheck"):
        if " ".join(["mtcheck", *arguments]) in names:  # only named, such as `mtcheck compare`
            continue
        try:
            parsing_only.main(arguments, standalone_mode=False)
        except click.exceptions.Exit:  # --help and --version
            continue
        except click.ClickException as error:
            pytest.fail(f"mtcheck {' '.join(arguments)}: {error.format_message()}")


def options_of(module: Path) -> set[str]:
    """The options that a module's text declares, those of the decorators that it imports too."""
    names = re.findall(
        r"^from ((?:benchmarks|training)[\w.]*) import (.*)$", module.read_text("utf-8"), re.MULTILINE
    )
    imported = [f"{package}.{name}" for package, listed in names for name in re.findall(r"\w+", listed)]
    paths = [
        ROOT / f"{name.replace('.', '/')}.py" for name in (*imported, *(package for package, _ in names))
    ]
    texts = [path.read_text("utf-8") for path in (module, *paths) if path.is_file()]
    return {option for text in texts for option in re.findall(r'"(--[\w-]+)"', text)}


@every_document
def test_every_benchmark_and_training_command_names_a_module_and_its_options(document: Path) -> None:
    for arguments in commands_of(document, "python"):
        if arguments[:1] == ["-m"] and arguments[1].split(".")[0] in ("benchmarks", "training"):
            module = ROOT / f"{arguments[1].replace('.', '/')}.py"
            assert module.is_file(), arguments
            declared = options_of(module)
            given = arguments[2 : arguments.index("--") if "--" in arguments else None]
            for option in (word for word in given if word.startswith("--") and word != "--help"):
                assert option in declared, f"{module.name} has no {option}"


@every_document
def test_extras_that_are_shown_are_there(document: Path) -> None:
    text = document.read_text("utf-8")
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    for named in re.findall(r'"\.\[([\w,]+)\]"', text):
        assert set(named.split(",")) <= set(extras)


@every_document
def test_python_toml_and_yaml_are_what_they_say(document: Path) -> None:
    for block in blocks(document, "python"):
        ast.parse(block)
    for block in blocks(document, "toml"):
        tomllib.loads(block)
    for block in blocks(document, "yaml"):
        assert yaml.safe_load(block)


@every_document
def test_links_within_the_repository_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s#]+)", document.read_text("utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path = Path(os.path.normpath(document.parent / target))
        if not GENERATED.match(path.relative_to(ROOT).as_posix()):
            assert path.exists(), target


def test_settings_that_are_shown_follow_their_schema() -> None:
    schema = json.loads((ROOT / "mtcheck" / "settings" / "mtcheck.schema.json").read_text("utf-8"))
    shown = [
        block for page in ("settings", "decisions") for block in blocks(ROOT / f"docs/{page}.md", "toml")
    ]
    assert len(shown) == 2
    for block in shown:
        jsonschema.validate(tomllib.loads(block), schema)


def test_columns_formats_and_threshold_are_the_ones_in_force() -> None:
    reports = (ROOT / "docs" / "reports.md").read_text("utf-8")
    assert " ".join(", ".join(COLUMNS).split()) in " ".join(reports.split())
    for name in FORMATS:
        assert f"`{name}`" in reports
    score = (ROOT / "docs" / "score.md").read_text("utf-8")
    assert f"interval is below {THRESHOLD:g}" in " ".join(score.split())
