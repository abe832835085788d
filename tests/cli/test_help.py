"""Help in groups, what commands refuse, and what shells complete."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from mtcheck.cli.help import GROUPS, OTHERS, GroupedCommand
from mtcheck.cli.main import main
from mtcheck.reports.formats import FORMATS


def help_of(command: str) -> str:
    result = CliRunner().invoke(main, [command, "--help"], terminal_width=100)
    assert result.exit_code == 0
    return result.output


@pytest.mark.parametrize("command", ["check", "compare", "archive"])
def test_every_option_stands_in_a_group_once(command: str) -> None:
    shown = help_of(command)
    headings = re.findall(r"^(\w.*):$", shown, re.MULTILINE)
    own = [heading for heading in headings if heading != "Commands"]
    assert own == [heading for heading in [*GROUPS, OTHERS] if heading in own]
    assert shown[shown.index(f"\n{OTHERS}:") :].split("\n")[2].strip().startswith("-h, --help")
    assert "\nOptions:" not in shown
    found = main.commands[command]
    if isinstance(found, click.Group):
        found = found.commands["run"]
    assert isinstance(found, GroupedCommand)
    for option in found.params:
        if isinstance(option, click.Option) and not option.hidden:
            assert len(re.findall(rf"^  (?:-\w, )?{option.opts[-1]}(?: |$)", shown, re.MULTILINE)) == 1
            assert any(option.name in names for names in GROUPS.values()), option.name


@pytest.mark.parametrize("option", ["--fail-on", "--min-score", "--min-bleu", "--min-chrf"])
def test_compare_has_no_gate_and_says_so(option: str) -> None:
    assert option not in help_of("compare")
    result = CliRunner().invoke(main, ["compare", "a", "b", option, "5"])
    assert result.exit_code == 2
    assert f"compare has no gate, so {option} decides nothing" in result.output


def completed(words: str, **variables: str) -> list[str]:
    """What bash is offered for the last of the words."""
    count = words.count(" ")
    environment = {"COMP_WORDS": f"mtcheck {words}".rstrip(), "COMP_CWORD": str(count + 1)}
    environment["_MTCHECK_COMPLETE"] = "bash_complete"
    done = subprocess.run(
        [sys.executable, "-m", "mtcheck"],
        env={**os.environ, **environment, **variables},
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    return done.stdout.split()


def test_ids_formats_settings_and_paths_are_completed() -> None:
    assert completed("check --select mt50") == [f"plain,MT50{digit}" for digit in range(1, 10)]
    assert completed("check --ignore MT1,GM") == ["plain,MT1,GM101"]
    assert completed("explain MT50")[0] == "plain,MT501"
    assert completed("check --format ") == [f"plain,{name}" for name in (*FORMATS, "auto")]
    assert completed("check -o js") == ["plain,json="]
    assert completed("check -o ./js") == ["file,./js"]
    assert completed("check --no-engine l") == ["plain,languagetool"]
    assert completed("check artic") == ["file,artic"]
    assert completed("artic") == ["file,artic"]
    assert completed("chec") == ["plain,check"]
    assert completed("check --glossary te") == ["file,te"]
    assert "plain,--min-score" in completed("check --min")
    assert completed("compare --min") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mtcheck"],
        env={**os.environ, "_MTCHECK_COMPLETE": f"{shell}_source"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert "_MTCHECK_COMPLETE" in done.stdout
