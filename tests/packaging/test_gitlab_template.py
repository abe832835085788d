"""The GitLab job: its form by GitLab's schema, its script run in a shell."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from junitparser import JUnitXml

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


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell")
def test_its_script_writes_the_reports_it_hands_over(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.txt").write_text(f"{CLEAN}They do not not know.\n", "utf-8")
    (tmp_path / "mtcheck.toml").write_text(
        'model = false\nfail-on = "minor"\nno-engine = ["harper", "languagetool"]\n', "utf-8"
    )
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "mtcheck").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mtcheck "$@"\n', "utf-8")
    (programs / "mtcheck").chmod(0o755)
    variables = {
        name: value.replace("$CI_PROJECT_DIR", str(tmp_path)) for name, value in JOB["variables"].items()
    }
    environment = {**os.environ, **variables, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", "-ec", "\n".join(JOB["script"])],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    reports = JOB["artifacts"]["reports"]
    issues = json.loads((tmp_path / reports["codequality"]).read_text("utf-8"))
    assert {issue["location"]["path"] for issue in issues} == {"content/a.txt"}
    assert JUnitXml.fromfile(str(tmp_path / reports["junit"])).failures
    assert any((tmp_path / path).is_dir() for path in JOB["cache"]["paths"]), (
        "what is cached is where the variables say"
    )
