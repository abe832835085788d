"""The Dockerfile, as far as it can be tried without Docker: what it copies is there, what it runs is
understood.
"""

from __future__ import annotations

import re
import shlex
from importlib.metadata import requires
from pathlib import Path
from typing import Any

import click
import pathspec
import pytest
from click.testing import CliRunner
from dockerfile_parse import DockerfileParser

from mtcheck.cli.main import main
from mtcheck.engines.languagetool.java import required_java

ROOT = Path(__file__).parents[2]
STEPS: list[dict[str, Any]] = DockerfileParser(path=str(ROOT / "Dockerfile")).structure


def values(instruction: str) -> list[str]:
    return [step["value"] for step in STEPS if step["instruction"] == instruction]


def commands() -> list[list[str]]:
    """Every `mtcheck …` that is run, as words."""
    lines = [part.strip() for value in values("RUN") for part in value.split("&&")]
    return [shlex.split(line) for line in lines if line.startswith("mtcheck ")]


def ignored(name: str) -> bool:
    # Docker's patterns are those of .gitignore as far as ours go.
    spec = pathspec.GitIgnoreSpec.from_lines((ROOT / ".dockerignore").read_text("utf-8").splitlines())
    return spec.match_file(name)


def test_every_file_it_copies_is_here_and_not_ignored() -> None:
    copied = [value.split() for value in values("COPY") if "--from=" not in value]
    assert copied
    for *sources, _ in copied:
        for source in sources:
            assert (ROOT / source).exists(), source
            inner = (
                next((path for path in (ROOT / source).rglob("*.py")), None)
                if (ROOT / source).is_dir()
                else None
            )
            assert not ignored((inner or ROOT / source).relative_to(ROOT).as_posix())
    assert ignored("tests/test_cli.py")
    assert ignored(".git/config")
    assert ignored("mtcheck/__pycache__/cli.pyc")


def test_what_is_copied_is_enough_to_build_the_package() -> None:
    copied = {source for value in values("COPY") if "--from=" not in value for source in value.split()[:-1]}
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    named = {"README.md", "LICENSE", *re.findall(r'packages = \["(\w+)"\]', project), "pyproject.toml"}
    assert all(f'"{name}"' in project for name in named - {"pyproject.toml"})
    assert named <= copied
    assert requires("mtcheck")


def test_stages_are_copied_from_by_name_and_the_base_is_pinned() -> None:
    stages = {value.split(" AS ")[1] for value in values("FROM") if " AS " in value}
    for value in values("COPY"):
        if "--from=" in value:
            assert value.split()[0].removeprefix("--from=") in stages
    for value in values("FROM"):
        image = value.split()[0]
        assert image in stages or re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+", image)


def test_what_it_runs_of_mtcheck_is_understood() -> None:
    run = commands()
    assert [words[1] for words in run] == ["engines", "check"]
    for _, *words in run:
        command: click.Command = main
        while isinstance(command, click.Group):
            command = command.commands[words.pop(0)]
        command.make_context(command.name, words)


def test_the_article_that_proves_the_image_passes(tmp_path: Path) -> None:
    (step,) = [value for value in values("RUN") if "mtcheck check" in value]
    text = re.search(r'echo "(.*?)" >', step)
    assert text is not None
    article = tmp_path / "article.txt"
    article.write_text(f"{text[1]}\n", "utf-8")
    result = CliRunner().invoke(main, ["check", str(article), "--no-engine", "languagetool"])
    assert result.exit_code == 0, result.output


def test_it_runs_as_nobody_special_with_the_java_that_languagetool_needs() -> None:
    order = [step["instruction"] for step in STEPS]
    assert values("USER") == ["mtcheck"]
    assert not {"RUN", "COPY", "FROM"} & set(order[order.index("USER") :])
    java = re.search(r"openjdk-(\d+)-jre-headless", " ".join(values("RUN")))
    assert java is not None
    assert int(java[1]) >= required_java()
    assert values("ENTRYPOINT") == ['["mtcheck"]']


@pytest.mark.parametrize("name", ["LTP_PATH", "MTCHECK_CACHE_DIR"])
def test_its_environment_means_something_to_mtcheck(name: str) -> None:
    assert any(f"{name}=" in value for value in values("ENV"))
    assert any(name in path.read_text("utf-8") for path in (ROOT / "mtcheck").rglob("*.py"))
