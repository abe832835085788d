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

from mtcheck.engines.languagetool.java import required_java

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
        self._script("python", f'exec "{sys.executable}" "$@"\n')

    def _script(self, name: str, body: str) -> Path:
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{body}", "utf-8")
        path.chmod(0o755)
        return path

    def python_stub(self) -> Path:
        """A Python that makes a virtual environment of itself and writes down what it is asked for."""
        mtcheck = self.mtcheck_stub()
        log = f"printf '%s\\n' \"$*\" >> '{self.calls}'\n"
        copies = f'mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; cp "{mtcheck}" "$3/bin/mtcheck"'
        return self._script("python", f'{log}if [ "$2" = venv ]; then {copies}; fi\n')

    def mtcheck_stub(self) -> Path:
        """An mtcheck that writes down its words, one a line, and the Java that it would use."""
        return self._script("mtcheck", f"printf '%s\\n' \"$@\" \"Java: $JAVA_HOME\" >> '{self.calls}'\n")

    def run(
        self, step: str, outputs: dict[str, str] | None = None, **inputs: str
    ) -> subprocess.CompletedProcess[str]:
        given = {name: str(spec.get("default", "")) for name, spec in ACTION["inputs"].items()}
        given.update({name.replace("_", "-"): value for name, value in inputs.items()})
        known = {f"inputs.{name}": value for name, value in given.items()}
        known.update({"runner.temp": str(self.temp), "runner.os": "Linux", "runner.arch": "X64"})
        known.update({"github.run_id": "17", "github.run_attempt": "1", "steps.java.outputs.path": ""})
        known.update(outputs or {})

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

    def keys(self, **inputs: str) -> dict[str, str]:
        """What the caches are named for these inputs."""
        done = self.run("keys", {"steps.python.outputs.python-path": sys.executable}, **inputs)
        assert done.returncode == 0, done.stderr
        return self.outputs

    def words(self, **inputs: str) -> list[str]:
        """What mtcheck is called with for these inputs, and its Java last."""
        self.calls.unlink(missing_ok=True)
        self.mtcheck_stub()
        java = {"steps.java.outputs.path": "/java/17"} if "languagetool" in inputs else {}
        done = self.run("check", {"steps.install.outputs.bin": str(self.bin), **java}, **inputs)
        assert done.returncode == 0, done.stderr
        return self.calls.read_text("utf-8").splitlines()

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


def test_every_action_it_uses_is_held_by_its_commit() -> None:
    for line in (ROOT / "action.yml").read_text("utf-8").splitlines():
        if "uses:" in line:
            assert re.fullmatch(r" +uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_it_installs_its_own_ref_and_nothing_by_name(runner: Runner) -> None:
    python = {"steps.python.outputs.python-path": str(runner.python_stub())}
    done = runner.run("install", python, paths="x")
    assert done.returncode == 0, done.stderr
    venv, install = runner.calls.read_text("utf-8").splitlines()
    assert venv == f"-m venv {runner.temp}/mtcheck-venv"
    assert install == f"-m pip install --quiet --disable-pip-version-check {ROOT}"
    assert runner.outputs == {"bin": f"{runner.temp}/mtcheck-venv/bin"}


def test_languagetool_is_installed_and_required_where_it_is_asked_for(runner: Runner) -> None:
    steps = {
        "steps.python.outputs.python-path": str(runner.python_stub()),
        "steps.java.outputs.path": "/java/17",
    }
    done = runner.run("install", steps, paths="x", languagetool="true")
    assert done.returncode == 0, done.stderr
    assert runner.calls.read_text("utf-8").splitlines()[2:] == [
        *("engines", "install", "languagetool"),
        "Java: /java/17",
    ]
    assert "--require-engine" not in runner.words(paths="content")
    words = runner.words(paths="content", languagetool="true")
    assert words[words.index("--require-engine") + 1] == "languagetool"
    assert words[-1] == "Java: /java/17"
    assert STEPS["java"]["if"] == "inputs.languagetool == 'true'"
    assert int(STEPS["java"]["with"]["java-version"]) >= required_java()
    assert STEPS["java"]["with"]["set-default"] is False, "the job's own Java is left alone"


def test_args_are_parted_as_a_shell_parts_words(runner: Runner) -> None:
    words = runner.words(
        paths="content", args="--title \"a b\"  --fail-on 'major'\n--ignore MT5\\ 01 --author ''  --x *.md é"
    )
    start = words.index("--title")
    assert words[start : words.index("--")] == [
        *("--title", "a b", "--fail-on", "major", "--ignore", "MT5 01", "--author", "", "--x", "*.md", "é"),
    ]


@pytest.mark.parametrize("args", ['--title "a b', "--title it's", "a\\"])
def test_args_with_an_open_quotation_are_refused(runner: Runner, args: str) -> None:
    done = runner.run("check", {"steps.install.outputs.bin": str(runner.bin)}, paths="content", args=args)
    assert done.returncode == 2
    assert done.stdout == "::error::mtcheck: the input args ends within a quotation or behind a backslash\n"
    assert runner.outputs == {"exit-status": "2"}


def test_what_is_kept_is_named_by_all_that_it_depends_on(runner: Runner) -> None:
    first = runner.keys(paths="content")
    assert first == runner.keys(paths="content"), "the same inputs find what they kept"
    assert re.fullmatch(r"mtcheck-pip-Linux-X64-3\.12-[0-9a-f]{16}", first["pip"])
    for name in ("pip", "analyses"):
        assert first[name].startswith(first[f"{name}-before"])
    assert first["analyses"].endswith("-17-1"), "each run keeps its own"
    others = [runner.keys(paths="docs"), runner.keys(paths="content", args="--no-model")]
    (runner.workspace / "mtcheck.toml").write_text("model = false\n", "utf-8")
    others.append(runner.keys(paths="content"))
    assert len({keys["analyses-before"] for keys in (first, *others)}) == 4
    assert {keys["pip"] for keys in others} == {first["pip"]}
    newer = runner.keys(paths="content", python_version="3.13")
    assert newer["pip-before"] != first["pip-before"]
    assert newer["analyses-before"] not in first["analyses"]


def test_what_is_kept_lies_where_the_steps_look_for_it_and_is_kept_when_the_gate_is_hit() -> None:
    order = list(STEPS)
    environment = {**STEPS["install"]["env"], **STEPS["check"]["env"]}
    for kept, variable in (
        ("pip", "PIP_CACHE_DIR"),
        ("languagetool", "LTP_PATH"),
        ("analyses", "MTCHECK_CACHE_DIR"),
    ):
        restore, save = STEPS[kept], STEPS[f"keep-{kept}"]
        assert "/cache/restore@" in restore["uses"]
        assert "/cache/save@" in save["uses"]
        assert restore["with"]["key"] == save["with"]["key"] == f"${{{{ steps.keys.outputs.{kept} }}}}"
        assert restore["with"]["path"] == save["with"]["path"] == environment[variable]
        assert order.index(kept) < order.index("install") < order.index(f"keep-{kept}")
        assert "inputs.cache == 'true'" in restore["if"]
        assert "inputs.cache == 'true'" in save["if"]
    assert STEPS["keep-analyses"]["if"].startswith("always() && ")
    assert order.index("check") < order.index("keep-analyses")


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
