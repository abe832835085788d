"""The GitLab job: its form by GitLab's schema, its script run in a shell."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from junitparser import JUnitXml

from mtcheck.engines.languagetool.java import required_java
from mtcheck.version import __version__

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / ".gitlab" / "mtcheck.yml"
JOB = yaml.safe_load(TEMPLATE.read_text("utf-8"))["mtcheck"]
CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate.\n"


def test_it_follows_the_schema() -> None:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.gitlab-ci",
        str(TEMPLATE),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


class Project:
    """A checkout in which the job runs: Git, an article, an mtcheck that is this one."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.programs, self.calls = folder, folder / ".programs", folder / ".calls"
        self.programs.mkdir()
        self.programs_as_they_are()
        self.write(
            "mtcheck.toml", 'model = false\nfail-on = "minor"\nno-engine = ["harper", "languagetool"]\n'
        )
        self.write("content/a.txt", f"{CLEAN}They do not not know.\n")

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(exist_ok=True)
        (self.folder / name).write_text(text, "utf-8")

    def programs_as_they_are(self) -> None:
        self.program("mtcheck", f'exec "{sys.executable}" -m mtcheck "$@"')
        self.program("python", f'exec "{sys.executable}" "$@"')

    def program(self, name: str, command: str) -> None:
        (self.programs / name).write_text(f"#!/bin/sh\n{command}\n", "utf-8")
        (self.programs / name).chmod(0o755)

    def git(self, *arguments: str) -> None:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *identity, *arguments], cwd=self.folder, check=True, capture_output=True)

    def run(self, part: str, **variables: str) -> subprocess.CompletedProcess[str]:
        given = {**JOB["variables"], **variables}
        environment = {
            **os.environ,
            **{name: value.replace("$CI_PROJECT_DIR", str(self.folder)) for name, value in given.items()},
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
        }
        return subprocess.run(
            ["sh", "-ec", "\n".join(JOB[part])],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def words(self, part: str, *programs: str, **variables: str) -> list[str]:
        """What programs are called with, one a line, when they do nothing else."""
        for name in programs:
            self.program(name, f"printf '%s\\n' {name} \"$@\" >> '{self.calls}'")
        self.calls.unlink(missing_ok=True)
        assert self.run(part, **variables).returncode == 0
        self.programs_as_they_are()
        return self.calls.read_text("utf-8").splitlines()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    if shutil.which("sh") is None:
        pytest.skip("needs a shell")
    return Project(tmp_path)


def test_its_script_writes_the_reports_it_hands_over(project: Project) -> None:
    done = project.run("script")
    assert done.returncode == 1, done.stderr
    reports = JOB["artifacts"]["reports"]
    issues = json.loads((project.folder / reports["codequality"]).read_text("utf-8"))
    assert {issue["location"]["path"] for issue in issues} == {"content/a.txt"}
    assert JUnitXml.fromfile(str(project.folder / reports["junit"])).failures


def test_what_is_kept_lies_where_the_variables_say_and_is_kept_when_the_gate_is_hit() -> None:
    kept = {path for cache in JOB["cache"] for path in cache["paths"]}
    for name in ("MTCHECK_CACHE_DIR", "PIP_CACHE_DIR", "LTP_PATH"):
        assert f"{JOB['variables'][name].removeprefix('$CI_PROJECT_DIR/')}/" in kept
    assert all(cache["when"] == "always" for cache in JOB["cache"])
    assert len({cache["key"] for cache in JOB["cache"]}) == len(JOB["cache"]) == 3


def test_it_installs_from_an_address_at_a_version_and_runs_in_a_pinned_image_with_git(
    project: Project,
) -> None:
    assert re.fullmatch(
        rf"https://github\.com/[\w-]+/mtcheck/archive/refs/tags/v{re.escape(__version__)}\.tar\.gz",
        JOB["variables"]["MTCHECK_FROM"],
    )
    # The full image of Python has git and curl, the slim one has not.
    assert re.fullmatch(r"python:3\.\d+\.\d+-bookworm(@sha256:[0-9a-f]{64})?", JOB["image"])
    words = project.words("before_script", "python", "apt-get", "mtcheck")
    assert words[-1] == JOB["variables"]["MTCHECK_FROM"]
    assert "apt-get" not in words


def test_languagetool_is_installed_and_required_where_it_is_asked_for(project: Project) -> None:
    words = project.words("before_script", "python", "apt-get", "mtcheck", MTCHECK_LANGUAGETOOL="true")
    (java,) = [word for word in words if word.startswith("openjdk-")]
    assert int(java.split("-")[1]) >= required_java()
    assert words[-4:] == ["mtcheck", "engines", "install", "languagetool"]
    words = project.words("script", "mtcheck", MTCHECK_LANGUAGETOOL="true")
    assert words[words.index("--require-engine") + 1] == "languagetool"
    assert "--require-engine" not in project.words("script", "mtcheck")


def test_variables_are_parted_as_a_shell_parts_words_and_never_run(project: Project) -> None:
    args = """--title "a b" --x '$(touch pwned)' `touch pwned`; touch\\ pwned"""
    words = project.words("script", "mtcheck", MTCHECK_ARGS=args, MTCHECK_PATHS='"my articles/" *.md')
    assert words[words.index("--title") :] == [
        *("--title", "a b", "--x", "$(touch pwned)", "`touch", "pwned`;", "touch pwned"),
        *("--", "my articles/", "*.md"),
    ]
    assert not list(project.folder.rglob("pwned"))
    done = project.run("script", MTCHECK_ARGS='--title "a')
    assert done.returncode == 2
    assert done.stderr == "MTCHECK_ARGS or MTCHECK_PATHS ends within a quotation or behind a backslash\n"


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_only_the_lines_of_a_merge_request_count_where_it_is_asked_for(project: Project) -> None:
    project.git("init", "--quiet")
    project.git("add", "content")
    project.git("commit", "--quiet", "--message", "first")
    project.write("content/b.txt", CLEAN)
    project.git("add", "content")
    project.git("commit", "--quiet", "--message", "second")
    done = project.run("script", MTCHECK_ARGS="--diff-base HEAD~1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert JOB["variables"]["GIT_DEPTH"] == "0"
