"""The README says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import click

from mtcheck.cli.main import main
from mtcheck.findings.rows import COLUMNS
from mtcheck.findings.score import THRESHOLD
from mtcheck.rules.catalogue import as_markdown

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_table_of_rules_is_the_one_the_rules_declare() -> None:
    assert as_markdown() in README, "run: python -m mtcheck rules --format markdown"


def test_columns_and_threshold_are_the_ones_in_force() -> None:
    assert " ".join(", ".join(COLUMNS).split()) in " ".join(README.split())
    assert f"interval is below\n{THRESHOLD:g}" in README


def test_every_option_named_in_the_readme_exists() -> None:
    commands = [*main.commands.values()]
    commands += [
        one for group in commands if isinstance(group, click.Group) for one in group.commands.values()
    ]
    known = {name for command in commands for option in command.params for name in option.opts}
    blocks = "\n".join(re.findall(r"```(?:sh|yaml)\n(.*?)```", README, re.DOTALL))
    used = {
        option
        for line in blocks.splitlines()
        if "mtcheck " in line
        for option in re.findall(r"(?<=\s)--[a-z-]+", line)
    }
    assert used - known <= {"--shared", "--show", "--quiet"}


def test_the_sample_article_is_the_one_the_bench_was_given() -> None:
    text = (ROOT / "fixtures" / "trump-putin-call.txt").read_text("utf-8")
    assert len(text.splitlines()) == 32


def test_only_one_module_imports_the_gpl_package() -> None:
    importing = [
        path.relative_to(ROOT / "mtcheck").as_posix()
        for path in (ROOT / "mtcheck").rglob("*.py")
        if re.search(r"^\s*(?:from|import) language_tool_python", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert importing == ["engines/languagetool/client.py"]
    assert importing[0] in README
