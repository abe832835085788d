"""The GitHub Action: its form by SchemaStore's schema, its shell steps run in bash as the runner runs
them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"]}
CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate.\n"
ALONE = "--no-engine harper --no-engine languagetool --no-model"

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


class Runner:
    """A GitHub runner, as far as shell steps know it."""

    def __init__(self, folder: Path) -> None:
        self.workspace, self.temp = folder / "workspace", folder / "temp"
        self.workspace.mkdir()
        self.temp.mkdir()
        self.output, self.summary = folder / "output", folder / "summary"
        self.calls = folder / "calls"
        self.bin = folder / "bin with space"
        self.bin.mkdir()
        self._script("mtcheck", f'exec "{sys.executable}" -m mtcheck "$@"\n')

    def _script(self, name: str, body: str) -> Path:
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{body}", "utf-8")
        path.chmod(0o755)
        return path

    def python_stub(self) -> Path:
        """A Python that makes a virtual environment of itself and writes down what it is asked for."""
        log = f"printf '%s\\n' \"$*\" >> '{self.calls}'\n"
        return self._script(
            "python", f'{log}if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi\n'
        )

    def run(
        self, step: str, outputs: dict[str, str] | None = None, **inputs: str
    ) -> subprocess.CompletedProcess[str]:
        given = {name: str(spec.get("default", "")) for name, spec in ACTION["inputs"].items()}
        given.update({name.replace("_", "-"): value for name, value in inputs.items()})
        known = {f"inputs.{name}": value for name, value in given.items()}
        known.update({"runner.temp": str(self.temp), **(outputs or {})})

        def value(text: str) -> str:
            return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda match: known[match[1]], text)

        environment = {name: value(text) for name, text in STEPS[step].get("env", {}).items()}
        self.output.write_text("", "utf-8")
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[step]["run"]],
            cwd=self.workspace / value(STEPS[step].get("working-directory", ".")),
            env={
                **os.environ,
                "GITHUB_ACTIONS": "true",
                "GITHUB_OUTPUT": str(self.output),
                "GITHUB_STEP_SUMMARY": str(self.summary),
                "GITHUB_ACTION_PATH": str(ROOT),
                "GITHUB_WORKSPACE": str(self.workspace),
                "RUNNER_TEMP": str(self.temp),
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def check(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        inputs["args"] = f"{inputs.get('args', '')} {ALONE}"
        return self.run("check", {"steps.install.outputs.bin": str(self.bin)}, **inputs)

    @property
    def outputs(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self.output.read_text("utf-8").splitlines())


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    runner = Runner(tmp_path)
    (runner.workspace / "content").mkdir()
    (runner.workspace / "content" / "good.txt").write_text(CLEAN, "utf-8")
    (runner.workspace / "one more.md").write_text(f"# A school\n\n{CLEAN}They do not not know.\n", "utf-8")
    return runner


def test_it_follows_the_schema() -> None:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-actions",
        str(ROOT / "action.yml"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_input_is_pasted_into_a_script_and_nothing_is_uploaded() -> None:
    for step in STEPS.values():
        assert "${{" not in step.get("run", "")
        assert "upload" not in step.get("uses", "")


def test_what_an_expression_names_exists() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    for name in re.findall(r"inputs\.([\w-]+)", text):
        assert name in ACTION["inputs"]
    for step, name in re.findall(r"steps\.([\w-]+)\.outputs\.([\w-]+)", text):
        assert f"{name}=" in STEPS[step].get("run", f"{name}=")


@pytest.mark.parametrize(("version", "what"), [("", str(ROOT)), ("0.1.0", "mtcheck==0.1.0")])
def test_it_installs_its_own_ref_or_the_version_asked_for(runner: Runner, version: str, what: str) -> None:
    done = runner.run(
        "install", {"steps.python.outputs.python-path": str(runner.python_stub())}, version=version, paths="x"
    )
    assert done.returncode == 0, done.stderr
    venv, install = runner.calls.read_text("utf-8").splitlines()
    assert venv == f"-m venv {runner.temp}/mtcheck-venv"
    assert install.startswith("-m pip install ")
    assert install.endswith(f" {what}")
    assert runner.outputs == {"bin": f"{runner.temp}/mtcheck-venv/bin"}


def test_it_annotates_summarises_and_writes_sarif(runner: Runner) -> None:
    done = runner.check(paths="content\none more.md\n")
    assert done.returncode == 0, done.stderr
    assert "::error file=one more.md" in done.stdout
    assert "one more.md" in runner.summary.read_text("utf-8")
    sarif = runner.workspace / "mtcheck.sarif"
    assert runner.outputs == {"exit-status": "0", "sarif-file": str(sarif)}
    assert json.loads(sarif.read_text("utf-8"))["version"] == "2.1.0"


def test_it_fails_with_the_exit_status_and_says_it(runner: Runner) -> None:
    done = runner.check(paths="one more.md", args="--fail-on minor")
    assert done.returncode == 1
    assert runner.outputs["exit-status"] == "1"
    assert (runner.workspace / "mtcheck.sarif").exists()
    done = runner.check(paths="missing.txt")
    assert done.returncode == 2
    assert runner.outputs["exit-status"] == "2"


def test_reports_are_those_asked_for(runner: Runner, tmp_path: Path) -> None:
    reports = f"report.csv\njunit={tmp_path}/junit.xml\n\nsarif={tmp_path}/all.sarif\n"
    done = runner.check(paths="content", reports=reports, annotations="false")
    assert done.returncode == 0, done.stderr
    assert "::" not in done.stdout
    assert (runner.workspace / "report.csv").exists()
    assert (tmp_path / "junit.xml").exists()
    assert runner.outputs["sarif-file"] == f"{tmp_path}/all.sarif"
    assert not (runner.workspace / "mtcheck.sarif").exists()
    assert "sarif-file" not in outputs_after(runner, reports="report.csv")


def outputs_after(runner: Runner, **inputs: Any) -> dict[str, str]:
    runner.check(paths="content", **inputs)
    return runner.outputs


def test_inputs_are_never_run(runner: Runner) -> None:
    evil = "$(touch pwned) `touch pwned`; touch pwned"
    runner.check(paths=evil, args=evil.replace(" ", "\t"), reports=f"csv={evil}")
    assert not list(runner.workspace.rglob("pwned"))
    done = runner.check(paths="--version\ncontent/*.txt")
    assert "--version" in done.stderr, "a path is never an option"
    assert runner.outputs["exit-status"] == "2"


def test_it_works_in_another_folder(runner: Runner) -> None:
    done = runner.check(paths="good.txt", working_directory="content")
    assert done.returncode == 0, done.stderr
    assert runner.outputs["sarif-file"] == str(runner.workspace / "content" / "mtcheck.sarif")
