"""The Dockerfile, as far as it can be tried without Docker: what it copies is there, what it runs is
understood.
"""

from __future__ import annotations

import re
import shlex
import sys
from importlib import metadata
from importlib.metadata import requires
from pathlib import Path
from typing import Any

import click
import pathspec
import pytest
from click.testing import CliRunner
from dockerfile_parse import DockerfileParser
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from mtcheck.cli.main import main
from mtcheck.engines.languagetool.java import required_java
from mtcheck.version import __version__

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
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
    assert ".ci/requirements" in copied
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
        assert image in stages or re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+(@sha256:[0-9a-f]{64})?", image)


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


def locked(name: str) -> dict[str, str]:
    """The version of each package in a file of requirements, which has only pins, hashes and comments."""
    pins: dict[str, str] = {}
    for entry in re.split(
        r"(?<!\\)\n", (ROOT / ".ci" / "requirements" / name).read_text("utf-8").rstrip("\n")
    ):
        if not entry.lstrip().startswith("#"):
            pin = re.fullmatch(r"([a-z0-9-]+)==([\w.]+)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)", entry)
            assert pin is not None, entry
            pins[pin[1]] = pin[2]
    return pins


def assert_satisfied(requirements: list[str], pins: dict[str, str]) -> None:
    """Each requirement that the image's Python has is satisfied by a pin."""
    image = default_environment() | {"python_version": "3.12", "python_full_version": "3.12.8", "extra": ""}
    linux = {
        "sys_platform": "linux",
        "platform_system": "Linux",
        "platform_machine": "x86_64",
        "os_name": "posix",
    }
    for requirement in map(Requirement, requirements):
        if requirement.marker is None or requirement.marker.evaluate({**image, **linux}):
            version = pins.get(canonicalize_name(requirement.name))
            assert version is not None, f"{requirement} is not locked: run .ci/lock"
            assert requirement.specifier.contains(version), f"{requirement} is locked at {version}"


def test_what_it_installs_is_locked_by_hashes_and_satisfies_the_package() -> None:
    installs = [command for value in values("RUN") for command in re.findall(r"pip install [^&]*", value)]
    assert len(installs) == 3
    for command in installs:
        options = {"--require-hashes", "--only-binary"} if " -r " in command else {"--no-index", "--no-deps"}
        assert options <= set(command.split())
    assert [re.search(r"requirements/(\w+\.txt)", command)[1] for command in installs[:2]] == [
        "image.txt",
        "build.txt",
    ]
    assert "--no-build-isolation" in " ".join(values("RUN"))
    assert_satisfied(PROJECT["project"]["dependencies"], locked("image.txt"))
    assert_satisfied(PROJECT["build-system"]["requires"], locked("build.txt"))


def test_what_is_locked_is_whole() -> None:
    """As far as what is installed here tells: what a package needs, in this version, is locked as well."""
    pins = locked("image.txt")
    known = 0
    for name, version in pins.items():
        try:
            installed = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        if installed.version == version:
            known += 1
            assert_satisfied(installed.requires or [], pins)
    assert known


def test_its_labels_say_what_it_is() -> None:
    labels = {
        name: value
        for step in values("LABEL")
        for name, value in re.findall(r'image\.([\w.]+)="([^"]*)"', step)
    }
    assert {"title", "description", "source", "licenses", "version", "revision", "base.name"} <= set(labels)
    base = values("FROM")[0].split()[0].partition("@")[0]
    assert labels["base.name"] == f"docker.io/library/{base}"
    assert f"VERSION={__version__}" in values("ARG")
    assert {"Apache-2.0", "GPL-3.0-only"} <= set(labels["licenses"].split(" AND "))
